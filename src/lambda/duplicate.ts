/** Mappings that AWS takes for one. */
import type { JsonPointer } from '../text/pointer.ts';
import type { MappingValue, Value } from '../value/value.ts';
import { readArn } from './arn.ts';
import { allIn, KAFKA, MQ, SQS, STREAMS } from './event-source.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';
import { valueAt } from './presence.ts';
import { functionKeys, type KeysOf, sourceKeys, valueKeys } from './relatives.ts';

const SERVERS: JsonPointer = '/self_managed_event_source/0/endpoints/KAFKA_BOOTSTRAP_SERVERS';

/** Where the consumer group of a Kafka mapping is written. */
export const CONSUMER_GROUPS: readonly JsonPointer[] = [
  '/amazon_managed_kafka_event_source_config/0/consumer_group_id',
  '/self_managed_kafka_event_source_config/0/consumer_group_id',
];

/** By the source (its ARN, or each bootstrap server), the function, and the topic or queue. */
export const duplicateKeys: KeysOf = (values, configuration) => {
  const sources = anySourceKeys(values, configuration);
  const functions = functionKeys(values, configuration);
  const parts = [...elements(values, '/topics'), ...elements(values, '/queues')];
  if (sources === undefined || functions === undefined) return undefined;
  const joined = sources.flatMap((source) => functions.map((target) => `${source} ${target}`));
  return joined.flatMap((key) => (parts.length === 0 ? [key] : parts.map((part) => `${key} ${part}`)));
};

const anySourceKeys: KeysOf = (values, configuration) => {
  const servers = valueAt(values, SERVERS);
  if (servers.kind !== 'string') return sourceKeys(values, configuration);
  return servers.value.split(',').map((server) => `server ${server.trim()}`);
};

/**
 * Whether two mappings that share one of these keys are one for AWS. Of a Kafka cluster several mappings may read one topic, each in
 * a consumer group of its own; of DocumentDB each its own collection.
 */
export function areDuplicates(a: EventSourceMapping, b: EventSourceMapping): boolean {
  const same = (pointer: JsonPointer): boolean => isSame(a.get(pointer), b.get(pointer));
  const shared = (pointer: JsonPointer): boolean => {
    const others = elements(b.instance.values, pointer);
    return elements(a.instance.values, pointer).some((key) => others.includes(key));
  };
  const [one, other] = [a.get('/function_name'), b.get('/function_name')];
  // Behind the name of a function, each expression may have a version or an alias of its own.
  if (areApart(one, other) || one.is?.perhapsPart !== other.is?.perhapsPart) return false;
  if (allIn(a.kinds, [...SQS, ...STREAMS])) return true;
  if (allIn(a.kinds, KAFKA)) return shared('/topics') && CONSUMER_GROUPS.every(same);
  if (allIn(a.kinds, MQ)) return shared('/queues');
  return allIn(a.kinds, ['documentdb']) && DOCUMENTS.every(same);
}

const DOCUMENTS: readonly JsonPointer[] = [
  '/document_db_event_source_config/0/database_name',
  '/document_db_event_source_config/0/collection_name',
];

/** Whether two ARNs name functions of different regions or accounts. */
function areApart(a: Value, b: Value): boolean {
  const [one, other] = [readArn(a), readArn(b)];
  return one !== undefined && other !== undefined && (one.region !== other.region || one.account !== other.account);
}

function isSame(a: Value, b: Value): boolean {
  const keys = valueKeys(b);
  return (a.kind === 'null' && b.kind === 'null') || valueKeys(a)?.some((key) => keys?.includes(key)) === true;
}

function elements(values: MappingValue, pointer: JsonPointer): readonly string[] {
  const list = valueAt(values, pointer);
  return 'elements' in list ? list.elements.flatMap((element) => valueKeys(element) ?? []) : [];
}
