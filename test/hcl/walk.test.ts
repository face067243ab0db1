import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../src/hcl/expression-parser.ts';
import { literalKey, traversal } from '../../src/hcl/traversal.ts';
import { children, walkExpression } from '../../src/hcl/walk.ts';
import { SourceFile } from '../../src/text/source-file.ts';

const parse = (text: string) => parseExpression(new SourceFile('test.tf', text)).expression;

function names(text: string): string[] {
  const found: string[] = [];
  walkExpression(parse(text), (node) => {
    if (node.kind === 'variable') found.push(node.name);
  });
  return found;
}

describe('walking', () => {
  it('visits every expression in source order', () => {
    expect(names('f(a.b, [c], {d = e, (g) = h}, i ? -j : (k + l), m[n], o.*.p, q[*].r)')).toEqual([
      'a',
      'c',
      'd',
      'e',
      'g',
      'h',
      'i',
      'j',
      'k',
      'l',
      'm',
      'n',
      'o',
      'q',
    ]);
    expect(names('{for k, v in a : b => c if d}')).toEqual(['a', 'b', 'c', 'd']);
    expect(names('"${a}%{if b}${c}%{else}${d}%{endif}%{for x in e}${f}%{endfor}${g}"')).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
      'f',
      'g',
    ]);
    expect(children(parse('"plain"'))).toEqual([]);
  });

  it('leaves out what is below when told so', () => {
    let count = 0;
    walkExpression(parse('f(a, b)'), () => {
      count++;
      return false;
    });
    expect(count).toBe(1);
  });

  it('follows long chains', () => {
    let count = 0;
    walkExpression(parse(`a${'.b'.repeat(50_000)}${' + 1'.repeat(50_000)}`), () => count++);
    expect(count).toBe(150_001);
  });
});

describe('static traversals', () => {
  it.each([
    ['a', 'a', []],
    ['a.b[0]["c"].1', 'a', ['b', 0, 'c', 1]],
    ['a[true][null]', 'a', [true, null]],
  ])('%s', (text, root, steps) => {
    const found = traversal(parse(text));
    expect(found?.root.name).toBe(root);
    expect(found?.steps.map((step) => (step.kind === 'attribute' ? step.name : step.key))).toEqual(steps);
  });

  it.each(['a[-1]', 'a[(0)]', 'a["x${b}"]', 'a[b]', 'f().a', 'a.*.b', '"a".b', 'true', '1'])('%s is none', (text) => {
    expect(traversal(parse(text))).toBeUndefined();
  });

  it('says where the steps are', () => {
    const text = 'a . b ["c"]';
    const steps = traversal(parse(text))?.steps ?? [];
    expect(steps.map(({ start, end }) => text.slice(start, end))).toEqual(['b', '"c"']);
  });
});

it.each([
  ['a', 'a'],
  ['"a b"', 'a b'],
  ['1.50', '1.5'],
  ['true', 'true'],
  ['null', undefined],
  ['a.b', undefined],
  ['(a)', undefined],
  ['"${a}"', undefined],
])('the literal key of {%s = 1} is %s', (text, key) => expect(literalKey(parse(text))).toBe(key));
