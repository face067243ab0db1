/** What the vectors and the comparison with Terraform leave out, and inputs that have hurt. */
import { describe, expect, test } from 'vitest';
import { evaluateText, hostWithTemplates } from './evaluate-expression.ts';
import { LIBRARIES } from './libraries.ts';
import { memoryFiles } from './memory-files.ts';
import { shown } from './vector-value.ts';

const FILES = memoryFiles({
  'a.tmpl': 'Hello ${name}',
  'self.tmpl': '${templatefile("self.tmpl", {})}',
  'a.txt': '',
  'd/b.txt': '',
  'd/e/c.json': '',
});
const HOST = hostWithTemplates({ libraries: LIBRARIES, files: FILES });

function json(text: string): unknown {
  const value = evaluateText(`jsonencode(${text})`, HOST);
  return value.kind === 'string' ? JSON.parse(value.value) : shown(value);
}

test.each([
  ['base64gunzip("H4sIAAAAAAAAA0vLzwcAIWVzjAMAAAA=")', 'foo'],
  ['urldecode("a%20b+c%C3%A9")', 'a b cé'],
  ['cidrcontains("10.0.0.0/8", "10.1.2.3")', true],
  ['cidrcontains("10.0.0.0/8", "11.0.0.0/16")', false],
  ['cidrcontains("fd00::/8", "fd12::1")', true],
  ['templatefile("a.tmpl", {name = "x"})', 'Hello x'],
  ['templatestring("$${a}-$${b}", {a = 1, b = "c"})', '1-c'],
  ['fileset(".", "**/*.txt")', ['a.txt', 'd/b.txt']],
  ['fileset(".", "{a,x}.t?t")', ['a.txt']],
  ['fileset("d", "**")', ['b.txt', 'e/c.json']],
  ['assumestringprefix("foo-bar", "foo-")', 'foo-bar'],
  ['element(["a", "b", "c"], -1)', 'c'],
  ['pow(2, 10) == 1024', true],
  ['floor(log(1000, 10))', 2],
  ['format("%.2f %5.1f|%-6d|%06d|%x|%e", 2.675, 1, 42, -42, 255, 12345)', '2.67   1.0|42    |-00042|ff|1.234500e+04'],
  ['format("%v %v", 1000000, 123456789012)', '1e+06 1.23456789012e+11'],
  ['yamldecode(yamlencode({a = ["x\\ny", 1.5, null, {}], "b c" = "é"}))', { a: ['x\ny', 1.5, null, {}], 'b c': 'é' }],
  ['timeadd("2024-02-28T23:00:00-05:00", "1h30m")', '2024-02-29T00:30:00-05:00'],
  [
    'formatdate("EEE, DD MMM YYYY \'o\'\'clock\' hh:mm ZZZ", "2024-02-29T09:05:00Z")',
    "Thu, 29 Feb 2024 o'clock 09:05 UTC",
  ],
  ['replace("a.b.c", "/(\\\\w)\\\\.(\\\\w)/", "$2-$1")', 'b-a.c'],
  ['regexall("a*", "baaac")', ['', 'aaa', '']],
  ['csvdecode("a,b\\n\\"x \\"\\"y\\"\\"\\",z")', [{ a: 'x "y"', b: 'z' }]],
  ['uuidv5("dns", "example.com")', 'cfbff0d1-9375-5685-968c-48ce8b15ae17'],
  ['md5("")', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['max(1e400, pow(10, 400)) == pow(10, 400)', true],
  ['min(pow(10, 400), 1e400) == 1e400', true],
  ['rsadecrypt("x", "y")', expect.stringContaining('cipher text must be base64-encoded')],
  ['templatefile("self.tmpl", {})', expect.stringContaining('error')],
])('%s', (text, expected) => {
  expect(json(text)).toEqual(expected);
});

describe('does not hang or throw on', () => {
  test.each([
    ['a regular expression that backtracks elsewhere', `regexall("(a*)*b", "${'a'.repeat(5_000)}")`],
    ['a glob of stars', `fileset(".", "${'*a'.repeat(200)}")`],
    ['braces without end', `fileset(".", "${'{a,b}'.repeat(40)}")`],
    ['a large product', 'setproduct(range(1000), range(1000), range(1000))'],
    ['aliases of aliases', `yamldecode(${JSON.stringify(bomb())})`],
    ['nested JSON', `jsondecode("${'['.repeat(20_000)}")`],
    ['nested YAML', `yamldecode("${'['.repeat(2_000)}")`],
    ['a huge exponent', 'jsondecode("1e999999999")'],
    ['a huge indent', 'indent(9000000000000000, "a\\nb")'],
    ['a huge width', 'format("%9999999999d", 1)'],
    ['infinities', 'max(1, log(0, 2), 0.1)'],
  ])('%s', (_, text) => {
    expect(() => evaluateText(text, HOST)).not.toThrow();
  });
});

/** Each level names the one before ten times. */
function bomb(): string {
  const levels = Array.from({ length: 9 }, (_, at) => `l${at + 1}: &l${at + 1} [${`*l${at}, `.repeat(9)}*l${at}]`);
  return `l0: &l0 x\n${levels.join('\n')}\n`;
}
