/**
 * How large a value is. Values share their parts, so a few lines of locals can describe one with more elements than any
 * walk would ever finish; sizes are added up as values are built and kept with them.
 */
import { unknown } from './construct.ts';
import type { Value } from './value.ts';

/** In elements; 16 characters count as one. No configuration comes near. */
const LARGEST = 400_000;

const sizes = new WeakMap<Value, number>();

/** The value, or an unknown in place of one that is too large to work with. */
export function limited(value: Value): Value {
  if (sizeOf(value) <= LARGEST) return value;
  return unknown({ reasons: [{ kind: 'expression', text: 'it is too large' }] });
}

/** In the same units; each value is measured once. */
export function sizeOf(value: Value): number {
  switch (value.kind) {
    case 'null':
    case 'bool':
    case 'number':
    case 'unknown':
      return 1;
    case 'string':
      return 1 + value.value.length / 16;
    case 'choice':
      return remembered(value, () => sum(value.options.map((option) => option.value)));
    case 'list':
    case 'set':
    case 'tuple':
      return remembered(value, () => sum(value.elements));
    case 'map':
    case 'object':
      return remembered(value, () => sum(value.entries.values()));
  }
}

function remembered(value: Value, measure: () => number): number {
  const known = sizes.get(value);
  if (known !== undefined) return known;
  const size = measure();
  sizes.set(value, size);
  return size;
}

function sum(values: Iterable<Value>): number {
  let size = 1;
  for (const value of values) size += sizeOf(value);
  return size;
}
