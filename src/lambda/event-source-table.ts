/**
 * What each kind of event source does with each argument: the matrix of the Lambda documentation, corrected by what AWS was
 * seen to answer. Data, each row with its source and date; the questions that rules ask are at the top. Every argument has
 * exactly one row for each kind (a test counts them).
 *
 * Queues and streams answer a misplaced argument with `Unsupported <Name> parameter for given event source mapping type.`,
 * brokers with `Unsupported '<name>' parameter for given event source mapping type.`; the text stands at a row only where it
 * was recorded for that argument on such a source.
 */
import {
  BROKERS,
  type EventSourceKind,
  KAFKA,
  KINDS,
  KINESIS,
  type LimitedArgument,
  MQ,
  MSK,
  type SourceArgument,
  SQS,
  STREAMS,
  type WordedArgument,
} from './event-source.ts';

/** Where a fact comes from. `recorded`: seen on AWS or enforced by the provider; `documented`: only written down. */
export interface FactSource {
  readonly class: 'recorded' | 'documented';
  readonly source: string;
  /** ISO date, or year and month. */
  readonly date: string;
}

/**
 * What a source does with an argument. `conditional`: depends on other arguments, a rule of its own; `disputed`: the sources
 * of this fact disagree, so that nothing is reported.
 */
export interface Cell {
  readonly status: 'required' | 'optional' | 'forbidden' | 'conditional' | 'disputed';
  readonly evidence: FactSource;
  /** AWS's own words when the argument is refused or missing, where they are recorded. */
  readonly aws?: string;
  readonly note?: string;
}

/** An inclusive range with the value that an absent argument has. */
export interface Limit {
  readonly minimum: number;
  readonly maximum: number;
  readonly default?: number;
  readonly evidence: FactSource;
}

/** What `kind` does with `argument`. */
export function cell(kind: EventSourceKind, argument: SourceArgument): Cell {
  const row = ACCEPTANCE[argument].find(({ kinds }) => kinds.includes(kind));
  if (row === undefined) throw new Error(`the table has no row for ${argument} on ${kind}`);
  return row;
}

/** The range of `argument` on `kind`; `undefined` where the source does not take the argument. */
export function limit(kind: EventSourceKind, argument: LimitedArgument): Limit | undefined {
  return LIMITS[argument].find(({ kinds }) => kinds.includes(kind));
}

/** The words that `kind` allows for `argument`; `undefined` where the source does not take it or its words are disputed. */
export function words(kind: EventSourceKind, argument: WordedArgument): readonly string[] | undefined {
  return WORDS[argument].find(({ kinds }) => kinds.includes(kind))?.words;
}

/** Whether every kind that is left refuses the argument; false when none is left, so that nothing is proved. */
export function allRefuse(kinds: ReadonlySet<EventSourceKind>, argument: SourceArgument): boolean {
  return kinds.size > 0 && [...kinds].every((kind) => cell(kind, argument).status === 'forbidden');
}

/** Whether the kinds accept the same arguments with the same limits and words, so that it does not matter which one it is. */
export function agree(kinds: ReadonlySet<EventSourceKind>): boolean {
  const [first, ...others] = kinds;
  if (first === undefined) return false;
  return others.every(
    (other) =>
      SOURCE_ARGUMENTS.every((argument) => cell(first, argument).status === cell(other, argument).status) &&
      Object.values(LIMITS).every((rows) => sameRow(rows, first, other)) &&
      Object.values(WORDS).every((rows) => sameRow(rows, first, other)),
  );
}

function sameRow(rows: readonly Row[], first: EventSourceKind, other: EventSourceKind): boolean {
  return rows.every(({ kinds }) => kinds.includes(first) === kinds.includes(other));
}

interface Row {
  readonly kinds: readonly EventSourceKind[];
}

interface WordRow extends Row {
  readonly words: readonly string[];
  readonly evidence: FactSource;
}

const PREFLIGHT: FactSource = { class: 'recorded', source: 'deployments to AWS (cdk-preflight)', date: '2026-09-13' };
const SNAPSHOTS: FactSource = { class: 'recorded', source: 'answers of AWS kept by LocalStack', date: '2025-11-25' };
const KAFKA_SNAPSHOTS: FactSource = {
  class: 'recorded',
  source: 'answers of AWS kept by LocalStack',
  date: '2024-09-03',
};
const TESTS: FactSource = {
  class: 'recorded',
  source: 'acceptance tests of terraform-provider-aws 6.0, run on AWS',
  date: '2025',
};
const PROVIDER: FactSource = {
  class: 'recorded',
  source: 'schema of terraform-provider-aws 6.66.0',
  date: '2026-11-23',
};
const API: FactSource = {
  class: 'documented',
  source: 'AWS Lambda API reference (botocore 1.43.67)',
  date: '2026-08-07',
};
const GUIDE: FactSource = { class: 'documented', source: 'AWS Lambda developer guide', date: '2026-11-23' };

const DOCUMENTDB: readonly EventSourceKind[] = ['documentdb'];
const SELF_MANAGED: readonly EventSourceKind[] = ['self-managed-kafka'];
const QUEUES_AND_STREAMS: readonly EventSourceKind[] = [...STREAMS, ...SQS];

const UNSUPPORTED = 'parameter for given event source mapping type.';

const ACCEPTANCE: Readonly<Record<SourceArgument, readonly (Row & Cell)[]>> = {
  event_source_arn: [
    { kinds: QUEUES_AND_STREAMS, status: 'required', evidence: SNAPSHOTS, aws: 'Unrecognized event source.' },
    { kinds: [...MSK, ...MQ, ...DOCUMENTDB], status: 'required', evidence: TESTS, aws: 'Unrecognized event source.' },
    { kinds: SELF_MANAGED, status: 'forbidden', evidence: PROVIDER },
  ],
  self_managed_event_source: [
    { kinds: [...QUEUES_AND_STREAMS, ...MSK, ...MQ, ...DOCUMENTDB], status: 'forbidden', evidence: PROVIDER },
    { kinds: SELF_MANAGED, status: 'required', evidence: PROVIDER },
  ],
  starting_position: [
    {
      kinds: STREAMS,
      status: 'required',
      evidence: SNAPSHOTS,
      aws: "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    },
    {
      kinds: SQS,
      status: 'forbidden',
      evidence: PREFLIGHT,
      aws: 'StartingPosition is not valid for SQS event sources.',
    },
    { kinds: MSK, status: 'required', evidence: GUIDE, note: 'no live answer recorded' },
    {
      kinds: SELF_MANAGED,
      status: 'optional',
      evidence: KAFKA_SNAPSHOTS,
      note: 'AWS answered TRIM_HORIZON; the developer guide calls it required',
    },
    { kinds: MQ, status: 'forbidden', evidence: PREFLIGHT, aws: `Unsupported 'startingPosition' ${UNSUPPORTED}` },
    { kinds: DOCUMENTDB, status: 'optional', evidence: TESTS, note: 'the developer guide calls it required' },
  ],
  starting_position_timestamp: [
    { kinds: KINESIS, status: 'conditional', evidence: SNAPSHOTS, note: 'only and always with AT_TIMESTAMP' },
    { kinds: ['dynamodb-stream'], status: 'forbidden', evidence: SNAPSHOTS },
    { kinds: SQS, status: 'forbidden', evidence: PREFLIGHT, aws: 'Timestamp is not valid for SQS event sources.' },
    { kinds: KAFKA, status: 'conditional', evidence: GUIDE, note: 'only and always with AT_TIMESTAMP' },
    {
      kinds: MQ,
      status: 'forbidden',
      evidence: PREFLIGHT,
      aws: `Unsupported 'startingPositionTimestamp' ${UNSUPPORTED}`,
    },
    { kinds: DOCUMENTDB, status: 'conditional', evidence: API, note: 'only and always with AT_TIMESTAMP' },
  ],
  batch_size: [{ kinds: KINDS, status: 'optional', evidence: API }],
  maximum_batching_window_in_seconds: [
    { kinds: STREAMS, status: 'optional', evidence: API },
    { kinds: ['sqs-standard'], status: 'optional', evidence: API, note: 'at least 1 when batch_size is above 10' },
    {
      kinds: ['sqs-fifo'],
      status: 'forbidden',
      evidence: PREFLIGHT,
      aws: 'Batching window is not supported for FIFO queues',
    },
    { kinds: BROKERS, status: 'optional', evidence: API, note: 'since 2022-11-17 for Kafka and MQ' },
  ],
  parallelization_factor: [
    { kinds: STREAMS, status: 'optional', evidence: SNAPSHOTS },
    { kinds: SQS, status: 'forbidden', evidence: PREFLIGHT, aws: `Unsupported ParallelizationFactor ${UNSUPPORTED}` },
    { kinds: BROKERS, status: 'forbidden', evidence: API },
  ],
  tumbling_window_in_seconds: [
    { kinds: STREAMS, status: 'optional', evidence: SNAPSHOTS },
    { kinds: SQS, status: 'forbidden', evidence: PREFLIGHT, aws: `Unsupported TumblingWindowInSeconds ${UNSUPPORTED}` },
    { kinds: BROKERS, status: 'forbidden', evidence: API },
  ],
  maximum_retry_attempts: [
    { kinds: STREAMS, status: 'optional', evidence: SNAPSHOTS },
    { kinds: SQS, status: 'forbidden', evidence: PREFLIGHT, aws: `Unsupported MaximumRetryAttempts ${UNSUPPORTED}` },
    { kinds: KAFKA, status: 'conditional', evidence: GUIDE, note: 'in provisioned mode, since 2025-11-21' },
    { kinds: [...MQ, ...DOCUMENTDB], status: 'forbidden', evidence: API },
  ],
  maximum_record_age_in_seconds: [
    { kinds: STREAMS, status: 'optional', evidence: SNAPSHOTS },
    {
      kinds: SQS,
      status: 'forbidden',
      evidence: PREFLIGHT,
      aws: `Unsupported MaximumRecordAgeInSeconds ${UNSUPPORTED}`,
    },
    { kinds: KAFKA, status: 'conditional', evidence: GUIDE, note: 'in provisioned mode, since 2025-11-21' },
    { kinds: [...MQ, ...DOCUMENTDB], status: 'forbidden', evidence: API },
  ],
  bisect_batch_on_function_error: [
    { kinds: STREAMS, status: 'optional', evidence: SNAPSHOTS },
    {
      kinds: SQS,
      status: 'forbidden',
      evidence: PREFLIGHT,
      aws: `Unsupported BisectBatchOnFunctionError ${UNSUPPORTED}`,
    },
    { kinds: KAFKA, status: 'conditional', evidence: GUIDE, note: 'in provisioned mode, since 2025-11-21' },
    { kinds: [...MQ, ...DOCUMENTDB], status: 'forbidden', evidence: API },
  ],
  function_response_types: [
    { kinds: QUEUES_AND_STREAMS, status: 'optional', evidence: SNAPSHOTS },
    { kinds: KAFKA, status: 'conditional', evidence: GUIDE, note: 'in provisioned mode, since 2025-11-21' },
    {
      kinds: [...MQ, ...DOCUMENTDB],
      status: 'forbidden',
      evidence: PREFLIGHT,
      aws: `Unsupported 'functionResponseTypes' ${UNSUPPORTED}`,
    },
  ],
  destination_config: [
    { kinds: STREAMS, status: 'optional', evidence: SNAPSHOTS },
    { kinds: SQS, status: 'forbidden', evidence: PREFLIGHT, aws: `Unsupported DestinationConfig ${UNSUPPORTED}` },
    { kinds: KAFKA, status: 'optional', evidence: GUIDE, note: 'since 2024-02-16' },
    {
      kinds: [...MQ, ...DOCUMENTDB],
      status: 'forbidden',
      evidence: API,
      note: 'a broker was seen to refuse it, its kind was not recorded',
    },
  ],
  topics: [
    { kinds: [...QUEUES_AND_STREAMS, ...MQ, ...DOCUMENTDB], status: 'forbidden', evidence: API },
    { kinds: ['msk'], status: 'required', evidence: PREFLIGHT, aws: "Required 'topics' parameter is missing." },
    { kinds: ['msk-serverless', ...SELF_MANAGED], status: 'required', evidence: GUIDE },
  ],
  queues: [
    { kinds: [...QUEUES_AND_STREAMS, ...KAFKA, ...DOCUMENTDB], status: 'forbidden', evidence: API },
    { kinds: MQ, status: 'required', evidence: API, note: 'the developer guide of 2022 calls it optional' },
  ],
  source_access_configuration: [
    { kinds: QUEUES_AND_STREAMS, status: 'forbidden', evidence: API },
    { kinds: ['msk'], status: 'optional', evidence: API, note: 'none for IAM or open access' },
    { kinds: ['msk-serverless'], status: 'disputed', evidence: GUIDE, note: 'IAM only, so that none is of use' },
    {
      kinds: SELF_MANAGED,
      status: 'required',
      evidence: KAFKA_SNAPSHOTS,
      aws: "Required 'sourceAccessConfigurations' parameter is missing.",
    },
    {
      kinds: MQ,
      status: 'required',
      evidence: PREFLIGHT,
      aws: "Required 'sourceAccessConfigurations' parameter is missing.",
    },
    {
      kinds: DOCUMENTDB,
      status: 'required',
      evidence: PREFLIGHT,
      aws: 'Invalid parameters: sourceAccessConfigurations, sourceAccessConfigurations',
    },
  ],
  amazon_managed_kafka_event_source_config: [
    { kinds: [...QUEUES_AND_STREAMS, ...MQ, ...DOCUMENTDB], status: 'forbidden', evidence: API },
    { kinds: ['msk'], status: 'optional', evidence: TESTS },
    { kinds: ['msk-serverless'], status: 'optional', evidence: API },
    { kinds: SELF_MANAGED, status: 'forbidden', evidence: PROVIDER },
  ],
  self_managed_kafka_event_source_config: [
    { kinds: [...QUEUES_AND_STREAMS, ...MSK, ...MQ, ...DOCUMENTDB], status: 'forbidden', evidence: PROVIDER },
    { kinds: SELF_MANAGED, status: 'optional', evidence: TESTS },
  ],
  schema_registry_config: [
    { kinds: [...QUEUES_AND_STREAMS, ...MQ, ...DOCUMENTDB], status: 'forbidden', evidence: API },
    { kinds: KAFKA, status: 'conditional', evidence: GUIDE, note: 'in provisioned mode' },
  ],
  document_db_event_source_config: [
    { kinds: [...QUEUES_AND_STREAMS, ...KAFKA, ...MQ], status: 'forbidden', evidence: API },
    { kinds: DOCUMENTDB, status: 'required', evidence: PREFLIGHT, aws: 'Invalid parameters: databaseName' },
  ],
  scaling_config: [
    { kinds: KINESIS, status: 'forbidden', evidence: PREFLIGHT, aws: `Unsupported ScalingConfig ${UNSUPPORTED}` },
    { kinds: ['dynamodb-stream', ...BROKERS], status: 'forbidden', evidence: API },
    { kinds: SQS, status: 'optional', evidence: SNAPSHOTS, note: 'not together with provisioned_poller_config' },
  ],
  provisioned_poller_config: [
    {
      kinds: KINESIS,
      status: 'forbidden',
      evidence: PREFLIGHT,
      aws: `Unsupported ProvisionedPollerConfig ${UNSUPPORTED}`,
    },
    { kinds: ['dynamodb-stream', ...DOCUMENTDB], status: 'forbidden', evidence: API },
    { kinds: SQS, status: 'optional', evidence: PREFLIGHT, note: 'since 2025-11-19' },
    { kinds: KAFKA, status: 'optional', evidence: TESTS, note: 'since 2024-11-22' },
    {
      kinds: MQ,
      status: 'disputed',
      evidence: API,
      note: 'the API reference leaves it out, the text of aws-cdk names it',
    },
  ],
  poller_group_name: [
    { kinds: [...STREAMS, ...DOCUMENTDB], status: 'forbidden', evidence: API },
    { kinds: SQS, status: 'forbidden', evidence: PREFLIGHT, aws: 'Invalid parameter: pollerGroupName' },
    { kinds: KAFKA, status: 'optional', evidence: API, note: 'since 2025-11-21' },
    { kinds: MQ, status: 'disputed', evidence: API, note: 'as provisioned_poller_config' },
  ],
  metrics_config: [
    { kinds: [...STREAMS, ...KAFKA], status: 'optional', evidence: API },
    { kinds: SQS, status: 'optional', evidence: PREFLIGHT },
    {
      kinds: [...MQ, ...DOCUMENTDB],
      status: 'disputed',
      evidence: API,
      note: 'EventCount is not restricted by the text',
    },
  ],
  filter_criteria: [
    { kinds: QUEUES_AND_STREAMS, status: 'optional', evidence: SNAPSHOTS },
    { kinds: [...KAFKA, ...MQ], status: 'optional', evidence: GUIDE },
    { kinds: DOCUMENTDB, status: 'forbidden', evidence: PREFLIGHT, aws: 'Invalid parameters: filterCriteria' },
  ],
  kms_key_arn: [{ kinds: KINDS, status: 'optional', evidence: API }],
  tags: [{ kinds: KINDS, status: 'optional', evidence: API }],
  enabled: [{ kinds: KINDS, status: 'optional', evidence: API }],
};

/** The arguments of the table, in its order. */
export const SOURCE_ARGUMENTS = Object.keys(ACCEPTANCE) as readonly SourceArgument[];

const LIMITS: Readonly<Record<LimitedArgument, readonly (Row & Limit)[]>> = {
  batch_size: [
    { kinds: ['sqs-standard'], minimum: 1, maximum: 10_000, default: 10, evidence: SNAPSHOTS },
    { kinds: ['sqs-fifo'], minimum: 1, maximum: 10, default: 10, evidence: PREFLIGHT },
    { kinds: [...STREAMS, ...BROKERS], minimum: 1, maximum: 10_000, default: 100, evidence: API },
  ],
  maximum_batching_window_in_seconds: [
    { kinds: [...STREAMS, 'sqs-standard'], minimum: 0, maximum: 300, default: 0, evidence: API },
    { kinds: BROKERS, minimum: 0, maximum: 300, default: 0.5, evidence: API },
  ],
  minimum_pollers: [
    { kinds: SQS, minimum: 2, maximum: 200, default: 2, evidence: PREFLIGHT },
    { kinds: KAFKA, minimum: 1, maximum: 200, default: 1, evidence: API },
  ],
  maximum_pollers: [
    { kinds: SQS, minimum: 2, maximum: 10_000, default: 200, evidence: PREFLIGHT },
    { kinds: KAFKA, minimum: 1, maximum: 2_000, default: 200, evidence: API },
  ],
};

const ACCESS_SELF_MANAGED = [
  'BASIC_AUTH',
  'VPC_SUBNET',
  'VPC_SECURITY_GROUP',
  'SASL_SCRAM_256_AUTH',
  'SASL_SCRAM_512_AUTH',
  'CLIENT_CERTIFICATE_TLS_AUTH',
  'SERVER_ROOT_CA_CERTIFICATE',
];

const WORDS: Readonly<Record<WordedArgument, readonly WordRow[]>> = {
  starting_position: [
    { kinds: KINESIS, words: ['TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP'], evidence: SNAPSHOTS },
    { kinds: ['dynamodb-stream'], words: ['TRIM_HORIZON', 'LATEST'], evidence: SNAPSHOTS },
    { kinds: [...KAFKA, ...DOCUMENTDB], words: ['TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP'], evidence: API },
  ],
  source_access_configuration: [
    { kinds: ['msk'], words: ['SASL_SCRAM_512_AUTH', 'CLIENT_CERTIFICATE_TLS_AUTH'], evidence: API },
    { kinds: SELF_MANAGED, words: ACCESS_SELF_MANAGED, evidence: API },
    { kinds: ['mq-activemq'], words: ['BASIC_AUTH'], evidence: PREFLIGHT },
    { kinds: ['mq-rabbitmq'], words: ['BASIC_AUTH', 'VIRTUAL_HOST'], evidence: PREFLIGHT },
    { kinds: DOCUMENTDB, words: ['BASIC_AUTH'], evidence: API },
  ],
  metrics: [
    { kinds: [...STREAMS, ...SQS], words: ['EventCount'], evidence: PREFLIGHT },
    { kinds: KAFKA, words: ['EventCount', 'ErrorCount', 'KafkaMetrics'], evidence: API },
  ],
  destination_config: [
    { kinds: STREAMS, words: ['sqs', 'sns', 's3'], evidence: API },
    { kinds: KAFKA, words: ['sqs', 'sns', 's3', 'kafka'], evidence: API },
  ],
};
