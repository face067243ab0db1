import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  allIn,
  argumentPointers,
  BROKERS,
  type EventSourceKind,
  KAFKA,
  KINDS,
  KINESIS,
  kindNames,
  MQ,
  MSK,
  type SourceArgument,
  SQS,
  STREAMS,
} from '../../src/lambda/event-source.ts';
import { agree, allRefuse, cell, limit, SOURCE_ARGUMENTS, words } from '../../src/lambda/event-source-table.ts';
import { EVENT_SOURCE_MAPPING } from '../../src/schema/resource-schemas.ts';
import { tokens } from '../../src/text/pointer.ts';

describe('the table of event sources', () => {
  it.each(SOURCE_ARGUMENTS)('has one row a kind for %s', (argument) => {
    for (const kind of KINDS) {
      const { evidence } = cell(kind, argument);
      expect(evidence.date).toMatch(/^20\d\d(-\d\d(-\d\d)?)?$/);
      expect(['recorded', 'documented']).toContain(evidence.class);
    }
  });

  it('speaks of arguments that the schema has', () => {
    for (const argument of SOURCE_ARGUMENTS) {
      for (const pointer of argumentPointers(argument)) {
        let body = EVENT_SOURCE_MAPPING.body;
        for (const token of tokens(pointer).filter((step) => step !== '0')) {
          const member = body.members[token];
          expect(member, pointer).toBeDefined();
          if (member?.kind === 'block') body = member.body;
        }
      }
    }
  });

  it('keeps within the limits of the schema', () => {
    for (const kind of KINDS) {
      expect(limit(kind, 'batch_size')).toMatchObject({ minimum: 1, maximum: kind === 'sqs-fifo' ? 10 : 10_000 });
      expect(limit(kind, 'batch_size')?.default).toBe(SQS.includes(kind) ? 10 : 100);
    }
    expect(limit('sqs-standard', 'maximum_pollers')).toMatchObject({ minimum: 2, maximum: 10_000 });
    expect(limit('msk', 'maximum_pollers')).toMatchObject({ minimum: 1, maximum: 2000 });
    expect(limit('kinesis-stream', 'maximum_pollers')).toBeUndefined();
    expect(limit('sqs-fifo', 'maximum_batching_window_in_seconds')).toBeUndefined();
  });

  it('has words that the schema has', () => {
    const { members } = EVENT_SOURCE_MAPPING.body;
    const positions = members['starting_position'];
    for (const kind of KINDS) {
      const here = words(kind, 'starting_position');
      if (here !== undefined)
        expect(positions?.kind === 'argument' && positions.allowed).toEqual(expect.arrayContaining([...here]));
    }
    expect(words('dynamodb-stream', 'starting_position')).not.toContain('AT_TIMESTAMP');
    expect(words('sqs-standard', 'starting_position')).toBeUndefined();
    expect(words('mq-activemq', 'source_access_configuration')).toEqual(['BASIC_AUTH']);
  });

  it('proves nothing about no kind', () => {
    expect(allRefuse(new Set(), 'topics')).toBe(false);
    expect(allIn(new Set(), KINDS)).toBe(false);
    expect(agree(new Set())).toBe(false);
  });

  it('knows which kinds are alike', () => {
    expect(agree(new Set(['documentdb']))).toBe(true);
    expect(agree(new Set(KINESIS))).toBe(true);
    for (const group of [STREAMS, SQS, MSK, KAFKA, MQ]) expect(agree(new Set(group)), group.join()).toBe(false);
  });

  it('names kinds by their groups', () => {
    expect(kindNames(new Set(['sqs-fifo']))).toEqual(['a FIFO SQS queue']);
    expect(kindNames(new Set([...MQ, ...SQS]))).toEqual(['an SQS queue', 'an MQ broker']);
    expect(kindNames(new Set(KAFKA))).toEqual(['a Kafka cluster']);
    expect(kindNames(new Set([...MSK, 'documentdb']))).toEqual(['an MSK cluster', 'a DocumentDB cluster']);
    expect(kindNames(new Set(STREAMS))).toEqual(['a Kinesis stream', 'a DynamoDB stream']);
  });
});

const CATALOGUE = '../shared/domain/rules.md';
const present = existsSync(CATALOGUE);

const ROWS: Readonly<Record<string, readonly EventSourceKind[]>> = {
  'kinesis-stream': ['kinesis-stream'],
  'kinesis-consumer': ['kinesis-consumer'],
  kinesis: KINESIS,
  'dynamodb-stream': ['dynamodb-stream'],
  streams: STREAMS,
  'sqs-standard': ['sqs-standard'],
  'sqs-fifo': ['sqs-fifo'],
  sqs: SQS,
  'streams, sqs': [...STREAMS, ...SQS],
  msk: ['msk'],
  'msk-serverless': ['msk-serverless'],
  'msk, msk-serverless': MSK,
  'self-managed-kafka': ['self-managed-kafka'],
  kafka: KAFKA,
  'mq-activemq': ['mq-activemq'],
  'mq-rabbitmq': ['mq-rabbitmq'],
  'mq-activemq, mq-rabbitmq': MQ,
  mq: MQ,
  documentdb: ['documentdb'],
};

const COLUMNS: Readonly<Record<string, SourceArgument>> = {
  '…_timestamp': 'starting_position_timestamp',
  window: 'maximum_batching_window_in_seconds',
  tumbling_window: 'tumbling_window_in_seconds',
  maximum_record_age: 'maximum_record_age_in_seconds',
  bisect: 'bisect_batch_on_function_error',
  'amazon_managed_…': 'amazon_managed_kafka_event_source_config',
  'self_managed_kafka_…': 'self_managed_kafka_event_source_config',
  'document_db_…': 'document_db_event_source_config',
  '…poller_group_name': 'poller_group_name',
  'filter_criteria (payload key)': 'filter_criteria',
  'kms_key_arn, tags, enabled': 'kms_key_arn',
};

const STATUSES: Readonly<Record<string, string>> = {
  R: 'required',
  O: 'optional',
  F: 'forbidden',
  C: 'conditional',
  '?': 'disputed',
};

/** Where the records of the rules are more exact than the table. */
const REFINED: Readonly<Record<string, string>> = {
  'sqs-standard starting_position_timestamp': 'Timestamp is not valid for SQS event sources. [R-cp]',
  'sqs-fifo starting_position_timestamp': 'Timestamp is not valid for SQS event sources. [R-cp]',
  'mq-activemq starting_position_timestamp': "Unsupported 'startingPositionTimestamp' [R-cp]",
  'mq-rabbitmq starting_position_timestamp': "Unsupported 'startingPositionTimestamp' [R-cp]",
};

describe.skipIf(!present)(`the table against the catalogue${present ? '' : ' (skipped: ../shared is absent)'}`, () => {
  const text = present ? readFileSync(CATALOGUE, 'utf8') : '';
  const tables = ['C1', 'C2', 'C3', 'C4'].map((part) => {
    const section =
      text
        .slice(text.indexOf(`### ${part}.`))
        .split('\n\n')
        .find((paragraph) => paragraph.startsWith('| kind')) ?? '';
    const [head = '', , ...rows] = section.split('\n');
    const split = (line: string): readonly string[] =>
      line
        .split('|')
        .slice(1, -1)
        .map((field) => field.trim());
    return { columns: split(head).slice(1), rows: rows.map(split) };
  });

  it.each(
    tables.flatMap(({ columns, rows }) =>
      rows.flatMap(([kinds = '', ...fields]) => fields.map((field, at) => [kinds, columns[at] ?? '', field] as const)),
    ),
  )('%s, %s: %s', (kinds, column, field) => {
    const argument = COLUMNS[column] ?? (column as SourceArgument);
    const [, status = '', letter] = /^([ROFC?])(?: (r|d))?/.exec(field) ?? [];
    for (const kind of ROWS[kinds] ?? [kinds as EventSourceKind]) {
      const { status: ours, evidence } = cell(kind, argument);
      expect(ours, kind).toBe(STATUSES[status]);
      if (letter === undefined || `${kind} ${argument}` in REFINED) continue;
      expect(evidence.class, kind).toBe(letter === 'r' ? 'recorded' : 'documented');
    }
  });

  it('covers every kind in every column', () => {
    expect(tables.map(({ columns }) => columns.length)).toEqual([6, 7, 7, 6]);
  });
});

it('counts every kind in one group', () => {
  expect([...STREAMS, ...SQS, ...BROKERS]).toEqual(KINDS);
});
