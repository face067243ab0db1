import { describe, expect, test } from 'vitest';
import { selectModuleFiles } from '../../src/terraform/file-selection.ts';
import { loadModuleFrom } from '../../src/terraform/load.ts';
import { blockAt, configurationOf, evaluated, plain, textAt } from './module-text.ts';

function moduleOf(files: Readonly<Record<string, string>>) {
  return loadModuleFrom(
    Object.entries(files).map(([filename, text]) => ({ filename, text })),
    '.',
    { check: 'all' },
  ).module;
}

describe('declarations', () => {
  test('of every kind are collected', () => {
    const module = moduleOf({
      'main.tf': `terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.0" }
  }
}
provider "aws" { region = "eu-west-1" }
provider "aws" {
  alias = "us"
}
variable "v" {}
locals {
  a = 1
  b = 2
}
resource "aws_x" "r" {}
data "aws_x" "r" {}
ephemeral "aws_x" "e" {}
module "m" { source = "./m" }
output "o" { value = 1 }
moved {
  from = aws_x.a
  to   = aws_x.b
}
check "c" {}
`,
    });
    expect([...module.variables.keys()]).toEqual(['v']);
    expect([...module.locals.keys()]).toEqual(['a', 'b']);
    expect([...module.resources.keys()]).toEqual(['aws_x.r', 'data.aws_x.r', 'ephemeral.aws_x.e']);
    expect([...module.calls.keys()]).toEqual(['m']);
    expect([...module.outputs.keys()]).toEqual(['o']);
    expect([...module.providers.keys()]).toEqual(['aws', 'aws.us']);
    expect(module.requiredProviders.get('aws')).toMatchObject({ source: 'hashicorp/aws', versions: ['~> 5.0'] });
  });

  test('of one name: the first counts', () => {
    const files = {
      'a.tf': 'resource "m" "a" { x = 1 }\nlocals { l = 1 }\nvariable "v" { default = 1 }',
      'b.tf': 'resource "m" "a" { x = 2 }\nlocals { l = 2 }\nvariable "v" { default = 2 }',
    };
    const module = moduleOf(files);
    expect(module.duplicates.map((place) => [place.file.filename, textAt(place)])).toEqual([
      ['b.tf', 'resource "m" "a"'],
      ['b.tf', 'l = 2'],
      ['b.tf', 'variable "v"'],
    ]);
    expect(plain(blockAt(configurationOf(files), 'm.a').instances[0]?.values ?? { kind: 'null' })).toEqual({ x: 1 });
  });

  test('without their labels are left out', () => {
    expect(moduleOf({ 'main.tf': 'resource "m" {\n}\nvariable {\n}\n' }).resources.size).toBe(0);
  });
});

describe('override files', () => {
  const values = (files: Readonly<Record<string, string>>): unknown => {
    const block = blockAt(configurationOf(files, { blocks: { m: { filter: {}, other: {} } } }), 'm.a');
    return Object.fromEntries(block.instances.map((instance) => [instance.address, plain(instance.values)]));
  };

  test('replace arguments and blocks of a type, and add what is new', () => {
    expect(
      values({
        'main.tf': `resource "m" "a" {
  x = 1
  y = 1
  filter { p = "a" }
  dynamic "filter" {
    for_each = ["b"]
    content { p = filter.value }
  }
  other { q = 1 }
}`,
        'override.tf': 'resource "m" "a" {\n  y = 2\n  z = 3\n  filter { p = "new" }\n}',
      }),
    ).toEqual({ 'm.a': { x: 1, y: 2, z: 3, filter: [{ p: 'new' }], other: [{ q: 1 }] } });
  });

  test('are those of these names, in the order of their names, whatever the order of the files', () => {
    const base = { 'z.tf': 'resource "m" "a" { x = "base" }' };
    const override = (value: string): string => `resource "m" "a" { x = "${value}" }`;
    expect(values({ 'a_override.tf': override('a'), ...base })).toEqual({ 'm.a': { x: 'a' } });
    expect(values({ 'a_override.tf': override('a'), 'b_override.tf': override('b'), ...base })).toEqual({
      'm.a': { x: 'b' },
    });
    expect(values({ ...base, 'override.tf.json': '{"resource": {"m": {"a": {"x": "json"}}}}' })).toEqual({
      'm.a': { x: 'json' },
    });
    expect(values({ ...base, 'x_override.tofu': override('tofu') })).toEqual({ 'm.a': { x: 'tofu' } });
  });

  test('a dynamic block replaces too', () => {
    expect(
      values({
        'main.tf': 'resource "m" "a" {\n  filter { p = "a" }\n}',
        'override.tf':
          'resource "m" "a" {\n  dynamic "filter" {\n    for_each = ["b"]\n    content { p = filter.value }\n  }\n}',
      }),
    ).toEqual({ 'm.a': { filter: [{ p: 'b' }] } });
  });

  test('replace count', () => {
    expect(
      values({ 'main.tf': 'resource "m" "a" {\n  count = 0\n}', 'override.tf': 'resource "m" "a" {\n  count = 1\n}' }),
    ).toEqual({ 'm.a[0]': {} });
  });

  test('replace defaults, locals and required providers', () => {
    const module = moduleOf({
      'main.tf': 'terraform {\n  required_providers {\n    aws = "1"\n    b = "1"\n  }\n}\nlocals { l = 1 }\n',
      'override.tf': 'terraform {\n  required_providers {\n    aws = "2"\n  }\n}\nlocals { l = 2 }\n',
    });
    expect([...module.requiredProviders.values()].map((required) => required.versions)).toEqual([['2'], ['1']]);
    const files = {
      'main.tf':
        'variable "v" {\n  type = number\n  default = 1\n}\nlocals { l = 1 }\nresource "m" "a" {\n  v = var.v\n  l = local.l\n}',
      'override.tf': 'variable "v" { default = "2" }\nlocals { l = 2 }',
    };
    expect(values(files)).toEqual({ 'm.a': { v: 2, l: 2 } });
  });

  test('places are those of the file that counts', () => {
    const files = { 'main.tf': 'resource "m" "a" {\n  x = 1\n}', 'override.tf': 'resource "m" "a" {\n  x = 2\n}' };
    const instance = blockAt(configurationOf(files), 'm.a').instances[0];
    expect(instance?.sourceMap.locate('/x', 'value').file.filename).toBe('override.tf');
    expect(instance?.sourceMap.locate('', 'value').file.filename).toBe('main.tf');
  });
});

describe('which files make a module', () => {
  test.each([
    [
      ['b.tf', 'a.tf', 'c.tf.json', 'd.tofu', 'e.tofu.json'],
      ['b.tf', 'a.tf', 'c.tf.json', 'd.tofu', 'e.tofu.json'],
    ],
    [['main.tf', 'main.tofu'], ['main.tofu']],
    [
      ['main.tf.json', 'main.tofu.json', 'main.tf'],
      ['main.tofu.json', 'main.tf'],
    ],
    [
      ['main.tf.json', 'main.tofu'],
      ['main.tf.json', 'main.tofu'],
    ],
    [
      ['.main.tf', 'main.tf~', '#main.tf#', 'main.tfvars', 'main.tf.bak', 'tf', 'x.json', 'terraform.tf'],
      ['terraform.tf'],
    ],
  ])('%j', (names, selected) => {
    expect(selectModuleFiles(names)).toEqual(selected);
  });
});

describe('type constraints', () => {
  test.each([
    ['string', { kind: 'string' }],
    ['"string"', { kind: 'string' }],
    ['list(string)', { kind: 'list', element: { kind: 'string' } }],
    ['map(any)', { kind: 'map', element: { kind: 'dynamic' } }],
    ['list', { kind: 'list', element: { kind: 'dynamic' } }],
    ['tuple([string, bool])', { kind: 'tuple', elements: [{ kind: 'string' }, { kind: 'bool' }] }],
    [
      'object({ a = string, "b" = optional(number, 3), c = optional(set(bool)) })',
      {
        kind: 'object',
        attributes: {
          a: { type: { kind: 'string' } },
          b: { type: { kind: 'number' }, optional: true, default: { kind: 'number', value: 3 } },
          c: { type: { kind: 'set', element: { kind: 'bool' } }, optional: true },
        },
      },
    ],
  ])('%s', (constraint, type) => {
    expect(evaluated('var.x', `variable "x" { type = ${constraint} }`)).toMatchObject({ type });
  });

  test.each(['strong', 'list(string, bool)', 'list()', 'object([])', 'optional(string)', 'var.y', '5'])(
    '%s is none',
    (constraint) => {
      expect(evaluated('var.x', `variable "x" { type = ${constraint} }`)).not.toHaveProperty('type');
    },
  );
});
