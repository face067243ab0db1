/** Ways to break a real mapping, for `scripts/mutate-corpus.ts`. */
import type { Attribute, Block } from '../src/hcl/ast.ts';
import { type EventSourceKind, KAFKA, KINESIS, SQS, STREAMS } from '../src/lambda/event-source.ts';

export interface Target {
  readonly text: string;
  readonly block: Block;
  /** The kinds of source that the mapping may have. */
  readonly kinds: readonly EventSourceKind[];
}

export interface Breakage {
  readonly title: string;
  /** The rules of which one has to report it. */
  readonly rules: readonly string[];
  /** The broken file; `undefined` where the breakage does not apply. */
  readonly apply: (target: Target) => string | undefined;
}

const NESTED = {
  dynamic: 1,
  scaling_config: 0,
  destination_config: 0,
  filter_criteria: 0,
  self_managed_event_source: 0,
  provisioned_poller_config: 0,
};

function attribute({ block }: Target, name: string): Attribute | undefined {
  return block.body.content(NESTED).attributes.find((one) => one.name === name);
}

function hasBlock({ block }: Target, name: string): boolean {
  return block.body
    .content(NESTED)
    .blocks.some(({ type, labels }) => type === name || (type === 'dynamic' && labels[0]?.value === name));
}

/** Whether the value is surely one: a reference to a resource, or an ARN. */
function isWritten(target: Target, name: string): boolean {
  const found = attribute(target, name);
  return found !== undefined && /^(?:aws_|data\.aws_|"arn:)/.test(target.text.slice(found.expression.start));
}

/** Adds a line to the block. */
function add({ text, block }: Target, line: string): string {
  const at = text.indexOf('{', block.headerEnd) + 1;
  return `${text.slice(0, at)}\n  ${line}${text.slice(at)}`;
}

function set(target: Target, name: string, value: string): string {
  const found = attribute(target, name);
  if (found === undefined) return add(target, `${name} = ${value}`);
  const { start, end } = found.expression;
  return target.text.slice(0, start) + value + target.text.slice(end);
}

function remove(target: Target, name: string): string | undefined {
  const found = attribute(target, name);
  return found && target.text.slice(0, found.start) + target.text.slice(found.end);
}

function rename(target: Target, name: string, to: string): string | undefined {
  const found = attribute(target, name);
  return found && target.text.slice(0, found.start) + to + target.text.slice(found.nameEnd);
}

/** Replaces a part of what is written as the value of an argument. */
function rewrite(target: Target, name: string, [from, to]: readonly [RegExp, string]): string | undefined {
  const found = attribute(target, name);
  if (found === undefined) return undefined;
  const { start, end } = found.expression;
  const written = target.text.slice(start, end);
  return from.test(written)
    ? target.text.slice(0, start) + written.replace(from, to) + target.text.slice(end)
    : undefined;
}

type Kinds = readonly EventSourceKind[];

/** Whether the source is one of these for certain. */
function isOne({ kinds }: Target, among: Kinds): boolean {
  return kinds.length > 0 && kinds.every((kind) => among.includes(kind));
}

/** A value that is wrong whatever the source is. */
function value(name: string, written: string, ...rules: readonly string[]): Breakage {
  return { title: `${name} = ${written}`, rules, apply: (target) => set(target, name, written) };
}

/** An argument that is wrong for these sources. */
function valueFor(among: Kinds, name: string, written: string, ...rules: readonly string[]): Breakage {
  return {
    title: `${name} = ${written} on ${among.join(', ')}`,
    rules,
    apply: (target) => (isOne(target, among) ? set(target, name, written) : undefined),
  };
}

function blockFor(among: Kinds, name: string, body: string, ...rules: readonly string[]): Breakage {
  return {
    title: `${name} { ${body.replaceAll(/\s+/g, ' ')} } on ${among.join(', ')}`,
    rules,
    apply: (target) =>
      isOne(target, among) && !hasBlock(target, name) ? add(target, `${name} {\n    ${body}\n  }`) : undefined,
  };
}

const RANGE = 'value-out-of-range';
const TYPE = 'incorrect-type';
const OTHER_SOURCE = 'argument-of-another-source';

export const breakages: readonly Breakage[] = [
  value('batch_size', '10001', RANGE),
  value('maximum_batching_window_in_seconds', '301', RANGE),
  value('parallelization_factor', '11', RANGE),
  value('maximum_retry_attempts', '10001', RANGE),
  value('maximum_record_age_in_seconds', '59', RANGE),
  value('tumbling_window_in_seconds', '901', RANGE),
  value('batch_size', '"ten"', TYPE),
  value('batch_size', '1.5', TYPE),
  value('enabled', '"yes"', TYPE),
  value('function_response_types', '"ReportBatchItemFailures"', TYPE),
  value('function_response_types', '["ReportBatchItemFailure"]', 'value-not-allowed'),
  value('starting_position', '"EARLIEST"', 'value-not-allowed'),
  value('starting_position_timestamp', '"2026-05-01"', 'malformed-value'),
  value('function_name', '"a b"', 'malformed-function-name'),
  value('function_name', 'null', 'missing-required-argument'),
  value('event_source_arn', '"https://sqs.eu-west-1.amazonaws.com/123456789012/q"', 'not-an-arn', 'two-event-sources'),
  value('event_source_arn', '"arn:aws:s3:::bucket"', 'unsupported-event-source', 'two-event-sources'),
  value('uuid', '"x"', 'read-only-argument'),
  value('kms_key_arn', '"alias/key"', 'not-an-arn'),
  {
    title: 'no function_name',
    rules: ['missing-required-argument'],
    apply: (target) => remove(target, 'function_name'),
  },
  { title: 'no event_source_arn', rules: ['no-event-source'], apply: (target) => remove(target, 'event_source_arn') },
  {
    title: 'funtion_name',
    rules: ['unsupported-argument'],
    apply: (target) => rename(target, 'function_name', 'funtion_name'),
  },
  { title: 'batchsize', rules: ['unsupported-argument'], apply: (target) => rename(target, 'batch_size', 'batchsize') },
  {
    title: 'both sources',
    rules: ['two-event-sources'],
    apply: (target) =>
      !isWritten(target, 'event_source_arn') || hasBlock(target, 'self_managed_event_source')
        ? undefined
        : add(target, 'self_managed_event_source {\n    endpoints = { KAFKA_BOOTSTRAP_SERVERS = "b:9092" }\n  }'),
  },
  {
    title: '.stream_arn → .arn',
    rules: ['dynamodb-table-arn'],
    apply: (target) => rewrite(target, 'event_source_arn', [/(aws_dynamodb_table\.[^"}]*)\.stream_arn/, '$1.arn']),
  },
  {
    title: 'queue .arn → .url',
    rules: ['not-an-arn'],
    apply: (target) => rewrite(target, 'event_source_arn', [/(aws_sqs_queue\.[^"}]*)\.arn/, '$1.url']),
  },
  {
    title: 'the whole queue',
    rules: [TYPE, 'missing-resource-instance-key'],
    apply: (target) => rewrite(target, 'event_source_arn', [/^(aws_sqs_queue\.\w+)(?:\[.*\])?\.arn$/, '$1']),
  },
  valueFor(SQS, 'starting_position', '"LATEST"', 'starting-position-on-queue'),
  valueFor(SQS, 'parallelization_factor', '2', OTHER_SOURCE),
  valueFor(SQS, 'tumbling_window_in_seconds', '30', OTHER_SOURCE),
  valueFor(SQS, 'bisect_batch_on_function_error', 'true', OTHER_SOURCE),
  valueFor(SQS, 'topics', '["orders"]', OTHER_SOURCE),
  valueFor(['sqs-fifo'], 'batch_size', '11', 'fifo-queue-batch-over-ten'),
  valueFor(['sqs-fifo'], 'maximum_batching_window_in_seconds', '5', 'fifo-queue-window'),
  {
    title: 'batch_size = 11 without a window on sqs',
    rules: ['batch-over-ten-without-window'],
    apply: (target) =>
      isOne(target, ['sqs-standard']) && attribute(target, 'maximum_batching_window_in_seconds') === undefined
        ? set(target, 'batch_size', '11')
        : undefined,
  },
  valueFor(STREAMS, 'queues', '["orders"]', OTHER_SOURCE),
  valueFor(STREAMS, 'topics', '["orders"]', OTHER_SOURCE),
  valueFor(['dynamodb-stream'], 'starting_position', '"AT_TIMESTAMP"', 'at-timestamp-on-dynamodb'),
  {
    title: 'AT_TIMESTAMP without a timestamp on kinesis',
    rules: ['at-timestamp-without-timestamp'],
    apply: (target) =>
      isOne(target, KINESIS) && attribute(target, 'starting_position_timestamp') === undefined
        ? set(target, 'starting_position', '"AT_TIMESTAMP"')
        : undefined,
  },
  {
    title: 'no starting_position on a stream',
    rules: ['missing-starting-position'],
    apply: (target) => (isOne(target, STREAMS) ? remove(target, 'starting_position') : undefined),
  },
  {
    title: 'no topics on Kafka',
    rules: ['missing-topics'],
    apply: (target) => (isOne(target, KAFKA) ? remove(target, 'topics') : undefined),
  },
  valueFor(KAFKA, 'topics', '["a", "b"]', 'more-than-one-topic', 'wrong-item-count'),
  valueFor(KAFKA, 'parallelization_factor', '2', OTHER_SOURCE),
  valueFor(KAFKA, 'queues', '["orders"]', OTHER_SOURCE),
  blockFor(SQS, 'scaling_config', 'maximum_concurrency = 1', RANGE),
  blockFor(
    SQS,
    'provisioned_poller_config',
    'minimum_pollers = 20\n    maximum_pollers = 10',
    'minimum-pollers-over-maximum',
  ),
  blockFor(
    SQS,
    'destination_config',
    'on_failure {\n      destination_arn = "arn:aws:sqs:eu-west-1:123456789012:f"\n    }',
    OTHER_SOURCE,
  ),
  blockFor(STREAMS, 'scaling_config', 'maximum_concurrency = 5', OTHER_SOURCE),
  blockFor(STREAMS, 'destination_config', 'on_failure {\n      destination_arn = "failed"\n    }', 'not-an-arn'),
  blockFor(STREAMS, 'filter_criteria', 'filter {\n      pattern = "{"\n    }', 'malformed-filter-pattern'),
  blockFor(
    SQS,
    'filter_criteria',
    'filter {\n      pattern = jsonencode({ body = "x" })\n    }',
    'malformed-filter-pattern',
  ),
  blockFor(SQS, 'filter_criteria', 'filter {\n      patern = "{}"\n    }', 'unsupported-argument'),
];
