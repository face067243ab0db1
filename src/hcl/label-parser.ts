import type { Label } from './ast.ts';
import { BACKSLASH, CARRIAGE_RETURN, DOLLAR, LINE_FEED, PERCENT_SIGN, QUOTATION_MARK } from './characters.ts';
import type { ParseState } from './parse-state.ts';
import { decodeBackslash, decodeEscapes, isEscapedSequence, isSequenceOpener } from './template-literal.ts';

/** Parses a quoted block label, whose opening quote is the current token: a string with escapes but without sequences. */
export function parseLabel(state: ParseState): Label {
  const { text, start } = state;
  let escaped = false;
  let at = state.end;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTATION_MARK) {
      const raw = text.slice(start + 1, at);
      state.advanceTo(at + 1);
      return { value: escaped ? decodeEscapes(raw, 'quoted') : raw, start, end: at + 1 };
    }
    if (code === LINE_FEED || code === CARRIAGE_RETURN) break;
    if (code === BACKSLASH) {
      escaped = true;
      at = checkEscape(state, at) - 1;
    } else if (code === DOLLAR || code === PERCENT_SIGN) {
      if (isSequenceOpener(text, at)) {
        failSequence(state, at);
        break;
      }
      if (isEscapedSequence(text, at)) {
        escaped = true;
        at += 2;
      }
    }
  }
  if (at < text.length) {
    state.fail(
      {
        summary: 'Invalid multi-line string',
        detail:
          'Quoted strings may not be split over multiple lines. To produce a multi-line string, either use the \\n escape to represent a newline character or use the "heredoc" multi-line template syntax.',
      },
      { start: at, end: at + 1 },
    );
  } else {
    state.fail(
      {
        summary: 'Unterminated string literal',
        detail: 'Unable to find the closing quote mark before the end of the file.',
      },
      {
        start: at,
        end: at,
      },
    );
  }
  return { value: text.slice(start + 1, at), start, end: at };
}

/** Reports the escape sequence at `at` if it is not valid; gives the offset behind what may be part of it. */
export function checkEscape(state: ParseState, at: number): number {
  const following = state.text.charCodeAt(at + 1);
  if (following === LINE_FEED || following === CARRIAGE_RETURN) return at + 1;
  const { end, error } = decodeBackslash(state.text, at);
  if (error !== undefined) state.report({ summary: 'Invalid escape sequence', detail: error }, { start: at, end });
  return Math.min(end, state.text.length);
}

function failSequence(state: ParseState, at: number): void {
  const symbol = state.text.charAt(at);
  state.fail(
    {
      summary: 'Invalid string literal',
      detail: `Template sequences are not allowed in this string. To include a literal "${symbol}", double it (as "${symbol}${symbol}") to escape it.`,
    },
    { start: at, end: at + 2 },
  );
}
