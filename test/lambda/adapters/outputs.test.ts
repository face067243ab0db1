import { describe, expect, it } from 'vitest';
import { lintText } from '../../../src/core.ts';
import { FUNCTIONS } from '../../functions.ts';

const lint = (text: string) => lintText({ filename: 'main.tf', text, functions: FUNCTIONS });

const mapping = (source: string, rest = '') => `resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = ${source}
  function_name    = "worker"
  ${rest}
}
`;
const rules = (text: string) => lint(text).diagnostics.map(({ rule }) => rule);
const kinds = (text: string) => lint(text).mappings.flatMap((one) => one.kinds);

describe('the queue of terraform-aws-modules/sqs', () => {
  const queue = (rest = '') => `module "q" {\nsource = "terraform-aws-modules/sqs/aws"\nname = "jobs"\n${rest}\n}\n`;

  it.each(['queue_arn', 'sqs_queue_arn', 'this_sqs_queue_arn'])('is behind %s', (output) => {
    expect(kinds(queue() + mapping(`module.q.${output}`))).toEqual(['sqs-standard']);
    expect(kinds(queue('fifo_queue = true') + mapping(`module.q.${output}`))).toEqual(['sqs-fifo']);
  });

  it('may be a FIFO queue', () => {
    expect(kinds(`variable "fifo" {}\n${queue('fifo_queue = var.fifo')}${mapping('module.q.queue_arn')}`)).toEqual([
      'sqs-standard',
      'sqs-fifo',
    ]);
  });

  it('hides messages as long as the call says', () => {
    const worker = `resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/f"
  timeout       = 60
}
`;
    const read = mapping('module.q.queue_arn').replace('"worker"', 'aws_lambda_function.f.arn');
    expect(rules(`${queue('visibility_timeout_seconds = 20')}${worker}${read}`)).toEqual([
      'visibility-timeout-below-function-timeout',
    ]);
    expect(rules(`${queue('visibility_timeout_seconds = 60')}${worker}${read}`)).toEqual([]);
  });

  it('is nothing else', () => {
    expect(kinds(queue() + mapping('module.q.other_arn')).length).toBeGreaterThan(2);
  });
});

describe('the table of terraform-aws-modules/dynamodb-table', () => {
  const table = (rest: string) => `module "t" {\nsource = "terraform-aws-modules/dynamodb-table/aws"\n${rest}\n}\n`;
  const read = mapping('module.t.dynamodb_table_stream_arn', 'starting_position = "LATEST"');

  it('has a stream where the call says so', () => {
    expect(rules(table('stream_enabled = true') + read)).toEqual([]);
    expect(kinds(table('stream_enabled = true') + read)).toEqual(['dynamodb-stream']);
    expect(kinds(table('stream_enabled = true\nautoscaling_enabled = true') + read)).toEqual(['dynamodb-stream']);
    expect(rules(table('') + read)).toEqual(['stream-not-enabled']);
  });

  it('may have one where that is not known', () => {
    expect(rules(`variable "on" {}\n${table('stream_enabled = var.on')}${read}`)).toEqual([]);
    expect(rules(`${table('replica_regions = [{ region_name = "eu-west-2" }]')}${read}`)).toEqual([]);
  });

  it('is not read itself', () => {
    expect(rules(table('stream_enabled = true') + mapping('module.t.dynamodb_table_arn'))).toContain(
      'dynamodb-table-arn',
    );
  });
});

it.each([
  ['terraform-aws-modules/msk-kafka-cluster/aws', 'arn', 'msk'],
  ['cloudposse/kinesis-stream/aws', 'stream_arn', 'kinesis-stream'],
  [
    'git::https://github.com/cloudposse/terraform-aws-kinesis-stream.git?ref=tags/0.4.0',
    'stream_arn',
    'kinesis-stream',
  ],
])('%s has %s', (source, output, kind) => {
  expect(kinds(`module "s" {\nsource = "${source}"\n}\n${mapping(`module.s.${output}`)}`)).toEqual([kind]);
});

describe('an element of a splat over nobody knows how many', () => {
  const queues = 'variable "n" {}\nresource "aws_sqs_queue" "q" {\ncount = var.n\n}\n';

  it.each(['element(aws_sqs_queue.q.*.arn, 0)', 'element(aws_sqs_queue.q[*].arn, var.n)', 'aws_sqs_queue.q[*].arn[0]'])(
    '%s is the attribute of one of them',
    (source) => {
      expect(kinds(queues + mapping(source))).toEqual(['sqs-standard']);
    },
  );

  it('is known though one condition leaves none', () => {
    const text = `${queues.replace('var.n', 'local.on')}locals {\non = 0\n}\n`;
    expect(kinds(text + mapping('element(aws_sqs_queue.q.*.arn, 0)', 'count = local.on'))).toEqual([
      'sqs-standard',
      'sqs-fifo',
    ]);
  });

  it('is not told from what may be null', () => {
    expect(kinds(queues + mapping('one(aws_sqs_queue.q[*].arn)')).length).toBeGreaterThan(2);
  });
});
