/** Where two texts differ: one stretch, before and behind which they are the same. */
import type { Position, SourceRange, Span } from './range.ts';

/** `start` to `end` became `start` to `newEnd`. */
export interface TextChange extends Span {
  readonly newEnd: number;
  /** How many lines there are more. */
  readonly lines: number;
  readonly before: string;
  readonly after: string;
  /** From this offset of the earlier text on, nothing in a line before its text has changed. */
  readonly behind: number;
}

export function textChange(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  const start = sharedLength(shorter, (at, length) => {
    return before.slice(at, at + length) === after.slice(at, at + length);
  });
  const same = sharedLength(shorter - start, (at, length) => {
    const [end, newEnd] = [before.length - at, after.length - at];
    return before.slice(end - length, end) === after.slice(newEnd - length, newEnd);
  });
  const end = before.length - same;
  const newEnd = after.length - same;
  const lines = countLines(after.slice(start, newEnd)) - countLines(before.slice(start, end));
  return { start, end, newEnd, lines, before, after, behind: end + restOfLine({ before, end, after, newEnd }) };
}

/** The engine compares long stretches faster than single characters. */
const STRETCH = 4096;

/** How many of `most` characters are the same, counted from one end of both texts. */
function sharedLength(most: number, isSame: (at: number, length: number) => boolean): number {
  let shared = 0;
  for (let length = STRETCH; length >= 1; ) {
    if (shared + length <= most && isSame(shared, length)) shared += length;
    else length /= 2;
  }
  return shared;
}

function restOfLine({ before, end, after, newEnd }: Pick<TextChange, 'before' | 'end' | 'after' | 'newEnd'>): number {
  if (isLineStart(before, end) && isLineStart(after, newEnd)) return 0;
  const lineEnd = after.indexOf('\n', newEnd);
  return lineEnd === -1 ? Number.POSITIVE_INFINITY : lineEnd + 1 - newEnd;
}

function countLines(text: string): number {
  return text.split('\n').length;
}

/** Where a span is after the change; `undefined` when it, or the beginning of the line in which it starts, has changed. */
export function movedSpan({ start, end }: Span, change: TextChange): Span | undefined {
  if (end <= change.start) return { start, end };
  const by = change.newEnd - change.end;
  return start >= change.behind ? { start: start + by, end: end + by } : undefined;
}

/** The same for a range. */
export function movedRange({ filename, start, end }: SourceRange, change: TextChange): SourceRange | undefined {
  if (end.offset <= change.start) return { filename, start, end };
  if (start.offset < change.behind) return undefined;
  const moved = ({ offset, line, column }: Position): Position => ({
    offset: offset + change.newEnd - change.end,
    line: line + change.lines,
    column,
  });
  return { filename, start: moved(start), end: moved(end) };
}

function isLineStart(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === '\n';
}
