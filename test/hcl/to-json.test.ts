import { readFileSync } from 'node:fs';
import { parse as referenceParse } from '@cdktf/hcl2json';
import { describe, expect, it } from 'vitest';
import { decimalText } from '../../src/hcl/decimal-text.ts';
import { parse } from '../../src/hcl/parser.ts';
import { toJson } from '../../src/hcl/to-json.ts';
import { SourceFile } from '../../src/text/source-file.ts';

const convert = (text: string) => toJson(parse(new SourceFile('test.tf', text)));

/** The JSON form as text, which shows the order of keys too. */
function json(text: string): string {
  const result = convert(text);
  return 'json' in result ? JSON.stringify(result.json) : `! ${result.error}`;
}

/** The JSON of one expression. */
const value = (expression: string) => json(`a = ${expression}\n`).slice('{"a":'.length, -1);

describe('blocks', () => {
  it('are elements of an array below their type and labels', () => {
    expect(json('b {}')).toBe('{"b":[{}]}');
    expect(json('b "x" "y" {\n c = 1\n}\nb "x" "y" {}\nb "x" "z" {}')).toBe('{"b":{"x":{"y":[{"c":1},{}],"z":[{}]}}}');
    expect(json('b {\n c "x" {}\n}')).toBe('{"b":[{"c":{"x":[{}]}}]}');
  });

  it('give way to an attribute of the same name', () => {
    expect(json('x = 1\nx { y = 2 }')).toBe('{"x":1}');
    expect(json('x "l" { y = 2 }\nx = 1')).toBe('{"x":1}');
  });

  it('have no JSON when their labels differ in number', () => {
    expect(json('b {}\nb "x" {}')).toBe('! Unable to convert Block to JSON: b.x');
    expect(json('b "x" "y" {}\nb "x" {}')).toBe(
      '! invalid HCL detected for "x" block, cannot have blocks with and without labels',
    );
  });
});

describe('values', () => {
  it('are JSON where they are literals', () => {
    expect(value('[1.50, 1e3, 007, true, null, "s", -1, !true]')).toBe('[1.5,1000,7,true,null,"s",-1,false]');
    expect(value('"${5}"')).toBe('5');
    expect(value('"${[1]}"')).toBe('[1]');
    expect(value('"${{k = "v"}}"')).toBe('{"k":"v"}');
    expect(convert('a = 1e400')).toEqual({ json: { a: Number.POSITIVE_INFINITY } });
  });

  it.each(['x', '1 + 2', '(1)', '--1', '-(1)', '-x', 'f(a, # c\n b)', 'a ? b : c', 'x[*].y', '[for a in b : a]'])(
    '%j is copied',
    (expression) => expect(value(expression)).toBe(JSON.stringify(`\${${expression}}`)),
  );

  it.each([
    ['-true', 'Invalid operand; Unsuitable value for unary operand: number required.'],
    ['!5', 'Invalid operand; Unsuitable value for unary operand: bool required.'],
    ['-null', 'Operation failed; Error during operation: argument must not be null.'],
  ])('%s has no JSON', (expression, error) => expect(json(`a = ${expression}`)).toBe(`! ${error}`));
});

describe('strings', () => {
  it('escape literal sequences again', () => {
    expect(value('"$${x} %%{y} $ %"')).toBe('"$${x} %%{y} $ %"');
    expect(value('"$$${x}"')).toBe('"$$${x}"');
    expect(value('"a${"$${"}"')).toBe('"a$${"');
  });

  it('write interpolations and directives in one way', () => {
    expect(value('"x${ /* c */ y ~}  z"')).toBe('"x${y}z"');
    expect(value('"x${5}${1e21}${0.1e-6}${null}${"i${v}"}"')).toBe('"x510000000000000000000000.0000001nulli${v}"');
    expect(value('"x${c ? 1 : ""}${(c ? 1 : 2)}"')).toBe('"x%{if c}1%{endif}${(c ? 1 : 2)}"');
    expect(value('"%{ if c ~} a %{ else } b%{ endif }"')).toBe('"%{if c}a %{else} b%{endif}"');
    expect(value('"%{ for k , v in m }${k}%{ endfor }"')).toBe('"%{for k, v in m}${k}%{endfor}"');
  });

  it('show what hcl2json does with a branch that is nothing but null', () => {
    expect(value('"a%{if x}${null}%{else}b%{endif}"')).toBe('"a"');
    expect(value('"%{if x}b%{else}${null}%{endif}"')).toBe('"%{if x}b%{endif}"');
    expect(json('a = "%{for x in y}${null}%{endfor}"')).toMatch(/^! Invalid template interpolation value/);
    expect(value('"%{if x}%{for e in x}${null}%{endfor}%{else}b%{endif}"')).toBe('""');
    expect(value('"%{if x}b%{else}%{for e in x}${null}%{endfor}%{endif}"')).toBe('"%{if x}b%{endif}"');
    expect(value('"${c ? "%{for e in x}${null}%{endfor}" : "y"}z"')).toBe('"z"');
  });
});

describe('object keys', () => {
  it.each([
    ['b', 'b'],
    ['e.f', 'e.f'],
    ['a[0]', 'a[0]'],
    ['"b c"', 'b c'],
    ['"x${k}"', 'x${k}'],
    ['"${k}"', '${k}'],
    ['1.50', '1.5'],
    ['1e21', '1000000000000000000000'],
    ['true', 'true'],
    ['null', 'null'],
    ['(d)', '${(d)}'],
    ['-1', '${-1}'],
    ['f()', '${f()}'],
    ['a[b]', '${a[b]}'],
    ['"${c ? 1 : 2}"', '%{if c}1%{else}2%{endif}'],
    ['"$${x}"', '$${x}'],
  ])('%s', (key, name) => expect(value(`{${key} = 1}`)).toBe(`{${JSON.stringify(name)}:1}`));

  it('are in the order of their UTF-8 bytes, numbers first as JavaScript has it', () => {
    expect(json('ｚ = 1\n𝒳 = 2\nb = 3\nB = 4\na = {10 = 1, 9 = 2, x = 3, "" = 4}')).toBe(
      '{"B":4,"a":{"9":2,"10":1,"":4,"x":3},"b":3,"ｚ":1,"𝒳":2}',
    );
  });

  it('may be __proto__, and the last of equal ones counts', () => {
    expect(json('__proto__ = {__proto__ = 1, a = 2, a = 3}')).toBe('{"__proto__":{"__proto__":1,"a":3}}');
  });
});

it('has no JSON for a file with a syntax error, in a body that was not parsed yet either', () => {
  const lazy = parse(new SourceFile('test.tf', 'b {\n  a =\n}\n'), { lazy: true });
  expect(toJson(lazy)).toEqual({
    error:
      'test.tf:2,6: Invalid expression; Expected the start of an expression, but found an invalid expression token.',
  });
});

it.each([
  ['1.50', '1.5'],
  ['007', '7'],
  ['0.0', '0'],
  ['12e2', '1200'],
  ['1.25e1', '12.5'],
  ['5E-3', '0.005'],
  ['1.e5', '100000'],
  ['100', '100'],
  ['1e999999999', '1e999999999'],
])('writes %s as the decimal %s', (literal, decimal) => expect(decimalText(literal)).toBe(decimal));

it('gives what hcl2json gives for a file with every construct', async () => {
  const text = readFileSync('fixtures/hcl/everything.tf', 'utf8');
  const reference = JSON.stringify(await referenceParse('everything.tf', text));
  expect(json(text)).toBe(reference);
});
