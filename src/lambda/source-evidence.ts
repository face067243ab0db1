/**
 * What the source arguments of a mapping say about the kind of event source: references by the type of resource that they
 * name, ARNs by their service and shape. Names of variables, resources and modules are never evidence.
 */
import type { Configuration, ResourceBlock } from '../terraform/configuration.ts';
import { child } from '../text/pointer.ts';
import type { Reference, Value } from '../value/value.ts';
import { type Arn, readArn } from './arn.ts';
import { type EventSourceKind, KINESIS, MQ, MSK, SQS } from './event-source.ts';
import { withKey } from './instances-of.ts';
import { valueAt } from './presence.ts';

/** The kinds that a fact leaves, and the fact, to follow "because". */
export interface SourceEvidence {
  readonly kinds: readonly EventSourceKind[];
  readonly because: string;
}

type Argument = (name: string) => Value;

interface ResourceKinds {
  /** The attributes that name the event source. */
  readonly attributes: readonly string[];
  /** The kinds that such a resource may be. */
  readonly otherwise: readonly EventSourceKind[];
  /** Which of them it is, by its arguments. */
  readonly ask?: (argument: Argument, mode: ResourceBlock['mode']) => readonly EventSourceKind[];
}

/** Resource types and data sources that are event sources. Ids stand here where they are ARNs. */
const RESOURCES: Readonly<Record<string, ResourceKinds>> = {
  aws_kinesis_stream: { attributes: ['arn', 'id'], otherwise: ['kinesis-stream'] },
  aws_kinesis_stream_consumer: { attributes: ['arn', 'id'], otherwise: ['kinesis-consumer'] },
  aws_msk_cluster: { attributes: ['arn', 'id'], otherwise: ['msk'] },
  aws_msk_serverless_cluster: { attributes: ['arn', 'id'], otherwise: ['msk-serverless'] },
  aws_msk_vpc_connection: { attributes: ['arn'], otherwise: ['msk'] },
  aws_dynamodb_table: { attributes: ['stream_arn'], otherwise: ['dynamodb-stream'] },
  aws_sqs_queue: { attributes: ['arn'], otherwise: SQS, ask: queueKinds },
  aws_mq_broker: { attributes: ['arn'], otherwise: MQ, ask: brokerKinds },
  aws_docdb_cluster: { attributes: ['arn'], otherwise: ['documentdb'] },
};

/** What `event_source_arn` says about the kind; `undefined` when it says nothing. */
export function sourceEvidence(value: Value, configuration: Configuration): SourceEvidence | undefined {
  const byReference = value.is && referenceEvidence(value.is, configuration);
  if (byReference !== undefined) return byReference;
  const arn = readArn(value);
  const kinds = arn && arnKinds(arn);
  return (
    kinds && { kinds, because: `event_source_arn is an ARN of ${SERVICE_NAMES[arn.service ?? ''] ?? arn.service}` }
  );
}

function referenceEvidence(reference: Reference, configuration: Configuration): SourceEvidence | undefined {
  const { subject, type, attribute } = reference;
  if ((subject !== 'managed' && subject !== 'data') || type === undefined || reference.splat) return undefined;
  const resource = Object.hasOwn(RESOURCES, type) ? RESOURCES[type] : undefined;
  const [name, ...below] = attribute;
  if (resource === undefined || typeof name !== 'string' || below.length > 0) return undefined;
  if (!resource.attributes.includes(name)) return undefined;
  const { otherwise, ask } = resource;
  return {
    kinds: ask === undefined ? otherwise : agreed(reference, configuration.resource(reference), { ...resource, ask }),
    because: `event_source_arn is the ${name} of ${subject === 'data' ? 'data.' : ''}${type}.${reference.name}`,
  };
}

/** A FIFO queue says so, and its name must end in `.fifo`: AWS refuses either without the other. */
function queueKinds(argument: Argument, mode: ResourceBlock['mode']): readonly EventSourceKind[] {
  const name = argument('name');
  if (endsInFifo(name)) return ['sqs-fifo'];
  if (mode === 'data') return name.kind === 'string' ? ['sqs-standard'] : SQS;
  const fifo = argument('fifo_queue');
  switch (fifo.kind) {
    case 'null':
      return ['sqs-standard'];
    case 'bool':
    case 'string':
      return String(fifo.value) === 'true' ? ['sqs-fifo'] : ['sqs-standard'];
    default:
      return SQS;
  }
}

function endsInFifo(name: Value): boolean {
  if (name.kind === 'string') return name.value.endsWith('.fifo');
  const last = name.kind === 'unknown' ? name.parts?.at(-1) : undefined;
  return typeof last === 'string' && last.endsWith('.fifo');
}

function brokerKinds(argument: Argument): readonly EventSourceKind[] {
  const engine = argument('engine_type');
  switch (engine.kind === 'string' ? engine.value.toLowerCase() : '') {
    case 'activemq':
      return ['mq-activemq'];
    case 'rabbitmq':
      return ['mq-rabbitmq'];
    default:
      return MQ;
  }
}

/** What the referenced instance says, or all instances alike; `otherwise` when they differ or none is declared. */
function agreed(
  { key }: Reference,
  block: ResourceBlock | undefined,
  { otherwise, ask }: ResourceKinds & { readonly ask: NonNullable<ResourceKinds['ask']> },
): readonly EventSourceKind[] {
  if (block === undefined) return otherwise;
  const referenced = key === undefined ? [] : withKey(block.instances, key);
  const answers = (referenced.length > 0 ? referenced : block.instances).map(({ values }) =>
    ask((name) => valueAt(values, child('', name)), block.mode),
  );
  const [first] = answers;
  if (first === undefined) return otherwise;
  return answers.every((answer) => answer.join() === first.join()) ? first : otherwise;
}

const SERVICE_NAMES: Readonly<Record<string, string>> = {
  kinesis: 'Kinesis',
  dynamodb: 'DynamoDB',
  sqs: 'SQS',
  kafka: 'MSK',
  mq: 'Amazon MQ',
  rds: 'DocumentDB',
};

/** The kinds behind an ARN, by its service and the shape of its last field; `undefined` for any other service. */
export function arnKinds({ service, resource }: Arn): readonly EventSourceKind[] | undefined {
  const { prefix, suffix, complete } = resource;
  switch (service) {
    case 'kinesis':
      if (/^stream\/.*\/consumer\//.test(prefix) || /\/consumer\//.test(suffix)) return ['kinesis-consumer'];
      return complete && /^stream\/[^/]+$/.test(prefix) ? ['kinesis-stream'] : KINESIS;
    case 'dynamodb':
      return ['dynamodb-stream'];
    case 'sqs':
      if (suffix.endsWith('.fifo')) return ['sqs-fifo'];
      return complete ? ['sqs-standard'] : SQS;
    case 'kafka':
      if (prefix.startsWith('vpc-connection/')) return ['msk'];
      if (!prefix.startsWith('cluster/')) return MSK;
      if (/-s\d+$/.test(suffix)) return ['msk-serverless'];
      return complete && /-\d+$/.test(suffix) ? ['msk'] : MSK;
    case 'mq':
      return MQ;
    case 'rds':
      return ['documentdb'];
    default:
      return undefined;
  }
}
