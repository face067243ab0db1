import { compareNumbers } from './decimal.ts';
import { hasDynamic, sameType } from './type.ts';
import { typeOf } from './unify.ts';
import type { Value } from './value.ts';

/** Whether a value holds nothing unknown, undecided or open at any depth. */
export function isFullyKnown(value: Value): boolean {
  switch (value.kind) {
    case 'null':
    case 'bool':
    case 'number':
    case 'string':
      return true;
    case 'unknown':
    case 'choice':
      return false;
    case 'list':
    case 'set':
    case 'tuple':
      return value.open !== true && value.elements.every(isFullyKnown);
    case 'map':
    case 'object':
      return value.open !== true && [...value.entries.values()].every(isFullyKnown);
  }
}

/** Whether two fully known values are the same, types included. */
export function identical(a: Value, b: Value): boolean {
  return equals(a, b) === true;
}

/** Terraform's `==`: no conversion, types included; `undefined` where it is not known. Choices count as unknown. */
export function equals(a: Value, b: Value): boolean | undefined {
  if (a.kind === 'unknown' || b.kind === 'unknown' || a.kind === 'choice' || b.kind === 'choice')
    return equalsUnknown(a, b);
  if (a.kind === 'null' || b.kind === 'null') return a.kind === b.kind;
  switch (a.kind) {
    case 'bool':
      return b.kind === 'bool' && a.value === b.value;
    case 'string':
      return b.kind === 'string' && a.value === b.value;
    case 'number':
      return b.kind === 'number' && compareNumbers(a, b) === 0;
    case 'list':
    case 'tuple':
      if (b.kind !== a.kind) return false;
      if (a.open || b.open) return undefined;
      if (a.elements.length !== b.elements.length) return false;
      return all(a.elements.map((element, at) => equals(element, b.elements[at] ?? element)));
    case 'set':
      if (b.kind !== 'set') return false;
      if (!isFullyKnown(a) || !isFullyKnown(b)) return undefined;
      if (a.elements.length !== b.elements.length) return false;
      return all(a.elements.map((element, at) => equals(element, b.elements[at] ?? element)));
    case 'map':
    case 'object':
      if (b.kind !== a.kind) return false;
      if (a.open || b.open) return undefined;
      if (a.entries.size !== b.entries.size) return false;
      return all(
        [...a.entries].map(([key, entry]) => {
          const other = b.entries.get(key);
          return other === undefined ? false : equals(entry, other);
        }),
      );
  }
}

function all(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function equalsUnknown(a: Value, b: Value): boolean | undefined {
  if (isNotNull(a) && b.kind === 'null') return false;
  if (isNotNull(b) && a.kind === 'null') return false;
  if (a.kind === 'unknown' && b.kind === 'unknown') return undefined;
  const [given, other] = a.kind === 'unknown' ? [a, b] : [b, a];
  if (given.kind !== 'unknown' || other.kind === 'null' || other.kind === 'choice') return undefined;
  const type = typeOf(other);
  if (given.type !== undefined && !hasDynamic(given.type) && !hasDynamic(type) && !sameType(given.type, type))
    return false;
  if (given.prefix !== undefined && other.kind === 'string' && !other.value.startsWith(given.prefix)) return false;
  return undefined;
}

function isNotNull(value: Value): boolean {
  return value.kind === 'unknown' ? value.notNull === true : value.kind !== 'choice' && value.kind !== 'null';
}
