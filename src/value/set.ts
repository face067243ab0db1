/**
 * Sets keep Terraform's own order: strings by code point, numbers by size, false before true, everything else by the text
 * under which cty hashes it. Equal elements are one; unknown elements stand last and may yet turn out to be equal to others.
 */
import { compareText } from '../text/order.ts';
import { compareNumbers, numberText } from './decimal.ts';
import { identical, isFullyKnown } from './equality.ts';
import type { SequenceValue, Value } from './value.ts';

export function set(elements: readonly Value[]): SequenceValue {
  const known = elements.filter(isFullyKnown).sort(compareElements);
  const distinct = known.filter((element, at) => at === 0 || !identical(element, known[at - 1] ?? element));
  return { kind: 'set', elements: [...distinct, ...elements.filter((element) => !isFullyKnown(element))] };
}

function compareElements(a: Value, b: Value): number {
  if (a.kind === 'null' || b.kind === 'null') return a.kind === b.kind ? 0 : a.kind === 'null' ? 1 : -1;
  if (a.kind === 'string' && b.kind === 'string') return compareText(a.value, b.value);
  if (a.kind === 'number' && b.kind === 'number') return compareNumbers(a, b);
  if (a.kind === 'bool' && b.kind === 'bool') return Number(a.value) - Number(b.value);
  return compareText(hashText(a), hashText(b));
}

function hashText(value: Value): string {
  switch (value.kind) {
    case 'null':
      return '~';
    case 'unknown':
    case 'choice':
      return '?';
    case 'string':
      return JSON.stringify(value.value);
    case 'number':
      return numberText(value);
    case 'bool':
      return value.value ? 'T' : 'F';
    case 'map':
      return `{${sortedEntries(value.entries)
        .map(([key, entry]) => `${JSON.stringify(key)}:${hashText(entry)};`)
        .join('')}}`;
    case 'list':
    case 'set':
      return `[${value.elements.map((element) => `${hashText(element)};`).join('')}]`;
    case 'object':
      return `<${sortedEntries(value.entries)
        .map(([, entry]) => `${hashText(entry)};`)
        .join('')}>`;
    case 'tuple':
      return `<${value.elements.map((element) => `${hashText(element)};`).join('')}>`;
  }
}

/** The entries in Terraform's order of iteration. */
export function sortedEntries(entries: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  return [...entries].sort(([a], [b]) => compareText(a, b));
}
