/** When the provider comes to look at a value. */
import { tokens } from '../text/pointer.ts';
import type { MappingValue, Value } from '../value/value.ts';
import type { Violation } from './validate.ts';

/**
 * The provider looks at an argument, or at all blocks of one type, only when no part of it is unknown; Terraform itself counts
 * blocks before that (seen with Terraform 1.11.4 and hashicorp/aws 5.100.0, 2026-11-25).
 */
export function whenKnown(violation: Violation, values: MappingValue): Violation {
  const { pointer, keyword, params } = violation;
  const isOfProvider = params.enforced === 'provider' || (keyword === 'maxItems' && params.form === 'argument');
  const [name] = tokens(pointer);
  const whole = name === undefined ? undefined : values.entries.get(name);
  if (params.stage !== 'validate' || !isOfProvider || whole === undefined) return violation;
  if (hasPart(whole, isKnownAfterApply)) return { ...violation, params: { ...params, stage: 'apply' } };
  return hasPart(whole, ({ late }) => late === true)
    ? { ...violation, params: { ...params, stage: 'plan' } }
    : violation;
}

function isKnownAfterApply(value: Value): boolean {
  return value.kind === 'unknown' && value.reasons.some(({ kind }) => kind === 'resource');
}

function hasPart(value: Value, is: (part: Value) => boolean): boolean {
  if (is(value)) return true;
  if ('elements' in value) return value.elements.some((element) => hasPart(element, is));
  return 'entries' in value && [...value.entries.values()].some((entry) => hasPart(entry, is));
}
