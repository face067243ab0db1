import type { Configuration, ResourceBlock, ResourceInstance } from '../terraform/configuration.ts';
import type { JsonPointer } from '../text/pointer.ts';
import type { MappingValue, Value } from '../value/value.ts';
import type { EventSourceKind } from './event-source.ts';
import { type Narrowing, narrow, type Witness } from './narrow.ts';
import { presence, valueAt } from './presence.ts';

/** A judged mapping as rules read it. */
export interface EventSourceMapping {
  readonly address: string;
  readonly instance: ResourceInstance;
  /** The kinds of source that are still possible; empty when a rule about the source has reported, or when no source takes the arguments together. */
  readonly kinds: ReadonlySet<EventSourceKind>;
  /** Why only these kinds are left, to follow "because"; `undefined` when nothing is known. */
  readonly kindsBecause: string | undefined;
  /** The arguments that tell the kinds, in source order: where to point; none when nothing is known. */
  readonly kindsFrom: readonly JsonPointer[];
  /** The first two arguments that no source accepts together, in source order, when the source itself is not known. */
  readonly contradiction: readonly [Witness, Witness] | undefined;
  /** The judged value; a `null` value when absent. */
  get(pointer: JsonPointer): Value;
  /** Provably set: present, not null, and not a value that the provider drops (window 0, bisect false, an empty list). */
  has(pointer: JsonPointer): boolean;
  /** Provably absent: not written, null, or a value that the provider drops. Values that are neither set nor absent (retries -1, an empty block) answer no to both. */
  lacks(pointer: JsonPointer): boolean;
  /** The known number, else `undefined`. */
  number(pointer: JsonPointer): number | undefined;
  /** The known string, else `undefined`. */
  text(pointer: JsonPointer): string | undefined;
  /** How many blocks or elements there are for certain, equal elements of a set counted once; `undefined` when the collection is unknown or open, or a set whose elements may be equal. */
  count(pointer: JsonPointer): number | undefined;
  /** The block in the module tree whose attribute the value is, with that attribute. */
  reference(pointer: JsonPointer): ResourceReference | undefined;
}

/** What a value refers to when it is an attribute of a resource or data source. */
export interface ResourceReference {
  /** `undefined` when no such block is declared. */
  readonly block: ResourceBlock | undefined;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  /** The attribute path, joined by dots. */
  readonly attribute: string;
}

/** The view of one judged mapping. `sourceJudged`: a rule about the source has reported, so that its kind is not to be trusted. */
export function createEventSourceMapping({
  instance,
  judged,
  configuration,
  sourceJudged,
}: {
  readonly instance: ResourceInstance;
  readonly judged: MappingValue;
  readonly configuration: Configuration;
  readonly sourceJudged: boolean;
}): EventSourceMapping {
  let found: Narrowing | undefined;
  const narrowing = (): Narrowing => {
    found ??= narrow(judged, configuration);
    return found;
  };
  const get = (pointer: JsonPointer): Value => valueAt(judged, pointer);
  return {
    address: instance.address,
    instance,
    get kinds() {
      return sourceJudged ? NO_KINDS : narrowing().kinds;
    },
    get kindsBecause() {
      return sourceJudged ? undefined : narrowing().because;
    },
    get kindsFrom() {
      return sourceJudged ? [] : narrowing().from;
    },
    get contradiction() {
      return sourceJudged ? undefined : narrowing().contradiction;
    },
    get,
    has: (pointer) => presence(judged, pointer) === 'set',
    lacks: (pointer) => presence(judged, pointer) === 'absent',
    number(pointer) {
      const value = get(pointer);
      return value.kind === 'number' ? value.value : undefined;
    },
    text(pointer) {
      const value = get(pointer);
      return value.kind === 'string' ? value.value : undefined;
    },
    count: (pointer) => count(get(pointer)),
    reference: (pointer) => reference(get(pointer), configuration),
  };
}

const NO_KINDS: ReadonlySet<EventSourceKind> = new Set();

function count(value: Value): number | undefined {
  if (value.kind === 'null') return 0;
  if (value.kind !== 'list' && value.kind !== 'set' && value.kind !== 'tuple') return undefined;
  if (value.open) return undefined;
  if (value.kind !== 'set' || value.blocks || value.elements.length <= 1) return value.elements.length;
  const texts = value.elements.map((element) => (element.kind === 'string' ? element.value : undefined));
  return texts.includes(undefined) ? undefined : new Set(texts).size;
}

function reference(value: Value, configuration: Configuration): ResourceReference | undefined {
  if (value.is === undefined) return undefined;
  const { subject, type, attribute } = value.is;
  if ((subject !== 'managed' && subject !== 'data') || type === undefined) return undefined;
  return { block: configuration.resource(value.is), mode: subject, type, attribute: attribute.join('.') };
}

/** Whether the mapping works for certain. */
export function isEnabled(mapping: EventSourceMapping): boolean {
  const enabled = mapping.get('/enabled');
  return enabled.kind === 'null' || ('value' in enabled && String(enabled.value) === 'true');
}
