import { isWhole, numberText } from '../decimal.ts';
import type { NumberValue, Value } from '../value.ts';

const LARGEST = 2n ** 63n - 1n;
const SMALLEST = -(2n ** 63n);

/** The number as a 64-bit integer, or why Terraform cannot take it as one. */
export function wholeNumber(value: Value | undefined): { readonly whole: number } | { readonly error: string } {
  const integer = integerOf(value);
  if (integer === undefined || integer > LARGEST || integer < SMALLEST) {
    return { error: `value must be a whole number, between ${SMALLEST} and ${LARGEST}` };
  }
  return { whole: Number(integer) };
}

/** The whole number of any size; `undefined` for a fraction, an infinity, or what is no number. */
export function integerOf(value: Value | undefined): bigint | undefined {
  if (value?.kind !== 'number' || (!Number.isFinite(value.value) && value.exact === undefined) || !isWhole(value))
    return undefined;
  return BigInt(numberText(value));
}

/** The part before the point, towards zero. */
export function truncated(value: NumberValue): bigint {
  return BigInt(numberText(value).split('.')[0] ?? '0');
}
