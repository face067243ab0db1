/**
 * The decimal digits of a number, for the verbs of `format` that round: Terraform rounds the 512-bit binary number that it
 * keeps, not its decimal text, so that `format("%.2f", 2.675)` depends on digits behind the 150th.
 */
import { bitLength, numberText } from '../decimal.ts';
import type { NumberValue } from '../value.ts';

const PRECISION = 512;

/** 0.`digits` × 10^`point`, without leading or trailing zeros; zero has no digits. */
export interface Digits {
  readonly negative: boolean;
  readonly digits: string;
  readonly point: number;
}

/** The fewest digits that name the number. */
export function shortestDigits(number: NumberValue): Digits {
  return readDigits(numberText(number));
}

/** All digits of the binary number behind the decimal text. */
export function exactDigits(number: NumberValue): Digits {
  const text = numberText(number);
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const negative = text.startsWith('-');
  if (fraction === '') return trimmed({ negative, digits: roundedInteger(BigInt(whole)), scale: 0 });
  const numerator = BigInt(whole + fraction);
  if (numerator === 0n) return readDigits(text);
  const denominator = 10n ** BigInt(fraction.length);
  const shift = BigInt(PRECISION + bitLength(denominator) - bitLength(numerator) + 1);
  let mantissa = (numerator << shift) / denominator;
  const sticky = mantissa * denominator !== numerator << shift;
  const excess = BigInt(bitLength(mantissa) - PRECISION);
  const rest = mantissa & ((1n << excess) - 1n);
  const half = 1n << (excess - 1n);
  mantissa >>= excess;
  if (rest > half || (rest === half && (sticky || (mantissa & 1n) === 1n))) mantissa += 1n;
  const exponent = shift - excess;
  if (exponent <= 0n) return trimmed({ negative, digits: String(mantissa << -exponent), scale: 0 });
  return trimmed({ negative, digits: String(mantissa * 5n ** exponent), scale: Number(exponent) });
}

/** A whole number with more than 512 bits is none of the 512-bit numbers, but near one. */
function roundedInteger(integer: bigint): string {
  const excess = bitLength(integer) - PRECISION;
  if (excess <= 0) return String(integer);
  const shift = BigInt(excess);
  const half = 1n << (shift - 1n);
  return String(((integer + half) >> shift) << shift);
}

/** Keeps `count` digits, rounding half to even. */
export function roundDigits(decimal: Digits, count: number): Digits {
  const { digits, point, negative } = decimal;
  if (count < 0) return { negative, digits: '', point: 0 };
  if (count >= digits.length) return decimal;
  const kept = digits.slice(0, count);
  if (!roundsUp(digits, count)) return trimmed({ negative, digits: kept, scale: count - point });
  return trimmed({ negative, digits: String(BigInt(kept === '' ? '0' : kept) + 1n), scale: count - point });
}

function roundsUp(digits: string, count: number): boolean {
  const next = digits.charCodeAt(count) - 48;
  if (next !== 5 || count + 1 !== digits.length) return next >= 5;
  return count > 0 && digits.charCodeAt(count - 1) % 2 === 1;
}

function readDigits(text: string): Digits {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  return trimmed({ negative: text.startsWith('-'), digits: whole + fraction, scale: fraction.length });
}

/** `digits` read as a whole number, divided by 10^`scale`. */
function trimmed({ negative, digits, scale }: { negative: boolean; digits: string; scale: number }): Digits {
  const start = /[1-9]/.exec(digits)?.index;
  if (start === undefined) return { negative, digits: '', point: 0 };
  return { negative, digits: digits.slice(start).replace(/0+$/, ''), point: digits.length - start - scale };
}
