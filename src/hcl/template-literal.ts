/**
 * The text of templates: decoding of escapes, and the division into the literal tokens that HCL's scanner makes, which shows
 * where trim markers and the indentation of flush heredocs stop. A token of a quoted template ends before `$` and `%`; in
 * the other forms it ends behind each line end too. `$${` and `%%{` are tokens of their own, and so is a lone `$` or `%`,
 * together with one ASCII character if the line ends behind that one.
 */

import type { Span } from '../text/range.ts';
import type { TemplateForm } from './ast.ts';
import {
  BACKSLASH,
  CARRIAGE_RETURN,
  DOLLAR,
  LEFT_BRACE,
  LINE_FEED,
  PERCENT_SIGN,
  QUOTATION_MARK,
  skipSpaces,
} from './characters.ts';
import { contentSpan, HAS_ESCAPES, type TemplateNode } from './template-node.ts';

/** 1 for the characters below 128 that matter in a quoted template. */
export const QUOTED_STOP = new Uint8Array(128);
for (const code of [QUOTATION_MARK, BACKSLASH, DOLLAR, PERCENT_SIGN, LINE_FEED, CARRIAGE_RETURN]) QUOTED_STOP[code] = 1;

/** 1 for the characters below 128 that matter in a heredoc or a bare template. */
export const HEREDOC_STOP = new Uint8Array(128);
for (const code of [DOLLAR, PERCENT_SIGN, LINE_FEED, CARRIAGE_RETURN]) HEREDOC_STOP[code] = 1;

/** The string that a template without sequences stands for. */
export function decodeTemplate(node: TemplateNode): string {
  const { source, form, flags } = node;
  const span = contentSpan(node);
  let value = source.slice(span.start, span.end);
  if (form === 'flush-heredoc') value = flush(value);
  if ((flags & HAS_ESCAPES) !== 0) value = decodeEscapes(value, form);
  return COMBINING.test(value) ? value.normalize('NFC') : value;
}

/** Text without these is in NFC already. */
const COMBINING = /[\u0300-\uffff]/;

/** Takes the smallest indentation of the lines that are not blank off every such line. */
function flush(text: string): string {
  const lines: { start: number; end: number; blank: boolean }[] = [];
  let smallest = Number.MAX_SAFE_INTEGER;
  for (let start = 0; start < text.length; ) {
    const lineFeed = text.indexOf('\n', start);
    const end = lineFeed === -1 ? text.length : lineFeed + 1;
    const first = skipSpaces(text, { start, end });
    const blank = first === end && lineFeed !== -1;
    if (!blank) smallest = Math.min(smallest, first - start);
    lines.push({ start, end, blank });
    start = end;
  }
  return lines.map(({ start, end, blank }) => text.slice(blank ? start : start + smallest, end)).join('');
}

/** Resolves `$${` and `%%{`, and in quoted text the backslash escapes. Escapes that are not valid give what follows the backslash. */
export function decodeEscapes(text: string, form: TemplateForm): string {
  const quoted = form === 'quoted';
  let decoded = '';
  let copied = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === DOLLAR || code === PERCENT_SIGN) {
      if (!isEscapedSequence(text, at)) continue;
      decoded += text.slice(copied, at + 1);
      copied = at + 2;
      at += 2;
    } else if (quoted && code === BACKSLASH) {
      const sequence = decodeBackslash(text, at);
      decoded += text.slice(copied, at) + sequence.value;
      at = sequence.end - 1;
      copied = sequence.end;
    }
  }
  return decoded + text.slice(copied);
}

/** Whether `$${` or `%%{` starts at `at`. */
export function isEscapedSequence(text: string, at: number): boolean {
  return text.charCodeAt(at + 1) === text.charCodeAt(at) && text.charCodeAt(at + 2) === LEFT_BRACE;
}

/** Whether `${` or `%{` starts at `at`. */
export function isSequenceOpener(text: string, at: number): boolean {
  return text.charCodeAt(at + 1) === LEFT_BRACE;
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** What the escape sequence at `at` stands for, where it ends, and what is wrong with it. */
export function decodeBackslash(text: string, at: number): { value: string; end: number; error: string | undefined } {
  const selector = String.fromCodePoint(text.codePointAt(at + 1) ?? 0);
  const simple = SIMPLE_ESCAPES[selector];
  if (simple !== undefined) return { value: simple, end: at + 2, error: undefined };
  if (selector !== 'u' && selector !== 'U') {
    return {
      value: selector,
      end: at + 1 + selector.length,
      error: `The symbol ${JSON.stringify(selector)} is not a valid escape sequence selector.`,
    };
  }
  const wanted = selector === 'u' ? 4 : 8;
  const digits = /^[0-9A-Fa-f]*/.exec(text.slice(at + 2, at + 2 + wanted))?.[0] ?? '';
  const end = at + 2 + digits.length;
  const value = text.slice(at, end);
  if (digits.length < wanted) {
    const count = selector === 'u' ? 'four' : 'eight';
    return { value, end, error: `The \\${selector} escape sequence must be followed by ${count} hexadecimal digits.` };
  }
  const codePoint = Number.parseInt(digits, 16);
  if (codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)) {
    const shown = codePoint.toString(16).padStart(4, '0');
    return { value, end, error: `Cannot encode character U+${shown} in UTF-8.` };
  }
  return { value: String.fromCodePoint(codePoint), end, error: undefined };
}

/** The end of the literal token that starts at `start`; literal text reaches up to `end`, where a sequence or the closer is. */
export function literalTokenEnd(text: string, form: TemplateForm, { start, end }: Span): number {
  const first = text.charCodeAt(start);
  if (first === DOLLAR || first === PERCENT_SIGN) return dollarTokenEnd(text, form, start);
  const quoted = form === 'quoted';
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === DOLLAR || code === PERCENT_SIGN) return at;
    if (quoted) {
      if (code === BACKSLASH) at++;
    } else if (code === LINE_FEED) {
      return at + 1;
    }
    at++;
  }
  return Math.min(at, end);
}

/** The end of the literal token that begins with the `$` or `%` at `at`. */
export function dollarTokenEnd(text: string, form: TemplateForm, at: number): number {
  if (isEscapedSequence(text, at)) return at + 3;
  if (form === 'quoted' || text.charCodeAt(at + 1) >= 0x80) return at + 1;
  const second = text.charCodeAt(at + 2);
  const endsLine = second === LINE_FEED || (second === CARRIAGE_RETURN && text.charCodeAt(at + 3) === LINE_FEED);
  return endsLine ? at + 2 : at + 1;
}
