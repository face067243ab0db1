/**
 * What attributes of AWS resources hold: whose ARN, or no ARN at all. Only what is certain for every version of the provider
 * is listed; attributes and types that are not listed prove nothing.
 */
import { readArn } from '../lambda/arn.ts';
import { valueAt } from '../lambda/presence.ts';
import { sourceEvidence } from '../lambda/source-evidence.ts';
import type { Configuration } from '../terraform/configuration.ts';
import type { Value } from '../value/value.ts';

interface ResourceAttributes {
  /** The service in the ARN. */
  readonly service: string;
  /** Attributes that are ARNs of the resource itself. */
  readonly arns: readonly string[];
  /** Attributes that are no ARN, though they are texts that name the resource. */
  readonly others?: readonly string[];
}

const ARN = ['arn'];
const ARN_AND_ID = ['arn', 'id'];

const RESOURCES: Readonly<Record<string, ResourceAttributes>> = {
  aws_sqs_queue: { service: 'sqs', arns: ARN, others: ['id', 'url', 'name'] },
  aws_kinesis_stream: { service: 'kinesis', arns: ARN_AND_ID, others: ['name'] },
  aws_kinesis_stream_consumer: { service: 'kinesis', arns: ARN_AND_ID, others: ['name'] },
  aws_dynamodb_table: { service: 'dynamodb', arns: ['arn', 'stream_arn'], others: ['id', 'name', 'stream_label'] },
  aws_msk_cluster: {
    service: 'kafka',
    arns: ARN_AND_ID,
    others: [
      'cluster_name',
      'bootstrap_brokers',
      'bootstrap_brokers_tls',
      'bootstrap_brokers_sasl_scram',
      'bootstrap_brokers_sasl_iam',
    ],
  },
  aws_msk_serverless_cluster: { service: 'kafka', arns: ARN_AND_ID, others: ['cluster_name'] },
  aws_msk_vpc_connection: { service: 'kafka', arns: ARN },
  aws_mq_broker: { service: 'mq', arns: ARN, others: ['id', 'broker_name'] },
  aws_docdb_cluster: { service: 'rds', arns: ARN, others: ['id', 'cluster_identifier', 'endpoint'] },
  aws_sns_topic: { service: 'sns', arns: ARN_AND_ID, others: ['name'] },
  aws_s3_bucket: { service: 's3', arns: ARN, others: ['id', 'bucket', 'bucket_domain_name'] },
  aws_kms_key: { service: 'kms', arns: ARN, others: ['id', 'key_id'] },
  aws_kms_alias: { service: 'kms', arns: ['arn', 'target_key_arn'], others: ['id', 'name', 'target_key_id'] },
  aws_lambda_function: {
    service: 'lambda',
    arns: ['arn', 'qualified_arn'],
    others: ['function_name', 'id', 'version'],
  },
  aws_lambda_alias: { service: 'lambda', arns: ARN_AND_ID, others: ['name'] },
  aws_cloudwatch_event_rule: { service: 'events', arns: ARN, others: ['id', 'name'] },
  aws_cloudwatch_event_bus: { service: 'events', arns: ARN, others: ['id', 'name'] },
  aws_cloudwatch_log_group: { service: 'logs', arns: ARN, others: ['id', 'name'] },
  aws_kinesis_firehose_delivery_stream: { service: 'firehose', arns: ARN_AND_ID, others: ['name'] },
  aws_kinesis_video_stream: { service: 'kinesisvideo', arns: ARN_AND_ID, others: ['name'] },
  aws_kinesisanalyticsv2_application: { service: 'kinesisanalytics', arns: ARN_AND_ID, others: ['name'] },
  aws_docdbelastic_cluster: { service: 'docdb-elastic', arns: ARN_AND_ID, others: ['name'] },
  aws_rds_cluster: { service: 'rds', arns: ARN, others: ['id', 'cluster_identifier', 'endpoint'] },
  aws_db_instance: { service: 'rds', arns: ARN, others: ['identifier', 'endpoint'] },
  aws_neptune_cluster: { service: 'rds', arns: ARN, others: ['id', 'cluster_identifier', 'endpoint'] },
  aws_sfn_state_machine: { service: 'states', arns: ARN_AND_ID, others: ['name'] },
  aws_secretsmanager_secret: { service: 'secretsmanager', arns: ARN_AND_ID, others: ['name'] },
  aws_secretsmanager_secret_version: { service: 'secretsmanager', arns: ['arn', 'secret_id'] },
  aws_iam_role: { service: 'iam', arns: ARN, others: ['id', 'name'] },
};

/** A resource whose attribute a value is. */
export interface NamedResource {
  readonly type: string;
  readonly attribute: string;
  /** The service of the ARN that the attribute is; `undefined` when it is no ARN. */
  readonly service: string | undefined;
}

/** The resource behind a value that is exactly one of its listed attributes. Ids of data sources are not listed. */
export function namedResource({ is }: Value): NamedResource | undefined {
  if (is === undefined || (is.subject !== 'managed' && is.subject !== 'data') || is.type === undefined)
    return undefined;
  const resource = Object.hasOwn(RESOURCES, is.type) ? RESOURCES[is.type] : undefined;
  const [attribute, ...below] = is.attribute;
  if (resource === undefined || typeof attribute !== 'string' || below.length > 0 || is.splat) return undefined;
  if (is.subject === 'data' && attribute === 'id') return undefined;
  if (resource.arns.includes(attribute)) return { type: is.type, attribute, service: resource.service };
  return resource.others?.includes(attribute) ? { type: is.type, attribute, service: undefined } : undefined;
}

/** The service whose ARN a value is, written out or by reference, as far as it is known. */
export function arnService(value: Value): string | undefined {
  return namedResource(value)?.service ?? readArn(value)?.service;
}

/** Whether a value is for certain the ARN of a FIFO queue. */
export function isFifoQueue(value: Value, configuration: Configuration): boolean {
  return sourceEvidence(value, configuration)?.kinds.join() === 'sqs-fifo';
}

/** Whether a value is for certain the ARN of a FIFO topic. */
export function isFifoTopic(value: Value, configuration: Configuration): boolean {
  const arn = readArn(value);
  if (arn?.service === 'sns') return arn.resource.suffix.endsWith('.fifo');
  if (value.is === undefined || namedResource(value)?.service !== 'sns') return false;
  const instances = configuration.resource(value.is)?.instances ?? [];
  return (
    instances.length > 0 &&
    instances.every(({ values }) => {
      const [fifo, name] = [valueAt(values, '/fifo_topic'), valueAt(values, '/name')];
      return (fifo.kind === 'bool' && fifo.value) || (name.kind === 'string' && name.value.endsWith('.fifo'));
    })
  );
}
