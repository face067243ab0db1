import { describe, expect, test } from 'vitest';
import { lintText } from '../../src/core.ts';
import { memoryFileSystem } from '../../src/terraform/memory-file-system.ts';
import { FUNCTIONS } from '../functions.ts';
import { evaluated, plain } from './module-text.ts';

describe('calls', () => {
  test.each([
    ['jsonencode({ a = [1, "x", null] })', '{"a":[1,"x",null]}'],
    ['join("-", [for x in ["a", "b"] : upper(x)])', 'A-B'],
    ['max([1, 5, 3]...)', 5],
    ['core::lower("A")', 'a'],
    ['regex("[a-z]+", "12ab")', 'ab'],
    ['yamldecode("a: [1, 2]").a[1]', 2],
    ['md5("")', 'd41d8cd98f00b204e9800998ecf8427e'],
  ])('%s', (expression, expected) => {
    expect(plain(evaluated(expression))).toEqual(expected);
  });

  test('one with unknown arguments says why it is unknown', () => {
    const declarations = 'variable "x" { type = string }';
    expect(plain(evaluated('upper(var.x)', declarations))).toEqual({ unknown: 'var.x has no value' });
    expect(evaluated('upper(var.x)', declarations)).toMatchObject({ references: [{ name: 'x' }], late: true });
  });

  test('one that fails does so once: what is around it is not blamed', () => {
    expect(plain(evaluated('upper(jsondecode("{"))'))).toEqual({
      failed: 'Call to function "jsondecode" failed: unexpected end of JSON input',
    });
  });

  test('a function that is not known here may be one of another version', () => {
    expect(plain(evaluated('hyperbole(1)'))).toEqual({ unknown: 'There is no function named "hyperbole"' });
    expect(plain(evaluated('provider::aws::arn_parse("x")'))).toMatchObject({ unknown: expect.any(String) });
  });

  test('what changes with every run is unknown by nature', () => {
    expect(plain(evaluated('timestamp()'))).toEqual({ unknown: 'timestamp is the time of the run' });
  });
});

describe('try and can', () => {
  const declarations = `
    variable "x" {}
    variable "on" { type = bool }
    variable "o" {
      type     = object({ a = string })
      nullable = false
    }
    resource "aws_sqs_queue" "q" {}
    resource "aws_sqs_queue" "two" { count = 2 }
    resource "aws_sqs_queue" "many" { count = var.x }
    resource "aws_sqs_queue" "maybe" { count = var.on ? 1 : 0 }
    locals { broken = jsondecode("{") }`;
  test.each([
    ['try(1, 2)', 1],
    ['try({ a = 1 }.b, 2)', 2],
    ['try(jsondecode("{"), "no")', 'no'],
    ['can(regex("a", "b"))', false],
    ['can(1 + 1)', true],
    ['can("x" + 1)', false],
    ['try(jsondecode("{"), tonumber("x"))', { failed: expect.stringContaining('try') }],
    ['try(var.x.deep, "fallback")', { unknown: 'var.x has no value' }],
    ['can(var.x.deep)', { unknown: expect.any(String) }],
    ['try(var.x + 1, 2)', { unknown: 'var.x has no value' }],
    ['can(var.x)', true],
    ['can(var.o.a)', true],
    ['try(try(var.x.a, 1), 2)', { unknown: 'var.x has no value' }],
  ])('%s', (expression, expected) => {
    expect(plain(evaluated(expression, declarations))).toEqual(expected);
  });

  test.each([
    'try(aws_sqs_queue.q.arn, "")',
    'try(aws_sqs_queue.two[1].arn, "")',
    'try(aws_sqs_queue.two[2].arn, aws_sqs_queue.two[0].arn)',
    'try(one(aws_sqs_queue.q[*].arn), "")',
  ])('%s is the attribute of a queue', (expression) => {
    expect(evaluated(expression, declarations)).toMatchObject({ kind: 'unknown', is: { attribute: ['arn'] } });
  });

  test.each([
    'try(aws_sqs_queue.many[0].arn, "")',
    'try(aws_sqs_queue.q.redrive[0].arn, "")',
    'try("-${var.x}", "")',
    'try(one(var.x), "")',
  ])('%s may fail', (expression) => {
    expect(evaluated(expression, declarations)).not.toHaveProperty('is');
    expect(evaluated(expression, declarations).kind).toBe('unknown');
  });
});

test('an instance that exists under a condition is one of two values', () => {
  const declarations = 'variable "on" {}\nresource "aws_sqs_queue" "maybe" {\n  count = var.on ? 1 : 0\n}';
  expect(evaluated('try(aws_sqs_queue.maybe[0].arn, "")', declarations)).toMatchObject({
    kind: 'choice',
    options: [
      { assumption: 'var.on is true', value: { kind: 'unknown', is: { name: 'maybe', attribute: ['arn'] } } },
      { assumption: 'var.on is false', value: { kind: 'string', value: '' } },
    ],
  });
  expect(plain(evaluated('can(aws_sqs_queue.maybe[0].arn)', declarations))).toEqual({
    if: 'var.on',
    yes: true,
    no: false,
  });
});

describe('a lookup with an unknown key', () => {
  const declarations = 'variable "env" {}\nvariable "i" {}\nlocals {\n  sizes = { prod = 10, dev = 1 }\n}';
  test('is one of the elements', () => {
    expect(evaluated('local.sizes[var.env]', declarations)).toMatchObject({
      kind: 'choice',
      written: true,
      options: [
        { assumption: 'var.env == "dev"', value: { value: 1 } },
        { assumption: 'var.env == "prod"', value: { value: 10 } },
      ],
    });
    expect(evaluated('["a", "b"][var.i]', declarations)).toMatchObject({
      options: [{ assumption: 'var.i == 0' }, { assumption: 'var.i == 1' }],
    });
  });

  test('with a default it may be that', () => {
    expect(evaluated('lookup(local.sizes, var.env, 5)', declarations)).toMatchObject({
      options: [{}, {}, { assumption: 'var.env is none of "dev", "prod"', value: { value: 5 } }],
    });
  });

  test('equal keys are one decision', () => {
    const value = evaluated('"${local.sizes[var.env]}-${{ prod = "p", dev = "d" }[var.env]}"', declarations);
    expect(value).toMatchObject({ options: [{ value: { value: '1-d' } }, { value: { value: '10-p' } }] });
  });

  test('of many elements is unknown', () => {
    const many = `{ ${Array.from({ length: 17 }, (_, at) => `k${at} = ${at}`).join(', ')} }[var.env]`;
    expect(evaluated(many, declarations).kind).toBe('unknown');
  });
});

describe('files', () => {
  const fileSystem = memoryFileSystem({
    'main.tf': '',
    'templates/greeting.tftpl': 'Hello ${name}%{ if loud }!%{ endif }',
    'templates/broken.tftpl': 'Hello ${',
    'data.json': '{"a": [1]}',
  });
  test.each([
    ['file("data.json")', '{"a": [1]}'],
    ['jsondecode(file("${path.module}/data.json")).a[0]', 1],
    ['fileexists("nowhere")', false],
    ['fileset("templates", "*")', { set: ['broken.tftpl', 'greeting.tftpl'] }],
    ['templatefile("templates/greeting.tftpl", { name = "you", loud = true })', 'Hello you!'],
    [
      'templatefile("templates/greeting.tftpl", { name = "you" })',
      { failed: expect.stringContaining('does not contain key "loud"') },
    ],
    ['file("../secret")', { unknown: '../secret lies outside the repository' }],
    ['file("/etc/passwd")', { unknown: '/etc/passwd lies outside the repository' }],
    ['file("nowhere")', { unknown: expect.stringContaining('no file exists at "nowhere"') }],
  ])('%s', (expression, expected) => {
    expect(plain(evaluated(expression, '', { fileSystem }))).toEqual(expected);
  });

  test('are not read where there is no file system', () => {
    expect(plain(evaluated('file("data.json")'))).toEqual({ unknown: 'data.json is not read' });
  });
});

describe('a call that fails for certain', () => {
  const lint = (body: string, declarations = '') =>
    lintText({
      filename: 'main.tf',
      text: `${declarations}\nresource "aws_lambda_event_source_mapping" "m" {\n  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:q"\n  ${body}\n}\n`,
      functions: FUNCTIONS,
    }).diagnostics;
  const calls = (body: string, declarations?: string) =>
    lint(`function_name = ${body}`, declarations).filter(({ rule }) => rule === 'invalid-function-call');

  test('is reported at the call, through locals too', () => {
    const [found, ...more] = calls('local.name', 'locals {\n  name = upper(jsondecode("{"))\n}');
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      severity: 'error',
      stage: 'validate',
      message: 'Call to function "jsondecode" failed: unexpected end of JSON input',
      range: { start: { line: 2, column: 16 } },
    });
  });

  test.each([
    ['a call that fails', 'jsondecode("{")', '', ['invalid-function-call']],
    ['an undeclared local', 'local.missing', '', []],
    ['a module that is not there', 'module.gone.name', 'module "gone" { source = "./gone" }', []],
    ['a circle', 'local.a', 'locals {\n  a = local.b\n  b = local.a\n}', ['reference-cycle']],
  ])('leaves every other finding as it was: %s', (_what, name, declarations, own) => {
    const found = lint(`function_name = ${name}\n  batch_size = 20000`, declarations).map(({ rule }) => rule);
    expect(found.sort()).toEqual([...own, 'value-out-of-range'].sort());
  });

  test.each([
    ['try(jsondecode("{"), "f")', ''],
    ['true ? "f" : jsondecode("{")', ''],
    ['var.on ? "f" : jsondecode("{")', 'variable "on" { type = bool }'],
    ['jsondecode(var.x)', 'variable "x" {}'],
    ['hyperbole("f")', ''],
    ['file("nowhere")', ''],
  ])('is none: %s', (body, declarations) => {
    expect(calls(body, declarations)).toEqual([]);
  });

  test('without instances it is validated all the same', () => {
    expect(calls('jsondecode("{")\n  count = 0')).toMatchObject([{ stage: 'validate' }]);
    expect(calls('jsondecode(var.x)\n  count = 0', 'variable "x" { default = "{" }')).toEqual([]);
    expect(calls('jsondecode("{")\n  count = var.n', 'variable "n" {}')).toEqual([]);
    expect(calls('"f"\n  for_each = jsondecode("{")')).toHaveLength(1);
  });

  test('a value of a variable is known at plan only', () => {
    expect(calls('jsondecode(var.x)', 'variable "x" { default = "{" }')).toMatchObject([{ stage: 'plan' }]);
  });
});
