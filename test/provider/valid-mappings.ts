/** Arguments of valid mappings, by source kind; the optional ones go together in any choice. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** An attribute with a value or a reference to a declared resource, or blocks of one type. */
export interface Argument {
  readonly name: string;
  readonly value?: Plain;
  /** An expression that stands for `value`, and the file that declares what it refers to. */
  readonly reference?: { readonly expression: string; readonly declaration: string };
  readonly blocks?: readonly (readonly Argument[])[];
  readonly optional?: true;
}

export interface SourceMappings {
  readonly kind: string;
  readonly arguments: readonly Argument[];
}

const ACCOUNT = 'eu-west-1:123456789012';
const KEY = `arn:aws:kms:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const SECRET = `arn:aws:secretsmanager:${ACCOUNT}:secret:AmazonMSK_orders-AbCdEf`;

const attribute = (name: string, value: Plain): Argument => ({ name, value });
const optional = (name: string, value: Plain): Argument => ({ name, value, optional: true });
const block = (name: string, ...inner: Argument[]): Argument => ({ name, blocks: [inner], optional: true });
const required = ({ optional: _, ...argument }: Argument): Argument => argument;
const access = (...entries: readonly (readonly [string, string])[]): Argument => ({
  name: 'source_access_configuration',
  blocks: entries.map(([type, uri]) => [attribute('type', type), attribute('uri', uri)]),
});
const source = (arn: string, expression?: string, declaration = ''): Argument => ({
  name: 'event_source_arn',
  value: arn,
  ...(expression !== undefined && { reference: { expression, declaration } }),
});

const COMMON: readonly Argument[] = [
  attribute('function_name', 'orders'),
  optional('enabled', false),
  optional('tags', { team: 'x', cost: '1' }),
];
const FILTER = (key: string): Argument =>
  block('filter_criteria', {
    name: 'filter',
    blocks: [
      [attribute('pattern', JSON.stringify({ [key]: { kind: ['a'] } }))],
      [attribute('pattern', JSON.stringify({ [key]: { n: [{ numeric: ['>', 1] }] } }))],
    ],
  });
const DYNAMODB_FILTER: Argument = block('filter_criteria', {
  name: 'filter',
  blocks: [[attribute('pattern', JSON.stringify({ dynamodb: { NewImage: { kind: { S: ['a'] } } } }))]],
});
const RESPONSES = optional('function_response_types', ['ReportBatchItemFailures']);
const FAILURE = block(
  'destination_config',
  required(block('on_failure', attribute('destination_arn', `arn:aws:sqs:${ACCOUNT}:failed`))),
);
const COUNT = block('metrics_config', attribute('metrics', ['EventCount']));
const POLLERS = block('provisioned_poller_config', attribute('minimum_pollers', 2), optional('maximum_pollers', 20));
const STREAM: readonly Argument[] = [
  ...COMMON,
  attribute('starting_position', 'LATEST'),
  optional('batch_size', 500),
  optional('maximum_batching_window_in_seconds', 20),
  optional('parallelization_factor', 4),
  optional('maximum_retry_attempts', 3),
  optional('maximum_record_age_in_seconds', 3600),
  optional('bisect_batch_on_function_error', true),
  RESPONSES,
  FAILURE,
  COUNT,
  optional('kms_key_arn', KEY),
];
const KAFKA: readonly Argument[] = [
  ...COMMON,
  attribute('topics', ['orders']),
  attribute('starting_position', 'TRIM_HORIZON'),
  optional('batch_size', 500),
  optional('maximum_batching_window_in_seconds', 20),
  FILTER('value'),
  FAILURE,
  COUNT,
  POLLERS,
];
const GROUP = attribute('consumer_group_id', 'group-1');

export const SOURCES: readonly SourceMappings[] = [
  {
    kind: 'sqs-standard',
    arguments: [
      ...COMMON,
      source(
        `arn:aws:sqs:${ACCOUNT}:orders`,
        'aws_sqs_queue.orders.arn',
        'resource "aws_sqs_queue" "orders" {\n  name                       = "orders"\n  visibility_timeout_seconds = 5400\n}\n',
      ),
      optional('batch_size', 10),
      optional('maximum_batching_window_in_seconds', 20),
      RESPONSES,
      FILTER('body'),
      COUNT,
      block('scaling_config', attribute('maximum_concurrency', 5)),
      optional('kms_key_arn', KEY),
    ],
  },
  {
    kind: 'sqs-provisioned',
    arguments: [
      ...COMMON,
      source(`arn:aws:sqs:${ACCOUNT}:orders`),
      attribute('batch_size', 100),
      attribute('maximum_batching_window_in_seconds', 1),
      RESPONSES,
      required(POLLERS),
    ],
  },
  {
    kind: 'sqs-fifo',
    arguments: [
      ...COMMON,
      source(
        `arn:aws:sqs:${ACCOUNT}:orders.fifo`,
        'aws_sqs_queue.orders.arn',
        'resource "aws_sqs_queue" "orders" {\n  name       = "orders.fifo"\n  fifo_queue = true\n  visibility_timeout_seconds = 5400\n}\n',
      ),
      optional('batch_size', 10),
      RESPONSES,
      FILTER('body'),
      block('scaling_config', attribute('maximum_concurrency', 2)),
    ],
  },
  {
    kind: 'kinesis-stream',
    arguments: [
      ...STREAM,
      source(
        `arn:aws:kinesis:${ACCOUNT}:stream/orders`,
        'aws_kinesis_stream.orders.arn',
        'resource "aws_kinesis_stream" "orders" {\n  name        = "orders"\n  shard_count = 1\n}\n',
      ),
      FILTER('data'),
    ],
  },
  {
    kind: 'kinesis-timestamp',
    arguments: [
      ...STREAM.filter(({ name }) => name !== 'starting_position' && name !== 'parallelization_factor'),
      optional('tumbling_window_in_seconds', 30),
      attribute('starting_position', 'AT_TIMESTAMP'),
      attribute('starting_position_timestamp', '2024-01-01T00:00:00Z'),
      source(`arn:aws:kinesis:${ACCOUNT}:stream/orders`),
    ],
  },
  {
    kind: 'kinesis-consumer',
    arguments: [...STREAM, source(`arn:aws:kinesis:${ACCOUNT}:stream/orders/consumer/app:1700000000`)],
  },
  {
    kind: 'dynamodb-stream',
    arguments: [
      ...STREAM,
      source(
        `arn:aws:dynamodb:${ACCOUNT}:table/orders/stream/2024-01-01T00:00:00.000`,
        'aws_dynamodb_table.orders.stream_arn',
        'resource "aws_dynamodb_table" "orders" {\n  name             = "orders"\n  billing_mode     = "PAY_PER_REQUEST"\n  hash_key         = "id"\n  stream_enabled   = true\n  stream_view_type = "NEW_AND_OLD_IMAGES"\n  attribute {\n    name = "id"\n    type = "S"\n  }\n}\n',
      ),
      DYNAMODB_FILTER,
    ],
  },
  {
    kind: 'msk',
    arguments: [
      ...KAFKA,
      source(`arn:aws:kafka:${ACCOUNT}:cluster/orders/6cc0432b-8618-4f44-bccc-e1fbd8fb7c4d-2`),
      block('amazon_managed_kafka_event_source_config', GROUP),
      { ...access(['SASL_SCRAM_512_AUTH', SECRET]), optional: true },
    ],
  },
  {
    kind: 'msk-serverless',
    arguments: [
      ...KAFKA,
      source(`arn:aws:kafka:${ACCOUNT}:cluster/orders/6cc0432b-8618-4f44-bccc-e1fbd8fb7c4d-s1`),
      block('amazon_managed_kafka_event_source_config', GROUP),
    ],
  },
  {
    kind: 'self-managed-kafka',
    arguments: [
      ...KAFKA,
      required(
        block(
          'self_managed_event_source',
          attribute('endpoints', { KAFKA_BOOTSTRAP_SERVERS: 'a.example.com:9092,b.example.com:9092' }),
        ),
      ),
      block('self_managed_kafka_event_source_config', GROUP),
      access(
        ['VPC_SUBNET', 'subnet:subnet-0123456789abcdef0'],
        ['VPC_SECURITY_GROUP', 'security_group:sg-0123456789abcdef0'],
        ['SASL_SCRAM_512_AUTH', SECRET],
      ),
    ],
  },
  {
    kind: 'mq-activemq',
    arguments: [
      ...COMMON,
      source(`arn:aws:mq:${ACCOUNT}:broker:orders:b-1234abcd-12ab-34cd-56ef-1234567890ab`),
      attribute('queues', ['orders']),
      access(['BASIC_AUTH', SECRET]),
      optional('batch_size', 50),
      optional('maximum_batching_window_in_seconds', 20),
      FILTER('data'),
    ],
  },
  {
    kind: 'mq-rabbitmq',
    arguments: [
      ...COMMON,
      source(`arn:aws:mq:${ACCOUNT}:broker:orders:b-1234abcd-12ab-34cd-56ef-1234567890ab`),
      attribute('queues', ['orders']),
      access(['BASIC_AUTH', SECRET], ['VIRTUAL_HOST', '/']),
      optional('batch_size', 50),
    ],
  },
  {
    kind: 'documentdb',
    arguments: [
      ...COMMON,
      source(`arn:aws:rds:${ACCOUNT}:cluster:orders`),
      attribute('starting_position', 'LATEST'),
      access(['BASIC_AUTH', SECRET]),
      required(
        block(
          'document_db_event_source_config',
          attribute('database_name', 'orders'),
          optional('collection_name', 'items'),
          optional('full_document', 'UpdateLookup'),
        ),
      ),
      optional('batch_size', 50),
    ],
  },
];
