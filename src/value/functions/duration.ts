import type { CallError } from './signature.ts';

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const LONGEST = 2n ** 63n;

/** Go's durations: `1h30m`, `-1.5h`, `100ms`; a part without a unit only in `0`. */
export function durationNanoseconds(text: string): bigint | CallError {
  const wrong = { error: `time: invalid duration ${JSON.stringify(text)}` };
  const sign = text.startsWith('-') ? -1n : 1n;
  let rest = text.replace(/^[-+]/, '');
  if (rest === '0') return 0n;
  if (rest === '') return wrong;
  let total = 0n;
  while (rest !== '') {
    const match = /^(\d*)(?:\.(\d*))?([^\d.]*)/.exec(rest);
    if (match === null || (match[1] === '' && (match[2] ?? '') === '')) return wrong;
    const [part, whole = '', fraction = '', unit = ''] = match;
    if (unit === '') return { error: `time: missing unit in duration ${JSON.stringify(text)}` };
    const scale = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
    if (scale === undefined) {
      return { error: `time: unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(text)}` };
    }
    const digits = fraction.slice(0, 18);
    total += BigInt(`0${whole}`) * scale + (BigInt(`0${digits}`) * scale) / 10n ** BigInt(digits.length);
    if (total > LONGEST) return wrong;
    rest = rest.slice(part.length);
  }
  if (sign > 0n && total === LONGEST) return wrong;
  return sign * total;
}
