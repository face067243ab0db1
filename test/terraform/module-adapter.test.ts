import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../src/terraform/configuration.ts';
import { configure } from '../../src/terraform/configure.ts';
import { languageFunctions } from '../../src/terraform/functions.ts';
import { loadModuleFrom } from '../../src/terraform/load.ts';
import { memoryFileSystem } from '../../src/terraform/memory-file-system.ts';
import { adaptedCall, hasSince, type ModuleAdapter } from '../../src/terraform/module-adapter.ts';
import { moduleLoader } from '../../src/terraform/module-loader.ts';
import { parseConstraint, type VersionRange } from '../../src/terraform/version.ts';
import { FUNCTIONS } from '../functions.ts';
import { plain } from './module-text.ts';

const QUEUES: ModuleAdapter = {
  registry: 'acme/queues/aws',
  repository: 'acme/terraform-aws-queues',
  standIn: () => `
variable "queues" { default = {} }
variable "create" { default = true }
variable "unknown" {}
resource "aws_sqs_queue" "this" {
  for_each                   = [var.queues, {}][var.create ? 0 : 1]
  name                       = each.key
  visibility_timeout_seconds = try(each.value.timeout, null)
  policy                     = var.unknown
}
output "arns" { value = { for name, queue in aws_sqs_queue.this : name => queue.arn } }
`,
  places: {
    'aws_sqs_queue.this': {
      entries: { argument: 'queues', keys: { timeout: '1.2.0', delay: '2.0.0' }, inside: {}, after: '3.0.0' },
      moved: { '/visibility_timeout_seconds': ['timeout'] },
    },
  },
};

const callIn = (text: string) => {
  const { module } = loadModuleFrom([{ filename: 'main.tf', text }], '.', { check: 'all' });
  const declaration = module.calls.get('m');
  if (declaration === undefined) throw new Error('there is no call');
  return adaptedCall(declaration, () => [QUEUES]);
};

const shown = ({ from, below }: VersionRange) =>
  [from, below].map((one) => one && `${one.major}.${one.minor}.${one.patch}`).join(' to ');

describe('the source of a call', () => {
  it.each([
    ['source = "acme/queues/aws"', '0.0.0 to '],
    ['source = "acme/queues/aws"\nversion = "~> 2.1"', '2.1.0 to 3.0.0'],
    ['source = "registry.opentofu.org/acme/queues/aws"\nversion = "2.1.0"', '2.1.0 to 2.1.1'],
    ['source = "tf.example.com:8443/acme/queues/aws"\nversion = var.version', '0.0.0 to '],
    ['source = "jfrog.example.com/mirror__acme/queues/aws"\nversion = ">= 2.0, < 3.0"', '2.0.0 to 3.0.0'],
    ['source = "github.com/acme/terraform-aws-queues"', '0.0.0 to '],
    ['source = "github.com/acme/terraform-aws-queues?ref=v1.2.3"', '1.2.3 to 1.2.4'],
    ['source = "git::https://github.com/acme/terraform-aws-queues.git?depth=1&ref=tags/1.2.3"', '1.2.3 to 1.2.4'],
    ['source = "git@github.com:acme/terraform-aws-queues.git?ref=0f3c1b2"', '0.0.0 to '],
    ['source = "git::ssh://git@git.example.com/mirrors/acme/terraform-aws-queues.git?ref=v1.2.3"', '1.2.3 to 1.2.4'],
    [
      'source = "https://github.com/acme/terraform-aws-queues/archive/refs/tags/v1.2.3.tar.gz//terraform-aws-queues-1.2.3"',
      '1.2.3 to 1.2.4',
    ],
    [
      'source = "https://api.github.com/repos/acme/terraform-aws-queues/tarball/v1.2.3?archive=tar.gz"',
      '1.2.3 to 1.2.4',
    ],
  ])('%s', (source, versions) => {
    const found = callIn(`module "m" {\n${source}\n}`);
    expect(found && shown(found.versions)).toBe(versions);
  });

  it.each([
    './acme/queues/aws',
    '../acme/queues/aws',
    'acme/queues/google',
    'other-acme/queues/aws',
    'acme/queues/aws//modules/dead-letters',
    'github.com/acme/terraform-aws-queues-2',
    'git::https://github.com/acme/terraform-aws-queues.git//modules/dead-letters?ref=v1.2.3',
    'github.com/somebody/acme-terraform-aws-queues',
  ])('is not %s', (source) => {
    expect(callIn(`module "m" {\nsource = "${source}"\n}`)).toBeUndefined();
  });

  it('is nothing that must be evaluated', () => {
    expect(callIn('module "m" {\nsource = "${var.base}/queues/aws"\n}')).toBeUndefined();
  });
});

it.each([
  ['~> 2.1', '2.1.0', 'always'],
  ['~> 2.1', '2.4.0', 'perhaps'],
  ['~> 2.1', '3.0.0', 'never'],
  ['>= 2.1', '3.0.0', 'perhaps'],
  ['2.1.0', '2.1.1', 'never'],
])('of %s, what came with %s is there %s', (constraint, since, answer) => {
  const versions = parseConstraint(constraint);
  expect(versions && hasSince(versions, since)).toBe(answer);
});

type Files = Readonly<Record<string, string>>;

function configurationOf(files: Files): Configuration {
  const fileSystem = memoryFileSystem(files);
  const loader = moduleLoader(fileSystem, { check: () => 'all' });
  const loaded = loader.load('.');
  if (loaded === undefined) throw new Error('there is no module');
  const functions = languageFunctions(FUNCTIONS, { fileSystem, directory: '.' });
  return configure(loaded.module, { blocks: {}, called: false, loader, functions, adapters: () => [QUEUES] });
}

const queuesIn = (configuration: Configuration) =>
  Object.fromEntries(
    configuration
      .blocksOf('aws_sqs_queue')
      .flatMap(({ instances }) => instances.map(({ address, values }) => [address, plain(values)])),
  );

describe('a module that is not on disk', () => {
  const CALL = `module "q" {
  source  = "acme/queues/aws"
  version = "1.4.0"
  queues = {
    orders = {
      timeout = 60
    }
    returns = { delay = 5 }
  }
}
`;

  it('has the resources that its adapter makes', () => {
    expect(Object.keys(queuesIn(configurationOf({ 'main.tf': CALL })))).toEqual([
      'module.q.aws_sqs_queue.this["orders"]',
      'module.q.aws_sqs_queue.this["returns"]',
    ]);
    expect(queuesIn(configurationOf({ 'main.tf': CALL }))).toMatchObject({
      'module.q.aws_sqs_queue.this["orders"]': { name: 'orders', visibility_timeout_seconds: 60 },
    });
  });

  it('leaves out what the caller does not write', () => {
    const [, returns] = Object.values(queuesIn(configurationOf({ 'main.tf': CALL })));
    expect(Object.keys(returns as object)).toEqual(['name', 'policy']);
  });

  it('shows the text of the caller', () => {
    const [block] = configurationOf({ 'main.tf': CALL }).blocksOf('aws_sqs_queue');
    const [orders] = block?.instances ?? [];
    const at = (pointer: '' | `/${string}`, part: 'key' | 'value' = 'value') => {
      const place = orders?.sourceMap.locate(pointer, part);
      return place?.file.text.slice(place.start, place.end);
    };
    expect(block?.place.file.range(block.place)).toMatchObject({ filename: 'main.tf', start: { line: 1, column: 1 } });
    expect(at('/visibility_timeout_seconds')).toBe('60');
    expect(at('/visibility_timeout_seconds', 'key')).toBe('timeout');
    expect(at('/name')).toBe('orders');
    expect(at('')).toBe('orders');
    expect(block?.calls).toEqual([]);
    expect(block?.module).toEqual(['q']);
  });

  it('knows what it passes over', () => {
    const [block] = configurationOf({ 'main.tf': CALL }).blocksOf('aws_sqs_queue');
    expect(block?.instances.map(({ unread }) => unread)).toEqual([
      undefined,
      [{ name: 'delay', at: '/delay', module: 'acme/queues/aws', read: ['timeout'], since: '2.0.0' }],
    ]);
  });

  it('counts no file', () => {
    const configuration = configurationOf({ 'main.tf': CALL });
    expect(queuesIn(configuration)).not.toEqual({});
    expect(configuration.files).toEqual(['main.tf']);
  });

  it('has the outputs that its adapter declares, and unknown ones', () => {
    const configuration = configurationOf({
      'main.tf': `${CALL}resource "x" "y" {
  known   = module.q.arns["orders"]
  unknown = module.q.urls["orders"]
}`,
    });
    const values = configuration.blocksOf('x')[0]?.instances[0]?.values.entries;
    expect(values?.get('known')?.is).toMatchObject({ type: 'aws_sqs_queue', attribute: ['arn'], module: ['q'] });
    expect(values?.get('unknown')).toMatchObject({
      kind: 'unknown',
      reasons: [{ text: 'module.q is not on disk; run terraform init' }],
    });
    expect(values?.get('unknown')).not.toHaveProperty('failed');
  });

  it('is repeated as the call is', () => {
    const text = CALL.replace('version', 'for_each = toset(["a", "b"])\n  version');
    expect(Object.keys(queuesIn(configurationOf({ 'main.tf': text })))).toEqual(
      ['a', 'b'].flatMap((key) =>
        ['orders', 'returns'].map((name) => `module.q["${key}"].aws_sqs_queue.this["${name}"]`),
      ),
    );
  });

  it.each(['count = 0', 'create = false'])('has nothing with %s', (line) => {
    const configuration = configurationOf({ 'main.tf': CALL.replace('version', `${line}\n  version`) });
    expect(configuration.blocksOf('aws_sqs_queue')).toEqual([]);
  });

  it('exists under the condition of its call', () => {
    const text = `variable "create" {}\n${CALL.replace('version', 'create = var.create\n  version')}`;
    const [block] = configurationOf({ 'main.tf': text }).blocksOf('aws_sqs_queue');
    expect(block?.instances.map(({ key, when }) => [key, when?.outcome])).toEqual([
      ['orders', 0],
      ['returns', 0],
    ]);
  });

  it('is found through a module that is on disk', () => {
    const files = { 'main.tf': 'module "inner" {\nsource = "./inner"\n}', 'inner/main.tf': CALL };
    expect(Object.keys(queuesIn(configurationOf(files)))).toHaveLength(2);
  });
});

it('a module that is installed is what it is, and may pass over what its adapter knows', () => {
  const configuration = configurationOf({
    'main.tf': `module "q" {
  source  = "acme/queues/aws"
  version = "1.4.0"
  queues  = { a = { delay = 5 }, b = {} }
}`,
    '.terraform/modules/modules.json': JSON.stringify({ Modules: [{ Key: 'q', Dir: '.terraform/modules/q' }] }),
    '.terraform/modules/q/main.tf':
      'variable "queues" {}\nresource "aws_sqs_queue" "this" {\nfor_each = var.queues\nname = each.key\n}',
  });
  const [a, b] = configuration.blocksOf('aws_sqs_queue')[0]?.instances ?? [];
  const place = a?.sourceMap.locate('/delay', 'key');
  expect(a?.unread?.map(({ name }) => name)).toEqual(['delay']);
  expect(place && [place.file.filename, place.file.text.slice(place.start, place.end)]).toEqual(['main.tf', 'delay']);
  expect(a?.sourceMap.locate('/name', 'value').file.filename).toBe('.terraform/modules/q/main.tf');
  expect(b).not.toHaveProperty('unread');
});

it('a module that is installed is evaluated', () => {
  const files = {
    'main.tf': 'module "q" {\nsource = "acme/queues/aws"\nqueues = { a = {} }\n}',
    '.terraform/modules/modules.json': JSON.stringify({
      Modules: [{ Key: 'q', Source: 'registry.terraform.io/acme/queues/aws', Dir: '.terraform/modules/q' }],
    }),
    '.terraform/modules/q/main.tf': 'variable "queues" {}\nresource "aws_sqs_queue" "own" {}',
  };
  expect(Object.keys(queuesIn(configurationOf(files)))).toEqual(['module.q.aws_sqs_queue.own']);
});
