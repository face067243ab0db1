/** Numbers under the verbs of `format`, as Go's `fmt` writes `big.Int` and `big.Float`. */
import type { NumberValue } from '../value.ts';
import { type Digits, exactDigits, roundDigits, shortestDigits } from './digits.ts';
import { integerOf } from './whole-number.ts';

export interface NumberFormat {
  /** The letter of the verb. */
  readonly mode: string;
  readonly zero: boolean;
  readonly sharp: boolean;
  readonly minus: boolean;
  readonly plus: boolean;
  readonly space: boolean;
  readonly width: number | undefined;
  readonly precision: number | undefined;
}

const BASES: Readonly<Record<string, { readonly base: number; readonly prefix: string }>> = {
  b: { base: 2, prefix: '0b' },
  o: { base: 8, prefix: '0' },
  d: { base: 10, prefix: '' },
  x: { base: 16, prefix: '0x' },
  X: { base: 16, prefix: '0X' },
};

/** `%b`, `%o`, `%d`, `%x`, `%X`; `undefined` for a fraction. */
export function formatInteger(format: NumberFormat, value: NumberValue): string | undefined {
  const integer = integerOf(value);
  const { base, prefix } = BASES[format.mode] ?? { base: 10, prefix: '' };
  if (integer === undefined) return undefined;
  const negative = integer < 0n;
  const plain = (negative ? -integer : integer).toString(base);
  const digits = format.mode === 'X' ? plain.toUpperCase() : plain;
  if (format.precision === 0 && digits === '0') return '';
  const head = signOf(format, negative) + (format.sharp ? prefix : '');
  const body = digits.padStart(format.precision ?? 0, '0');
  const missing = Math.max(0, (format.width ?? 0) - head.length - body.length);
  if (format.minus) return head + body + ' '.repeat(missing);
  if (format.zero && format.precision === undefined) return head + '0'.repeat(missing) + body;
  return ' '.repeat(missing) + head + body;
}

/** `%e`, `%E`, `%f`, `%g`, `%G`. */
export function formatFloat(format: NumberFormat, value: NumberValue): string {
  const infinite = value.exact === undefined && !Number.isFinite(value.value);
  const negative =
    value.exact === undefined ? value.value < 0 || Object.is(value.value, -0) : value.exact.startsWith('-');
  const sign = infinite && !negative ? (format.space ? ' ' : '+') : signOf(format, negative);
  const body = infinite ? 'Inf' : floatBody(format, value);
  const missing = Math.max(0, (format.width ?? 0) - sign.length - body.length);
  if (format.zero && !format.minus && !infinite) return sign + '0'.repeat(missing) + body;
  return format.minus ? sign + body + ' '.repeat(missing) : ' '.repeat(missing) + sign + body;
}

function signOf(format: NumberFormat, negative: boolean): string {
  return negative ? '-' : format.plus ? '+' : format.space ? ' ' : '';
}

function floatBody({ mode, precision }: NumberFormat, value: NumberValue): string {
  if (mode === 'f') {
    const exact = exactDigits(value);
    return fixed(roundDigits(exact, exact.point + (precision ?? 6)), precision ?? 6);
  }
  if (mode === 'e' || mode === 'E') {
    const places = precision ?? 6;
    return scientific(roundDigits(exactDigits(value), places + 1), places, mode);
  }
  return general({ mode, precision, value });
}

/** The shorter of both: scientific for exponents below -4 and at or above the precision (6 when it is not given). */
function general({
  mode,
  precision,
  value,
}: {
  mode: string;
  precision: number | undefined;
  value: NumberValue;
}): string {
  const wanted = precision === 0 ? 1 : precision;
  const decimal = wanted === undefined ? shortestDigits(value) : roundDigits(exactDigits(value), wanted);
  const count = decimal.digits.length;
  const exponent = decimal.point - 1;
  const limit = wanted === undefined ? 6 : wanted > count && count >= decimal.point ? count : wanted;
  if (exponent < -4 || exponent >= limit) {
    const places = Math.min(wanted ?? count, count) - 1;
    return scientific(decimal, Math.max(places, 0), mode === 'G' ? 'E' : 'e');
  }
  return fixed(decimal, Math.max(count - decimal.point, 0));
}

function fixed({ digits, point }: Digits, places: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  if (places === 0) return whole;
  const fraction = (point < 0 ? '0'.repeat(-point) + digits : digits.slice(Math.max(point, 0))).padEnd(places, '0');
  return `${whole}.${fraction.slice(0, places)}`;
}

function scientific({ digits, point }: Digits, places: number, letter: string): string {
  const exponent = digits === '' ? 0 : point - 1;
  const first = digits.charAt(0) || '0';
  const fraction = places > 0 ? `.${digits.slice(1, places + 1).padEnd(places, '0')}` : '';
  const power = String(Math.abs(exponent)).padStart(2, '0');
  return `${first}${fraction}${letter}${exponent < 0 ? '-' : '+'}${power}`;
}
