import { describe, expect, it } from 'vitest';
import { parse } from '../../src/hcl/parser.ts';
import { SourceFile } from '../../src/text/source-file.ts';

const BEFORE = 'variable "before" {\n  default = { a = 1 }\n}\n\n';
const AFTER = '\nvariable "after" {\n  default = <<-E\n    x\n  E\n}\n\noutput "last" { value = 1 }\n';

/** Parses a broken block between sound ones: what it has itself, and its errors; the others must come through unharmed. */
function recovered(broken: string): { names: string[]; errors: string[] } {
  const text = BEFORE + broken + AFTER;
  const { body, diagnostics, file } = parse(new SourceFile('test.tf', text));
  const { attributes, blocks } = body.content({});
  expect(attributes).toEqual([]);
  const sources = blocks.map(({ start, end }) => text.slice(start, end));
  for (const sound of [BEFORE.trim(), ...AFTER.trim().split('\n\n')]) expect(sources).toContain(sound);
  const own = blocks.filter(({ start }) => start >= BEFORE.length && start < BEFORE.length + broken.length);
  const content = own.flatMap((block) => {
    const inner = block.body.content({});
    return [...inner.attributes.map(({ name }) => name), ...inner.blocks.map(({ type }) => type)];
  });
  const firstLine = BEFORE.split('\n').length - 1;
  const errors = diagnostics.map(({ start, summary }) => `${file.position(start).line - firstLine} ${summary}`);
  return { names: content, errors };
}

const resource = (...lines: readonly string[]) =>
  ['resource "a" "b" {', '  first = 1', ...lines, '  last = 2', '  nested {', '    x = 1', '  }', '}', ''].join('\n');

describe('a statement in the middle of an edit', () => {
  it.each([
    ['a name', '  edit', 'Argument or block definition required', []],
    ['no value', '  edit =', 'Invalid expression', ['edit']],
    ['a dot', '  edit = var.', 'Invalid attribute name', ['edit']],
    ['an operator', '  edit = 1 +', 'Invalid expression', ['edit']],
    ['half a conditional', '  edit = a ? b', 'Missing false expression in conditional', ['edit']],
    ['an open string', '  edit = "abc', 'Invalid multi-line string', ['edit']],
    ['an open interpolation', '  edit = "${var.x"', 'Unclosed template interpolation sequence', ['edit']],
    [
      'an open interpolation and string',
      '  edit = "${var.x',
      'Extra characters after interpolation expression',
      ['edit'],
    ],
    ['an open parenthesis', '  edit = (1', 'Unbalanced parentheses', ['edit']],
    ['an open call', '  edit = max(1,', 'Missing argument separator', ['edit']],
    ['an open list', '  edit = [1', 'Missing item separator', ['edit']],
    ['an open index', '  edit = a[0', 'Missing close bracket on index', ['edit']],
    ['an open heredoc', '  edit = <<EOT', 'Unterminated template string', ['edit']],
    ['an open comment', '  /* edit', 'Unterminated comment', []],
    ['an unknown character', '  edit = @', 'Invalid character', ['edit']],
    ['a comma', '  edit = 1,', 'Unexpected comma after argument', ['edit']],
    ['a label', '  edit "x', 'Invalid multi-line string', ['edit']],
    ['a block without braces', '  edit "x"', 'Invalid block definition', ['edit']],
  ])('%s costs one error and nothing else', (_, line, summary, names) => {
    const { names: found, errors } = recovered(resource(line));
    // What is left open ends where the next line does not fit, so the error may show there.
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/^[34] /);
    expect(errors[0]?.slice(2)).toBe(summary);
    expect(found.sort()).toEqual(['first', 'last', 'nested', ...names].sort());
  });
});

describe('a missing bracket', () => {
  it('of an object ends at the indentation of its statement', () => {
    const { names, errors } = recovered(resource('  edit = {', '    k = 1'));
    expect(errors).toEqual(['3 Unterminated object constructor expression']);
    expect(names.sort()).toEqual(['edit', 'first', 'last', 'nested']);
  });

  it('of a nested block ends at the indentation of its header', () => {
    const { names, errors } = recovered(resource('  edit {', '    k = 1'));
    expect(errors).toEqual(['3 Unclosed configuration block']);
    expect(names.sort()).toEqual(['edit', 'first', 'last', 'nested']);
  });

  it('of a block at the top level ends at the next block', () => {
    expect(recovered('resource "a" "b" {\n  x = 1\n').errors).toEqual(['1 Unclosed configuration block']);
    expect(recovered('resource "a" "b" {\n').errors).toEqual(['1 Unclosed configuration block']);
    expect(recovered('resource "a" "b"\n  x = 1\n}\n').errors).toEqual(['1 Invalid block definition']);
  });

  it('of a block whose attributes are not indented leaves it its attributes', () => {
    const { names, errors } = recovered('resource "a" "b" {\nx = 1\ny = 2\n');
    expect(errors).toEqual(['1 Unclosed configuration block']);
    expect(names).toEqual(['x', 'y']);
  });

  it('does not matter where the others match, however they are indented', () => {
    const odd = 'variable "odd" {\n    type = list(object({\n    a = string\n  }))\n}\n';
    expect(recovered(`${odd}resource "a" "b" {\n  x = 1\n`).errors).toEqual(['6 Unclosed configuration block']);
  });
});

describe('a bracket too many', () => {
  it('costs one error', () => {
    expect(recovered('resource "a" "b" {\n  x = 1\n}\n}\n').errors).toEqual([
      '4 Argument or block definition required',
    ]);
    expect(recovered(resource('  x = 1)')).errors).toEqual(['3 Missing newline after argument']);
    expect(recovered(resource('  x = [1]]')).errors).toEqual(['3 Missing newline after argument']);
  });
});

describe('an error inside brackets', () => {
  it('takes the rest of its statement with it, not the block', () => {
    const lines = ['  edit = merge({', '    a =', '    b = 1', '  }, {', '    c = 2', '  })'];
    const { names, errors } = recovered(resource(...lines));
    expect(errors).toEqual(['4 Invalid expression']);
    expect(names.sort()).toEqual(['edit', 'first', 'last', 'nested']);
  });

  it('skips heredocs, whatever their lines look like', () => {
    const lines = ['  edit = f(1 2, <<EOT', '  looks = "like code"', '}', 'EOT', '  )'];
    const { names, errors } = recovered(resource(...lines));
    expect(errors).toEqual(['3 Missing argument separator']);
    expect(names.sort()).toEqual(['edit', 'first', 'last', 'nested']);
  });

  it('skips the rest of a heredoc in which it is', () => {
    const lines = ['  edit = <<EOT', '  ${x y}', '  looks = "like code"', '}', 'EOT'];
    const { names, errors } = recovered(resource(...lines));
    expect(errors).toEqual(['4 Extra characters after interpolation expression']);
    expect(names.sort()).toEqual(['edit', 'first', 'last', 'nested']);
  });

  it('written at the left margin, still belongs to its block', () => {
    const { names, errors } = recovered(resource('edit = var.'));
    expect(errors).toEqual(['3 Invalid attribute name']);
    expect(names.sort()).toEqual(['edit', 'first', 'last', 'nested']);
  });
});

describe('what is left of an expression with an error', () => {
  it('is what was read of it', () => {
    const tree = parse(new SourceFile('test.tf', 'a = f(1, var.x.\n'));
    const [attribute] = tree.body.content({}).attributes;
    expect(attribute?.expression).toMatchObject({
      kind: 'call',
      arguments: [{ kind: 'number' }, { kind: 'get-attribute', name: '', object: { name: 'x' } }],
    });
  });
});
