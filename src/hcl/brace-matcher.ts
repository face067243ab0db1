/**
 * Finds the brace that closes a block without parsing what is between. Strings, heredocs, comments and interpolations are
 * read exactly as the parser reads them, so in a file without errors the result is exact. At anything that looks broken the
 * matcher gives up, and the caller parses instead.
 */
import {
  BACKSLASH,
  CARRIAGE_RETURN,
  DOLLAR,
  LEFT_BRACE,
  LINE_FEED,
  PERCENT_SIGN,
  QUOTATION_MARK,
  RIGHT_BRACE,
} from './characters.ts';
import { heredocCloserEnd, heredocMarker, heredocOpenerEnd } from './heredoc.ts';
import { indentationBefore } from './indentation.ts';
import { dollarTokenEnd, HEREDOC_STOP, isEscapedSequence, isSequenceOpener, QUOTED_STOP } from './template-literal.ts';
import type { TextSearch } from './text-search.ts';

const HASH = 0x23;
const STAR = 0x2a;
const SLASH = 0x2f;
const LESS_THAN = 0x3c;

/** A template around the current code. */
interface OuterTemplate {
  /** The end marker of a heredoc; undefined for a quoted template. */
  readonly marker: string | undefined;
  /** Braces that are open in the code around the template. */
  readonly braces: number;
}

/** Deeper interpolations are left to the parser. */
const MAXIMUM_NESTING = 50;

/** The offset of the brace that closes the block whose content starts at `start`; -1 when there is none or something is broken. */
export function matchingBrace(text: string, start: number, search: TextSearch): number {
  const length = text.length;
  let outer: OuterTemplate[] | undefined;
  let braces = 1;
  let at = start;
  while (at < length) {
    at = search.codeStop(at);
    if (at === length) break;
    const code = text.charCodeAt(at);
    let template: OuterTemplate | undefined;
    let stop = -1;
    switch (code) {
      case LEFT_BRACE:
        braces++;
        at++;
        continue;
      case RIGHT_BRACE:
        at++;
        braces--;
        if (braces > 0) continue;
        template = outer?.pop();
        if (template === undefined) return at - 1;
        stop =
          template.marker === undefined
            ? quotedStop(text, at)
            : heredocStop(text, { start: at, marker: template.marker });
        break;
      case QUOTATION_MARK:
        stop = search.closingQuote(at + 1);
        if (stop === -1) stop = quotedStop(text, at + 1);
        if (text.charCodeAt(stop) === QUOTATION_MARK) {
          at = stop + 1;
          continue;
        }
        template = { marker: undefined, braces };
        break;
      case LESS_THAN: {
        const content = text.charCodeAt(at + 1) === LESS_THAN ? heredocOpenerEnd(text, at) : -1;
        if (content === -1) {
          at++;
          continue;
        }
        const marker = heredocMarker(text, at);
        template = { marker, braces };
        stop = heredocStop(text, { start: content, marker });
        break;
      }
      default:
        at = commentEnd(text, at);
        if (at === -1) return -1;
        continue;
    }
    if (stop === -1) return -1;
    const stopCode = text.charCodeAt(stop);
    if (stopCode === DOLLAR || stopCode === PERCENT_SIGN) {
      outer ??= [];
      if (outer.length === MAXIMUM_NESTING) return -1;
      outer.push(template);
      braces = 1;
      at = stop + 2;
    } else {
      braces = template.braces;
      at = stop + 1;
    }
  }
  return -1;
}

/**
 * The offset of the brace that closes the one at `openBrace`, if it stands where one expects it: in the same line, or first
 * in a line with the given indentation. Otherwise -1.
 */
export function plausibleClose(
  text: string,
  { openBrace, indentation, search }: { openBrace: number; indentation: number; search: TextSearch },
): number {
  const closeBrace = matchingBrace(text, openBrace + 1, search);
  if (closeBrace === -1) return -1;
  const found = indentationBefore(text, closeBrace);
  if (found !== -1) return found === indentation ? closeBrace : -1;
  const lineFeed = text.indexOf('\n', openBrace);
  return lineFeed === -1 || lineFeed > closeBrace ? closeBrace : -1;
}

/** The closing quote or the next sequence opener of a quoted template; -1 when its line ends first. */
function quotedStop(text: string, start: number): number {
  const length = text.length;
  let at = start;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code >= 128 || QUOTED_STOP[code] === 0) at++;
    else if (code === QUOTATION_MARK) return at;
    else if (code === BACKSLASH) at += text.charCodeAt(at + 1) === LINE_FEED ? 1 : 2;
    else if (code === LINE_FEED || code === CARRIAGE_RETURN) return -1;
    else if (isSequenceOpener(text, at)) return at;
    else at += isEscapedSequence(text, at) ? 3 : 1;
  }
  return -1;
}

/** The end of the closing line or the next sequence opener of a heredoc; -1 when there is neither. */
function heredocStop(text: string, { start, marker }: { start: number; marker: string }): number {
  const length = text.length;
  let at = start;
  let lineBegins = text.charCodeAt(at - 1) === LINE_FEED;
  while (at < length) {
    if (lineBegins) {
      const closer = heredocCloserEnd(text, { lineStart: at, marker });
      if (closer !== -1) return closer;
      lineBegins = false;
    }
    const code = text.charCodeAt(at);
    if (code >= 128 || HEREDOC_STOP[code] === 0) {
      at++;
    } else if (code === LINE_FEED) {
      at++;
      lineBegins = true;
    } else if (code === CARRIAGE_RETURN) {
      if (text.charCodeAt(at + 1) !== LINE_FEED) return -1;
      at++;
    } else {
      if (isSequenceOpener(text, at)) return at;
      at = dollarTokenEnd(text, 'heredoc', at);
      lineBegins = text.charCodeAt(at - 1) === LINE_FEED;
    }
  }
  return -1;
}

/** The offset behind the comment at `at`, or behind the slash that starts none; -1 for a comment without end. */
function commentEnd(text: string, at: number): number {
  const following = text.charCodeAt(at + 1);
  if (text.charCodeAt(at) === HASH || following === SLASH) {
    const lineFeed = text.indexOf('\n', at);
    return lineFeed === -1 ? text.length : lineFeed + 1;
  }
  if (following !== STAR) return at + 1;
  const close = text.indexOf('*/', at + 2);
  return close === -1 ? -1 : close + 2;
}
