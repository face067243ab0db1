/**
 * The set of kinds that a mapping's source can still be. It starts with all of them, and each fact removes some: first the
 * source arguments themselves; when they say nothing, the arguments that only some kinds accept. A rule about a kind reports
 * only what every kind that is left refuses.
 */
import type { Configuration } from '../terraform/configuration.ts';
import type { JsonPointer } from '../text/pointer.ts';
import type { MappingValue } from '../value/value.ts';
import { argumentPointers, type EventSourceKind, KINDS, kindNames, MQ, type SourceArgument } from './event-source.ts';
import { cell, SOURCE_ARGUMENTS } from './event-source-table.ts';
import { type Presence, presence, valueAt } from './presence.ts';
import { sourceEvidence } from './source-evidence.ts';

/** A set argument and the kinds that accept it. */
export interface Witness {
  readonly argument: SourceArgument;
  readonly pointer: JsonPointer;
  readonly kinds: ReadonlySet<EventSourceKind>;
}

export interface Narrowing {
  /** The kinds that are left; none when no source accepts the arguments together. */
  readonly kinds: ReadonlySet<EventSourceKind>;
  /** Why, to follow "because"; `undefined` when nothing is known. */
  readonly because: string | undefined;
  /** The arguments that say so, in the order of the instance; none when nothing is known. */
  readonly from: readonly JsonPointer[];
  /** The first two arguments, in the order written, that no source accepts together; their order is that of the instance. */
  readonly contradiction: readonly [Witness, Witness] | undefined;
}

/** What is known about the kind of source of a judged mapping. */
export function narrow(values: MappingValue, configuration: Configuration): Narrowing {
  const state = (pointer: JsonPointer): Presence => presence(values, pointer);
  if (state('/self_managed_event_source') === 'set') {
    return said(['self-managed-kafka'], {
      because: 'self_managed_event_source is set',
      from: ['/self_managed_event_source/0'],
    });
  }
  const evidence = sourceEvidence(valueAt(values, '/event_source_arn'), configuration);
  if (evidence !== undefined) {
    const { kinds, because } = evidence;
    const from: readonly JsonPointer[] = ['/event_source_arn'];
    const host = kinds.every((kind) => MQ.includes(kind)) ? virtualHost(values) : undefined;
    if (host === undefined || kinds.length === 1) return said(kinds, { because, from });
    return said(['mq-rabbitmq'], {
      because: `${because} and an access entry is a VIRTUAL_HOST`,
      from: [...from, host],
    });
  }
  const possible = KINDS.filter(
    (kind) => kind !== 'self-managed-kafka' || state('/self_managed_event_source') !== 'absent',
  );
  const withoutActiveMq = possible.filter((kind) => kind !== 'mq-activemq');
  return byArguments(values, virtualHost(values) === undefined ? possible : withoutActiveMq);
}

function said(
  kinds: readonly EventSourceKind[],
  { because, from }: { readonly because: string; readonly from: readonly JsonPointer[] },
): Narrowing {
  return { kinds: new Set(kinds), because, from, contradiction: undefined };
}

/** Only RabbitMQ has virtual hosts. */
function virtualHost(values: MappingValue): JsonPointer | undefined {
  const entries = valueAt(values, '/source_access_configuration');
  if (!('elements' in entries)) return undefined;
  return entries.elements
    .map((_, index): JsonPointer => `/source_access_configuration/${index}/type`)
    .find((pointer) => {
      const type = valueAt(values, pointer);
      return type.kind === 'string' && type.value === 'VIRTUAL_HOST';
    });
}

/** Each set argument keeps only the kinds that accept it. */
function byArguments(values: MappingValue, possible: readonly EventSourceKind[]): Narrowing {
  let kinds = [...possible];
  const witnesses: Witness[] = [];
  for (const witness of setArguments(values, possible)) {
    const left = kinds.filter((kind) => witness.kinds.has(kind));
    if (left.length === kinds.length) continue;
    witnesses.push(witness);
    if (left.length === 0) {
      return { kinds: new Set(), because: undefined, from: [], contradiction: culprits(witnesses, witness) };
    }
    kinds = left;
  }
  return {
    kinds: new Set(kinds),
    because: reason(witnesses, kinds),
    from: witnesses.map(({ pointer }) => pointer),
    contradiction: undefined,
  };
}

/** The arguments that are provably set and that not all kinds accept, in the order of the instance. */
function setArguments(values: MappingValue, possible: readonly EventSourceKind[]): readonly Witness[] {
  const order = [...values.entries.keys()];
  return SOURCE_ARGUMENTS.flatMap((argument) => argumentPointers(argument).map((pointer) => ({ argument, pointer })))
    .filter(({ pointer }) => presence(values, pointer) === 'set')
    .map((found) => ({
      ...found,
      kinds: new Set(possible.filter((kind) => cell(kind, found.argument).status !== 'forbidden')),
    }))
    .filter((witness) => witness.kinds.size < possible.length)
    .map((witness) => ({ witness, at: order.indexOf(witness.pointer.split('/')[1] ?? '') }))
    .sort((a, b) => a.at - b.at)
    .map(({ witness }) => witness);
}

/** The first earlier argument that shares no kind with the last one; the one before it when they only conflict all together. */
function culprits(witnesses: readonly Witness[], last: Witness): readonly [Witness, Witness] | undefined {
  const earlier = witnesses.slice(0, -1);
  const first = earlier.find(({ kinds }) => ![...kinds].some((kind) => last.kinds.has(kind))) ?? earlier.at(-1);
  return first && [first, last];
}

function reason(witnesses: readonly Witness[], kinds: readonly EventSourceKind[]): string | undefined {
  if (witnesses.length === 0) return undefined;
  const names = witnesses.map(({ argument }) => argument);
  const set =
    names.length === 1 ? `${names[0]} is set` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are set`;
  const sources = kindNames(new Set(kinds));
  return sources.length === 1 ? `${set}, so that the source must be ${sources[0]}` : set;
}
