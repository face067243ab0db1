import { describe, expect, test } from 'vitest';
import type { ResourceBlocks } from '../../src/terraform/configuration.ts';
import { blockAt, configurationOf, plain, textAt } from './module-text.ts';

const MAPPING_BLOCKS: ResourceBlocks = {
  m: { filter_criteria: { filter: {} }, destination_config: { on_failure: {} } },
};

function instancesOf(text: string, address: string): Record<string, unknown> {
  return Object.fromEntries(
    blockAt(configurationOf(text), address).instances.map((instance) => [instance.address, plain(instance.values)]),
  );
}

describe('instances', () => {
  test('a block without repetition has one', () => {
    const block = blockAt(configurationOf('resource "m" "a" {\n  x = 1\n}'), 'm.a');
    expect(block).toMatchObject({
      address: 'm.a',
      module: [],
      mode: 'managed',
      type: 'm',
      name: 'a',
      repetition: 'none',
    });
    expect(textAt(block.place)).toBe('resource "m" "a"');
    expect(block.instances).toHaveLength(1);
    expect(block.instances[0]).toMatchObject({ address: 'm.a', actions: [] });
  });

  test('meta-arguments are no values', () => {
    const text = `resource "m" "a" {
      count      = 1
      provider   = aws.other
      depends_on = [m.b]
      x          = count.index
      lifecycle { prevent_destroy = true }
      provisioner "local-exec" { command = "x" }
      connection { host = "x" }
    }`;
    expect(instancesOf(text, 'm.a')).toEqual({ 'm.a[0]': { x: 0 } });
  });

  test.each([
    ['count = 0', {}],
    ['count = 2\n  x = count.index', { 'm.a[0]': { x: 0 }, 'm.a[1]': { x: 1 } }],
    ['count = "2"', { 'm.a[0]': {}, 'm.a[1]': {} }],
    ['count = local.on ? 1 : 0', { 'm.a[0]': {} }],
    [
      'for_each = { b = 1, a = 2 }\n  x = each.value\n  y = each.key',
      { 'm.a["a"]': { x: 2, y: 'a' }, 'm.a["b"]': { x: 1, y: 'b' } },
    ],
    ['for_each = {}', {}],
    ['for_each = { "a\\"b" = 1 }', { 'm.a["a\\"b"]': {} }],
    ['for_each = { "a$${b" = 1 }', { 'm.a["a$${b"]': {} }],
  ])('%s', (body, expected) => {
    expect(instancesOf(`locals { on = true }\nresource "m" "a" {\n  ${body}\n}`, 'm.a')).toEqual(expected);
  });

  test.each([
    ['count = var.n\n  x = count.index', { 'm.a': { x: { unknown: 'var.n has no value' } } }],
    ['count = var.n == 1 ? 1 : 2', { 'm.a': {} }],
    ['count = -1', { 'm.a': {} }],
    ['count = 1.5', { 'm.a': {} }],
    ['count = null', { 'm.a': {} }],
    ['for_each = var.n\n  x = each.value.y', { 'm.a': { x: { unknown: 'var.n has no value' } } }],
    ['for_each = ["a"]', { 'm.a': {} }],
    ['for_each = "a"', { 'm.a': {} }],
  ])('%s gives one that stands for all', (body, expected) => {
    expect(instancesOf(`variable "n" {}\nresource "m" "a" {\n  ${body}\n}`, 'm.a')).toEqual(expected);
  });

  test('each.* and count.* are late', () => {
    const block = blockAt(
      configurationOf('resource "m" "a" {\n  for_each = { a = 1 }\n  x = each.value\n  y = each.key\n}'),
      'm.a',
    );
    expect(block.instances[0]?.values.entries.get('x')).toMatchObject({ value: 1, late: true });
    expect(block.instances[0]?.values.entries.get('y')).toMatchObject({ value: 'a', late: true });
  });

  test('a guard is true inside what it guards', () => {
    const text = `variable "on" { type = bool }
resource "m" "a" {
  count = var.on ? 1 : 0
  x     = var.on ? "yes" : "no"
  y     = !var.on ? "no" : "yes"
}`;
    expect(instancesOf(text, 'm.a')).toEqual({ 'm.a[0]': { x: 'yes', y: 'yes' } });
    const looped = text.replace('var.on ? 1 : 0', 'x').replace('count = x', 'for_each = var.on ? { k = 1 } : {}');
    expect(instancesOf(looped, 'm.a')).toEqual({ 'm.a["k"]': { x: 'yes', y: 'yes' } });
  });

  test('conditions of different instances are different', () => {
    const text = `variable "on" { type = map(bool) }
resource "m" "a" {
  for_each = { a = 1, b = 2 }
  x        = var.on[each.key] ? 1 : 2
}`;
    const [a, b] = blockAt(configurationOf(text), 'm.a').instances.map((instance) => instance.values.entries.get('x'));
    expect(a).toMatchObject({ kind: 'choice', condition: { text: 'var.on[each.key]' } });
    expect(a?.kind === 'choice' && b?.kind === 'choice' && a.condition.id !== b.condition.id).toBe(true);
  });
});

describe('the template', () => {
  test('knows literals and locals, nothing of variables, each, count and other resources', () => {
    const text = `variable "n" { default = 5 }
locals { l = "x" }
resource "q" "a" { name = "orders" }
resource "m" "a" {
  for_each = { a = 1 }
  v = var.n
  e = each.value
  k = each.key
  l = local.l
  q = q.a.name
  c = var.n > 1 ? "a" : "b"
  s = "\${local.l}-\${var.n}"
}`;
    const { template } = blockAt(configurationOf(text), 'm.a');
    expect(template.address).toBe('m.a');
    expect(plain(template.values)).toEqual({
      v: { unknown: 'var.n is not known before plan' },
      e: { unknown: 'each.value is not known' },
      k: { unknown: 'each.key is not known' },
      l: 'x',
      q: { unknown: 'q.a.name is known only after apply' },
      c: { unknown: 'var.n is not known before plan' },
      s: { unknown: 'var.n is not known before plan' },
    });
    expect(template.values.entries.get('s')).toMatchObject({ prefix: 'x-' });
  });

  test('exists for blocks without instances', () => {
    const block = blockAt(configurationOf('resource "m" "a" {\n  count = 0\n  x = 1\n}'), 'm.a');
    expect(block.instances).toEqual([]);
    expect(plain(block.template.values)).toEqual({ x: 1 });
  });
});

describe('references', () => {
  const declarations = `resource "aws_sqs_queue" "q" {
  name       = "orders"
  fifo_queue = "true"
  url        = null
  policy     = ""
  tags       = { a = 1 }
  block { x = 1 }
}
resource "aws_sqs_queue" "many" {
  count = 2
  name  = "orders-\${count.index}"
}
resource "aws_sqs_queue" "keyed" {
  for_each = toset(var.keys)
  name     = each.key
}
resource "aws_sqs_queue" "mapped" {
  for_each = { a = "x", b = "y" }
  name     = each.value
}
data "aws_sqs_queue" "d" { name = "orders" }
variable "on" { type = bool }
variable "k" { type = string }
variable "keys" { type = list(string) }
resource "aws_sqs_queue" "maybe" {
  count = var.on ? 1 : 0
  name  = "maybe"
}
`;
  const read = (expression: string) => {
    const configuration = configurationOf(`${declarations}\nresource "m" "a" {\n  x = ${expression}\n}`);
    return { configuration, value: blockAt(configuration, 'm.a').instances[0]?.values.entries.get('x') };
  };

  test('an attribute is unknown but known whose', () => {
    const { value, configuration } = read('aws_sqs_queue.q.arn');
    expect(value).toMatchObject({
      kind: 'unknown',
      is: { subject: 'managed', type: 'aws_sqs_queue', name: 'q', attribute: ['arn'], module: [] },
      references: [{ name: 'q', attribute: ['arn'] }],
      reasons: [{ kind: 'resource', text: 'aws_sqs_queue.q.arn is known only after apply' }],
    });
    if (value?.is === undefined) throw new Error('no reference');
    expect(textAt(value.is.place)).toBe('aws_sqs_queue.q.arn');
    expect(configuration.resource(value.is)?.address).toBe('aws_sqs_queue.q');
  });

  test('what the block writes is known, at plan', () => {
    expect(read('aws_sqs_queue.q.name').value).toMatchObject({
      kind: 'string',
      value: 'orders',
      late: true,
      is: { attribute: ['name'] },
      origin: { name: 'aws_sqs_queue.q.name', via: 'argument' },
    });
    expect(read('"${aws_sqs_queue.q.name}!"').value).toEqual({ kind: 'string', value: 'orders!', late: true });
  });

  test.each(['url', 'policy', 'tags', 'block', 'id'])('%s is not known from the block', (name) => {
    expect(read(`aws_sqs_queue.q.${name}`).value).toMatchObject({ kind: 'unknown', is: { attribute: [name] } });
  });

  test.each([
    ['aws_sqs_queue.many[1].name', 'orders-1'],
    ['aws_sqs_queue.many[*].name', ['orders-0', 'orders-1']],
    ['aws_sqs_queue.many.*.name', ['orders-0', 'orders-1']],
    ['aws_sqs_queue.mapped["b"].name', 'y'],
    ['[for k, q in aws_sqs_queue.mapped : "${k}${q.name}"]', ['ax', 'by']],
    ['aws_sqs_queue.q[*].name', ['orders']],
    ['resource.aws_sqs_queue.q.name', 'orders'],
    ['aws_sqs_queue.maybe[0].name', 'maybe'],
  ])('%s', (expression, expected) => {
    expect(plain(read(expression).value ?? { kind: 'null' })).toEqual(expected);
  });

  test.each([
    ['aws_sqs_queue.many[1].arn', { key: 1, attribute: ['arn'] }],
    ['aws_sqs_queue.many[var.k].arn', { unknownKey: true, attribute: ['arn'] }],
    ['aws_sqs_queue.many.arn', { attribute: ['arn'] }],
    ['aws_sqs_queue.keyed["a"].arn', { key: 'a', attribute: ['arn'] }],
    ['aws_sqs_queue.q', { attribute: [] }],
    ['data.aws_sqs_queue.d.arn', { subject: 'data', name: 'd', attribute: ['arn'] }],
    ['data.aws_sqs_queue.d.name', { subject: 'data', attribute: ['name'] }],
    ['aws_docdb_cluster.undeclared.arn', { type: 'aws_docdb_cluster', attribute: ['arn'] }],
    ['aws_sqs_queue.q.redrive[0].target', { attribute: ['redrive', 0, 'target'] }],
    ['module.queue.arn', { subject: 'module', name: 'queue', attribute: ['arn'] }],
    ['module.queue["a"].arn', { subject: 'module', name: 'queue', key: 'a', attribute: ['arn'] }],
  ])('%s is a reference', (expression, is) => {
    const { value } = read(expression);
    expect(value).toMatchObject({ kind: 'unknown', is, references: [is] });
    expect(value).not.toHaveProperty('failed');
  });

  test.each(['aws_sqs_queue.maybe[*].arn', 'aws_sqs_queue.maybe.*.arn'])(
    '%s is a choice where a condition decides whether there is one',
    (expression) => {
      expect(read(expression).value).toMatchObject({
        kind: 'choice',
        options: [
          { value: { elements: [{ is: { name: 'maybe', key: 0, attribute: ['arn'] } }] } },
          { value: { elements: [] } },
        ],
      });
    },
  );

  test('an instance that does not exist is a failure', () => {
    expect(read('aws_sqs_queue.many[2].arn').value).toMatchObject({ failed: true, is: { key: 2 } });
    expect(read('aws_sqs_queue.mapped["c"].arn').value).toMatchObject({ failed: true, is: { key: 'c' } });
  });

  test('a module that is not evaluated is the reason', () => {
    const configuration = configurationOf(
      'module "queue" { source = "./queue" }\nresource "m" "a" {\n  x = module.queue.arn\n  y = module.nope.arn\n}',
    );
    expect(plain(blockAt(configuration, 'm.a').instances[0]?.values ?? { kind: 'null' })).toEqual({
      x: { unknown: 'module.queue is not evaluated' },
      y: { unknown: 'module.nope is not declared' },
    });
  });

  test('each.value may be a resource', () => {
    const text = `${declarations}\nresource "m" "a" {\n  for_each = aws_sqs_queue.mapped\n  x = each.value.arn\n  y = each.value.name\n}`;
    const [first] = blockAt(configurationOf(text), 'm.a').instances;
    expect(first?.values.entries.get('x')).toMatchObject({ is: { name: 'mapped', key: 'a', attribute: ['arn'] } });
    expect(first?.values.entries.get('y')).toMatchObject({ value: 'x' });
  });

  test('resources that write each other’s attributes stay unknown', () => {
    const text = 'resource "q" "a" { name = q.b.name }\nresource "q" "b" { name = q.a.name }\n';
    expect(blockAt(configurationOf(text), 'q.a').instances[0]?.values.entries.get('name')).toMatchObject({
      kind: 'unknown',
      is: { name: 'b' },
    });
  });
});

describe('nested blocks', () => {
  test('are lists of blocks', () => {
    const text =
      'resource "m" "a" {\n  filter_criteria {\n    filter { pattern = "x" }\n    filter { pattern = "y" }\n  }\n}';
    const block = blockAt(configurationOf(text), 'm.a');
    expect(plain(block.instances[0]?.values ?? { kind: 'null' })).toEqual({
      filter_criteria: [{ filter: [{ pattern: 'x' }, { pattern: 'y' }] }],
    });
    expect(block.instances[0]?.values.entries.get('filter_criteria')).toMatchObject({ kind: 'list', blocks: true });
  });

  const dynamic = (forEach: string, more = ''): unknown => {
    const text = `variable "on" { type = bool }
variable "l" { type = list(string) }
resource "m" "a" {
  ${more}
  dynamic "filter" {
    for_each = ${forEach}
    content { pattern = "\${filter.key}=\${filter.value}" }
  }
}`;
    return plain(blockAt(configurationOf(text), 'm.a').instances[0]?.values.entries.get('filter') ?? { kind: 'null' });
  };

  test('dynamic blocks are expanded', () => {
    expect(dynamic('["a", "b"]')).toEqual([{ pattern: '0=a' }, { pattern: '1=b' }]);
    expect(dynamic('{ y = 1, x = 2 }')).toEqual([{ pattern: 'x=2' }, { pattern: 'y=1' }]);
    expect(dynamic('[]')).toEqual([]);
    expect(dynamic('["a"]', 'filter { pattern = "static" }')).toEqual([{ pattern: 'static' }, { pattern: '0=a' }]);
  });

  test('of an undecided condition there are two lists', () => {
    expect(dynamic('var.on ? ["a"] : []')).toEqual({ if: 'var.on', yes: [{ pattern: '0=a' }], no: [] });
    expect(dynamic('var.on ? ["a"] : []', 'filter { pattern = "s" }')).toEqual({
      if: 'var.on',
      yes: [{ pattern: 's' }, { pattern: '0=a' }],
      no: [{ pattern: 's' }],
    });
  });

  test('with an unknown for_each one element stands for all and the list is open', () => {
    expect(dynamic('var.l')).toEqual({ open: [{ pattern: { unknown: 'var.l has no value' } }] });
    const text =
      'variable "l" {}\nresource "m" "a" {\n  dynamic "filter" {\n    for_each = var.l\n    content { pattern = "p" }\n  }\n}';
    expect(blockAt(configurationOf(text), 'm.a').instances[0]?.values.entries.get('filter')).toMatchObject({
      open: true,
      blocks: true,
      elements: [{ representative: true, late: true }],
    });
  });

  test('what a late for_each makes is late', () => {
    const text =
      'variable "l" { default = ["a"] }\nresource "m" "a" {\n  dynamic "filter" {\n    for_each = var.l\n    content { pattern = "p" }\n  }\n}';
    const filter = blockAt(configurationOf(text), 'm.a').instances[0]?.values.entries.get('filter');
    const element = filter?.kind === 'list' ? filter.elements[0] : undefined;
    expect(element?.kind === 'object' && element.entries.get('pattern')).toMatchObject({ value: 'p', late: true });
  });

  test('iterator names the element; dynamic blocks nest', () => {
    const text = `resource "m" "a" {
  dynamic "outer" {
    for_each = { a = ["x", "y"], b = [] }
    iterator = o
    content {
      name = o.key
      dynamic "inner" {
        for_each = o.value
        content { value = "\${o.key}\${inner.value}" }
      }
    }
  }
}`;
    expect(plain(blockAt(configurationOf(text), 'm.a').instances[0]?.values ?? { kind: 'null' })).toEqual({
      outer: [
        { name: 'a', inner: [{ value: 'ax' }, { value: 'ay' }] },
        { name: 'b', inner: [] },
      ],
    });
  });
});

describe('the source map', () => {
  const text = `resource "m" "a" {
  batch_size = 10
  topics     = ["one", local.two]
  tags = {
    "k" = "v"
    n   = { deep = (1) }
  }
  x = local.tags
  filter_criteria {
    filter { pattern = "x" }
    dynamic "filter" {
      for_each = ["y", "z"]
      content { pattern = filter.value }
    }
    filter { pattern = "last" }
  }
}
locals {
  two  = "two"
  tags = { a = 1 }
}`;
  const { sourceMap } = blockAt(configurationOf(text), 'm.a').instances[0] ?? {};

  test.each([
    ['', 'resource "m" "a"', 'resource "m" "a"'],
    ['/batch_size', 'batch_size', '10'],
    ['/batch_size/deeper', 'batch_size', '10'],
    ['/absent', 'resource "m" "a"', 'resource "m" "a"'],
    ['/topics/0', '"one"', '"one"'],
    ['/topics/1', 'local.two', 'local.two'],
    ['/topics/7', 'topics', '["one", local.two]'],
    ['/tags/k', '"k"', '"v"'],
    ['/tags/n/deep', 'deep', '(1)'],
    ['/x/a', 'x', 'local.tags'],
    ['/filter_criteria/0/filter/0/pattern', 'pattern', '"x"'],
    ['/filter_criteria/0/filter/1/pattern', 'pattern', 'filter.value'],
    ['/filter_criteria/0/filter/2/pattern', 'pattern', 'filter.value'],
    ['/filter_criteria/0/filter/3/pattern', 'pattern', '"last"'],
    ['/filter_criteria/0/filter/3', 'filter', 'filter { pattern = "last" }'],
    ['/filter_criteria/0/filter/3/nope', 'filter', 'filter { pattern = "last" }'],
    ['/filter_criteria/0/filter', 'filter', 'filter { pattern = "x" }'],
  ] as const)('%s', (pointer, key, value) => {
    if (sourceMap === undefined) throw new Error('no instance');
    expect(textAt(sourceMap.locate(pointer, 'key'))).toBe(key);
    expect(textAt(sourceMap.locate(pointer, 'value'))).toBe(value);
  });

  test('in a dynamic block that an undecided condition makes', () => {
    const guarded = `variable "on" {}
resource "m" "a" {
  dynamic "filter" {
    for_each = var.on ? ["y"] : []
    content { pattern = filter.value }
  }
}`;
    const map = blockAt(configurationOf(guarded), 'm.a').instances[0]?.sourceMap;
    expect(map && textAt(map.locate('/filter/0/pattern', 'key'))).toBe('pattern');
    expect(map && textAt(map.locate('/filter/0', 'key'))).toBe('dynamic "filter"');
  });
});

describe('JSON syntax', () => {
  const files = {
    'main.tf.json': JSON.stringify({
      variable: { n: { default: '${not.a.template}' }, t: { type: 'list(string)' } },
      locals: { name: 'orders' },
      resource: {
        m: {
          a: {
            '//': 'a comment',
            count: 1,
            batch_size: '${1 + 1}',
            topics: ['${local.name}'],
            filter_criteria: { filter: [{ pattern: 'x' }, { pattern: 'y' }] },
            destination_config: [{ on_failure: { destination_arn: '${var.n}' } }],
            tags: { a: 'b' },
            lifecycle: { prevent_destroy: true },
            kept: '${var.t}',
          },
        },
      },
    }),
  };
  const block = blockAt(configurationOf(files, { blocks: MAPPING_BLOCKS }), 'm.a');

  test('nested blocks are those that the schema knows', () => {
    expect(plain(block.instances[0]?.values ?? { kind: 'null' })).toMatchObject({
      batch_size: 2,
      topics: ['orders'],
      filter_criteria: [{ filter: [{ pattern: 'x' }, { pattern: 'y' }] }],
      destination_config: [{ on_failure: [{ destination_arn: '${not.a.template}' }] }],
      tags: { a: 'b' },
    });
    expect(block.instances[0]?.values.entries.get('filter_criteria')).toMatchObject({ blocks: true });
    expect([...(block.instances[0]?.values.entries.keys() ?? [])].sort()).toEqual([
      'batch_size',
      'destination_config',
      'filter_criteria',
      'kept',
      'tags',
      'topics',
    ]);
    expect(block.instances[0]?.values.entries.get('kept')).toMatchObject({
      type: { kind: 'list', element: { kind: 'string' } },
    });
  });

  test('has places', () => {
    const map = block.instances[0]?.sourceMap;
    expect(map && textAt(map.locate('/filter_criteria/0/filter/1/pattern', 'value'))).toBe('"y"');
    expect(map && textAt(map.locate('/tags/a', 'key'))).toBe('"a"');
  });

  test('dynamic blocks', () => {
    const json = JSON.stringify({
      resource: {
        m: {
          a: {
            filter_criteria: { dynamic: { filter: { for_each: ['a', 'b'], content: { pattern: '${filter.value}' } } } },
          },
        },
      },
    });
    const { values } =
      blockAt(configurationOf({ 'main.tf.json': json }, { blocks: MAPPING_BLOCKS }), 'm.a').instances[0] ?? {};
    expect(plain(values ?? { kind: 'null' })).toEqual({
      filter_criteria: [{ filter: [{ pattern: 'a' }, { pattern: 'b' }] }],
    });
  });
});

describe('reference cycles', () => {
  test('of locals are reported when they are met, and everything else goes on', () => {
    const configuration = configurationOf(
      'locals {\n  a = local.b\n  b = "${local.a}x"\n  c = 1\n}\nresource "m" "a" {\n  x = local.a\n  y = local.c\n}',
    );
    expect(configuration.diagnostics).toEqual([]);
    expect(plain(blockAt(configuration, 'm.a').instances[0]?.values ?? { kind: 'null' })).toEqual({
      x: { failed: 'local.a refers to itself' },
      y: 1,
    });
    expect(configuration.diagnostics).toMatchObject([
      { rule: 'reference-cycle', message: 'local.a refers to itself: local.a → local.b → local.a' },
    ]);
    const [diagnostic] = configuration.diagnostics;
    expect(diagnostic && textAt(diagnostic.place)).toBe('a = local.b');
  });

  test('are reported once', () => {
    const configuration = configurationOf(
      'locals {\n  a = local.b\n  b = local.a\n}\nresource "m" "a" {\n  x = local.b\n  y = local.a\n}',
    );
    const block = blockAt(configuration, 'm.a');
    expect([block.instances.length, block.template.address]).toEqual([1, 'm.a']);
    expect(configuration.diagnostics).toHaveLength(1);
  });
});
