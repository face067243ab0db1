/** Terraform's numeric functions. */
import { number } from '../construct.ts';
import { arithmetic, compareNumbers, isInfinite, isWhole, negateNumber, numberText, parseNumber } from '../decimal.ts';
import { DYNAMIC, describeType, NUMBER } from '../type.ts';
import { typeOf } from '../unify.ts';
import type { NumberValue, Value } from '../value.ts';
import { logarithm, power } from './go-math.ts';
import type { CallResult, FunctionDefinition, FunctionTable } from './signature.ts';
import { truncated, wholeNumber } from './whole-number.ts';

const NUM = { name: 'num', type: NUMBER } as const;

function ofNumber(compute: (value: NumberValue) => CallResult): FunctionDefinition {
  return {
    parameters: [NUM],
    result: NUMBER,
    call: ([value]) => (value?.kind === 'number' ? compute(value) : { error: 'a number is required' }),
  };
}

function ofDoubles(second: string, compute: (a: number, b: number) => number): FunctionDefinition {
  return {
    parameters: [NUM, { name: second, type: NUMBER }],
    result: NUMBER,
    call: ([a, b]) => {
      if (a?.kind !== 'number' || b?.kind !== 'number') return { error: 'a number is required' };
      const result = compute(a.value, b.value);
      return Number.isNaN(result) ? { error: "can't use NaN as a number" } : ofDouble(result);
    },
  };
}

function extreme(isBetter: (comparison: number) => boolean): FunctionDefinition {
  return {
    parameters: [],
    variadic: { name: 'numbers', type: NUMBER },
    result: NUMBER,
    call: (args) => {
      const [first, ...rest] = args.filter((arg) => arg.kind === 'number');
      if (first === undefined) return { error: 'must pass at least one number' };
      return rest.reduce((best, next) => (isBetter(compareNumbers(next, best)) ? next : best), first);
    },
  };
}

function wholeAt(value: NumberValue, direction: 1 | -1): NumberValue {
  if (Object.is(value.value, -0)) return number(0);
  if (isInfinite(value) || isWhole(value)) return value;
  const sign = numberText(value).startsWith('-') ? -1 : 1;
  return ofInteger(truncated(value) + (sign === direction ? BigInt(direction) : 0n));
}

export function ofInteger(integer: bigint): NumberValue {
  return parseNumber(String(integer)) ?? number(Number(integer));
}

/**
 * Go writes a double with the fewest digits that lie within half a unit of its last place on both sides, JavaScript knows that
 * the side below a power of two is only half as wide.
 */
function ofDouble(value: number): NumberValue {
  const isPowerOfTwo = Number.isFinite(value) && Number.isInteger(Math.log2(Math.abs(value)));
  if (!isPowerOfTwo || Math.abs(value) < 2 ** 53) return number(value);
  const exact = BigInt(value);
  const halfUnit = (exact < 0n ? -exact : exact) >> 53n;
  for (let digits = 15; digits <= 17; digits++) {
    const candidate = parseNumber(value.toPrecision(digits));
    const distance = candidate === undefined ? undefined : truncated(candidate) - exact;
    if (candidate !== undefined && distance !== undefined && distance <= halfUnit && -distance <= halfUnit)
      return candidate;
  }
  return number(value);
}

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** As Go's `big.Int` reads it: up to base 36 letters are digits in either case, above they differ. */
function parseInteger(text: string, base: number): bigint | undefined {
  const match = /^([+-]?)([0-9a-zA-Z]+)$/.exec(text);
  if (match === null) return undefined;
  const digits = base <= 36 ? (match[2] ?? '').toLowerCase() : (match[2] ?? '');
  let result = 0n;
  for (const digit of digits) {
    const value = DIGITS.indexOf(digit);
    if (value >= base) return undefined;
    result = result * BigInt(base) + BigInt(value);
  }
  return match[1] === '-' ? -result : result;
}

const parseint: FunctionDefinition = {
  parameters: [
    { name: 'number', type: DYNAMIC },
    { name: 'base', type: NUMBER },
  ],
  result: NUMBER,
  call: ([text, base]) => {
    if (text?.kind !== 'string') {
      const got = describeType(text === undefined ? DYNAMIC : typeOf(text));
      return { error: `first argument must be a string, not ${got}`, parameter: 'number' };
    }
    const whole = wholeNumber(base);
    if ('error' in whole) return { error: whole.error, parameter: 'base' };
    if (whole.whole < 2 || whole.whole > 62) {
      return { error: 'base must be a whole number between 2 and 62 inclusive', parameter: 'base' };
    }
    const parsed = parseInteger(text.value, whole.whole);
    if (parsed !== undefined) return ofInteger(parsed);
    return {
      error: `cannot parse ${JSON.stringify(text.value)} as a base ${whole.whole} integer`,
      parameter: 'number',
    };
  },
};

const signum: FunctionDefinition = {
  parameters: [NUM],
  result: NUMBER,
  call: ([value]) => {
    const whole = wholeNumber(value);
    return 'error' in whole ? { error: whole.error } : number(Math.sign(whole.whole));
  },
};

/** The numbers of a range, at most 1024. */
const range: FunctionDefinition = {
  parameters: [],
  variadic: { name: 'params', type: NUMBER },
  result: { kind: 'list', element: NUMBER },
  call: (args) => {
    const numbers = args.filter((arg) => arg.kind === 'number');
    const [first, second, third] = numbers;
    if (first === undefined || numbers.length > 3) return { error: 'must have one, two, or three arguments' };
    const start = second === undefined ? number(0) : first;
    const end = second ?? first;
    const step = third ?? number(compareNumbers(end, start) < 0 ? -1 : 1);
    return steps(start, end, step);
  },
};

function steps(start: NumberValue, end: NumberValue, step: NumberValue): CallResult {
  const direction = compareNumbers(step, number(0)) < 0 ? -1 : 1;
  const distance = compareNumbers(end, start);
  if (direction < 0 && distance > 0) {
    return { error: 'end must be less than start when step is negative', parameter: 'params' };
  }
  if (direction > 0 && distance < 0) {
    return { error: 'end must be greater than start when step is positive', parameter: 'params' };
  }
  const elements: Value[] = [];
  let next: NumberValue | undefined = start;
  while (next !== undefined && compareNumbers(next, end) * direction < 0) {
    if (elements.length >= 1024) {
      return {
        error:
          'more than 1024 values were generated; either decrease the difference between start and end or use a smaller step',
      };
    }
    elements.push(next);
    next = arithmetic('+', next, step);
  }
  return { kind: 'list', elements };
}

export const NUMERIC_FUNCTIONS: FunctionTable = {
  abs: ofNumber((value) => (numberText(value).startsWith('-') ? negateNumber(value) : value)),
  ceil: ofNumber((value) => wholeAt(value, 1)),
  floor: ofNumber((value) => wholeAt(value, -1)),
  log: ofDoubles('base', (value, base) => logarithm(value) / logarithm(base)),
  max: extreme((comparison) => comparison > 0),
  min: extreme((comparison) => comparison < 0),
  parseint,
  pow: ofDoubles('power', power),
  range,
  signum,
};
