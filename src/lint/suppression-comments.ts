/**
 * Suppressions as they are written: `preplan-ignore: rule-a, rule-b until=2027-01-31 -- reason` in a comment, or in the `"//"`
 * member of an object in JSON syntax. Only what starts a comment, or a line of a block comment, is one: a comment may speak
 * about suppressions.
 */

import type { Span } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';

/** Files without this word hold no suppression. */
export const MARKER = 'preplan-ignore';

/** The ids of what is said about the comments themselves. */
export const SUPPRESSION_RULES = [
  'unused-suppression',
  'expired-suppression',
  'outdated-suppression',
  'invalid-suppression',
] as const;

export type SuppressionRule = (typeof SUPPRESSION_RULES)[number];

/** What a comment asks for. Spans are offsets of the file. */
export interface Directive extends Span {
  /** `file`: in the whole file. */
  readonly scope: 'place' | 'file';
  readonly rules: readonly NamedRule[];
  readonly until?: NamedDay;
  readonly reason?: string;
  /** What is wrong with how it is written: such a comment suppresses nothing. */
  readonly problem?: string;
}

export interface NamedRule extends Span {
  readonly name: string;
}

export interface NamedDay extends Span {
  readonly day: string;
}

const DIRECTIVE = /^[ \t]*\*?[ \t]*(preplan-ignore(-file)?)(?![\w-])/;

/** The suppressions in the content of one comment (without its marks). */
export function* readDirectives(file: SourceFile, content: Span): Iterable<Directive> {
  let at = content.start;
  for (const line of file.text.slice(content.start, content.end).split('\n')) {
    const found = DIRECTIVE.exec(line);
    if (found !== null) {
      const [all, marker = '', isFile] = found;
      const start = at + all.length - marker.length;
      const rest = line.slice(all.length).trimEnd();
      yield {
        start,
        end: at + all.length + rest.length,
        scope: isFile === undefined ? 'place' : 'file',
        ...readRequest(rest, at + all.length),
      };
    }
    at += line.length + 1;
  }
}

/** What stands behind the marker: `: rules until=DAY -- reason`. `offset` is where it starts in the file. */
function readRequest(text: string, offset: number): Omit<Directive, 'start' | 'end' | 'scope'> {
  const colon = /^\s*:/.exec(text);
  if (colon === null) return { rules: [], problem: 'has no colon' };
  const dashes = /(?:^|\s)--(?:\s|$)/.exec(text);
  const reason = dashes === null ? '' : text.slice(dashes.index + dashes[0].length).trim();
  const asked = dashes === null ? text : text.slice(0, dashes.index);
  const rules: NamedRule[] = [];
  let until: NamedDay | undefined;
  for (const { 0: word, index } of asked.slice(colon[0].length).matchAll(/[^\s,]+/g)) {
    const start = offset + colon[0].length + index;
    const span = { start, end: start + word.length };
    if (word.startsWith('until=')) until = { day: word.slice('until='.length), ...span };
    else rules.push({ name: word, ...span });
  }
  const problem = rules.length === 0 ? 'names no rule' : until && dayProblem(until.day);
  return {
    rules,
    ...(until && { until }),
    ...(reason !== '' && { reason }),
    ...(problem !== undefined && { problem }),
  };
}

/** Why a text is no day of the calendar. */
function dayProblem(day: string): string | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  if (parts === null) return `has until=${day}, which is no day`;
  const [year, month, date] = parts.slice(1).map(Number) as [number, number, number];
  const lastDate = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const exists = month >= 1 && month <= 12 && date >= 1 && date <= lastDate;
  return exists ? undefined : `has until=${day}, a day that does not exist`;
}
