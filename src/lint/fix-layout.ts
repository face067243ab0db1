/** What an edit does to the lines around it: nothing, but for whole lines that go, and columns of `=` that stay. */
import type { Span } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';

/** A replacement in one file. */
export interface SpanEdit extends Span {
  readonly text: string;
}

const BLANKS = /[ \t]*/y;

/** Takes a statement away, with its lines where nothing else stands there; a comment behind it stays. */
export function removeStatement({ text }: SourceFile, { start, end }: Span): SpanEdit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = endOfLine(text, end);
  const isFirst = isBlank(text.slice(lineStart, start));
  const rest = text.slice(end, lineEnd);
  if (isFirst && isBlank(rest)) return removeLines(text, { start: lineStart, end: lineEnd });
  if (isFirst && /^[ \t]*(?:#|\/\/|\/\*)/.test(rest)) return { start, end: afterBlanks(text, end), text: '' };
  return { start, end: afterBlanks(text, end), text: '' };
}

/** What goes, and where it is whole lines, one of two blank lines that would meet or stand at the edge of the block. */
export function removeLines(text: string, { start, end }: Span): SpanEdit {
  const isLines = text.lastIndexOf('\n', start - 1) === start - 1 && (text[end - 1] === '\n' || end === text.length);
  if (!isLines) return { start, end, text: '' };
  const before = text.slice(text.lastIndexOf('\n', start - 2) + 1, start);
  const after = text.slice(end, endOfLine(text, end));
  if (isBlank(after) && after !== '' && (isBlank(before) || /[{[]\s*$/.test(before))) {
    return { start, end: end + after.length, text: '' };
  }
  if (isBlank(before) && /^[ \t]*[}\]]/.test(after)) return { start: start - before.length, end, text: '' };
  return { start, end, text: '' };
}

/** Takes one of several things with commas between them away. */
export function removeFromList(
  file: SourceFile,
  {
    items,
    index,
    around,
    mayEndInComma,
  }: {
    readonly items: readonly Span[];
    readonly index: number;
    readonly around: Span;
    /** Whether a comma may stand behind the last one. */
    readonly mayEndInComma: boolean;
  },
): SpanEdit | undefined {
  const { text } = file;
  const item = items[index];
  if (item === undefined) return undefined;
  const next = items[index + 1];
  const previous = items[index - 1];
  if (mayEndInComma && HAS_COMMENT.test(text.slice(item.end, next?.start ?? around.end))) {
    return { start: item.start, end: item.end + (/^\s*,[ \t]*/.exec(text.slice(item.end))?.[0].length ?? 0), text: '' };
  }
  if (next !== undefined) {
    return SEPARATOR.test(text.slice(item.end, next.start))
      ? { start: item.start, end: next.start, text: '' }
      : undefined;
  }
  if (!SEPARATOR.test(text.slice(item.end, around.end - 1))) return undefined;
  if (previous === undefined) return { start: item.start, end: item.end, text: '' };
  if (!SEPARATOR.test(text.slice(previous.end, item.start))) return undefined;
  return { start: previous.end, end: item.end, text: '' };
}

/** Something put before and something behind. */
export function around(
  { start, end }: Span,
  { before, after }: { readonly before: string; readonly after: string },
): readonly SpanEdit[] {
  return [
    { start, end: start, text: before },
    { start: end, end, text: after },
  ];
}

/** Several neighbours in JSON syntax: where none is behind them, the comma before them goes too, and of a list `[]` is left. */
export function removeLastEntries(text: string, { start, end }: Span): SpanEdit {
  const [before, after] = [/\[\s*$/.exec(text.slice(0, start)), /^\s*\]/.exec(text.slice(end))];
  if (before !== null && after !== null) return { start: before.index + 1, end: end + after[0].length - 1, text: '' };
  const isLast = /^\s*[}\]]/.test(text.slice(end));
  const comma = isLast ? (/,\s*$/.exec(text.slice(0, start))?.[0].length ?? 0) : 0;
  return { start: start - comma, end, text: '' };
}

const HAS_COMMENT = /#|\/\/|\/\*/;

/** No comment is between. */
const SEPARATOR = /^[\s,]*$/;

/** Another name before an `=`, which keeps its column where it shares it with the line above or below. */
export function renameBeforeEquals(file: SourceFile, name: Span, to: string): SpanEdit {
  const { text } = file;
  const equals = afterBlanks(text, name.end);
  const gap = text.slice(name.end, equals);
  const change = to.length - (name.end - name.start);
  const isSpaces = /^ +$/.test(gap) && text[equals] === '=';
  if (!isSpaces || change === 0 || !isAligned(file, equals)) return { start: name.start, end: name.end, text: to };
  return { start: name.start, end: equals, text: to + ' '.repeat(Math.max(gap.length - change, 1)) };
}

function isAligned(file: SourceFile, equals: number): boolean {
  const { line, column } = file.position(equals);
  return [line - 1, line + 1].some((other) => equalsColumn(file.line(other)) === column);
}

/** The column, from 1, of the `=` behind the first word of a line. */
function equalsColumn(line: string): number | undefined {
  const before = /^\s*[\w"-]+\s*(?==(?!=))/.exec(line)?.[0];
  return before === undefined ? undefined : before.length + 1;
}

/** An argument on a line of its own behind another argument, its `=` below that one's where the name is short enough. */
export function insertBehind(
  { text }: SourceFile,
  anchor: Span & { readonly nameEnd: number },
  argument: { readonly name: string; readonly value: string },
): SpanEdit | undefined {
  const lineStart = text.lastIndexOf('\n', anchor.start - 1) + 1;
  const indent = text.slice(lineStart, anchor.start);
  const at = lineBreakBehind(text, anchor.end);
  if (!isBlank(indent) || at === undefined) return undefined;
  const width = afterBlanks(text, anchor.nameEnd) - anchor.start;
  const name = argument.name.padEnd(width - 1);
  return { start: at, end: at, text: `${lineBreak(text, at)}${indent}${name} = ${argument.value}` };
}

/** An argument on the first line of a block. */
export function insertAtTop(
  { text }: SourceFile,
  { block, brace }: { readonly block: number; readonly brace: number },
  argument: { readonly name: string; readonly value: string },
): SpanEdit | undefined {
  const at = lineBreakBehind(text, brace + 1);
  if (at === undefined) return undefined;
  const lineStart = text.lastIndexOf('\n', block - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, block))?.[0] ?? '';
  return { start: at, end: at, text: `${lineBreak(text, at)}${indent}  ${argument.name} = ${argument.value}` };
}

/** Where the line ends, before its line break, when nothing but a comment is left of it. */
function lineBreakBehind(text: string, offset: number): number | undefined {
  const end = text.indexOf('\n', offset);
  if (end === -1) return undefined;
  const rest = text.slice(offset, end);
  if (!/^[ \t]*(?:(?:#|\/\/).*)?\r?$/.test(rest)) return undefined;
  return rest.endsWith('\r') ? end - 1 : end;
}

function lineBreak(text: string, at: number): string {
  return text[at] === '\r' ? '\r\n' : '\n';
}

/** Behind the line break of the line, or the end of the text. */
function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

function afterBlanks(text: string, offset: number): number {
  BLANKS.lastIndex = offset;
  BLANKS.exec(text);
  return BLANKS.lastIndex;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
