import { describe, expect, it } from 'vitest';
import { type LintRequest, lintModules } from '../src/core.ts';
import { memoryFileSystem } from '../src/terraform/memory-file-system.ts';
import { FUNCTIONS } from './functions.ts';

type Files = Readonly<Record<string, string>>;

interface Callers {
  readonly [folder: string]: readonly string[];
}

function lintFiles(
  files: Files,
  modules: readonly (string | LintRequest['modules'][number])[],
  callers: Callers = {},
  settings: Pick<LintRequest, 'only'> = {},
) {
  return lintModules({
    ...settings,
    fileSystem: memoryFileSystem(files),
    modules: modules.map((module) => (typeof module === 'string' ? { directory: module, called: false } : module)),
    callersOf: (folder) => callers[folder] ?? [],
    functions: FUNCTIONS,
  });
}

type Result = ReturnType<typeof lintFiles>;

const found = ({ diagnostics }: Result) => diagnostics.map(({ rule, addresses }) => [rule, ...addresses]);
const related = ({ diagnostics }: Result, at = 0) =>
  diagnostics[at]?.related?.map(({ message, range }) => `${range.filename}:${range.start.line} ${message}`);

/** A queue, and a mapping whose batch size and queue the caller may choose. */
const WORKER = `variable "size" {
  type    = number
  default = 10
}
variable "queue" {
  default = "arn:aws:sqs:eu-west-1:123456789012:orders"
}
resource "aws_lambda_event_source_mapping" "jobs" {
  event_source_arn                   = var.queue
  function_name                      = "jobs"
  batch_size                         = var.size
  maximum_batching_window_in_seconds = 1
}
`;

const call = (name: string, body: string, source = '../worker') =>
  `module "${name}" {\n  source = "${source}"\n${body}\n}\n`;

describe('a module that is called', () => {
  const files = { 'live/main.tf': call('worker', '  size   = 20000'), 'worker/main.tf': WORKER };

  it('is judged where it is called', () => {
    const result = lintFiles(files, ['worker'], { worker: ['live'] });
    expect(found(result)).toEqual([['value-out-of-range', 'module.worker.aws_lambda_event_source_mapping.jobs']]);
    const [diagnostic] = result.diagnostics;
    expect(diagnostic).toMatchObject({ stage: 'apply', pointer: '/batch_size', range: { filename: 'worker/main.tf' } });
    expect(diagnostic?.message).toContain(
      'batch_size is 20000 (var.size, argument of module "worker", live/main.tf:3)',
    );
    expect(related(result)).toEqual([
      'live/main.tf:3 var.size, argument of module "worker"',
      'live/main.tf:1 the module is called here, as "worker"',
    ]);
    expect(result.mappings).toMatchObject([
      {
        address: 'module.worker.aws_lambda_event_source_mapping.jobs',
        instances: 1,
        kinds: ['sqs-standard'],
        checked: 'fully',
        range: { filename: 'worker/main.tf' },
      },
    ]);
  });

  it('does not bring the mappings of its caller along', () => {
    const own = WORKER.replaceAll('"jobs"', '"own"').replace('= 10', '= 20000');
    const result = lintFiles({ ...files, 'live/own.tf': own }, ['worker'], { worker: ['live'] });
    expect(result.mappings.map(({ address }) => address)).toEqual([
      'module.worker.aws_lambda_event_source_mapping.jobs',
    ]);
    expect(found(result)).toHaveLength(1);
  });

  it('is judged when its caller is asked about', () => {
    const result = lintFiles(files, ['live'], { worker: ['live'] });
    expect(found(result)).toEqual([['value-out-of-range', 'module.worker.aws_lambda_event_source_mapping.jobs']]);
    expect(result.files).toBe(2);
  });

  it('is judged alone when nobody calls it', () => {
    expect(found(lintFiles({ 'worker/main.tf': WORKER.replace('= 10', '= 20000') }, ['worker']))).toEqual([
      ['value-out-of-range', 'aws_lambda_event_source_mapping.jobs'],
    ]);
  });

  it('has its defaults where the call leaves an argument out, empty ones too', () => {
    const worker = WORKER.replace('default = "arn:aws:sqs:eu-west-1:123456789012:orders"', 'default = null');
    const result = lintFiles({ 'live/main.tf': call('worker', ''), 'worker/main.tf': worker }, ['live']);
    expect(found(result)).toEqual([['no-event-source', 'module.worker.aws_lambda_event_source_mapping.jobs']]);
    // At the root, null marks an optional input.
    expect(found(lintFiles({ 'worker/main.tf': worker }, ['worker']))).toEqual([]);
  });

  it('is looked at without values when those who call it do not reach it', () => {
    const result = lintFiles({ ...files, 'live/main.tf': '' }, ['worker'], { worker: ['live'] });
    expect(found(result)).toEqual([]);
    expect(result.mappings).toMatchObject([
      {
        address: 'aws_lambda_event_source_mapping.jobs',
        undetermined: [{}, { reason: expect.stringContaining('callers') }],
      },
    ]);
  });

  it('from nowhere but from itself is judged by itself', () => {
    const round = { 'a/main.tf': call('b', '', '../b') + WORKER, 'b/main.tf': call('a', '', '../a') };
    const result = lintFiles(round, ['a'], { a: ['b'], b: ['a'] });
    expect(result.mappings).toMatchObject([{ address: 'aws_lambda_event_source_mapping.jobs' }]);
    expect(result.diagnostics.map(({ rule, range }) => [rule, range.filename])).toEqual([
      ['reference-cycle', 'b/main.tf'],
    ]);
  });

  it('is judged from the modules that nobody calls downwards', () => {
    const nested = {
      'live/main.tf': call('service', '  size = 20000', '../service'),
      'service/main.tf': `variable "size" {}\n${call('worker', '  size = var.size')}`,
      'worker/main.tf': WORKER,
    };
    const result = lintFiles(nested, ['worker'], { worker: ['service'], service: ['live'] });
    expect(found(result)).toEqual([
      ['value-out-of-range', 'module.service.module.worker.aws_lambda_event_source_mapping.jobs'],
    ]);
    expect(related(result)).toEqual([
      'service/main.tf:4 var.size, argument of module "worker"',
      'live/main.tf:3 var.size, argument of module "service"',
      'service/main.tf:2 the module is called here, as "worker"',
      'live/main.tf:1 the module is called here, as "service"',
    ]);
  });

  it('with a syntax error is told of once, with what it is called for', () => {
    const broken = { ...files, 'worker/other.tf': 'locals {\n  a = )\n}\n' };
    const result = lintFiles(broken, ['live', 'worker'], { worker: ['live'] });
    expect(result.diagnostics.map(({ rule, range }) => [rule, range.filename])).toEqual([
      ['value-out-of-range', 'worker/main.tf'],
      ['syntax-error', 'worker/other.tf'],
    ]);
  });

  it('whose caller has a syntax error is judged all the same; the error is that of another module', () => {
    const broken = { ...files, 'live/other.tf': 'locals {\n  a = )\n}\n' };
    expect(found(lintFiles(broken, ['worker'], { worker: ['live'] })).map(([rule]) => rule)).toEqual([
      'value-out-of-range',
    ]);
    expect(found(lintFiles(broken, [{ directory: 'live', called: false, named: true }])).map(([rule]) => rule)).toEqual(
      ['syntax-error', 'value-out-of-range'],
    );
  });
});

describe('a module that is called several times', () => {
  it('has a finding for all calls that give it the same', () => {
    const main = call('a', '  count  = 2') + call('b', '') + call('c', '  size   = 5');
    const worker = WORKER.replace('= 10', '= 20000');
    const files = { 'live/main.tf': main, 'worker/main.tf': worker };
    const result = lintFiles(files, ['live'], {}, { only: ['value-out-of-range'] });
    expect(found(result)).toEqual([
      [
        'value-out-of-range',
        'module.a[0].aws_lambda_event_source_mapping.jobs',
        'module.a[1].aws_lambda_event_source_mapping.jobs',
        'module.b.aws_lambda_event_source_mapping.jobs',
      ],
    ]);
    expect(related(result)).toEqual([
      'worker/main.tf:3 default of var.size',
      'live/main.tf:1 the module is called here, as "a"',
      'live/main.tf:5 the module is called here, as "b"',
    ]);
    expect(result.mappings.map(({ address, instances }) => [address, instances])).toEqual([
      ['module.a.aws_lambda_event_source_mapping.jobs', 2],
      ['module.b.aws_lambda_event_source_mapping.jobs', 1],
      ['module.c.aws_lambda_event_source_mapping.jobs', 1],
    ]);
  });

  it('from several roots has one finding where they give it the same', () => {
    const files = {
      'dev/main.tf': call('worker', ''),
      'prod/main.tf': call('worker', ''),
      'worker/main.tf': WORKER.replace('= 10', '= 20000'),
    };
    const result = lintFiles(files, ['worker'], { worker: ['dev', 'prod'] });
    expect(found(result)).toEqual([['value-out-of-range', 'module.worker.aws_lambda_event_source_mapping.jobs']]);
    expect(related(result)?.slice(1)).toEqual([
      'dev/main.tf:1 the module is called here, as "worker"',
      'prod/main.tf:1 the module is called here, as "worker"',
    ]);
    expect(result.mappings).toMatchObject([{ instances: 2 }]);
  });

  it('is asked about only where the folder that was asked about calls it', () => {
    const files = {
      'dev/main.tf': call('worker', '  size = 20000'),
      'prod/main.tf': call('worker', '  size = 0'),
      'worker/main.tf': WORKER,
    };
    const callers = { worker: ['dev', 'prod'] };
    expect(found(lintFiles(files, ['dev'], callers)).map(([rule]) => rule)).toEqual(['value-out-of-range']);
    expect(found(lintFiles(files, ['prod'], callers)).map(([rule]) => rule)).toEqual(['batch-size-zero']);
    expect(
      found(lintFiles(files, ['worker'], callers))
        .map(([rule]) => rule)
        .sort(),
    ).toEqual(['batch-size-zero', 'value-out-of-range']);
  });

  it('has no instances where its count is 0, and is as it is elsewhere', () => {
    const main = call('off', '  count = 0\n  size = 20000') + call('on', '');
    const result = lintFiles({ 'live/main.tf': main, 'worker/main.tf': WORKER }, ['live']);
    expect(found(result)).toEqual([]);
    expect(result.mappings).toMatchObject([
      {
        address: 'module.off.aws_lambda_event_source_mapping.jobs',
        instances: 0,
        kinds: ['sqs-standard'],
        checked: 'fully',
      },
      { address: 'module.on.aws_lambda_event_source_mapping.jobs', instances: 1, kinds: ['sqs-standard'] },
    ]);
  });
});

describe('a queue in another module', () => {
  const QUEUE =
    'resource "aws_sqs_queue" "q" {\n  name       = "orders.fifo"\n  fifo_queue = true\n}\noutput "arn" {\n  value = aws_sqs_queue.q.arn\n}\n';
  const MAPPING = `resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn  = module.queue.arn
  function_name     = "jobs"
  batch_size        = 100
}
`;

  it('is still that queue', () => {
    const files = { 'main.tf': call('queue', '', './queue') + MAPPING, 'queue/main.tf': QUEUE };
    const result = lintFiles(files, ['.']);
    expect(found(result)).toEqual([['fifo-queue-batch-over-ten', 'aws_lambda_event_source_mapping.m']]);
    expect(result.mappings).toMatchObject([{ kinds: ['sqs-fifo'], checked: 'fully' }]);
  });

  it('is that of the instance that is named', () => {
    const queue = QUEUE.replace('"orders.fifo"', 'var.name').replace('true', 'var.fifo');
    const files = {
      'main.tf': `${call('queue', '  for_each = { plain = false, fifo = true }\n  name = each.value ? "orders.fifo" : "orders"\n  fifo = each.value', './queue')}${MAPPING.replace('module.queue', 'module.queue["fifo"]')}`,
      'queue/main.tf': `variable "name" {}\nvariable "fifo" {}\n${queue}`,
    };
    const { mappings } = lintFiles(files, ['.']);
    expect(mappings).toMatchObject([{ kinds: ['sqs-fifo'], checked: 'fully' }]);
  });

  it('reaches a mapping in a third module', () => {
    const files = {
      'main.tf': call('queue', '', './queue') + call('worker', '  queue = module.queue.arn\n  size = 100', './worker'),
      'queue/main.tf': QUEUE,
      'worker/main.tf': WORKER.replace('  maximum_batching_window_in_seconds = 1\n', ''),
    };
    expect(found(lintFiles(files, ['.']))).toEqual([
      ['fifo-queue-batch-over-ten', 'module.worker.aws_lambda_event_source_mapping.jobs'],
    ]);
  });
});

describe('what is missing does not silence the rest', () => {
  const MAPPING = `resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn                   = "arn:aws:sqs:eu-west-1:123456789012:orders"
  function_name                      = "jobs"
  batch_size                         = 20000
  maximum_batching_window_in_seconds = 1
}
`;
  const FINDING = ['value-out-of-range', 'aws_lambda_event_source_mapping.m'];

  it.each([
    ['a module that is not on disk', 'module "x" {\n  source = "./gone"\n}\n', 'module.x.name', []],
    ['a module that is not installed', 'module "x" {\n  source = "acme/x/aws"\n}\n', 'module.x.name', []],
    ['a module that is not declared', '', 'module.x.name', []],
    ['an undeclared local', '', 'local.nope', []],
    ['an undeclared variable', '', 'var.nope', []],
    ['an undeclared resource', '', 'aws_lambda_function.nope.arn', []],
    ['a circle of locals', 'locals {\n  a = local.b\n  b = local.a\n}\n', 'local.a', ['reference-cycle']],
    ['a function that fails', '', 'tonumber("x")', ['invalid-function-call']],
    ['a function that does not exist', '', 'nope("x")', undefined],
    ['a module that calls itself', 'module "x" {\n  source = "./"\n}\n', 'module.x.name', ['reference-cycle']],
  ])('%s', (_, declarations, expression, rules) => {
    const text = `${declarations}${MAPPING.replace('"jobs"', expression)}`;
    const result = lintFiles({ 'main.tf': text }, ['.']);
    expect(found(result)).toContainEqual(FINDING);
    if (rules !== undefined) {
      expect(result.diagnostics.map(({ rule }) => rule).sort()).toEqual([...rules, 'value-out-of-range'].sort());
    }
    expect(result.internalErrors).toBe(0);
  });

  it('in a module that is called either', () => {
    const files = {
      'main.tf': `locals {\n  a = local.b\n  b = local.a\n}\n${call('worker', '  queue = local.a\n  size = 20000', './worker')}`,
      'worker/main.tf': `module "x" {\n  source = "./gone"\n}\n${WORKER}`,
    };
    expect(found(lintFiles(files, ['.']))).toContainEqual([
      'value-out-of-range',
      'module.worker.aws_lambda_event_source_mapping.jobs',
    ]);
  });
});

it('a module that is installed is looked at as it is called', () => {
  const files = {
    'main.tf': 'module "worker" {\n  source = "acme/worker/aws"\n  size   = 20000\n}\n',
    '.terraform/modules/modules.json': JSON.stringify({
      Modules: [{ Key: 'worker', Source: 'acme/worker/aws', Dir: '.terraform/modules/worker' }],
    }),
    '.terraform/modules/worker/main.tf': WORKER,
  };
  const result = lintFiles(files, ['.']);
  expect(found(result)).toEqual([['value-out-of-range', 'module.worker.aws_lambda_event_source_mapping.jobs']]);
  expect(related(result)?.at(0)).toBe('main.tf:3 var.size, argument of module "worker"');
});

it('one folder under several names is one', () => {
  const files = { 'live/main.tf': call('a', '') + call('b', '', '../x/../worker'), 'worker/main.tf': WORKER };
  expect(
    lintFiles(files, ['live/../live', './worker'], { worker: ['live'] }).mappings.map(({ address }) => address),
  ).toEqual(['module.a.aws_lambda_event_source_mapping.jobs', 'module.b.aws_lambda_event_source_mapping.jobs']);
});
