/**
 * The kinds of event source that Lambda polls, their groups and names, and the arguments in which they differ. What each
 * kind does with each argument is in `event-source-table.ts`.
 */
import { child, type JsonPointer } from '../text/pointer.ts';

/** The kinds of event source that Lambda polls. */
export type EventSourceKind =
  | 'kinesis-stream'
  | 'kinesis-consumer'
  | 'dynamodb-stream'
  | 'sqs-standard'
  | 'sqs-fifo'
  | 'msk'
  | 'msk-serverless'
  | 'self-managed-kafka'
  | 'mq-activemq'
  | 'mq-rabbitmq'
  | 'documentdb';

export const KINESIS: readonly EventSourceKind[] = ['kinesis-stream', 'kinesis-consumer'];
/** Kinesis and DynamoDB. */
export const STREAMS: readonly EventSourceKind[] = [...KINESIS, 'dynamodb-stream'];
export const SQS: readonly EventSourceKind[] = ['sqs-standard', 'sqs-fifo'];
export const MSK: readonly EventSourceKind[] = ['msk', 'msk-serverless'];
export const KAFKA: readonly EventSourceKind[] = [...MSK, 'self-managed-kafka'];
export const MQ: readonly EventSourceKind[] = ['mq-activemq', 'mq-rabbitmq'];
/** Kafka, MQ and DocumentDB. */
export const BROKERS: readonly EventSourceKind[] = [...KAFKA, ...MQ, 'documentdb'];
/** All kinds, in the order of the table. */
export const KINDS: readonly EventSourceKind[] = [...STREAMS, ...SQS, ...BROKERS];

/** The arguments that the sources differ in. Those of nested blocks go by their own name; `argumentPointers` says where they are. */
export type SourceArgument =
  | 'event_source_arn'
  | 'self_managed_event_source'
  | 'starting_position'
  | 'starting_position_timestamp'
  | 'batch_size'
  | 'maximum_batching_window_in_seconds'
  | 'parallelization_factor'
  | 'tumbling_window_in_seconds'
  | 'maximum_retry_attempts'
  | 'maximum_record_age_in_seconds'
  | 'bisect_batch_on_function_error'
  | 'function_response_types'
  | 'destination_config'
  | 'topics'
  | 'queues'
  | 'source_access_configuration'
  | 'amazon_managed_kafka_event_source_config'
  | 'self_managed_kafka_event_source_config'
  | 'schema_registry_config'
  | 'document_db_event_source_config'
  | 'scaling_config'
  | 'provisioned_poller_config'
  | 'poller_group_name'
  | 'metrics_config'
  | 'filter_criteria'
  | 'kms_key_arn'
  | 'tags'
  | 'enabled';

/** Arguments with a range that depends on the source. */
export type LimitedArgument =
  | 'batch_size'
  | 'maximum_batching_window_in_seconds'
  | 'minimum_pollers'
  | 'maximum_pollers';

/** Arguments whose allowed words depend on the source; the words of `source_access_configuration` are its types. */
export type WordedArgument = 'starting_position' | 'source_access_configuration' | 'metrics' | 'destination_config';

/** Where the argument is in a mapping; more than one place when several blocks may hold it. */
export function argumentPointers(argument: SourceArgument | LimitedArgument): readonly JsonPointer[] {
  switch (argument) {
    case 'schema_registry_config':
      return [
        '/amazon_managed_kafka_event_source_config/0/schema_registry_config',
        '/self_managed_kafka_event_source_config/0/schema_registry_config',
      ];
    case 'poller_group_name':
    case 'minimum_pollers':
    case 'maximum_pollers':
      return [child('/provisioned_poller_config/0', argument)];
    default:
      return [child('', argument)];
  }
}

const NAMES: Readonly<Record<EventSourceKind, string>> = {
  'kinesis-stream': 'a Kinesis stream',
  'kinesis-consumer': 'a Kinesis stream consumer',
  'dynamodb-stream': 'a DynamoDB stream',
  'sqs-standard': 'a standard SQS queue',
  'sqs-fifo': 'a FIFO SQS queue',
  msk: 'an MSK cluster',
  'msk-serverless': 'an MSK Serverless cluster',
  'self-managed-kafka': 'a self-managed Kafka cluster',
  'mq-activemq': 'an ActiveMQ broker',
  'mq-rabbitmq': 'a RabbitMQ broker',
  documentdb: 'a DocumentDB cluster',
};

/** Names of groups, the largest first: a set of kinds is named by the groups it holds whole, then by the kinds left over. */
const GROUP_NAMES: readonly (readonly [readonly EventSourceKind[], string])[] = [
  [KAFKA, 'a Kafka cluster'],
  [KINESIS, 'a Kinesis stream'],
  [SQS, 'an SQS queue'],
  [MSK, 'an MSK cluster'],
  [MQ, 'an MQ broker'],
];

/** `a Kinesis stream`, `an SQS queue or an MQ broker`: what the kinds are, each with its article, in the order of the table. */
export function kindNames(kinds: ReadonlySet<EventSourceKind>): readonly string[] {
  const left = new Set(KINDS.filter((kind) => kinds.has(kind)));
  const found: { readonly at: number; readonly name: string }[] = [];
  for (const [group, name] of GROUP_NAMES) {
    const [first] = group;
    if (first === undefined || !group.every((kind) => left.has(kind))) continue;
    found.push({ at: KINDS.indexOf(first), name });
    for (const kind of group) left.delete(kind);
  }
  for (const kind of left) found.push({ at: KINDS.indexOf(kind), name: NAMES[kind] });
  return found.sort((a, b) => a.at - b.at).map(({ name }) => name);
}

/** Whether every kind that is left is one of `group`; false when none is left, so that nothing is proved. */
export function allIn(kinds: ReadonlySet<EventSourceKind>, group: readonly EventSourceKind[]): boolean {
  return kinds.size > 0 && [...kinds].every((kind) => group.includes(kind));
}
