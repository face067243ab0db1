import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeFileSystem } from '../../src/node/file-system.ts';
import { resourceBlocks } from '../../src/schema/resource-schemas.ts';
import type { Configuration } from '../../src/terraform/configuration.ts';
import type { FileSystem } from '../../src/terraform/file-system.ts';
import { memoryFileSystem } from '../../src/terraform/memory-file-system.ts';
import { blockAt, plain, textAt } from './module-text.ts';
import { instancesIn, treeOf } from './module-tree.ts';

/** The argument `x` of `m.a` in the root module. */
function rootValue(files: Readonly<Record<string, string>>, expression: string, root = '') {
  const main = `${root}\nresource "m" "a" {\n  x = ${expression}\n}\n`;
  const value = blockAt(treeOf({ ...files, 'main.tf': main }), 'm.a').instances[0]?.values.entries.get('x');
  if (value === undefined) throw new Error('no value');
  return value;
}

const CHILD = `variable "size" {
  type    = number
  default = 5
}
resource "m" "c" {
  x = var.size
}
`;

function call(body: string): string {
  return `module "child" {\n  source = "./child"\n  ${body}\n}\n`;
}

const childValue = (configuration: Configuration, address = 'module.child.m.c') =>
  blockAt(configuration, address).instances[0]?.values.entries.get('x');

describe('inputs', () => {
  test('are what the call says, converted to the type of the variable', () => {
    expect(instancesIn(treeOf({ 'main.tf': call('size = "7"'), 'child/main.tf': CHILD }))).toEqual({
      'module.child.m.c': { x: 7 },
    });
  });

  test('know their argument, and what that had come from', () => {
    const main = `variable "n" {\n  default = 3\n}\n${call('size = var.n')}`;
    const value = childValue(treeOf({ 'main.tf': main, 'child/main.tf': CHILD }));
    expect(value).toMatchObject({
      value: 3,
      late: true,
      origin: {
        name: 'var.size',
        via: 'argument of module "child"',
        from: { name: 'var.n', via: 'default' },
      },
    });
    expect(value?.origin?.place && textAt(value.origin.place)).toBe('var.n');
  });

  test('know the part of the argument where they are written', () => {
    const child =
      'variable "workers" {}\nresource "m" "c" {\n  for_each = var.workers\n  x        = each.value.size\n}\n';
    const main = call('workers = {\n    fast = { size = 10 }\n    slow = local.slow\n  }');
    const { instances } = blockAt(
      treeOf({ 'main.tf': `locals {\n  slow = { size = 1 }\n}\n${main}`, 'child/main.tf': child }),
      'module.child.m.c',
    );
    const origins = instances.map(({ values }) => values.entries.get('x')?.origin);
    expect(origins.map((origin) => [origin?.name, origin?.place && textAt(origin.place)])).toEqual([
      ['var.workers.fast.size', '10'],
      ['var.workers.slow.size', 'local.slow'],
    ]);
  });

  test.each([
    ['null', null],
    ['""', ''],
    ['[]', []],
    ['{}', {}],
    ['5', 5],
  ])('that the call leaves out are exactly the default %s', (text, expected) => {
    const child = `variable "v" {\n  default = ${text}\n}\nresource "m" "c" {\n  x = var.v\n}\n`;
    expect(
      plain(childValue(treeOf({ 'main.tf': call(''), 'child/main.tf': child })) ?? { kind: 'bool', value: true }),
    ).toEqual(expected);
  });

  test('without default that the call leaves out are unknown', () => {
    const child = 'variable "v" {}\nresource "m" "c" {\n  x = var.v\n}\n';
    expect(instancesIn(treeOf({ 'main.tf': call(''), 'child/main.tf': child }))).toEqual({
      'module.child.m.c': { x: { unknown: 'module.child sets no v' } },
    });
  });

  test('that are null have the default where null is not allowed', () => {
    const child = (nullable: string) =>
      `variable "v" {\n  default = 4\n  ${nullable}\n}\nresource "m" "c" {\n  x = var.v\n}\n`;
    const given = { 'main.tf': call('v = null') };
    expect(instancesIn(treeOf({ ...given, 'child/main.tf': child('') }))).toEqual({ 'module.child.m.c': { x: null } });
    expect(instancesIn(treeOf({ ...given, 'child/main.tf': child('nullable = false') }))).toEqual({
      'module.child.m.c': { x: 4 },
    });
  });

  test('are sensitive when the variable says so', () => {
    const child = 'variable "v" {\n  sensitive = true\n}\nresource "m" "c" {\n  x = var.v\n}\n';
    expect(childValue(treeOf({ 'main.tf': call('v = 1'), 'child/main.tf': child }))).toMatchObject({ sensitive: true });
  });

  test('that are references lead to the block of the caller', () => {
    const main = `resource "q" "q" {\n  fifo = true\n}\n${call('arn = q.q.arn')}`;
    const child = 'variable "arn" {}\nresource "m" "c" {\n  x = var.arn\n}\n';
    const configuration = treeOf({ 'main.tf': main, 'child/main.tf': child });
    const is = childValue(configuration)?.is;
    expect(is).toMatchObject({ type: 'q', name: 'q', attribute: ['arn'], module: [] });
    expect(is && configuration.resource(is)).toBe(blockAt(configuration, 'q.q'));
  });

  test('that are whole resources keep their attributes', () => {
    const main = `resource "q" "q" {\n  name = "orders"\n}\n${call('queue = q.q')}`;
    const child = `variable "queue" {
      type = object({ arn = string, name = string })
    }
    resource "m" "c" {
      x = var.queue.arn
      y = var.queue.name
    }`;
    const { values } =
      blockAt(treeOf({ 'main.tf': main, 'child/main.tf': child }), 'module.child.m.c').instances[0] ?? {};
    expect(values?.entries.get('x')).toMatchObject({ is: { name: 'q', attribute: ['arn'] }, type: { kind: 'string' } });
    expect(values?.entries.get('y')).toMatchObject({ value: 'orders', is: { name: 'q', attribute: ['name'] } });
  });
});

const QUEUE = `resource "q" "q" {
  name = "orders"
  fifo = true
}
output "arn" {
  value = q.q.arn
}
output "name" {
  value = q.q.name
}
output "secret" {
  value     = "s"
  sensitive = true
}
output "number" {
  value = 7
}
`;
const QUEUE_CALL = 'module "queue" {\n  source = "./queue"\n}\n';

describe('outputs', () => {
  const read = (expression: string, root = QUEUE_CALL) => rootValue({ 'queue/main.tf': QUEUE }, expression, root);

  test('are evaluated in their module, and lead to its blocks', () => {
    const configuration = treeOf({
      'main.tf': `${QUEUE_CALL}resource "m" "a" {\n  x = module.queue.arn\n}\n`,
      'queue/main.tf': QUEUE,
    });
    const is = blockAt(configuration, 'm.a').instances[0]?.values.entries.get('x')?.is;
    expect(is).toMatchObject({ type: 'q', name: 'q', attribute: ['arn'], module: ['queue'] });
    expect(is && configuration.resource(is)).toBe(blockAt(configuration, 'module.queue.q.q'));
  });

  test('carry what is known, and say where it is written', () => {
    expect(read('module.queue.name')).toMatchObject({ value: 'orders', late: true, is: { module: ['queue'] } });
    expect(read('module.queue.number')).toMatchObject({
      value: 7,
      origin: { name: 'module.queue.number', via: 'output' },
    });
    expect(read('module.queue.secret')).toMatchObject({ value: 's', sensitive: true });
    expect(plain(read('module.queue'))).toMatchObject({ name: 'orders', number: 7 });
    expect(plain(read('module.queue["number"]'))).toBe(7);
  });

  test('that are not declared are an error; of a module that is not whole nothing is known', () => {
    expect(read('module.queue.nope')).toMatchObject({
      failed: true,
      reasons: [{ text: 'module.queue has no output nope' }],
    });
    const broken = rootValue(
      { 'queue/main.tf': `${QUEUE}\noutput "nope" {\n  value = )\n` },
      'module.queue.nope',
      QUEUE_CALL,
    );
    expect(broken).not.toHaveProperty('failed');
  });

  test('are unknown to terraform validate', () => {
    const { template } = blockAt(
      treeOf({ 'main.tf': `${QUEUE_CALL}resource "m" "a" {\n  x = module.queue.number\n}\n`, 'queue/main.tf': QUEUE }),
      'm.a',
    );
    expect(plain(template.values)).toEqual({ x: { unknown: 'module.queue is not known before plan' } });
  });

  test.each([
    ['module.queue[0].number', 'count = 2', 7],
    ['module.queue[*].number', 'count = 2', [7, 7]],
    ['[for q in module.queue : q.name]', 'count = 1', ['orders']],
    ['module.queue["b"].number', 'for_each = { a = 1, b = 2 }', 7],
    ['{ for k, q in module.queue : k => q.number }', 'for_each = { a = 1, b = 2 }', { a: 7, b: 7 }],
    ['module.queue[2].number', 'count = 2', { failed: 'module.queue has no instance [2]' }],
    ['module.queue["c"].number', 'for_each = { a = 1 }', { failed: 'module.queue has no instance ["c"]' }],
    ['module.queue[*].number', 'count = 0', []],
  ])('%s with %s', (expression, repetition, expected) => {
    const root = `module "queue" {\n  source = "./queue"\n  ${repetition}\n}\n`;
    expect(plain(read(expression, root))).toEqual(expected);
  });

  test('of modules that a condition decides on are a choice', () => {
    const root = 'variable "on" {}\nmodule "queue" {\n  source = "./queue"\n  count  = var.on ? 1 : 0\n}\n';
    expect(plain(read('module.queue[*].number', root))).toEqual({ if: 'var.on', yes: [7], no: [] });
    // Where there is none, Terraform reports an error, so that only the other outcome needs a look.
    expect(plain(read('module.queue[0].number', root))).toBe(7);
    expect(plain(read('var.on ? module.queue[0].number : 3', root))).toEqual({ if: 'var.on', yes: 7, no: 3 });
  });

  test('of a module that is repeated nobody knows how often are those of any instance', () => {
    const root = 'variable "queues" {}\nmodule "queue" {\n  source   = "./queue"\n  for_each = var.queues\n}\n';
    expect(read('module.queue["a"].arn', root)).toMatchObject({ is: { name: 'q', module: ['queue["a"]'] } });
    const some = read('module.queue[var.k].arn', `variable "k" {}\n${root}`);
    expect(some).toMatchObject({ is: { name: 'q', module: ['queue'], unknownModuleKey: true } });
    expect(read('module.queue[*].arn', root)).toMatchObject({ is: { name: 'q', splat: true } });
  });
});

describe('instances', () => {
  const worker =
    'variable "n" {}\nresource "m" "c" {\n  x = var.n\n}\nresource "m" "many" {\n  count = 2\n  x     = count.index\n}\n';

  test('of a module have its key in their address', () => {
    const main =
      'module "w" {\n  source   = "./w"\n  for_each = { "slow lane" = 1, eu = 2 }\n  n        = each.value\n}\n';
    const configuration = treeOf({ 'main.tf': main, 'w/main.tf': worker });
    expect(instancesIn(configuration)).toEqual({
      'module.w["slow lane"].m.c': { x: 1 },
      'module.w["slow lane"].m.many[0]': { x: 0 },
      'module.w["slow lane"].m.many[1]': { x: 1 },
      'module.w["eu"].m.c': { x: 2 },
      'module.w["eu"].m.many[0]': { x: 0 },
      'module.w["eu"].m.many[1]': { x: 1 },
    });
    expect(blockAt(configuration, 'module.w["eu"].m.c')).toMatchObject({
      module: ['w'],
      calls: [{ name: 'w', directory: 'w' }],
    });
  });

  test('of nested modules have all keys', () => {
    const files = {
      'main.tf': 'module "outer" {\n  source = "./outer"\n  count  = 2\n  n      = count.index\n}\n',
      'outer/main.tf':
        'variable "n" {}\nmodule "w" {\n  source   = "../w"\n  for_each = toset(["a"])\n  n        = "${each.key}${var.n}"\n}\n',
      'w/main.tf': worker,
    };
    expect(instancesIn(treeOf(files))).toMatchObject({
      'module.outer[0].module.w["a"].m.c': { x: 'a0' },
      'module.outer[1].module.w["a"].m.c': { x: 'a1' },
    });
  });

  test('of a module without instances are none, but the block is there', () => {
    const files = {
      'main.tf': 'module "outer" {\n  source = "./outer"\n  count  = 0\n}\n',
      'outer/main.tf': 'module "w" {\n  source = "../w"\n  n      = 1\n}\n',
      'w/main.tf': worker,
    };
    const block = blockAt(treeOf(files), 'module.outer.module.w.m.c');
    expect(block).toMatchObject({ instances: [], template: { address: 'module.outer.module.w.m.c' } });
  });

  test('of a module that is repeated nobody knows how often are one that stands for all', () => {
    const main =
      'variable "v" {}\nmodule "w" {\n  source   = "./w"\n  for_each = var.v\n  n        = each.value.n\n}\n';
    const [instance, ...more] = blockAt(treeOf({ 'main.tf': main, 'w/main.tf': worker }), 'module.w.m.c').instances;
    expect(more).toEqual([]);
    expect(instance).toMatchObject({ address: 'module.w.m.c', uncertain: true, values: { kind: 'object' } });
    expect(plain(instance?.values.entries.get('x') ?? { kind: 'null' })).toEqual({ unknown: 'var.v has no value' });
  });

  test('exist when all conditions on the way are met', () => {
    const when = (count: string) =>
      blockAt(
        treeOf({
          'main.tf': `variable "on" {}\nmodule "w" {\n  source = "./w"\n  count  = var.on ? 1 : 0\n  on     = var.on\n  other  = var.other\n  n      = var.on ? 1 : 2\n}\nvariable "other" {}\n`,
          'w/main.tf': `variable "on" {}\nvariable "other" {}\nvariable "n" {}\nresource "m" "c" {\n  count = ${count}\n  x     = var.n\n}\n`,
        }),
        'module.w[0].m.c',
      ).instances;
    expect(when('1')).toMatchObject([{ address: 'module.w[0].m.c[0]', when: { outcome: 0 } }]);
    expect(when('1')[0]).not.toHaveProperty('uncertain');
    // The condition is the caller's, whatever it is called in the module.
    expect(when('var.on ? 1 : 0')).toMatchObject([{ when: { condition: 'var.on', outcome: 0 } }]);
    expect(when('var.on ? 0 : 1')).toEqual([]);
    expect(when('1').map(({ values }) => plain(values))).toEqual([{ x: 1 }]);
    expect(when('var.other ? 1 : 0')).toMatchObject([{ when: { condition: 'var.other' }, uncertain: true }]);
  });
});

describe('where modules come from', () => {
  const main =
    'module "a" {\n  source  = "acme/queue/aws"\n  version = "1.0.0"\n}\nresource "m" "a" {\n  x = module.a.arn\n}\n';
  const value = (files: Readonly<Record<string, string>>, root = '.') =>
    blockAt(treeOf(files, { root }), 'm.a').instances[0]?.values.entries.get('x') ?? { kind: 'null' };

  test('installed ones are found through the manifest', () => {
    const manifest = JSON.stringify({
      Modules: [
        { Key: '', Source: '', Dir: '.' },
        { Key: 'a', Source: 'registry.terraform.io/acme/queue/aws', Version: '1.0.0', Dir: '.terraform/modules/a' },
        { Key: 'a.inner', Source: './inner', Dir: '.terraform/modules/a/inner' },
      ],
    });
    const files = {
      'live/main.tf': main,
      'live/.terraform/modules/modules.json': manifest,
      'live/.terraform/modules/a/main.tf':
        'module "inner" {\n  source = "./inner"\n}\noutput "arn" {\n  value = module.inner.arn\n}\n',
      'live/.terraform/modules/a/inner/main.tf':
        'resource "q" "q" {}\noutput "arn" {\n  value = q.q.arn\n}\noutput "path" {\n  value = path.module\n}\n',
    };
    expect(value(files, 'live')).toMatchObject({ is: { type: 'q', module: ['a', 'inner'] } });
  });

  test('a missing one is the reason', () => {
    expect(plain(value({ 'main.tf': main }))).toEqual({ unknown: 'module.a is not on disk; run terraform init' });
    for (const manifest of ['{', '[]', '{"Modules": 1}', '{"Modules": [null, {"Key": 1}]}']) {
      expect(plain(value({ 'main.tf': main, '.terraform/modules/modules.json': manifest }))).toEqual({
        unknown: 'module.a is not on disk; run terraform init',
      });
    }
    const local = main.replace('acme/queue/aws', '../gone');
    expect(plain(value({ 'live/main.tf': local }, 'live'))).toEqual({
      unknown: 'module.a is not on disk: there is no module in gone',
    });
  });

  test('paths are seen from the folder of the module that calls', () => {
    const files = {
      'live/eu/main.tf': 'module "a" {\n  source = "../../modules/a"\n}\nresource "m" "a" {\n  x = module.a.paths\n}\n',
      'modules/a/main.tf':
        'module "b" {\n  source = ".//../b"\n}\noutput "paths" {\n  value = ["${path.module}", path.root, module.b.path]\n}\n',
      'modules/b/main.tf': 'output "path" {\n  value = path.module\n}\n',
    };
    expect(plain(value(files, 'live/eu'))).toEqual(['../../modules/a', '.', '../../modules/b']);
  });
});

describe('providers', () => {
  const providers =
    'provider "aws" {\n  region = "eu-west-1"\n}\nprovider "aws" {\n  alias  = "us"\n  region = "us-east-1"\n}\n';
  const child = 'resource "aws_q" "plain" {}\nresource "aws_q" "other" {\n  provider = aws.other\n}\n';
  const settings = (body: string, name: string) => {
    const files = { 'main.tf': `${providers}${call(body)}`, 'child/main.tf': child };
    const { provider } = blockAt(treeOf(files), `module.child.aws_q.${name}`).meta;
    return [provider.name, provider.values && plain(provider.values)];
  };

  test('are inherited, or handed on under another name', () => {
    expect(settings('', 'plain')).toEqual(['aws', { region: 'eu-west-1' }]);
    expect(settings('providers = {\n    aws = aws.us\n  }', 'plain')).toEqual([
      'aws.us',
      { alias: 'us', region: 'us-east-1' },
    ]);
    expect(settings('providers = {\n    aws.other = aws\n  }', 'other')).toEqual(['aws', { region: 'eu-west-1' }]);
  });

  test('that nobody hands on are nobody else’s', () => {
    expect(settings('', 'other')).toEqual(['module.child.aws.other', undefined]);
    expect(settings('providers = {\n    aws.other = aws\n  }', 'plain')).toEqual(['module.child.aws', undefined]);
  });
});

describe('circles', () => {
  const report = ({ diagnostics }: Configuration) => diagnostics.map(({ rule, message }) => `${rule}: ${message}`);

  test('a module that calls itself is not loaded again', () => {
    const files = {
      'main.tf': 'module "a" {\n  source = "./a"\n}\nresource "m" "a" {\n  x = module.a.v\n}\n',
      'a/main.tf':
        'module "b" {\n  source = "../b"\n}\nresource "m" "a" {\n  x = 1\n}\noutput "v" {\n  value = module.b.v\n}\n',
      'b/main.tf': 'module "a" {\n  source = "../a"\n}\noutput "v" {\n  value = module.a.v\n}\n',
    };
    const configuration = treeOf(files);
    expect(instancesIn(configuration)).toEqual({
      'm.a': { x: { unknown: 'module.a calls the folder that it is in' } },
      'module.a.m.a': { x: 1 },
    });
    expect(report(configuration)).toEqual([
      'reference-cycle: module.a calls the folder that it is in, a: Terraform would load it again and again',
    ]);
  });

  test('an input that depends on an output that depends on it is told, and nothing else is lost', () => {
    const files = {
      'main.tf':
        'module "a" {\n  source = "./a"\n  in     = module.a.out\n  other  = 1\n}\nresource "m" "a" {\n  x = module.a.out\n  y = module.a.fine\n}\n',
      'a/main.tf':
        'variable "in" {}\nvariable "other" {}\noutput "out" {\n  value = var.in\n}\noutput "fine" {\n  value = var.other\n}\n',
    };
    const configuration = treeOf(files);
    expect(instancesIn(configuration)).toMatchObject({
      'm.a': { x: { failed: 'module.a.out refers to itself' }, y: 1 },
    });
    expect(report(configuration)).toEqual([
      'reference-cycle: module.a.out refers to itself: module.a.out → module.a.var.in → module.a.out',
    ]);
  });

  test('a circle of locals through a module names all of it', () => {
    const files = {
      'main.tf':
        'locals {\n  a = module.c.out\n}\nmodule "c" {\n  source = "./c"\n  in     = local.a\n}\nresource "m" "a" {\n  x = local.a\n}\n',
      'c/main.tf': 'variable "in" {}\noutput "out" {\n  value = var.in\n}\n',
    };
    const configuration = treeOf(files);
    expect(instancesIn(configuration)).toMatchObject({ 'm.a': { x: { failed: 'local.a refers to itself' } } });
    expect(report(configuration)).toEqual([
      'reference-cycle: local.a refers to itself: local.a → module.c.out → module.c.var.in → local.a',
    ]);
  });

  test('a count that depends on the module itself comes to an end', () => {
    const files = {
      'main.tf':
        'module "c" {\n  source = "./c"\n  count  = module.c[0].out\n}\nresource "m" "a" {\n  x = module.c[0].out\n}\n',
      'c/main.tf': 'output "out" {\n  value = 1\n}\n',
    };
    expect(Object.keys(instancesIn(treeOf(files)))).toContain('m.a');
  });
});

describe('laziness', () => {
  /** Notes which files are read. */
  function noting(files: Readonly<Record<string, string>>): FileSystem & { readonly read: string[] } {
    const base = memoryFileSystem(files);
    const read: string[] = [];
    return {
      ...base,
      read,
      readFile(path) {
        read.push(path);
        return base.readFile(path);
      },
    };
  }

  test('a module is read once however often it is called, and only when something of it is asked for', () => {
    const files = noting({
      'main.tf':
        'module "a" {\n  source = "./a"\n}\nmodule "b" {\n  source = "./a"\n}\nmodule "c" {\n  source = "./c"\n}\nresource "m" "a" {\n  x = [module.a.v, module.b.v]\n}\n',
      'a/main.tf': 'output "v" {\n  value = 1\n}\n',
      'c/main.tf': '',
    });
    const configuration = treeOf(files);
    expect(configuration.blocksOf('m').map(({ address }) => address)).toEqual(['m.a']);
    files.read.length = 0;
    expect(plain(configuration.blocksOf('m')[0]?.instances[0]?.values ?? { kind: 'null' })).toEqual({ x: [1, 1] });
    // Their texts had been looked at for the word already.
    expect(files.read).toEqual([]);
    expect(configuration.files).toEqual(['main.tf', 'a/main.tf']);
  });

  test('blocks of one type are found in every depth', () => {
    const configuration = treeOf({
      'main.tf': 'module "a" {\n  source = "./a"\n}\n',
      'a/main.tf': 'module "b" {\n  source = "../b"\n}\n',
      'b/main.tf': 'resource "wanted" "w" {}\nresource "other" "o" {}\n',
    });
    expect(configuration.blocksOf('wanted').map(({ address }) => address)).toEqual(['module.a.module.b.wanted.w']);
    expect(configuration.blocksOf('unwanted')).toEqual([]);
  });
});

describe('size', () => {
  test('a chain of 50 modules passes a value down and up', () => {
    const files: Record<string, string> = {
      'main.tf': 'module "n" {\n  source = "./m1"\n  in     = 5\n}\nresource "m" "a" {\n  x = module.n.out\n}\n',
    };
    for (let at = 1; at < 50; at++) {
      files[`m${at}/main.tf`] =
        `variable "in" {\n  type = number\n}\nmodule "n" {\n  source = "../m${at + 1}"\n  in     = var.in\n}\noutput "out" {\n  value = module.n.out\n}\n`;
    }
    files['m50/main.tf'] =
      'variable "in" {}\noutput "out" {\n  value = var.in + 1\n}\nresource "m" "deep" {\n  x = var.in\n}\n';
    const configuration = treeOf(files);
    expect(instancesIn(configuration)).toMatchObject({
      'm.a': { x: 6 },
      [`${'module.n.'.repeat(50)}m.deep`]: { x: 5 },
    });
  });

  test('modules that call two others each come to an end', () => {
    const files: Record<string, string> = { 'main.tf': '' };
    for (let at = 0; at <= 20; at++) {
      files[at === 0 ? 'main.tf' : `m${at}/main.tf`] = ['a', 'b']
        .map((name) => `module "${name}" {\n  source = "${at === 0 ? './' : '../'}m${at + 1}"\n}\n`)
        .join('');
    }
    files['m21/main.tf'] = 'resource "m" "deep" {}\n';
    expect(treeOf(files).blocks.length).toBeLessThan(30_000);
  });
});

/** Real plans: what Terraform 1.11.4 and the AWS provider planned for sources beside them. */
const PLANS = resolve('../shared/plans');
const WITH_MODULES = ['msk-child-module', 'nested-modules-visibility'];

describe.skipIf(!existsSync(PLANS))('instances are those of the plan (skipped: ../shared is absent)', () => {
  interface PlannedModule {
    readonly resources?: readonly {
      readonly mode: string;
      readonly address: string;
      readonly values: Record<string, unknown>;
    }[];
    readonly child_modules?: readonly PlannedModule[];
  }
  const planned = ({ resources = [], child_modules = [] }: PlannedModule): [string, Record<string, unknown>][] => [
    ...resources
      .filter(({ mode }) => mode === 'managed')
      .map(({ address, values }) => [address, values] as [string, Record<string, unknown>]),
    ...child_modules.flatMap(planned),
  ];

  test.each(WITH_MODULES)('%s', (name) => {
    const folder = resolve(PLANS, name);
    const plan = JSON.parse(readFileSync(resolve(folder, 'plan.json'), 'utf8'));
    const expected = new Map(planned(plan.planned_values.root_module));
    const configuration = treeOf(nodeFileSystem(folder), { blocks: resourceBlocks });
    const instances = configuration.blocks.filter(({ mode }) => mode === 'managed').flatMap((block) => block.instances);
    expect(instances.map(({ address }) => address).sort()).toEqual([...expected.keys()].sort());
    let compared = 0;
    for (const { address, values } of instances) {
      for (const [argument, value] of values.entries) {
        if (value.kind !== 'string' && value.kind !== 'number' && value.kind !== 'bool') continue;
        compared += 1;
        expect([address, argument, value.value]).toEqual([address, argument, expected.get(address)?.[argument]]);
      }
    }
    expect(compared).toBeGreaterThan(10);
  });

  test('are there', () => {
    expect(readdirSync(PLANS)).toEqual(expect.arrayContaining(WITH_MODULES));
  });
});
