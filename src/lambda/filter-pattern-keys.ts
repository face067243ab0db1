/**
 * The keys at the top of the records that filters see, by kind of event source: AWS Lambda developer guide, edition of
 * November 2022 and pages of 2026, and the record layouts that functions get.
 */
import type { EventSourceKind } from './event-source.ts';

export interface RecordKeys {
  /** The key under which the payload is. */
  readonly payload: string;
  readonly others: readonly string[];
}

const SQS_KEYS: RecordKeys = {
  payload: 'body',
  others: [
    ...['messageId', 'receiptHandle', 'attributes', 'messageAttributes', 'md5OfBody', 'md5OfMessageAttributes'],
    ...['eventSource', 'eventSourceARN', 'awsRegion'],
  ],
};

const KINESIS_KEYS: RecordKeys = {
  payload: 'data',
  others: [
    ...[
      'partitionKey',
      'sequenceNumber',
      'kinesisSchemaVersion',
      'approximateArrivalTimestamp',
      'eventID',
      'eventName',
    ],
    ...['eventSource', 'eventVersion', 'awsRegion', 'eventSourceARN', 'invokeIdentityArn'],
  ],
};

/** The edition of 2022 also filters by `key`; today's pages speak of `value` only. */
const KAFKA_KEYS: RecordKeys = {
  payload: 'value',
  others: ['key', 'topic', 'partition', 'offset', 'timestamp', 'timestampType', 'headers'],
};

/** `undefined` where there are no filters. */
export const RECORD_KEYS: Readonly<Record<EventSourceKind, RecordKeys | undefined>> = {
  'kinesis-stream': KINESIS_KEYS,
  'kinesis-consumer': KINESIS_KEYS,
  'dynamodb-stream': {
    payload: 'dynamodb',
    others: ['eventID', 'eventName', 'eventVersion', 'eventSource', 'awsRegion', 'eventSourceARN', 'userIdentity'],
  },
  'sqs-standard': SQS_KEYS,
  'sqs-fifo': SQS_KEYS,
  msk: KAFKA_KEYS,
  'msk-serverless': KAFKA_KEYS,
  'self-managed-kafka': KAFKA_KEYS,
  'mq-activemq': {
    payload: 'data',
    others: [
      ...[
        'messageID',
        'messageType',
        'deliveryMode',
        'correlationID',
        'correlationId',
        'replyTo',
        'destination',
        'redelivered',
        'type',
      ],
      ...['expiration', 'priority', 'timestamp', 'brokerInTime', 'brokerOutTime', 'properties'],
    ],
  },
  'mq-rabbitmq': { payload: 'data', others: ['basicProperties', 'redelivered'] },
  documentdb: undefined,
};

/** The payload key of every kind that is left; `undefined` when they differ, or one of them has no filters. */
export function payloadKey(kinds: ReadonlySet<EventSourceKind>): string | undefined {
  const keys = new Set([...kinds].map((kind) => RECORD_KEYS[kind]?.payload));
  const [key] = keys;
  return keys.size === 1 ? key : undefined;
}

/** The keys that a record of some kind that is left has at its top, the payload's first. */
export function topLevelKeys(kinds: ReadonlySet<EventSourceKind>): readonly string[] {
  const rows = [...kinds].flatMap((kind) => RECORD_KEYS[kind] ?? []);
  return [...new Set([...rows.map(({ payload }) => payload), ...rows.flatMap(({ others }) => others)])];
}

/** The keys of `dynamodb` that hold attributes, each with its type tag. */
export const IMAGES: readonly string[] = ['Keys', 'NewImage', 'OldImage'];

/** The type tags of DynamoDB's values. */
export const TYPE_TAGS: readonly string[] = ['S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS'];
