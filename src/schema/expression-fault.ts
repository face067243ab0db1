import type { Reason, Value } from '../value/value.ts';

/** Why the value, or a part of it, is certain to fail, when the expression itself is at fault. */
export function faultIn(value: Value): Reason | undefined {
  if (value.kind === 'unknown')
    return value.failed ? value.reasons.find(({ fault }) => fault !== undefined) : undefined;
  if ('elements' in value) return firstOf(value.elements);
  return 'entries' in value ? firstOf(value.entries.values()) : undefined;
}

function firstOf(values: Iterable<Value>): Reason | undefined {
  for (const value of values) {
    const found = faultIn(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
