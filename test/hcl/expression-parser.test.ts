import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../src/hcl/expression-parser.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { parsed } from './show.ts';

describe('operators', () => {
  it.each([
    ['1 + 2 * 3', '(1 + (2 * 3))'],
    ['a || b && c', '(a || (b && c))'],
    ['a && b == c', '(a && (b == c))'],
    ['a == b < c', '(a == (b < c))'],
    ['a < b + c', '(a < (b + c))'],
    ['a - b - c', '((a - b) - c)'],
    ['a / b % c * d', '(((a / b) % c) * d)'],
    ['a != b == c', '((a != b) == c)'],
    ['(1 + 2) * 3', '(paren((1 + 2)) * 3)'],
  ])('%s', (text, shown) => expect(parsed(text)).toBe(shown));

  it('binds a unary operator tighter than a binary one, looser than a traversal', () => {
    expect(parsed('-a.b + c')).toBe('((-a.b) + c)');
    expect(parsed('!a && b')).toBe('((!a) && b)');
    expect(parsed('--1')).toBe('(-(-1))');
    expect(parsed('!f(x)[0]')).toBe('(!f(x)[0])');
  });

  it('reads a hyphen after a name as part of the name', () => {
    expect(parsed('a-b')).toBe('a-b');
    expect(parsed('a - b')).toBe('(a - b)');
  });

  it('reads a conditional from the right', () => {
    expect(parsed('a ? b : c ? d : e')).toBe('(a ? b : (c ? d : e))');
    expect(parsed('a ? b ? c : d : e')).toBe('(a ? (b ? c : d) : e)');
    expect(parsed('a == 1 ? b + 1 : c')).toBe('((a == 1) ? (b + 1) : c)');
    expect(parsed('a ? b')).toBe('! Missing false expression in conditional');
  });

  it('has no operator of its own for bits', () => {
    expect(parsed('a & b')).toBe('! Unsupported operator');
  });
});

describe('numbers', () => {
  it('have the value of their decimal digits', () => {
    const value = (text: string) => parseExpression(new SourceFile('test.tf', text)).expression;
    expect(value('007')).toMatchObject({ kind: 'number', value: 7, text: '007' });
    expect(value('1.50')).toMatchObject({ value: 1.5 });
    expect(value('1e3')).toMatchObject({ value: 1000 });
    expect(value('1.e3')).toMatchObject({ value: 1000 });
    expect(value('0e99999999999')).toMatchObject({ value: 0 });
  });

  it.each(['1..2', '1.2.3', '1e5e3', '1e5.5', '1e99999999999'])('%s is one token without a value', (text) => {
    expect(parsed(text)).toBe('! Invalid number literal');
  });

  it.each(['.5', '0x10', '1_000'])('%s is no number', (text) => expect(parsed(text)).toMatch(/^! /));
});

describe('names and keywords', () => {
  it('keeps true, false and null for literals', () => {
    expect(parsed('[true, false, null]')).toBe('[true, false, null]');
    expect(parsed('true.x')).toBe('true.x');
  });

  it('takes other keywords for names', () => {
    expect(parsed('if + in')).toBe('(if + in)');
    expect(parsed('for.x')).toBe('for.x');
  });
});

describe('calls', () => {
  it.each([
    ['f()', 'f()'],
    ['f (1, 2)', 'f(1, 2)'],
    ['f(1,\n 2,\n)', 'f(1, 2)'],
    ['f(x...)', 'f(x...)'],
    ['f(1, x...\n)', 'f(1, x...)'],
    ['a::b::f(1)', 'a::b::f(1)'],
    ['a :: f ()', 'a::f()'],
    ['true(1)', 'true(1)'],
  ])('%j', (text, shown) => expect(parsed(text)).toBe(shown));

  it.each([
    ['f(x..., y)', 'Missing closing parenthesis'],
    ['f(x...,)', 'Missing closing parenthesis'],
    ['f(1 2)', 'Missing argument separator'],
    ['f(,)', 'Invalid expression'],
    ['a::b', 'Missing open parenthesis'],
    ['a::1()', 'Missing function name'],
    ['f(1', 'Unterminated function call'],
  ])('%j fails', (text, summary) => expect(parsed(text)).toBe(`! ${summary}`));
});

describe('traversals', () => {
  it.each([
    ['a.b["c"][0].d', 'a.b["c"][0].d'],
    ['a.0.b', 'a.0.b'],
    ['a . b', 'a.b'],
    ['"x".y', '"x".y'],
    ['[1][0]', '[1][0]'],
    ['(x).y', 'paren(x).y'],
    ['f().a', 'f().a'],
    ['{a = 1}.a', '{a = 1}.a'],
    ['a[\nb\n]', 'a[b]'],
    ['a[b ? 1 : 2]', 'a[(b ? 1 : 2)]'],
  ])('%j', (text, shown) => expect(parsed(text)).toBe(shown));

  it('refuses two legacy indexes in a row, which read as a fraction', () => {
    expect(parsed('a.0.0')).toBe('! Invalid legacy index syntax');
    expect(parsed('a.0[0]')).toBe('a.0[0]');
  });

  it.each([
    ['a.', 'Invalid attribute name'],
    ['a."b"', 'Invalid attribute name'],
    ['a[0', 'Missing close bracket on index'],
    ['a[]', 'Invalid expression'],
  ])('%j fails', (text, summary) => expect(parsed(text)).toBe(`! ${summary}`));
});

describe('splats', () => {
  it('applies names and legacy indexes behind .* to the elements, brackets to the result', () => {
    expect(parsed('a.*.b.0.c')).toBe('splat<attribute>(a -> @.b.0.c)');
    expect(parsed('a.*.b[0].c')).toBe('splat<attribute>(a -> @.b)[0].c');
    expect(parsed('a.*')).toBe('splat<attribute>(a -> @)');
  });

  it('applies all steps behind [*] to the elements', () => {
    expect(parsed('a[*].b[0].c')).toBe('splat<full>(a -> @.b[0].c)');
    expect(parsed('a[*][*].b')).toBe('splat<full>(a -> splat<full>(@ -> @.b))');
    expect(parsed('a[*].*.b')).toBe('splat<full>(a -> splat<attribute>(@ -> @.b))');
  });

  it.each([
    ['a.*.*', 'Nested splat expression not allowed'],
    ['a[*', 'Missing close bracket on splat index'],
    ['a.*.', 'Invalid attribute name'],
  ])('%j fails', (text, summary) => expect(parsed(text)).toBe(`! ${summary}`));
});

describe('tuples and objects', () => {
  it.each([
    ['[]', '[]'],
    ['[1,\n 2,\n]', '[1, 2]'],
    ['{}', '{}'],
    ['{\n}', '{}'],
    ['{a = 1, b: 2}', '{a = 1, b = 2}'],
    ['{a = 1\n b = 2\n}', '{a = 1, b = 2}'],
    ['{a = 1,\n\n b = 2,\n}', '{a = 1, b = 2}'],
    [
      '{"a b" = 1, (k) = 2, "${k}" = 3, 1 = 4, a.b = 5, a ? b : c = 6}',
      '{"a b" = 1, paren(k) = 2, "${k}" = 3, 1 = 4, a.b = 5, (a ? b : c) = 6}',
    ],
    ['{baz = 2, for = 1}', '{baz = 2, for = 1}'],
    ['{a = 1, a = 2}', '{a = 1, a = 2}'],
  ])('%j', (text, shown) => expect(parsed(text)).toBe(shown));

  it.each([
    ['[1 2]', 'Missing item separator'],
    ['[,]', 'Invalid expression'],
    ['[1', 'Unterminated tuple constructor expression'],
    ['{a}', 'Missing key/value separator'],
    ['{a b}', 'Missing key/value separator'],
    ['{a,}', 'Missing attribute value'],
    ['{a = 1 b = 2}', 'Missing attribute separator'],
    ['{a = 1\n, b = 2}', 'Invalid expression'],
    ['{a = 1', 'Unterminated object constructor expression'],
    ['{for = 1}', "Invalid 'for' expression"],
  ])('%j fails', (text, summary) => expect(parsed(text)).toBe(`! ${summary}`));

  it('lets line ends separate the items of an object even inside parentheses', () => {
    expect(parsed('f({\n a = 1\n b = 2\n})')).toBe('f({a = 1, b = 2})');
    expect(parsed('({a =\n 1})')).toBe('! Invalid expression');
    expect(parsed('({a = (\n1\n)})')).toBe('paren({a = paren(1)})');
  });
});

describe('for expressions', () => {
  it.each([
    ['[for x in y : x]', 'for(x in y : x)'],
    ['[for i, x in y : x if i > 0]', 'for(i, x in y : x if (i > 0))'],
    ['[\n for x\n in y\n : x\n]', 'for(x in y : x)'],
    ['{for k, v in m : k => v}', 'for(k, v in m : k => v)'],
    ['{for v in m : v.k => v...}', 'for(v in m : v.k => v...)'],
    ['{\n for v in m : v => 1 if v != null\n}', 'for(v in m : v => 1 if (v != null))'],
    ['[for in in if : for]', 'for(in in if : for)'],
  ])('%j', (text, shown) => expect(parsed(text)).toBe(shown));

  it.each([
    ['[for x in y : x => 1]', 'Key expression is not valid when building a tuple.'],
    ['[for x in y : x...]', 'Grouping ellipsis (...) cannot be used when building a tuple.'],
    ['{for x in y : x}', 'Key expression is required when building an object.'],
    ['[for 1 in y : x]', "For expression requires variable name after 'for'."],
    ['[for x, in y : x]', "For expression requires the 'in' keyword after its name declarations."],
    ['[for x, 1 in y : x]', 'For expression requires value variable name after comma.'],
    ['[for x y : x]', "For expression requires the 'in' keyword after its name declarations."],
    ['[for x in y x]', 'For expression requires a colon after the collection expression.'],
    ['[for x in y : x if z w]', "Extra characters after the end of the 'for' expression."],
  ])('%j fails', (text, detail) => {
    const { diagnostics } = parseExpression(new SourceFile('test.tf', text));
    expect(diagnostics.map((diagnostic) => diagnostic.detail)).toEqual([detail]);
  });
});

describe('line ends', () => {
  const inBody = (text: string) => parsed(`{ a = ${text}\n}`);

  it('ends an expression outside brackets', () => {
    expect(inBody('b\n + c')).toBe('! Invalid expression');
    expect(inBody('b +\n c')).toBe('! Invalid expression');
    expect(inBody('b ?\n c : d')).toBe('! Invalid expression');
    expect(inBody('b\n.c')).toBe('! Invalid expression');
  });

  it('is a blank inside brackets, and again an end behind them', () => {
    expect(inBody('(b\n + c)')).toBe('{a = paren((b + c))}');
    expect(inBody('[b\n]\n c = 1')).toBe('{a = [b], c = 1}');
    expect(inBody('f(\n)\n c = 1')).toBe('{a = f(), c = 1}');
    expect(inBody('b[\n0\n]\n c = 1')).toBe('{a = b[0], c = 1}');
    expect(inBody('"${\nb\n}"\n c = 1')).toBe('{a = "${b}", c = 1}');
  });

  it('is significant between the brackets of [*], unlike in an index', () => {
    expect(inBody('b[\n*]')).toBe('! Invalid expression');
    expect(inBody('b[*\n]')).toBe('! Missing close bracket on splat index');
  });
});

describe('positions', () => {
  it('are those of the source, blanks around a node excluded', () => {
    const text = ' a.b [0] + f( x ) ? "s" : !c ';
    const { expression } = parseExpression(new SourceFile('test.tf', text));
    const at = (node: { start: number; end: number }) => text.slice(node.start, node.end);
    if (expression.kind !== 'conditional' || expression.condition.kind !== 'binary') throw new Error('unexpected');
    const { condition, whenTrue, whenFalse } = expression;
    expect(at(expression)).toBe('a.b [0] + f( x ) ? "s" : !c');
    expect(at(condition)).toBe('a.b [0] + f( x )');
    expect(at(condition.left)).toBe('a.b [0]');
    expect(at(condition.right)).toBe('f( x )');
    expect([at(whenTrue), at(whenFalse)]).toEqual(['"s"', '!c']);
  });

  it('points to the name of an attribute', () => {
    const { expression } = parseExpression(new SourceFile('test.tf', 'a. name'));
    expect(expression).toMatchObject({ kind: 'get-attribute', start: 0, nameStart: 3, end: 7 });
  });

  it('reads only the given part of a file', () => {
    const file = new SourceFile('test.tf', 'x = [a.b] # y');
    const { expression, diagnostics } = parseExpression(file, { start: 5, end: 8 });
    expect(diagnostics).toEqual([]);
    expect(expression).toMatchObject({ kind: 'get-attribute', start: 5, end: 8 });
  });
});

describe('limits', () => {
  it.each([
    ['parentheses', '(', 'x', ')'],
    ['tuples', '[', '', ']'],
    ['objects', '{a = ', '1', '}'],
    ['calls', 'f(', '', ')'],
    ['unary operators', '!', 'x', ''],
    ['conditionals', 'a ? b : ', 'c', ''],
    ['splats', '', 'x', '[*]'],
    ['interpolations', '"${', 'x', '}"'],
  ])('refuses thousands of nested %s', (_, open, middle, close) => {
    const nested = (count: number) => parsed(open.repeat(count) + middle + close.repeat(count));
    expect(nested(300)).not.toMatch(/^!/);
    expect(nested(100_000)).toMatch(/^! Nesting too deep/);
  });

  it('reads chains of any length, which nest only to the left', () => {
    const errors = (text: string) => parseExpression(new SourceFile('test.tf', text)).diagnostics;
    for (const step of ['.a', '[0]', ' + x', ' && x']) expect(errors(`x${step.repeat(100_000)}`)).toEqual([]);
  });
});

it('says that a text does not end with its expression', () => {
  expect(parsed('a b')).toBe('! Extra characters after expression');
  expect(parsed('')).toBe('! Missing expression');
  expect(parsed('\n a\n # comment\n')).toBe('a');
});
