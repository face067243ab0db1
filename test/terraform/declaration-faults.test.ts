import { describe, expect, it } from 'vitest';
import { lintModules } from '../../src/core.ts';
import { memoryFileSystem } from '../../src/terraform/memory-file-system.ts';
import { FUNCTIONS } from '../functions.ts';

const MAPPING = `
resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
  function_name    = "f"
  batch_size       = var.size
}
`;

function messages(text: string, more: Readonly<Record<string, string>> = {}): readonly string[] {
  const { diagnostics } = lintModules({
    fileSystem: memoryFileSystem({ 'main.tf': `${MAPPING}${text}`, ...more }),
    modules: [{ directory: '.', called: false, named: true }],
    functions: FUNCTIONS,
  });
  return diagnostics.map(({ rule, stage, message }) => `${rule} (${stage}): ${message}`);
}

const SIZE = 'variable "size" {\n  type = number\n}\n';

describe('what is declared twice', () => {
  it.each([
    ['variable "size"', `${SIZE}variable "size" {}\n`],
    ['output "o"', `${SIZE}output "o" {\n  value = 1\n}\noutput "o" {\n  value = 2\n}\n`],
    ['module "a"', `${SIZE}module "a" {\n  source = "./a"\n}\nmodule "a" {\n  source = "./a"\n}\n`],
    ['local.x', `${SIZE}locals {\n  x = 1\n}\nlocals {\n  x = 2\n}\n`],
  ])('%s', (what, text) => {
    expect(messages(text)).toEqual([`invalid-declaration (validate): ${what} is declared twice in this module`]);
  });

  it('in another file', () => {
    expect(messages(SIZE, { 'variables.tf': SIZE })).toHaveLength(1);
  });

  it('is nothing that an override file declares, and no resource', () => {
    expect(messages(SIZE, { 'main_override.tf': 'variable "size" {\n  default = 5\n}\n' })).toEqual([]);
    const queue = 'resource "aws_sqs_queue" "q" {\n  name = "q"\n}\n';
    expect(messages(`${SIZE}${queue}${queue}`)).toEqual([]);
  });
});

describe('a default', () => {
  const variable = (type: string, value: string, more = ''): string =>
    `variable "size" {\n  type    = ${type}\n  default = ${value}\n${more}}\n`;

  it.each([
    ['number', '"ten"', 'a number is required'],
    ['list(string)', '"x"', 'list of string required'],
    ['object({ a = number })', '{}', 'attribute "a" is required'],
  ])('of %s is not %s', (type, value, error) => {
    expect(messages(variable(type, value))).toContain(
      `invalid-declaration (validate): the default of var.size does not fit: ${error}`,
    );
  });

  it('is not null where the variable is not nullable', () => {
    expect(messages(variable('number', 'null', '  nullable = false\n'))).toEqual([
      'invalid-declaration (validate): the default of var.size does not fit: it is null, and the variable is not nullable',
    ]);
  });

  it.each([
    ['number', '"10"'],
    ['number', 'null'],
    ['any', '10'],
    ['string', '10'],
  ])('of %s is %s', (type, value) => {
    expect(messages(variable(type, value))).toEqual([]);
  });
});

describe('a module call', () => {
  it('that a mapping needs has a source', () => {
    const use = 'variable "size" {\n  default = 5\n}\nlocals {\n  n = module.a.x\n}\n';
    const second = MAPPING.replace('"m"', '"n"').replace('"f"', '"g"').replace('var.size', 'local.n');
    expect(messages(`${use}module "a" {}\n${second}`)).toEqual([
      'invalid-declaration (validate): module "a" has no source',
    ]);
    expect(messages(SIZE, { 'a_override.tf': 'module "a" {\n  x = 1\n}\n' })).toEqual([]);
  });
});
