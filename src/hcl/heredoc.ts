/** Where heredocs begin and end. Shared by the template parser, the brace matcher and the recovery, which must agree. */
import { CARRIAGE_RETURN, HYPHEN, identifierAt, isSpace, LINE_FEED } from './characters.ts';

/** The offset behind the line end of the heredoc opener at `at` (which holds `<<`); -1 when it is no opener. */
export function heredocOpenerEnd(text: string, at: number): number {
  const nameStart = text.charCodeAt(at + 2) === HYPHEN ? at + 3 : at + 2;
  let end = identifierAt(text, nameStart);
  if (end === nameStart) return -1;
  if (text.charCodeAt(end) === CARRIAGE_RETURN) end++;
  return text.charCodeAt(end) === LINE_FEED ? end + 1 : -1;
}

/** The end marker that the heredoc opener at `at` asks for. */
export function heredocMarker(text: string, at: number): string {
  const nameStart = text.charCodeAt(at + 2) === HYPHEN ? at + 3 : at + 2;
  return text.slice(nameStart, identifierAt(text, nameStart));
}

/**
 * The end of the closing line that starts at `lineStart`, without its line end; -1 when it is not the closing line: the
 * marker with nothing but white space around it, and a line end behind it.
 */
export function heredocCloserEnd(text: string, { lineStart, marker }: { lineStart: number; marker: string }): number {
  let at = lineStart;
  while (isBlank(text.charCodeAt(at))) at++;
  if (!text.startsWith(marker, at)) return -1;
  at += marker.length;
  while (isBlank(text.charCodeAt(at))) at++;
  if (text.charCodeAt(at) === LINE_FEED) return at;
  return text.charCodeAt(at) === CARRIAGE_RETURN && text.charCodeAt(at + 1) === LINE_FEED ? at : -1;
}

function isBlank(code: number): boolean {
  return isSpace(code) && code !== LINE_FEED && code !== CARRIAGE_RETURN;
}

/** The end of the first closing line from `from` (a line start) on; -1 when there is none. */
export function findHeredocCloser(text: string, { from, marker }: { from: number; marker: string }): number {
  for (let lineStart = from; lineStart < text.length; ) {
    const end = heredocCloserEnd(text, { lineStart, marker });
    if (end !== -1) return end;
    const lineFeed = text.indexOf('\n', lineStart);
    if (lineFeed === -1) return -1;
    lineStart = lineFeed + 1;
  }
  return -1;
}

/** For every marker that some line could close a heredoc with: where the last such line starts. */
export function lastClosers(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (let lineStart = 0; lineStart < text.length; ) {
    let nameStart = lineStart;
    while (isBlank(text.charCodeAt(nameStart))) nameStart++;
    const nameEnd = identifierAt(text, nameStart);
    if (nameEnd > nameStart) {
      const marker = text.slice(nameStart, nameEnd);
      if (heredocCloserEnd(text, { lineStart, marker }) !== -1) lines.set(marker, lineStart);
    }
    const lineFeed = text.indexOf('\n', lineStart);
    lineStart = lineFeed === -1 ? text.length : lineFeed + 1;
  }
  return lines;
}
