/**
 * How a rule says what would repair its finding: in pointers, never in offsets. The engine looks at what is written there and
 * makes text edits of it; where the text is not what the edit is for (a variable in place of a literal, a `dynamic` block),
 * the finding has no fix.
 */
import type { ResourceInstance } from '../terraform/configuration.ts';
import type { Fix } from '../text/diagnostic.ts';
import type { JsonPart } from '../text/json-part.ts';
import type { JsonPointer } from '../text/pointer.ts';
import type { Place } from '../value/value.ts';

/** All its edits are made, or none. */
export interface RuleFix extends Pick<Fix, 'title' | 'applicability'> {
  readonly edits: readonly FixEdit[];
}

interface At {
  /** A block with its index: `/filter_criteria/0`. */
  readonly at: JsonPointer;
  /** The resource whose text is changed, when it is not the mapping itself. */
  readonly of?: ResourceInstance;
  /** The text of the literal there: an element of a set may be written elsewhere. */
  readonly was?: string;
}

export type Literal = string | number | boolean;

export type FixEdit =
  /** Another name for an argument, a block or the key of an object, which has no argument, block or key of that name yet. */
  | (At & { readonly kind: 'rename'; readonly to: string })
  /** Another literal in place of the one that is written. */
  | (At & { readonly kind: 'replace'; readonly to: Literal })
  /** An expression in place of a literal. */
  | (At & { readonly kind: 'refer'; readonly to: string })
  /** Another attribute at the end of a reference that is written out: `.id` → `.arn`. */
  | (At & { readonly kind: 'attribute'; readonly from: string; readonly to: string })
  /** `[0]` behind the name of the resource that is referred to; without, the index that is there goes. */
  | (At & { readonly kind: 'index'; readonly to: string | undefined })
  /** `before` and `after` the reference that is written out. */
  | (At & { readonly kind: 'surround'; readonly before: string; readonly after: string })
  /** The text begins with this: in the quotes, or `"text${…}"` around a reference. */
  | (At & { readonly kind: 'prefix'; readonly text: string })
  /** What lies deeper in it and is all that it holds, in its place and under another name: `a = { b = { c = X } }` → `d = X`. */
  | (At & { readonly kind: 'lift'; readonly value: JsonPointer; readonly to: string })
  /** `"X"` → `["X"]`. */
  | (At & { readonly kind: 'enlist' })
  /** `jsonencode("…")` → `"…"`. */
  | (At & { readonly kind: 'unwrap'; readonly call: string })
  /** `name = { … }` → `name { … }`. */
  | (At & { readonly kind: 'as-block' })
  /** `name { … }` → `name = { … }`. */
  | (At & { readonly kind: 'as-argument' })
  /** The argument, block, entry or element goes, with its line where it has one to itself. */
  | (At & { readonly kind: 'remove' })
  | { readonly kind: 'remove'; readonly place: Place }
  /** The set of attributes in a `for_each`, whose expression this is, becomes a map with the names of the resources as its keys. */
  | { readonly kind: 'static-keys'; readonly place: Place }
  /** What is in this block moves to the end of another one, and the block goes. */
  | (At & { readonly kind: 'merge'; readonly into: JsonPointer })
  /** An argument that is not there, on a line of its own behind the first of `beside` that is written, else at the top. */
  | (At & { readonly kind: 'insert'; readonly to: Literal; readonly beside: readonly JsonPointer[] })
  /** Another text in a part of the JSON text that the value is. `from` is that part as JSON, and so is `to`. */
  | (At & { readonly kind: 'part'; readonly within: JsonPart; readonly from: string; readonly to: string })
  /** In such a text an object of its own, under `key`, around the members from a name to a value. */
  | (At & { readonly kind: 'nest'; readonly first: JsonPart; readonly last: JsonPart; readonly key: string });
