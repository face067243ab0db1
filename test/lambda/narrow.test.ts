import { describe, expect, it } from 'vitest';
import {
  BROKERS,
  type EventSourceKind,
  KAFKA,
  KINDS,
  KINESIS,
  MQ,
  MSK,
  SQS,
  STREAMS,
} from '../../src/lambda/event-source.ts';
import { narrow } from '../../src/lambda/narrow.ts';
import { attribute, blocks, instance, type Plain, unknown } from '../schema/instance.ts';
import { configuration } from './configuration.ts';

type Resources = Parameters<typeof configuration>[0];

function kinds(
  source: Plain,
  resources: Resources = {},
  others: { readonly [name: string]: Plain } = {},
): readonly EventSourceKind[] {
  return [...narrow(instance({ event_source_arn: source, ...others }), configuration(resources)).kinds];
}

const HOLE = unknown();
const ENDPOINTS = blocks({ endpoints: { KAFKA_BOOTSTRAP_SERVERS: 'a:9092' } });

describe('references', () => {
  it.each([
    ['aws_kinesis_stream.s.arn', ['kinesis-stream']],
    ['data.aws_kinesis_stream.s.arn', ['kinesis-stream']],
    ['aws_kinesis_stream.s.id', ['kinesis-stream']],
    ['aws_kinesis_stream_consumer.c.arn', ['kinesis-consumer']],
    ['aws_dynamodb_table.t.stream_arn', ['dynamodb-stream']],
    ['data.aws_dynamodb_table.t.stream_arn', ['dynamodb-stream']],
    ['aws_sqs_queue.q.arn', SQS],
    ['data.aws_sqs_queue.q.arn', SQS],
    ['aws_msk_cluster.c.arn', ['msk']],
    ['aws_msk_vpc_connection.c.arn', ['msk']],
    ['aws_msk_serverless_cluster.c.arn', ['msk-serverless']],
    ['aws_mq_broker.b.arn', MQ],
    ['aws_docdb_cluster.c.arn', ['documentdb']],
  ] as const)('%s', (address, expected) => {
    expect(kinds(attribute(address))).toEqual(expected);
  });

  it.each([
    'aws_dynamodb_table.t.arn',
    'aws_sqs_queue.q.url',
    'aws_sqs_queue.q',
    'aws_sns_topic.t.arn',
    'aws_rds_cluster.c.arn',
    'aws_sqs_queue.q.arn.x',
  ])('%s says nothing', (address) => {
    expect(kinds(attribute(address))).toEqual(KINDS.filter((kind) => kind !== 'self-managed-kafka'));
  });

  it('say nothing when they are splats or not of resources', () => {
    const { is } = attribute('aws_sqs_queue.q.arn');
    if (is === undefined) throw new Error('an attribute is a reference');
    expect(kinds(unknown({ is: { ...is, splat: true } }))).toHaveLength(10);
    expect(kinds(unknown({ is: { ...is, subject: 'variable' } }))).toHaveLength(10);
  });

  it('count for known values too', () => {
    const { is } = attribute('aws_sqs_queue.q.arn');
    expect(kinds({ kind: 'string', value: 'arn:localstack', ...(is && { is }) })).toEqual(SQS);
  });
});

describe('queues', () => {
  it.each([
    [{ fifo_queue: true, name: 'q.fifo' }, ['sqs-fifo']],
    [{ fifo_queue: true, name: unknown() }, ['sqs-fifo']],
    [{ fifo_queue: 'true' }, ['sqs-fifo']],
    [{ name: 'q.fifo' }, ['sqs-fifo']],
    [{ name: unknown({ parts: [unknown(), '.fifo'] }) }, ['sqs-fifo']],
    [{ fifo_queue: unknown(), name: 'q.fifo' }, ['sqs-fifo']],
    [{ name: 'q' }, ['sqs-standard']],
    [{}, ['sqs-standard']],
    [{ fifo_queue: false, name: 'q' }, ['sqs-standard']],
    [{ fifo_queue: null, name: unknown() }, ['sqs-standard']],
    [{ fifo_queue: unknown(), name: 'q' }, SQS],
    [{ fifo_queue: unknown() }, SQS],
  ] as const)('%j', (body, expected) => {
    expect(kinds(attribute('aws_sqs_queue.q.arn'), { 'aws_sqs_queue.q': body as { [name: string]: Plain } })).toEqual(
      expected,
    );
  });

  it('of a data source go by their name', () => {
    const source = attribute('data.aws_sqs_queue.q.arn');
    expect(kinds(source, { 'data.aws_sqs_queue.q': { name: 'q.fifo' } })).toEqual(['sqs-fifo']);
    expect(kinds(source, { 'data.aws_sqs_queue.q': { name: 'q' } })).toEqual(['sqs-standard']);
    expect(kinds(source, { 'data.aws_sqs_queue.q': { name: unknown() } })).toEqual(SQS);
  });

  it('that are several must agree, unless one of them is named', () => {
    const queues = { 'aws_sqs_queue.q': [{ name: 'a.fifo', fifo_queue: true }, { name: 'b' }] };
    expect(kinds(attribute('aws_sqs_queue.q.arn'), queues)).toEqual(SQS);
    expect(kinds(attribute('aws_sqs_queue.q.arn', 0), queues)).toEqual(['sqs-fifo']);
    expect(kinds(attribute('aws_sqs_queue.q.arn', 1), queues)).toEqual(['sqs-standard']);
    expect(kinds(attribute('aws_sqs_queue.q.arn', 0), { 'aws_sqs_queue.q': [] })).toEqual(SQS);
  });
});

describe('brokers', () => {
  it.each([
    ['ActiveMQ', ['mq-activemq']],
    ['RabbitMQ', ['mq-rabbitmq']],
    ['RABBITMQ', ['mq-rabbitmq']],
    [unknown(), MQ],
    ['Other', MQ],
  ] as const)('%s', (engine, expected) => {
    expect(kinds(attribute('aws_mq_broker.b.arn'), { 'aws_mq_broker.b': { engine_type: engine } })).toEqual(expected);
  });

  const HOST = {
    source_access_configuration: blocks({ type: 'BASIC_AUTH', uri: 'x' }, { type: 'VIRTUAL_HOST', uri: '/' }),
  };

  it('with a virtual host are RabbitMQ', () => {
    const {
      kinds: left,
      because,
      from,
    } = narrow(instance({ event_source_arn: attribute('aws_mq_broker.b.arn'), ...HOST }), configuration());
    expect([...left]).toEqual(['mq-rabbitmq']);
    expect(because).toBe('event_source_arn is the arn of aws_mq_broker.b and an access entry is a VIRTUAL_HOST');
    expect(from).toEqual(['/event_source_arn', '/source_access_configuration/1/type']);
  });

  it('with a virtual host stay ActiveMQ when their engine says so', () => {
    expect(kinds(attribute('aws_mq_broker.b.arn'), { 'aws_mq_broker.b': { engine_type: 'ActiveMQ' } }, HOST)).toEqual([
      'mq-activemq',
    ]);
  });

  it('with a virtual host only, are not ActiveMQ', () => {
    expect(kinds(HOLE, {}, HOST)).not.toContain('mq-activemq');
    expect(kinds(HOLE, {}, HOST)).toContain('mq-rabbitmq');
  });
});

describe('ARNs', () => {
  it.each([
    ['arn:aws:kinesis:eu-west-1:1:stream/orders', ['kinesis-stream']],
    ['arn:aws:kinesis:eu-west-1:1:stream/orders/consumer/c:1700000000', ['kinesis-consumer']],
    ['arn:aws:dynamodb:eu-west-1:1:table/t/stream/2025-02-17T16:33:01.784', ['dynamodb-stream']],
    ['arn:aws:dynamodb:eu-west-1:1:table/t', ['dynamodb-stream']],
    ['arn:aws:sqs:eu-west-1:1:q', ['sqs-standard']],
    ['arn:aws-cn:sqs:cn-north-1:1:q.fifo', ['sqs-fifo']],
    ['arn:aws:mq:eu-west-1:1:broker:b:b-1', MQ],
    ['arn:aws:rds:eu-west-1:1:cluster:c', ['documentdb']],
    ['arn:aws:kafka:eu-west-1:1:cluster/c/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5', ['msk']],
    ['arn:aws:kafka:eu-west-1:1:cluster/c/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-s2', ['msk-serverless']],
    ['arn:aws:kafka:eu-west-1:1:vpc-connection/2/c/6357e0b2-5', ['msk']],
    ['arn:aws:kafka:eu-west-1:1:topic/c', MSK],
  ] as const)('%s', (arn, expected) => {
    expect(kinds(arn)).toEqual(expected);
  });

  it.each([
    [['arn:', HOLE, ':kinesis:', HOLE, ':', HOLE, ':stream/orders'], ['kinesis-stream']],
    [['arn:aws:kinesis:eu-west-1:1:stream/', HOLE], KINESIS],
    [['arn:aws:kinesis:eu-west-1:1:stream/orders-', HOLE], KINESIS],
    [['arn:aws:kinesis:eu-west-1:1:stream/', HOLE, '/consumer/c:1'], ['kinesis-consumer']],
    [['arn:aws:sqs:eu-west-1:1:', HOLE], SQS],
    [['arn:aws:sqs:eu-west-1:1:', HOLE, '-orders'], SQS],
    [['arn:aws:sqs:', HOLE, ':orders.fifo'], ['sqs-fifo']],
    [['arn:aws:kafka:eu-west-1:1:cluster/c/', HOLE], MSK],
    [['arn:aws:kafka:eu-west-1:1:vpc-connection/', HOLE], ['msk']],
    [['arn:aws:', HOLE, ':eu-west-1:1:q'], KINDS.filter((kind) => kind !== 'self-managed-kafka')],
  ] as const)('%j', (parts, expected) => {
    expect(kinds(unknown({ parts }))).toEqual(expected);
  });

  it('of other services say nothing', () => {
    expect(kinds('arn:aws:sns:eu-west-1:1:topic')).toHaveLength(10);
    expect(
      narrow(instance({ event_source_arn: 'arn:aws:sns:eu-west-1:1:topic' }), configuration()).because,
    ).toBeUndefined();
  });
});

describe('self-managed Kafka', () => {
  it('is known by its block, whatever else is said', () => {
    expect(kinds('arn:aws:sqs:eu-west-1:1:q', {}, { self_managed_event_source: ENDPOINTS })).toEqual([
      'self-managed-kafka',
    ]);
  });

  it('is possible as long as the block is', () => {
    expect([...narrow(instance({ self_managed_event_source: unknown() }), configuration()).kinds]).toEqual(KINDS);
    expect([...narrow(instance({}), configuration()).kinds]).not.toContain('self-managed-kafka');
  });
});

describe('an unknown source', () => {
  it.each([
    [{ parallelization_factor: 2 }, STREAMS],
    [{ topics: ['t'] }, MSK],
    [{ queues: ['q'] }, MQ],
    [{ scaling_config: blocks({ maximum_concurrency: 5 }) }, SQS],
    [{ starting_position: 'LATEST' }, [...STREAMS, ...MSK, 'documentdb']],
    [{ maximum_retry_attempts: 0 }, [...STREAMS, ...MSK]],
    [{ document_db_event_source_config: blocks({ database_name: 'd' }) }, ['documentdb']],
    [{ provisioned_poller_config: blocks({ poller_group_name: 'g' }) }, [...MSK, ...MQ]],
    [{ topics: ['t'], destination_config: blocks({ on_failure: blocks({ destination_arn: 'arn' }) }) }, MSK],
    [
      {
        maximum_retry_attempts: -1,
        bisect_batch_on_function_error: false,
        tumbling_window_in_seconds: 0,
        topics: [],
        scaling_config: blocks({}),
      },
      KINDS.filter((kind) => kind !== 'self-managed-kafka'),
    ],
  ] as const)('with %j', (written, expected) => {
    expect(kinds(HOLE, {}, written as { [name: string]: Plain })).toEqual(expected);
  });

  it('takes a window as no FIFO queue', () => {
    expect(kinds(HOLE, {}, { maximum_batching_window_in_seconds: 5 })).not.toContain('sqs-fifo');
    expect(kinds(HOLE, {}, { maximum_batching_window_in_seconds: 0 })).toContain('sqs-fifo');
  });

  it('says which arguments decide', () => {
    const { because, from } = narrow(instance({ event_source_arn: HOLE, topics: ['t'] }), configuration());
    expect(because).toBe('topics is set, so that the source must be an MSK cluster');
    expect(from).toEqual(['/topics']);
    const redundant = instance({ event_source_arn: HOLE, topics: ['t'], maximum_retry_attempts: 3 });
    expect(narrow(redundant, configuration()).from).toEqual(['/topics']);
    const two = narrow(
      instance({ starting_position: 'LATEST', event_source_arn: HOLE, maximum_retry_attempts: 2 }),
      configuration(),
    );
    expect(two.because).toBe('starting_position and maximum_retry_attempts are set');
    expect(narrow(instance({ event_source_arn: HOLE }), configuration())).toMatchObject({
      because: undefined,
      from: [],
    });
  });

  it('is none when two arguments contradict each other, named in source order', () => {
    const { kinds: left, contradiction } = narrow(
      instance({
        batch_size: 5,
        topics: ['t'],
        event_source_arn: HOLE,
        enabled: true,
        parallelization_factor: 2,
        queues: ['q'],
      }),
      configuration(),
    );
    expect([...left]).toEqual([]);
    expect(contradiction?.map(({ argument, pointer, kinds: accepted }) => [argument, pointer, [...accepted]])).toEqual([
      ['topics', '/topics', [...MSK]],
      ['parallelization_factor', '/parallelization_factor', [...STREAMS]],
    ]);
  });

  it('does not take disputed cells as a contradiction', () => {
    const written = { queues: ['q'], provisioned_poller_config: blocks({ minimum_pollers: 2 }) };
    expect(kinds(HOLE, {}, written)).toEqual(MQ);
  });

  it('is not narrowed by what is not known', () => {
    expect(kinds(HOLE, {}, { topics: unknown(), parallelization_factor: unknown(), queues: unknown() })).toHaveLength(
      10,
    );
  });

  it('is known by a block whose required argument is unknown', () => {
    expect(kinds(null, {}, { self_managed_event_source: blocks({ endpoints: HOLE }) })).toEqual(['self-managed-kafka']);
    expect(kinds(HOLE, {}, { document_db_event_source_config: blocks({ database_name: HOLE }) })).toEqual([
      'documentdb',
    ]);
    expect(kinds(HOLE, {}, { scaling_config: blocks({ maximum_concurrency: HOLE }) }).length).toBeGreaterThan(2);
  });

  it('is not narrowed when the source says what it is', () => {
    expect(kinds('arn:aws:sqs:eu-west-1:1:q', {}, { topics: ['t'] })).toEqual(['sqs-standard']);
    expect(kinds(attribute('aws_sqs_queue.q.arn'), {}, { parallelization_factor: 1 })).toEqual(SQS);
  });
});

it('knows all Kafka clusters as brokers', () => {
  expect(BROKERS).toEqual(expect.arrayContaining([...KAFKA]));
});
