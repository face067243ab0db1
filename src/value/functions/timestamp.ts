/** RFC 3339 timestamps as Go reads and writes them; the year has four digits. */

export interface Timestamp {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  /** Sunday is 0. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Minutes east of UTC. */
  readonly offset: number;
  /** Since 1970-01-01T00:00:00Z. */
  readonly nanoseconds: bigint;
}

type ParseError = { readonly error: string };

function invalid(detail: string): ParseError {
  return { error: `not a valid RFC3339 timestamp: ${detail}` };
}

/** The parts in order: what they are called, how many digits they have, what they stand before. */
const PARTS = [
  { name: 'year', digits: 4, before: '-' },
  { name: 'month', digits: 2, before: '-' },
  { name: 'day of month', digits: 2, before: 'T' },
  { name: 'hour', digits: 2, before: ':' },
  { name: 'minute', digits: 2, before: ':' },
  { name: 'second', digits: 2, before: '' },
] as const;

export function parseTimestamp(text: string): Timestamp | ParseError {
  const numbers: number[] = [];
  let rest = text;
  for (const part of PARTS) {
    if (rest === '') return invalid(`end of string before ${part.name}`);
    const digits = rest.slice(0, part.digits);
    if (!/^\d+$/.test(digits) || digits.length < part.digits) {
      return invalid(`cannot use ${JSON.stringify(rest)} as ${part.name}`);
    }
    const value = Number(digits);
    if (part.name === 'month' && (value < 1 || value > 12)) return outOfRange(part.name, digits);
    if (part.name === 'hour' && value > 23) return invalid('hour must be between 0 and 23 inclusive');
    if ((part.name === 'minute' || part.name === 'second') && value > 59) return outOfRange(part.name, digits);
    numbers.push(value);
    rest = rest.slice(part.digits);
    if (!rest.startsWith(part.before)) return separatorError(part.before, rest);
    rest = rest.slice(part.before.length);
  }
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = numbers;
  if (day < 1 || day > daysIn(year, month)) return { error: 'not a valid RFC3339 timestamp: day out of range' };
  const tail = /^(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/.exec(rest);
  if (tail === null) {
    return rest === ''
      ? invalid('end of string before UTC offset')
      : invalid(`cannot use ${JSON.stringify(rest)} as UTC offset`);
  }
  const [, fraction = '', sign, hours = '0', minutes = '0'] = tail;
  if (Number(hours) > 23 || Number(minutes) > 59) return invalid(`cannot use ${JSON.stringify(rest)} as UTC offset`);
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const days = daysSinceEpoch(year, month, day);
  const seconds = BigInt(days * 86_400 + hour * 3_600 + minute * 60 + second - offset * 60);
  const nanoseconds = seconds * 1_000_000_000n + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
  return { year, month, day, weekday: weekdayOf(days), hour, minute, second, offset, nanoseconds };
}

function outOfRange(name: string, digits: string): ParseError {
  return invalid(`cannot use ${JSON.stringify(digits)} as ${name}`);
}

function separatorError(expected: string, rest: string): ParseError {
  if (expected === 'T') return invalid(`missing required time introducer 'T'`);
  if (rest === '') return invalid(`end of string where ${JSON.stringify(expected)} is expected`);
  return invalid(`found ${JSON.stringify(rest)} where ${JSON.stringify(expected)} is expected`);
}

/** Without fractions of a second, in the given offset. */
export function formatTimestamp(nanoseconds: bigint, offset: number): string {
  const local = floorDivide(nanoseconds, 1_000_000_000n) + BigInt(offset * 60);
  const days = Number(floorDivide(local, 86_400n));
  const seconds = Number(local - BigInt(days) * 86_400n);
  const { year, month, day } = dateOf(days);
  const date = `${year < 0 ? '-' : ''}${digits(Math.abs(year), 4)}-${digits(month, 2)}-${digits(day, 2)}`;
  const time = `${digits(Math.floor(seconds / 3600), 2)}:${digits(Math.floor(seconds / 60) % 60, 2)}:${digits(seconds % 60, 2)}`;
  const minutes = Math.abs(offset);
  const zone = `${offset < 0 ? '-' : '+'}${digits(Math.floor(minutes / 60), 2)}:${digits(minutes % 60, 2)}`;
  return `${date}T${time}${offset === 0 ? 'Z' : zone}`;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

function weekdayOf(days: number): number {
  return (((days + 4) % 7) + 7) % 7;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days in the Gregorian calendar, counted in eras of 400 years that begin in March. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function dateOf(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1,
  };
}
