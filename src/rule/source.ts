/** What rules ask and say about the source of a mapping. */
import {
  allIn,
  type EventSourceKind,
  KAFKA,
  KINESIS,
  kindNames,
  MQ,
  MSK,
  type SourceArgument,
  SQS,
} from '../lambda/event-source.ts';
import type { EventSourceMapping } from '../lambda/event-source-mapping.ts';
import { allRefuse, cell } from '../lambda/event-source-table.ts';
import type { Stage } from '../text/diagnostic.ts';
import type { JsonPointer } from '../text/pointer.ts';
import type { Value } from '../value/value.ts';
import { listed } from './describe.ts';
import type { Related } from './rule.ts';

/** Where a mapping names the place for records that failed. */
export const DESTINATION: JsonPointer = '/destination_config/0/on_failure/0/destination_arn';

/**
 * `an SQS queue`, the kinds that are left. Where not the source arguments but others decide, they are named:
 * `a Kafka cluster (topics is set, so that the source must be a Kafka cluster)`.
 */
export function sourceName(mapping: EventSourceMapping): string {
  const name = listed(kindNames(mapping.kinds), 'or');
  const because = mapping.kindsBecause;
  return because === undefined || sourceArgument(because) !== undefined ? name : `${name} (${because})`;
}

const GROUPS: readonly (readonly EventSourceKind[])[] = [KAFKA, KINESIS, SQS, MSK, MQ];

/**
 * As `sourceName`, for a source that refuses an argument: by the whole group where all of it does, `an SQS queue` in place of
 * `a standard SQS queue`.
 */
export function refusingSource(mapping: EventSourceMapping, argument: SourceArgument): string {
  const group = GROUPS.find((kinds) => allIn(mapping.kinds, kinds) && allRefuse(new Set(kinds), argument));
  return sourceName(group === undefined ? mapping : { ...mapping, kinds: new Set(group) });
}

/** The source argument that tells the kind, as a place to look at; none where other arguments do. */
export function whySource(mapping: EventSourceMapping): readonly Related[] {
  const because = mapping.kindsBecause;
  const at = because === undefined ? undefined : sourceArgument(because);
  return because === undefined || at === undefined ? [] : [{ message: because, at }];
}

/** Whether the source arguments themselves tell the kind, and not others. */
export function isSourceKnown({ kindsBecause }: EventSourceMapping): boolean {
  return kindsBecause !== undefined && sourceArgument(kindsBecause) !== undefined;
}

function sourceArgument(because: string): JsonPointer | undefined {
  if (because.startsWith('event_source_arn ')) return '/event_source_arn';
  return because.startsWith('self_managed_event_source ') ? '/self_managed_event_source/0' : undefined;
}

/** AWS's own words about an argument, when they are recorded and the same for every kind that is left. */
export function awsSays(mapping: EventSourceMapping, argument: SourceArgument): string | undefined {
  const texts = new Set([...mapping.kinds].map((kind) => cell(kind, argument).aws));
  const [text] = texts;
  return texts.size === 1 ? text : undefined;
}

/** Whether the value is the list of blocks of one type. */
export function isBlocks(value: Value): boolean {
  return 'blocks' in value && value.blocks === true;
}

/** How many blocks of a type are written for certain, whatever is in them. */
export function blockCount(mapping: EventSourceMapping, pointer: JsonPointer): number {
  return mapping.count(pointer) ?? 0;
}

/**
 * When the provider sees that two arguments exclude each other, of which this one is set: it lets an unknown value pass, and
 * what a managed resource has only after its creation is unknown until apply (seen with hashicorp/aws 5.100.0, 2026-11-24).
 */
export function exclusionStage(value: Value): Stage {
  if (value.kind !== 'unknown') return 'validate';
  return value.is?.subject === 'managed' ? 'apply' : 'plan';
}
