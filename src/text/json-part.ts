import type { JsonPointer } from './pointer.ts';
import type { Span } from './range.ts';

/** A part of a JSON text: where it stands, in offsets of the text, and the path that leads to it, for a text that is made from a value. */
export interface JsonPart extends Span {
  readonly path: JsonPointer;
  /** Whether the name of the member is meant, or its value. */
  readonly part: 'key' | 'value';
}
