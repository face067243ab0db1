import type { UnknownValue, Value } from '../value/value.ts';

export const UNKNOWN: UnknownValue = { kind: 'unknown', references: [], reasons: [] };

/** The unknown in the place of a refused value: only where the value came from is kept. */
export function refused({ sensitive, late, origin }: Value): UnknownValue {
  return { ...UNKNOWN, ...(sensitive && { sensitive }), ...(late && { late }), ...(origin && { origin }) };
}
