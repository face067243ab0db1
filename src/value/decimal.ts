/**
 * Terraform's numbers: binary floating point with a 512-bit mantissa, rounded to nearest even, as Go's `big.Float` does it,
 * and written in the shortest decimal that reads back as the same number. `0.1 + 0.2` is `0.3` and `1/3` has 155 digits.
 *
 * A number is kept as a double as long as its shortest decimal text is the number (`0.1`, `300`), else with its text in
 * `exact`. Whole numbers within ±2^53 never leave doubles. Everything else is a `Float`: ±mantissa × 2^exponent in BigInt.
 */
import type { NumberValue } from './value.ts';

const PRECISION = 512;
/** Beyond this a decimal exponent is not a number that anyone means: such texts are out of range here. */
const MAX_EXPONENT = 20_000;

interface Float {
  readonly negative: boolean;
  /** 0, or exactly odd (trailing zero bits are in the exponent). */
  readonly mantissa: bigint;
  readonly exponent: number;
}

const NUMBER_TEXT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:([eEpP])([+-]?\d+))?$/;

const INFINITY_TEXT = /^[+-]?[iI]nf$/;

function infinity(negative: boolean): NumberValue {
  return { kind: 'number', value: negative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY };
}

export function isInfinite({ value, exact }: NumberValue): boolean {
  return exact === undefined && (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY);
}

/** The number that a text means to Terraform (`"10.0"`, `"1e3"`, `"+.5"`); `undefined` when it is not one or out of range. */
export function parseNumber(text: string): NumberValue | undefined {
  const match = NUMBER_TEXT.exec(text);
  if (match === null) return INFINITY_TEXT.test(text) ? infinity(text.startsWith('-')) : undefined;
  const value = Number(text);
  if (Number.isSafeInteger(value) && match[1] === undefined && !text.includes('.')) return { kind: 'number', value };
  const float = readFloat(text);
  return float && fromFloat(float);
}

/** The number as Terraform writes it in a string: decimal digits, never an exponent. */
export function numberText(number: NumberValue): string {
  if (number.exact !== undefined) return number.exact;
  if (isInfinite(number)) return number.value < 0 ? '-Inf' : '+Inf';
  if (Object.is(number.value, -0)) return '-0';
  const text = String(number.value);
  return text.includes('e') ? expand(text) : text;
}

export function isWhole(number: NumberValue): boolean {
  return number.exact === undefined ? Number.isInteger(number.value) : !number.exact.includes('.');
}

/** Whether the number is one of Go's `int64`, in which providers keep whole numbers. */
export function isInt64(number: NumberValue): boolean {
  if (!isWhole(number)) return false;
  if (Number.isSafeInteger(number.value)) return true;
  return BigInt.asIntN(64, BigInt(numberText(number))) === BigInt(numberText(number));
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compareNumbers(a: NumberValue, b: NumberValue): number {
  if (a.exact === undefined && b.exact === undefined) return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  if (isInfinite(a)) return a.value < 0 ? -1 : 1;
  if (isInfinite(b)) return b.value < 0 ? 1 : -1;
  const difference = addFloats(toFloat(a), negateFloat(toFloat(b)), Number.POSITIVE_INFINITY);
  return difference.mantissa === 0n ? 0 : difference.negative ? -1 : 1;
}

export function negateNumber(a: NumberValue): NumberValue {
  if (a.exact === undefined) return { kind: 'number', value: -a.value };
  return { kind: 'number', value: -a.value, exact: a.exact.startsWith('-') ? a.exact.slice(1) : `-${a.exact}` };
}

/** `undefined` where Terraform has no number (`0 / 0`), or one out of the range that is kept here. */
export function arithmetic(
  operator: '+' | '-' | '*' | '/' | '%',
  a: NumberValue,
  b: NumberValue,
): NumberValue | undefined {
  if (
    a.exact === undefined &&
    b.exact === undefined &&
    Number.isSafeInteger(a.value) &&
    Number.isSafeInteger(b.value)
  ) {
    const quick = wholeArithmetic(operator, a.value, b.value);
    if (quick !== undefined) return { kind: 'number', value: quick };
  }
  if (isInfinite(a) || isInfinite(b)) return infiniteArithmetic(operator, a, b);
  const x = toFloat(a);
  const y = toFloat(b);
  switch (operator) {
    case '+':
      return fromFloat(addFloats(x, y, PRECISION));
    case '-':
      return fromFloat(addFloats(x, negateFloat(y), PRECISION));
    case '*':
      return fromFloat(multiplyFloats(x, y));
    case '/':
      if (y.mantissa !== 0n) return fromFloat(divideFloats(x, y));
      return x.mantissa === 0n ? undefined : infinity(x.negative !== y.negative);
    case '%':
      return y.mantissa === 0n ? a : fromFloat(remainder(x, y));
  }
}

/** As doubles do it; where they have no number Terraform reports an error. The remainder of a division by infinity too. */
function infiniteArithmetic(
  operator: '+' | '-' | '*' | '/' | '%',
  a: NumberValue,
  b: NumberValue,
): NumberValue | undefined {
  let value: number;
  switch (operator) {
    case '+':
      value = a.value + b.value;
      break;
    case '-':
      value = a.value - b.value;
      break;
    case '*':
      value = a.value * b.value;
      break;
    case '/':
      value = a.value / b.value;
      break;
    case '%':
      return undefined;
  }
  return Number.isNaN(value) ? undefined : { kind: 'number', value };
}

function wholeArithmetic(operator: '+' | '-' | '*' | '/' | '%', a: number, b: number): number | undefined {
  let result: number;
  switch (operator) {
    case '+':
      result = a + b;
      break;
    case '-':
      result = a - b;
      break;
    case '*':
      result = a * b;
      break;
    case '/':
      if (b === 0 || !Number.isInteger(a / b)) return undefined;
      result = a / b;
      break;
    case '%':
      if (b === 0) return undefined;
      result = a % b;
      break;
  }
  return Number.isSafeInteger(result) ? result : undefined;
}

function round(negative: boolean, mantissa: bigint, exponent: number, precision: number, sticky = false): Float {
  if (mantissa === 0n) return { negative, mantissa: 0n, exponent: 0 };
  let bits = mantissa;
  let scale = exponent;
  const excess = bitLength(bits) - precision;
  if (excess > 0) {
    const shift = BigInt(excess);
    const low = bits & ((1n << shift) - 1n);
    const half = 1n << (shift - 1n);
    bits >>= shift;
    scale += excess;
    if (low > half || (low === half && (sticky || (bits & 1n) === 1n))) bits += 1n;
  }
  while ((bits & 0xffffffffn) === 0n) {
    bits >>= 32n;
    scale += 32;
  }
  while ((bits & 1n) === 0n) {
    bits >>= 1n;
    scale += 1;
  }
  return { negative, mantissa: bits, exponent: scale };
}

export function bitLength(value: bigint): number {
  const hex = value.toString(16);
  return (hex.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(hex.charAt(0), 16)));
}

function negateFloat(a: Float): Float {
  return { ...a, negative: !a.negative };
}

function signed(a: Float): bigint {
  return a.negative ? -a.mantissa : a.mantissa;
}

function addFloats(a: Float, b: Float, precision: number): Float {
  if (a.mantissa === 0n) return b.mantissa === 0n ? { ...a, negative: a.negative && b.negative } : b;
  if (b.mantissa === 0n) return a;
  const exponent = Math.min(a.exponent, b.exponent);
  const sum = (signed(a) << BigInt(a.exponent - exponent)) + (signed(b) << BigInt(b.exponent - exponent));
  return round(sum < 0n, sum < 0n ? -sum : sum, exponent, precision);
}

function multiplyFloats(a: Float, b: Float): Float {
  return round(a.negative !== b.negative, a.mantissa * b.mantissa, a.exponent + b.exponent, PRECISION);
}

function divideFloats(a: Float, b: Float): Float {
  if (a.mantissa === 0n) return { negative: a.negative !== b.negative, mantissa: 0n, exponent: 0 };
  const shift = Math.max(0, PRECISION + 2 + bitLength(b.mantissa) - bitLength(a.mantissa));
  const numerator = a.mantissa << BigInt(shift);
  const quotient = numerator / b.mantissa;
  const exact = quotient * b.mantissa === numerator;
  return round(a.negative !== b.negative, quotient, a.exponent - b.exponent - shift, PRECISION, !exact);
}

/** cty's own way: a − trunc(a / b) × b, each step rounded. */
function remainder(a: Float, b: Float): Float {
  const quotient = divideFloats(a, b);
  const whole =
    quotient.exponent >= 0
      ? quotient
      : round(quotient.negative, quotient.mantissa >> BigInt(-quotient.exponent), 0, Number.POSITIVE_INFINITY);
  return addFloats(a, negateFloat(multiplyFloats(whole, b)), PRECISION);
}

function toFloat(number: NumberValue): Float {
  return readFloat(numberText(number)) ?? { negative: false, mantissa: 0n, exponent: 0 };
}

function readFloat(text: string): Float | undefined {
  const negative = text.startsWith('-');
  const [digits = '', exponentText] = text.replace(/^[+-]/, '').split(/[eEpP]/);
  const [whole = '', fraction = ''] = digits.split('.');
  const exponent = exponentText === undefined ? 0 : Number(exponentText);
  if (Math.abs(exponent) > MAX_EXPONENT || digits.length > MAX_EXPONENT) return undefined;
  const mantissa = BigInt(`0${whole}${fraction}`);
  const binary = /[pP]/.test(text);
  const scale = (binary ? 0 : exponent) - fraction.length;
  const shift = binary ? exponent : 0;
  if (scale >= 0) return round(negative, mantissa * 10n ** BigInt(scale), shift, PRECISION);
  const ratio = divideFloats(
    round(negative, mantissa, 0, Number.POSITIVE_INFINITY),
    round(false, 10n ** BigInt(-scale), 0, Number.POSITIVE_INFINITY),
  );
  return { ...ratio, exponent: ratio.mantissa === 0n ? 0 : ratio.exponent + shift };
}

function fromFloat(float: Float): NumberValue | undefined {
  if (Math.abs(float.exponent) > MAX_EXPONENT * 4) return undefined;
  const text = floatText(float);
  const value = Number(text);
  const plain: NumberValue = { kind: 'number', value };
  return Number.isFinite(value) && numberText(plain) === text ? plain : { kind: 'number', value, exact: text };
}

/** The shortest decimal that rounds to the number, digit for digit as Go's `Text('f', -1)` finds it. */
function floatText(float: Float): string {
  const sign = float.negative ? '-' : '';
  if (float.mantissa === 0n) return `${sign}0`;
  const shift = PRECISION + 1 - bitLength(float.mantissa);
  const mantissa = float.mantissa << BigInt(shift);
  const exponent = float.exponent - shift;
  const exact = exactDecimal(mantissa, exponent);
  const lower = exactDecimal(mantissa - 1n, exponent).digits;
  const upper = exactDecimal(mantissa + 1n, exponent).digits;
  const inclusive = (mantissa & 2n) === 0n;
  for (let at = 0; at < exact.digits.length; at++) {
    const digit = exact.digits.charCodeAt(at);
    const low = digitAt(lower, at);
    const high = digitAt(upper, at);
    const mayDrop = low !== digit || (inclusive && at + 1 === lower.length);
    const mayRaise = digit !== high && (inclusive || digit + 1 < high || at + 1 < upper.length);
    if (!mayDrop && !mayRaise) continue;
    const raise = mayRaise && (!mayDrop || nearestIsAbove(exact.digits, at + 1));
    return sign + cut(exact, at + 1, raise);
  }
  return sign + cut(exact, exact.digits.length, false);
}

interface Decimal {
  /** Without trailing zeros. */
  readonly digits: string;
  /** How many digits stand before the point; may be negative. */
  readonly point: number;
}

function exactDecimal(mantissa: bigint, exponent: number): Decimal {
  const scaled = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(-exponent);
  const text = scaled.toString();
  return { digits: text.replace(/0+$/, ''), point: text.length - Math.max(0, -exponent) };
}

function digitAt(digits: string, at: number): number {
  return at < digits.length ? digits.charCodeAt(at) : 48;
}

/** Whether the digits behind `count` round up, halves to even. */
function nearestIsAbove(digits: string, count: number): boolean {
  const next = digitAt(digits, count);
  if (next === 53 && count + 1 === digits.length) return count > 0 && (digits.charCodeAt(count - 1) & 1) === 1;
  return next >= 53;
}

function cut({ digits, point }: Decimal, count: number, raise: boolean): string {
  const kept = digits.slice(0, count);
  if (!raise) return place(kept, point - count);
  const raised = (BigInt(kept) + 1n).toString();
  return place(raised, point - count);
}

/** digits × 10^power without exponent. */
function place(digits: string, power: number): string {
  if (power >= 0) return digits + '0'.repeat(power);
  const fraction = -power;
  const padded = digits.padStart(fraction + 1, '0');
  const tail = padded.slice(padded.length - fraction).replace(/0+$/, '');
  const head = padded.slice(0, padded.length - fraction);
  return tail === '' ? head : `${head}.${tail}`;
}

/** `1e+21` and `1.5e-7` without exponent. */
function expand(text: string): string {
  const negative = text.startsWith('-');
  const [digits = '', exponent = '0'] = (negative ? text.slice(1) : text).split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  return (negative ? '-' : '') + place(whole + fraction, Number(exponent) - fraction.length).replace(/^0+(?=\d)/, '');
}
