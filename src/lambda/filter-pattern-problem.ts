/** How a fault in a filter pattern is put, and what may still be right because it is not known. */
import type { JsonPart } from '../text/json-part.ts';
import { type JsonPointer, tokens } from '../text/pointer.ts';
import type { JsonNode } from './filter-pattern-json.ts';

export interface PatternProblem {
  readonly at: JsonPart;
  /** What is written, for example `body.type is "order"`. */
  readonly actual: string;
  /** Why it is refused, in the engine's words. */
  readonly reason: string;
  readonly help?: string;
  /** What is certainly meant: the value as the only element of an array, or the name in another spelling. */
  readonly meant?: { readonly kind: 'array' } | { readonly kind: 'name'; readonly name: string };
}

/** `body.type[0]`; `the filter pattern` for the root. */
export function pathText(path: JsonPointer): string {
  const text = tokens(path)
    .map((token) => (/^\d+$/.test(token) ? `[${token}]` : `.${token}`))
    .join('');
  return text === '' ? 'the filter pattern' : text.replace(/^\./, '');
}

/** A value in a message: scalars as written, the others by what they are. */
export function nodeText(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return node.members.length === 0 ? 'an empty object' : 'an object';
    case 'array':
      return node.elements.length === 0 ? 'an empty array' : 'an array';
    case 'string':
      return node.value.length > 60 ? `${JSON.stringify(node.value.slice(0, 60))}…` : JSON.stringify(node.value);
    case 'number':
      return node.text;
    case 'true':
    case 'false':
    case 'null':
      return node.kind;
    case 'hole':
      return node.begins === '{' ? 'an object' : node.begins === '[' ? 'an array' : 'a string';
  }
}

/** `body.type is "order"`, at the value. */
export function problemAt(node: JsonNode, reason: string, help?: string): PatternProblem {
  const actual = `${pathText(node.at.path)} is ${nodeText(node)}`;
  return { at: node.at, actual, reason, ...(help !== undefined && { help }) };
}

/** Whether the value may be of this form; a hole may be whatever begins like it. */
export function mayBe(node: JsonNode, form: 'string' | 'array' | 'object' | 'other'): boolean {
  switch (node.kind) {
    case 'hole':
      return node.begins === undefined || node.begins === BEGINNING[form];
    case 'string':
    case 'array':
    case 'object':
      return node.kind === form;
    case 'number':
    case 'true':
    case 'false':
    case 'null':
      return form === 'other';
  }
}

const BEGINNING = { string: '"', array: '[', object: '{', other: undefined } as const;
