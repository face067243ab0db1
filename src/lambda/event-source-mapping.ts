import type { ResourceBlock, ResourceInstance } from '../terraform/configuration.ts';
import type { JsonPointer } from '../text/pointer.ts';
import type { Value } from '../value/value.ts';
import type { EventSourceKind } from './event-source.ts';

/** A judged mapping as rules read it. */
export interface EventSourceMapping {
  readonly address: string;
  readonly instance: ResourceInstance;
  /** The kinds of source that are still possible; empty when a rule about the source has reported. */
  readonly kinds: ReadonlySet<EventSourceKind>;
  /** Why only these kinds are left, to follow "because"; `undefined` when nothing is known. */
  readonly kindsBecause: string | undefined;
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
  /** How many blocks or elements are written for certain; `undefined` when the collection is unknown or open. */
  count(pointer: JsonPointer): number | undefined;
  /** The block in the module tree whose attribute the value is, with that attribute. */
  reference(pointer: JsonPointer): { readonly block: ResourceBlock | undefined; readonly type: string; readonly attribute: string } | undefined;
}
