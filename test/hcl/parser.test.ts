import { describe, expect, it } from 'vitest';
import type { Block, Body, SyntaxTree } from '../../src/hcl/ast.ts';
import { parse } from '../../src/hcl/parser.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { show } from './show.ts';

const tree = (text: string, options?: { lazy: boolean }): SyntaxTree => parse(new SourceFile('test.tf', text), options);

/** The errors of a file, each as `line:column summary`. */
function errors(text: string): string[] {
  const { file, diagnostics } = tree(text);
  return diagnostics.map((diagnostic) => {
    const { line, column } = file.position(diagnostic.start);
    return `${line}:${column} ${diagnostic.summary}`;
  });
}

/** The content of a body: attributes as `name = value`, blocks as `type label {…}`, in source order. */
function showBody(body: Body): string {
  const { attributes, blocks } = body.content({});
  const items = [
    ...attributes.map(({ start, name, expression }) => ({ start, text: `${name} = ${show(expression)}` })),
    ...blocks.map((block) => ({ start: block.start, text: showBlock(block) })),
  ];
  return items
    .sort((first, second) => first.start - second.start)
    .map(({ text }) => text)
    .join('; ');
}

function showBlock({ type, labels, body }: Block): string {
  return `${[type, ...labels.map(({ value }) => JSON.stringify(value))].join(' ')} {${showBody(body)}}`;
}

/** How a file parses, or its errors after `! `. */
function parsed(text: string): string {
  const found = errors(text);
  return found.length > 0 ? `! ${found.join(', ')}` : showBody(tree(text).body);
}

describe('attributes', () => {
  it.each([
    ['', ''],
    ['a = 1', 'a = 1'],
    ['a = 1\nb = 2\n', 'a = 1; b = 2'],
    ['\n\n  a\t=\t1 # comment\r\n/* c */ b = 2', 'a = 1; b = 2'],
    ['for = 1\nnull = 2\na-b = 3', 'for = 1; null = 2; a-b = 3'],
    ['a = [\n1\n]\nb = {\n c = 2\n}\n', 'a = [1]; b = {c = 2}'],
    ['a = <<E\nx\nE\nb = 1\n', 'a = "x\\n"; b = 1'],
    ['\ufeffa = 1', 'a = 1'],
  ])('%j', (text, shown) => expect(parsed(text)).toBe(shown));

  it.each([
    ['a = 1 b = 2', '1:7 Missing newline after argument'],
    ['a = 1, b = 2', '1:6 Unexpected comma after argument'],
    ['a = 1; b = 2', '1:6 Invalid character'],
    ['a = ', '1:5 Missing expression'],
    ['a = \nb = 1', '1:5 Invalid expression'],
    ['a == 1', '1:1 Argument or block definition required'],
    ['a : 1', '1:1 Argument or block definition required'],
    ['a', '1:1 Argument or block definition required'],
    ['"a" = 1', '1:1 Invalid argument name'],
    ['1 = a', '1:1 Argument or block definition required'],
    ['a = “x”', '1:5 Invalid character'],
    ["a = 'x'", '1:5 Invalid character'],
    ['a = `x`', '1:5 Invalid character'],
    ['a = 1\rb = 2', '1:6 Invalid character'],
    ['a =\u00a01', '1:4 Invalid character'],
    ['a = /* b', '1:5 Unterminated comment'],
    ['a = 1\n\ufeffb = 2', '2:1 Invalid character'],
  ])('%j fails', (text, error) => expect(errors(text)).toEqual([error]));

  it('may be set only once in a body', () => {
    expect(tree('a = 1\nb = 2\na = 3').diagnostics).toEqual([
      {
        summary: 'Attribute redefined',
        detail: 'The argument "a" was already set at test.tf:1,1-2. Each argument may be set only once.',
        start: 12,
        end: 13,
      },
    ]);
    expect(errors('b {\n a = 1\n}\nc {\n a = 1\n}\na = 1')).toEqual([]);
    const many = Array.from({ length: 40 }, (_, index) => `a${index} = 1\n`).join('');
    expect(errors(many)).toEqual([]);
    expect(errors(`${many}a3 = 1\na39 = 2`)).toEqual(['41:1 Attribute redefined', '42:1 Attribute redefined']);
  });

  it('have the span of name and value', () => {
    const text = '  a =  [1] # c\n';
    const [attribute] = tree(text).body.content({}).attributes;
    expect(attribute).toMatchObject({ name: 'a', start: 2, nameEnd: 3, end: 10 });
  });
});

describe('blocks', () => {
  it.each([
    ['b {}', 'b {}'],
    ['b {\n}\n', 'b {}'],
    ['b "x" "y" {\n a = 1\n}', 'b "x" "y" {a = 1}'],
    ['b x "y" {}', 'b "x" "y" {}'],
    ['b { a = 1 }', 'b {a = 1}'],
    ['b { a = [\n1\n] }', 'b {a = [1]}'],
    ['b {\n c {\n  d = 1\n }\n e = 2\n c {}\n}', 'b {c {d = 1}; e = 2; c {}}'],
    ['b { # comment\n a = 1 // comment\n} // comment\nc {}', 'b {a = 1}; c {}'],
    ['b "l\\"q\\u00e9$${x}" {}', 'b "l\\"qé${x}" {}'],
    ['b "e\u0301" {}', 'b "e\u0301" {}'],
    ['b{a=1}', 'b {a = 1}'],
  ])('%j', (text, shown) => expect(parsed(text)).toBe(shown));

  it.each([
    ['b {} c {}', '1:6 Missing newline after block definition'],
    ['b { c {} }', '1:5 Argument definition required'],
    ['b { a = 1\n}', '1:10 Invalid single-argument block definition'],
    ['b { a = 1\n c = 2 }', '1:10 Invalid single-argument block definition'],
    ['b { a = 1\n c = 2\n}', '1:10 Invalid single-argument block definition'],
    ['b { a = 1, c = 2 }', '1:10 Invalid single-argument block definition'],
    ['b { a = 1 c = 2 }', '1:11 Invalid single-argument block definition'],
    ['b { 1 }', '1:5 Argument or block definition required'],
    ['b {\n a = 1 }', '2:8 Missing newline after argument'],
    ['b {', '1:3 Unclosed configuration block'],
    ['b { a = 1', '1:3 Unclosed configuration block'],
    ['b "x"', '1:6 Invalid block definition'],
    ['b "x"\n{\n}', '1:6 Invalid block definition'],
    ['b "x" = 1', '1:7 Invalid block definition'],
    ['b "${x}" {}', '1:4 Invalid string literal'],
    ['b "%{x}" {}', '1:4 Invalid string literal'],
    [String.raw`b "\." {}`, '1:4 Invalid escape sequence'],
    ['b "x\n" {}', '1:5 Invalid multi-line string'],
    ['b "x', '1:5 Unterminated string literal'],
    ['b 1 {}', '1:1 Argument or block definition required'],
    ['b "x" 1 {}', '1:7 Invalid block definition'],
    ['}', '1:1 Argument or block definition required'],
  ])('%j fails', (text, error) => expect(errors(text)).toEqual([error]));

  it('have the span from type to closing brace; their header and body have spans too', () => {
    const text = '\nb "x" "y" { a = 1 } # c\n';
    const [block] = tree(text).body.content({}).blocks;
    if (block === undefined) throw new Error('no block');
    const at = (start: number, end: number) => text.slice(start, end);
    expect(at(block.start, block.end)).toBe('b "x" "y" { a = 1 }');
    expect(at(block.start, block.typeEnd)).toBe('b');
    expect(at(block.start, block.headerEnd)).toBe('b "x" "y"');
    expect(block.labels.map(({ start, end }) => at(start, end))).toEqual(['"x"', '"y"']);
    expect(at(block.body.start, block.body.end)).toBe('{ a = 1 }');
  });

  it('nest up to a limit', () => {
    const nested = (count: number) => `${'b {\n'.repeat(count)}${'}\n'.repeat(count)}`;
    expect(errors(nested(399))).toEqual([]);
    expect(errors(nested(10_000))).toContain('401:3 Nesting too deep');
  });
});

describe('reading lazily', () => {
  const text = [
    'a "x" {',
    '  s = "}" # }',
    '  /* } */ t = "${ {k = "}"}.k }\\"}"',
    '  h = <<-E',
    '    } "${f("}")}" %{ if x }}%{ endif } $${',
    '  E',
    '  n { m = 1 }',
    '}',
    'b = { c = 1 }',
    'c { d = 1 }',
    '',
  ].join('\n');

  it('gives the same tree', () => {
    const lazy = tree(text, { lazy: true });
    expect(lazy.diagnostics).toEqual([]);
    expect(showBody(lazy.body)).toBe(parsed(text));
    const [block] = lazy.body.content({}).blocks;
    expect(block?.body).toBe(block?.body);
    expect(block).toMatchObject({ start: 0, end: text.indexOf('\nb =') });
  });

  it('finds the errors of a body when that is parsed, and keeps all errors in source order', () => {
    const broken = 'a {\n  b = [1 2]\n}\nc {\n  d = \n}\ne =\n';
    const lazy = tree(broken, { lazy: true });
    const summaries = () => lazy.diagnostics.map(({ summary }) => summary);
    expect(summaries()).toEqual(['Invalid expression']);
    lazy.parseAll();
    expect(summaries()).toEqual(['Missing item separator', 'Invalid expression', 'Invalid expression']);
    lazy.parseAll();
    expect(lazy.diagnostics).toEqual(tree(broken).diagnostics);
  });

  it('does not trust braces that do not fit the indentation', () => {
    const broken = 'a {\n  b = {\n}\n\nc {\n  d = 1\n}\n';
    const lazy = tree(broken, { lazy: true });
    lazy.parseAll();
    expect(showBody(lazy.body)).toBe(showBody(tree(broken).body));
    expect(lazy.diagnostics).toEqual(tree(broken).diagnostics);
  });
});

it('reads any text without throwing, however often something is left open', () => {
  const count = 10_000;
  const pieces = [
    '(',
    '[',
    '{',
    '"',
    '"${',
    '<<E\n',
    'a = <<E\n',
    '/*\n',
    'a {\n',
    'a { b = "${c(["\n',
    '}\n',
    '%{',
    '\\',
    '\0',
    '~}',
  ];
  for (const piece of pieces) {
    for (const prefix of ['', 'a = ', 'a {\n  b = ']) {
      const text = prefix + piece.repeat(count);
      expect(tree(text).diagnostics.length).toBeGreaterThan(0);
      tree(text, { lazy: true }).parseAll();
    }
  }
  const markers = Array.from({ length: count }, (_, index) => `a = <<E${index}\n`).join('');
  expect(tree(markers).diagnostics.length).toBeGreaterThan(0);
});
