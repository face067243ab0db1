import type { SourceRange, Span } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import { singleLine, terminalLine } from './terminal-text.ts';

/** How much of a source line is shown, in UTF-16 units; longer lines are cut around the mark. */
const WIDTH = 120;

export interface CodeFrame {
  readonly range: SourceRange;
  /** `undefined` when the text is not at hand: only the place is named. */
  readonly source: SourceFile | undefined;
  readonly arrow: '-->' | ':::';
  /** Repeated below the marked text. */
  readonly underline: '^' | '-';
  /** Printed behind the underline. */
  readonly label?: string;
  /** The width of the column of line numbers. */
  readonly gutter: number;
  readonly paintFrame: (text: string) => string;
  readonly paintMark: (text: string) => string;
}

/** The place of a range, the line in which it begins, and a mark below the text, each ending in a line feed. */
export function formatCodeFrame(frame: CodeFrame): string {
  const { range, source, gutter, paintFrame, paintMark } = frame;
  const place = `${singleLine(range.filename)}:${range.start.line}:${range.start.column}`;
  const label = frame.label === undefined ? '' : ` ${singleLine(frame.label)}`;
  const header = `${' '.repeat(gutter)}${paintFrame(frame.arrow)} ${place}`;
  if (source === undefined) return `${header}${label}\n`;

  const line = source.line(range.start.line);
  const lastUnit = range.end.line === range.start.line ? range.end.column - 1 : line.length;
  const shown = marked(line, { start: range.start.column - 1, end: lastUnit });
  const bar = `${' '.repeat(gutter)} ${paintFrame('|')}`;
  const number = paintFrame(String(range.start.line).padStart(gutter));
  const mark = paintMark(frame.underline.repeat(shown.width) + label);
  return `${header}\n${bar}\n${number} ${paintFrame('|')} ${shown.text}\n${bar} ${' '.repeat(shown.start)}${mark}\n`;
}

interface MarkedLine {
  readonly text: string;
  /** The terminal column of the mark, and how many it covers. */
  readonly start: number;
  readonly width: number;
}

/** The line, or the stretch of a long one around the mark, with the mark (UTF-16 units of the line) in terminal columns. */
function marked(line: string, mark: Span): MarkedLine {
  const left = line.length <= WIDTH ? 0 : Math.max(0, Math.min(mark.start - WIDTH / 3, line.length - WIDTH));
  const right = Math.min(left + WIDTH, line.length);
  const { text, columns } = terminalLine(line.slice(left, right));
  const columnOf = (unit: number) => columns[Math.max(0, Math.min(unit - left, right - left))] ?? 0;
  const lead = left > 0 ? '…' : '';
  return {
    text: lead + text.trimEnd() + (right < line.length ? '…' : ''),
    start: lead.length + columnOf(mark.start),
    width: Math.max(1, columnOf(mark.end) - columnOf(mark.start)),
  };
}
