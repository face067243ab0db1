import { describe, expect, test } from 'vitest';
import { blockAt, configurationOf, plain, textAt } from './module-text.ts';

const metaOf = (text: string, address = 'aws_m.a') => blockAt(configurationOf(text), address).meta;

describe('what a block mentions', () => {
  test.each([
    ['an argument', 'x = aws_q.b.arn', ['aws_q.b']],
    ['an index that is not known', 'x = aws_q.b[var.k].arn', ['aws_q.b']],
    ['a splat', 'x = aws_q.b[*].arn', ['aws_q.b']],
    ['a nested block', 'y {\n z {\n x = data.aws_q.b.arn\n }\n }', ['data.aws_q.b']],
    ['a text', 'x = "a-${aws_q.b.name}-${resource.aws_q.c.name}"', ['aws_q.b', 'aws_q.c']],
    ['a dynamic block', 'dynamic "y" {\n for_each = aws_q.b\n content {\n x = y.value\n }\n }', ['aws_q.b', 'y.value']],
    ['depends_on', 'depends_on = [aws_q.b, module.c]', ['aws_q.b', 'module.c']],
    ['for_each', 'for_each = aws_q.b', ['aws_q.b']],
    ['lifecycle', 'lifecycle {\n replace_triggered_by = [aws_q.b]\n }', ['aws_q.b']],
    ['no variables', 'x = [var.a, each.key, path.module]', []],
  ])('in %s', (_, body, names) => {
    expect([...metaOf(`resource "aws_m" "a" {\n${body}\n}`).mentions].sort()).toEqual(names);
  });

  test('through local values and module calls', () => {
    const text = `
      locals {
        one = local.two
        two = [module.c.arn, local.one]
      }
      module "c" {
        source = "./c"
        role   = aws_r.d.arn
        depends_on = [aws_p.e]
      }
      resource "aws_m" "a" {
        x = local.one
      }`;
    expect([...metaOf(text).mentions].sort()).toEqual(['aws_p.e', 'aws_r.d', 'module.c']);
  });

  test('in JSON syntax', () => {
    const text = JSON.stringify({
      resource: {
        aws_m: { a: { x: '${aws_q.b.arn}', y: [{ z: '${data.aws_q.c.id}' }], depends_on: ['aws_p.d', 'module.e'] } },
      },
    });
    const block = blockAt(configurationOf({ 'main.tf.json': text }), 'aws_m.a');
    expect([...block.meta.mentions].sort()).toEqual(['aws_p.d', 'aws_q.b', 'data.aws_q.c', 'module.e']);
  });
});

describe('a block is exported', () => {
  test.each([
    ['by an output', 'output "o" {\n value = local.l\n}\nlocals {\n l = aws_m.a.arn\n}', true],
    ['by a module call', 'module "c" {\n source = "./c"\n x = aws_m.a.arn\n}', true],
    ['by a resource of another provider', 'resource "null_resource" "n" {\n triggers = { x = aws_m.a.arn }\n}', true],
    ['not by a resource of its own', 'resource "aws_q" "n" {\n x = aws_m.a.arn\n}', false],
  ])('%s', (_, declarations, exported) => {
    expect(metaOf(`resource "aws_m" "a" {}\n${declarations}`).exported).toBe(exported);
  });
});

describe('lifecycle', () => {
  test.each([
    ['', undefined, []],
    ['create_before_destroy = true', 'create_before_destroy = true', []],
    ['create_before_destroy = false', undefined, []],
    ['ignore_changes = [x, y[0], "z"]', undefined, ['x', 'y', 'z']],
    ['ignore_changes = all', undefined, 'all'],
    ['ignore_changes = ["*"]', undefined, 'all'],
  ])('%s', (body, place, ignoreChanges) => {
    const { lifecycle } = metaOf(`resource "aws_m" "a" {\n lifecycle {\n${body}\n}\n}`);
    expect(lifecycle.createBeforeDestroy && textAt(lifecycle.createBeforeDestroy)).toBe(place);
    expect(lifecycle.ignoreChanges).toEqual(ignoreChanges);
  });

  test('of an override file goes before that of the block', () => {
    const files = {
      'main.tf': 'resource "aws_m" "a" {\n lifecycle {\n create_before_destroy = true\n }\n}',
      'x_override.tf': 'resource "aws_m" "a" {\n lifecycle {\n ignore_changes = [x]\n }\n}',
    };
    expect(blockAt(configurationOf(files), 'aws_m.a').meta.lifecycle).toEqual({ ignoreChanges: ['x'] });
  });
});

describe('what for_each and count must know', () => {
  const QUEUES = 'resource "aws_q" "q" {\n for_each = { a = "1", b = "2" }\n name = each.value\n}\n';
  test.each([
    ['for_each = toset([aws_q.q["a"].name])', [{ set: ['1'] }]],
    ['for_each = { (aws_q.q["a"].name) = 1, plain = 2, "text" = 3 }', ['1', 'text']],
    ['for_each = { for k, q in aws_q.q : q.name => k }', [['1', '2']]],
    ['for_each = (local.l)', [['1', '2']]],
    ['count = aws_q.q["a"].name == "" ? 0 : 1', ['1', '']],
    ['count = aws_q.q["a"].name != null ? 0 : 1', []],
    ['count = var.x ? 0 : 1', []],
    ['count = 2', [2]],
  ])('%s', (argument, values) => {
    const locals = 'locals {\n l = { for k, q in aws_q.q : q.name => k }\n}\n';
    const { repeatedBy } = metaOf(`${QUEUES}${locals}resource "aws_m" "a" {\n ${argument}\n}`);
    expect(repeatedBy?.values.map(plain)).toEqual(values);
    expect(repeatedBy && textAt(repeatedBy.place)).toBe(argument.replace(/^\w+ = /, ''));
  });

  test('nothing without them', () => {
    expect(metaOf('resource "aws_m" "a" {}').repeatedBy).toBeUndefined();
  });
});

describe('the provider of a block', () => {
  const PROVIDERS = `
    variable "r" {
      default = "eu-west-1"
    }
    provider "aws" {
      region = var.r
    }
    provider "aws" {
      alias  = "us"
      region = "us-east-1"
      allowed_account_ids = ["1"]
    }
  `;
  test.each([
    ['', 'aws', { region: 'eu-west-1' }],
    ['provider = aws.us', 'aws.us', { alias: 'us', region: 'us-east-1', allowed_account_ids: ['1'] }],
    ['provider = "aws.us"', 'aws.us', { alias: 'us', region: 'us-east-1', allowed_account_ids: ['1'] }],
    ['provider = aws.elsewhere', 'aws.elsewhere', undefined],
  ])('%s', (argument, name, values) => {
    const { provider } = metaOf(`${PROVIDERS}resource "aws_m" "a" {\n ${argument}\n}`);
    expect(provider.name).toBe(name);
    expect(provider.values && plain(provider.values)).toEqual(values);
  });
});

describe('import blocks', () => {
  test('give the block, without instance keys, and the id', () => {
    const { imports } = configurationOf(`
      variable "id" {
        default = "x"
      }
      import {
        to = aws_m.a["k"]
        id = var.id
      }
      import {
        to = module.c.aws_m.b
        id = "y"
      }
      import {
        id = "z"
      }`);
    expect(imports.map(({ to, id, place }) => [to, plain(id), textAt(place)])).toEqual([
      ['aws_m.a', 'x', 'var.id'],
      ['module.c.aws_m.b', 'y', '"y"'],
    ]);
  });
});
