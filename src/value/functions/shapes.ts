/** What kind of collection a value is. */
import { list, tuple } from '../construct.ts';
import { DYNAMIC, describeType, STRING, type Type } from '../type.ts';
import { typeOf } from '../unify.ts';
import type { MappingValue, SequenceValue, Value } from '../value.ts';

export const ANY_LIST: Type = { kind: 'list', element: DYNAMIC };
export const STRINGS: Type = { kind: 'list', element: STRING };

export function isSequence(value: Value | undefined): value is SequenceValue {
  return value?.kind === 'list' || value?.kind === 'set' || value?.kind === 'tuple';
}

export function isMapping(value: Value | undefined): value is MappingValue {
  return value?.kind === 'map' || value?.kind === 'object';
}

export function elementsOf(value: Value | undefined): readonly Value[] {
  return isSequence(value) ? value.elements : [];
}

/** The same kind of sequence with other elements; a set becomes a list. */
export function resized(sequence: SequenceValue, elements: readonly Value[]): Value {
  return sequence.kind === 'tuple' ? tuple(elements) : list(elements);
}

export function friendlyName(value: Value | undefined): string {
  return describeType(value === undefined ? DYNAMIC : typeOf(value));
}

export function elementType(args: readonly Value[]): Type | undefined {
  const [first] = args;
  const type = first === undefined ? DYNAMIC : typeOf(first);
  return 'element' in type ? type.element : undefined;
}

/** The type of the first argument, when it is not a tuple, whose length is part of the type. */
export function sameAsFirst(args: readonly Value[]): Type | undefined {
  const type = args[0] === undefined ? DYNAMIC : typeOf(args[0]);
  return type.kind === 'tuple' || type.kind === 'dynamic' ? undefined : type;
}
