import { describe, expect, it } from 'vitest';
import { lintModules } from '../../../src/core.ts';
import { parse } from '../../../src/hcl/parser.ts';
import { terraformAwsLambda } from '../../../src/lambda/adapters/terraform-aws-lambda.ts';
import { memoryFileSystem } from '../../../src/terraform/memory-file-system.ts';
import { parseConstraint } from '../../../src/terraform/version.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { FUNCTIONS } from '../../functions.ts';

type Files = Readonly<Record<string, string>>;

function lintFiles(files: Files) {
  const result = lintModules({
    fileSystem: memoryFileSystem(files),
    modules: [{ directory: '.', called: false }],
    functions: FUNCTIONS,
  });
  const lines = (name: string) => (files[name] ?? '').split('\n');
  const marked = ({ filename, start, end }: (typeof result.diagnostics)[number]['range']) =>
    (lines(filename)[start.line - 1] ?? '').slice(
      start.column - 1,
      start.line === end.line ? end.column - 1 : undefined,
    );
  return { ...result, found: result.diagnostics.map(({ rule, range }) => `${rule}: ${marked(range)}`) };
}

const call = (entry: string, { version = '"8.1.0"', rest = '' } = {}) => `module "worker" {
  source        = "terraform-aws-modules/lambda/aws"
  version       = ${version}
  function_name = "worker"
  ${rest}
  event_source_mapping = {
    jobs = {
      ${entry.split('\n').join('\n      ')}
    }
  }
}
`;

const QUEUE = 'event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:jobs"';
const STREAM = 'event_source_arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/jobs"\nstarting_position = "LATEST"';

it.each(['1.37.0', '2.1.0', '2.36.0', '4.10.0', '7.10.0', '8.1.0', '~> 2.0', '>= 4.0', '>= 0'])(
  'the stand-in for %s is a module without faults',
  (constraint) => {
    const versions = parseConstraint(constraint);
    const tree = parse(new SourceFile('stand-in', versions ? terraformAwsLambda.standIn(versions) : '{'));
    tree.parseAll();
    expect(tree.diagnostics).toEqual([]);
  },
);

describe('a mapping of the module', () => {
  it('is judged at the keys of the caller', () => {
    const { found, diagnostics, mappings } = lintFiles({
      'main.tf': call(`${QUEUE}\nbatch_size = 20000\nmaximum_batching_window_in_seconds = 1`),
    });
    expect(found).toEqual(['value-out-of-range: 20000']);
    expect(diagnostics[0]).toMatchObject({
      addresses: ['module.worker.aws_lambda_event_source_mapping.this["jobs"]'],
      pointer: '/batch_size',
      message: 'batch_size is 20000, but AWS allows 1 to 10000',
    });
    expect(diagnostics[0]).not.toHaveProperty('related');
    expect(mappings).toMatchObject([
      {
        address: 'module.worker.aws_lambda_event_source_mapping.this',
        instances: 1,
        kinds: ['sqs-standard'],
        checked: 'fully',
        range: { filename: 'main.tf', start: { line: 1, column: 1 } },
      },
    ]);
  });

  it.each([
    ['a value inside an object', `${QUEUE}\nscaling_config = { maximum_concurrency = 1 }`, 'value-out-of-range: 1'],
    [
      'a value inside a list of objects',
      'event_source_arn = "arn:aws:kafka:eu-west-1:123456789012:cluster/c/0f0e0d0c-1111-2222-3333-444455556666-7"\nstarting_position = "LATEST"\ntopics = ["a"]\nsource_access_configuration = [{ type = "nothing", uri = "subnet:subnet-1" }]',
      'value-not-allowed: "nothing"',
    ],
    [
      'a pattern, in one object',
      `${QUEUE}\nfilter_criteria = { pattern = jsonencode({ body = { a = [{ exist = true }] } }) }`,
      'malformed-filter-pattern: exist',
    ],
    [
      'a pattern, in a list',
      `${QUEUE}\nfilter_criteria = [{ pattern = "{\\"body\\":{\\"a\\":[1]}}" }, { pattern = "{}" }]`,
      'malformed-filter-pattern: {}',
    ],
    [
      'a destination',
      `${STREAM}\ndestination_arn_on_failure = "arn:aws:sqs:eu-west-1:123456789012:failed.fifo"`,
      'fifo-queue-destination: "arn:aws:sqs:eu-west-1:123456789012:failed.fifo"',
    ],
    ['what is absent', STREAM.split('\n')[0] ?? '', 'missing-starting-position: jobs'],
  ])('%s is marked where it is written', (_, entry, expected) => {
    expect(lintFiles({ 'main.tf': call(entry) }).found).toEqual([expected]);
  });

  it('calls the function of the module', () => {
    const { found, diagnostics } = lintFiles({
      'main.tf': `${call('event_source_arn = aws_sqs_queue.jobs.arn', { rest: 'timeout = 60' })}
resource "aws_sqs_queue" "jobs" {
  visibility_timeout_seconds = 30
}`,
    });
    expect(found).toEqual(['visibility-timeout-below-function-timeout: aws_sqs_queue.jobs.arn']);
    expect(diagnostics[0]?.related?.map(({ message, range }) => `${range.start.line} ${message}`)).toContain(
      '5 timeout is 60',
    );
  });

  it('has a destination where the caller names the ARN of a resource', () => {
    const { diagnostics, mappings } = lintFiles({
      'main.tf': `${call(`${STREAM}\ndestination_arn_on_failure = aws_sqs_queue.failed.arn`)}
resource "aws_sqs_queue" "failed" {
  fifo_queue = true
}`,
    });
    expect(diagnostics.map(({ rule, assumptions }) => [rule, assumptions])).toEqual([
      ['fifo-queue-destination', undefined],
    ]);
    expect(mappings).toMatchObject([{ checked: 'fully' }]);
  });

  it('is the same mapping as one that is written for its function', () => {
    const own = `resource "aws_lambda_event_source_mapping" "own" {
  function_name    = module.worker.lambda_function_arn
  ${QUEUE}
}`;
    expect(lintFiles({ 'main.tf': call(QUEUE) + own }).found.map((one) => one.split(':')[0])).toEqual([
      'duplicate-mapping',
    ]);
  });

  it('does not share a function without a name', () => {
    const two = ['a', 'b'].map((name) =>
      call(QUEUE)
        .replace('worker"', `${name}"`)
        .replace(/ {2}function_name.*/, ''),
    );
    expect(lintFiles({ 'main.tf': two.join('') }).found).toEqual([]);
  });

  it.each(['create = false', 'create_function = false', 'create_layer = true', 'count = 0'])(
    'is not there with %s',
    (rest) => {
      const { found, mappings } = lintFiles({ 'main.tf': call(`${QUEUE}\nbatch_size = 20000`, { rest }) });
      expect(found).toEqual([]);
      expect(mappings).toEqual([]);
    },
  );

  it('is not there without entries', () => {
    const text = 'module "m" {\nsource = "terraform-aws-modules/lambda/aws"\nfunction_name = "m"\n}';
    expect(lintFiles({ 'main.tf': text }).mappings).toEqual([]);
  });

  it('is told to be unknown where its entries are', () => {
    const text = `variable "mappings" {}
module "m" {
  source               = "terraform-aws-modules/lambda/aws"
  version              = "8.1.0"
  event_source_mapping = var.mappings
}`;
    const [mapping, ...more] = lintFiles({ 'main.tf': text }).mappings;
    expect(more).toEqual([]);
    expect(mapping).toMatchObject({ checked: 'partly', instances: 1 });
    expect(mapping?.undetermined[0]).toMatchObject({
      pointer: '/event_source_arn',
      reason: 'var.mappings has no value',
      range: { start: { line: 5 } },
    });
    expect(mapping?.undetermined.length).toBeLessThan(4);
  });

  it('is found in JSON syntax', () => {
    const text = JSON.stringify({
      module: {
        worker: {
          source: 'terraform-aws-modules/lambda/aws',
          version: '8.1.0',
          function_name: 'worker',
          event_source_mapping: {
            jobs: { event_source_arn: 'arn:aws:sqs:eu-west-1:123456789012:jobs', batch_size: 0.5 },
          },
        },
      },
    });
    expect(lintFiles({ 'main.tf.json': text }).found).toEqual(['incorrect-type: 0.5']);
  });

  it('is judged once where the module is installed', () => {
    const files = {
      'main.tf': call(`${QUEUE}\nbatch_size = 20000\ntumbling_window = 1`),
      '.terraform/modules/modules.json': JSON.stringify({
        Modules: [{ Key: 'worker', Dir: '.terraform/modules/worker' }],
      }),
      '.terraform/modules/worker/main.tf': `variable "function_name" {}
variable "event_source_mapping" {}
resource "aws_lambda_event_source_mapping" "this" {
  for_each                           = var.event_source_mapping
  function_name                      = var.function_name
  event_source_arn                   = each.value.event_source_arn
  batch_size                         = each.value.batch_size
  maximum_batching_window_in_seconds = 1
}`,
    };
    expect(lintFiles(files).diagnostics.map(({ rule, range }) => [rule, range.filename])).toEqual([
      ['value-out-of-range', '.terraform/modules/worker/main.tf'],
      ['ignored-module-key', 'main.tf'],
    ]);
  });
});

describe('the version of the module', () => {
  const TUMBLING = `${QUEUE}\ntumbling_window_in_seconds = 30`;

  it.each([
    ['"7.9.0"', ['ignored-module-key: tumbling_window_in_seconds']],
    ['"7.10.0"', ['argument-of-another-source: 30']],
    ['"~> 7.10"', ['argument-of-another-source: 30']],
    ['"~> 7.0"', []],
    ['var.version', []],
  ])('%s decides which keys are read', (version, expected) => {
    expect(lintFiles({ 'main.tf': call(TUMBLING, { version }) }).found).toEqual(expected);
  });

  it('decides how many filters are read', () => {
    const entry = `${QUEUE}\nfilter_criteria = [{ pattern = "{}" }]`;
    expect(lintFiles({ 'main.tf': call(entry, { version: '"4.10.0"' }) }).found).toHaveLength(1);
    expect(lintFiles({ 'main.tf': call(entry, { version: '">= 4.0"' }) }).found).toEqual([]);
  });

  it.each([
    ['"8.1.0"', 'region = "eu-west-1"', ['region']],
    ['"~> 8.0"', 'region = "eu-west-1"', []],
    ['"9.0.0"', 'region = "eu-west-1"', []],
    ['"~> 8.0"', 'destination_config = {}', ['destination_config']],
    ['"8.1.0"', 'owner = "me"', []],
    ['"8.1.0"', 'queue = "jobs"', []],
    ['"8.1.0"', 'kms_key_arn = null', []],
    ['"7.17.0"', 'provisioned_poller_config = { poller_group_name = "g", minimum_pollers = 2 }', ['poller_group_name']],
  ])('with %s, %s', (version, line, expected) => {
    const { found } = lintFiles({ 'main.tf': call(`${QUEUE}\n${line}`, { version }) });
    expect(found.filter((one) => one.startsWith('ignored-module-key'))).toEqual(
      expected.map((key) => `ignored-module-key: ${key}`),
    );
  });
});
