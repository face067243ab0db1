/** Terraform's functions on dates: RFC 3339 timestamps, Go's durations. */
import { number, string } from '../construct.ts';
import { NUMBER, STRING } from '../type.ts';
import { durationNanoseconds } from './duration.ts';
import type { CallError, FunctionTable } from './signature.ts';
import { ofStrings } from './string.ts';
import { formatTimestamp, parseTimestamp, type Timestamp } from './timestamp.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const formatdate = ofStrings(['format', 'time'], STRING, ([format, time]) => {
  const timestamp = parseTimestamp(time);
  if ('error' in timestamp) return { error: timestamp.error, parameter: 'time' };
  let result = '';
  for (const [token] of format.matchAll(/''|'(?:[^']|'')*'?|([a-zA-Z])\1*|[^'a-zA-Z]+/g)) {
    const text = token.startsWith("'")
      ? quotedLiteral(token)
      : /^[a-zA-Z]/.test(token)
        ? verb(token, timestamp)
        : token;
    if (typeof text !== 'string') return text;
    result += text;
  }
  return string(result);
});

function quotedLiteral(token: string): string | CallError {
  if (token === "''") return "'";
  if (token.length < 2 || !token.endsWith("'")) return { error: "unterminated literal '", parameter: 'format' };
  return token.slice(1, -1).replaceAll("''", "'");
}

/** What each verb may be repeated to, and how it is said. */
const VERBS: Readonly<Record<string, (length: number, at: Timestamp) => string | undefined>> = {
  Y: (length, { year }) => (length === 4 ? padded(year, 4) : length === 2 ? padded(year % 100, 2) : undefined),
  M: (length, { month }) => (length < 3 ? padded(month, length) : name(MONTHS[month - 1], length - 3)),
  D: (length, { day }) => (length < 3 ? padded(day, length) : undefined),
  E: (length, { weekday }) => name(WEEKDAYS[weekday], length - 3),
  h: (length, { hour }) => (length < 3 ? padded(hour, length) : undefined),
  H: (length, { hour }) => (length < 3 ? padded(hour % 12 || 12, length) : undefined),
  A: (length, { hour }) => (length === 2 ? (hour < 12 ? 'AM' : 'PM') : undefined),
  a: (length, { hour }) => (length === 2 ? (hour < 12 ? 'am' : 'pm') : undefined),
  m: (length, { minute }) => (length < 3 ? padded(minute, length) : undefined),
  s: (length, { second }) => (length < 3 ? padded(second, length) : undefined),
  Z: zone,
};

const EXPECTED: Readonly<Record<string, string>> = {
  Y: 'year must either be "YY" or "YYYY"',
  M: 'month must be "M", "MM", "MMM", or "MMMM"',
  D: 'day of month must either be "D" or "DD"',
  E: 'day of week must either be "EEE" or "EEEE"',
  h: '24-hour must either be "h" or "hh"',
  H: '12-hour must either be "H" or "HH"',
  A: 'must be "AA"',
  a: 'must be "aa"',
  m: 'minute must either be "m" or "mm"',
  s: 'second must either be "s" or "ss"',
  Z: 'timezone must be Z, ZZZZ, or ZZZZZ',
};

function verb(token: string, timestamp: Timestamp): string | CallError {
  const letter = token.charAt(0);
  const text = VERBS[letter]?.(token.length, timestamp);
  if (text !== undefined) return text;
  const expected = EXPECTED[letter];
  const detail = expected === undefined ? '' : `: ${expected}`;
  return { error: `invalid date format verb ${JSON.stringify(token)}${detail}`, parameter: 'format' };
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

/** Three letters, or with one more letter in the verb the whole name. */
function name(full: string | undefined, more: number): string | undefined {
  return more === 0 ? full?.slice(0, 3) : more === 1 ? full : undefined;
}

function zone(length: number, { offset }: Timestamp): string | undefined {
  const minutes = Math.abs(offset);
  const sign = offset < 0 ? '-' : '+';
  const hours = padded(Math.floor(minutes / 60), 2);
  const rest = padded(minutes % 60, 2);
  if (length === 1) return offset === 0 ? 'Z' : `${sign}${hours}:${rest}`;
  if (length === 3) return offset === 0 ? 'UTC' : `${sign}${hours}${rest}`;
  if (length === 4) return `${sign}${hours}${rest}`;
  return length === 5 ? `${sign}${hours}:${rest}` : undefined;
}

const timeadd = ofStrings(['timestamp', 'duration'], STRING, ([text, durationText]) => {
  const timestamp = parseTimestamp(text);
  if ('error' in timestamp) return { error: timestamp.error };
  const duration = durationNanoseconds(durationText);
  if (typeof duration !== 'bigint') return duration;
  return string(formatTimestamp(timestamp.nanoseconds + duration, timestamp.offset));
});

const timecmp = ofStrings(['timestamp_a', 'timestamp_b'], NUMBER, ([first, second]) => {
  const a = parseTimestamp(first);
  if ('error' in a) return { error: a.error, parameter: 'timestamp_a' };
  const b = parseTimestamp(second);
  if ('error' in b) return { error: b.error, parameter: 'timestamp_b' };
  return number(a.nanoseconds < b.nanoseconds ? -1 : a.nanoseconds > b.nanoseconds ? 1 : 0);
});

export const DATE_AND_TIME_FUNCTIONS: FunctionTable = { formatdate, timeadd, timecmp };
