/**
 * Where parsing goes on after a statement that could not be parsed. People indent, so the place is found by lines and their
 * indentation, not by brackets, of which one is probably missing. It is the next line that is indented no deeper than the
 * broken statement and looks like another one (a name with `=`, `{` or a label behind it) or is the `}` of the enclosing
 * block. A `}` exactly as deep as the statement closes something that the statement opened, so it is skipped, unless the
 * enclosing block is indented as deep as its own statements. Heredocs are skipped: their lines may look like anything.
 */
import { identifierAt, LINE_FEED, RIGHT_BRACE } from './characters.ts';
import { heredocMarker, heredocOpenerEnd } from './heredoc.ts';
import { firstNonBlank } from './indentation.ts';
import type { ParseState } from './parse-state.ts';

/**
 * The offset at which to go on after the statement that starts at `statement`. `indentation` is that of the statement's
 * line, `outer` that of the enclosing block's header (-1 at the top level).
 */
export function recoveryPoint(
  state: ParseState,
  { statement, indentation, outer }: { statement: number; indentation: number; outer: number },
): number {
  const { text, stuckAt } = state;
  const marker = state.heredocMarkers[0];
  const heredocEnd = marker === undefined ? -1 : state.heredocCloser(lineStartOf(text, stuckAt), marker);
  // The line in which the error shows may be the next statement already, when a bracket is missing before it.
  let lineStart = heredocEnd === -1 ? lineStartOf(text, stuckAt) : nextLine(text, heredocEnd);
  if (lineStart <= statement) lineStart = lineAfter(state, statement);
  while (lineStart < text.length) {
    const first = firstNonBlank(text, lineStart);
    const depth = first - lineStart;
    if (text.charCodeAt(first) === RIGHT_BRACE) {
      if (depth < indentation || (depth === indentation && depth <= outer)) return first;
    } else if (depth <= indentation && looksLikeStatement(text, first)) {
      return first;
    }
    lineStart = lineAfter(state, first);
  }
  return text.length;
}

function looksLikeStatement(text: string, at: number): boolean {
  const nameEnd = identifierAt(text, at);
  if (nameEnd === at) return false;
  const next = firstNonBlank(text, nameEnd);
  switch (text.charAt(next)) {
    case '=':
      return text.charAt(next + 1) !== '=' && text.charAt(next + 1) !== '>';
    case '"':
    case '{':
      return true;
    default:
      // Perhaps a label without quotes; anything else may be prose.
      return identifierAt(text, next) > next && text.slice(next, nextLine(text, next)).includes('{');
  }
}

/** The start of the line behind the one that holds `at`; if a heredoc opens in between, of the line behind the heredoc. */
function lineAfter(state: ParseState, at: number): number {
  const { text } = state;
  const end = nextLine(text, at);
  // An opener ends its line, so it can only be the last thing in it.
  const inLine = text.slice(at, end).lastIndexOf('<<');
  const opener = at + inLine;
  if (inLine === -1 || heredocOpenerEnd(text, opener) !== end) return end;
  const closer = state.heredocCloser(end, heredocMarker(text, opener));
  return closer === -1 ? end : nextLine(text, closer);
}

function lineStartOf(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

function nextLine(text: string, at: number): number {
  if (text.charCodeAt(at) === LINE_FEED) return at + 1;
  const lineFeed = text.indexOf('\n', at);
  return lineFeed === -1 ? text.length : lineFeed + 1;
}
