/** Character classes of HCL, by UTF-16 code unit or code point. */

export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const QUOTATION_MARK = 0x22;
export const DOLLAR = 0x24;
export const PERCENT_SIGN = 0x25;
export const HYPHEN = 0x2d;
export const BACKSLASH = 0x5c;
const LOW_LINE = 0x5f;
export const LEFT_BRACE = 0x7b;
export const RIGHT_BRACE = 0x7d;
export const TILDE = 0x7e;
export const BYTE_ORDER_MARK = 0xfeff;

// Made when they are needed: reading the classes of Unicode takes longer than reading a small file.
let start: RegExp | undefined;
let part: RegExp | undefined;

function startsIdentifier(codePoint: number): boolean {
  start ??= /\p{ID_Start}/u;
  return start.test(String.fromCodePoint(codePoint));
}

function continuesIdentifier(codePoint: number): boolean {
  part ??= /\p{ID_Continue}/u;
  return part.test(String.fromCodePoint(codePoint));
}

/** 1 for what may start an identifier, 2 for what may only continue one (digits and the hyphen). */
const IDENTIFIER_CLASS = new Uint8Array(128).fill(1, 0x41, 0x5b).fill(1, 0x61, 0x7b).fill(2, 0x30, 0x3a);
IDENTIFIER_CLASS[LOW_LINE] = 1;
IDENTIFIER_CLASS[HYPHEN] = 2;

export function isIdentifierStart(codePoint: number): boolean {
  return codePoint < 128 ? IDENTIFIER_CLASS[codePoint] === 1 : startsIdentifier(codePoint);
}

/** The end of the identifier whose first character lies before `at`. */
export function identifierEnd(text: string, at: number): number {
  const length = text.length;
  let end = at;
  while (end < length) {
    const code = text.charCodeAt(end);
    if (code < 128) {
      if (IDENTIFIER_CLASS[code] === 0) break;
      end++;
    } else {
      const codePoint = text.codePointAt(end) ?? 0;
      if (!continuesIdentifier(codePoint)) break;
      end += codePoint > 0xffff ? 2 : 1;
    }
  }
  return end;
}

/** Where the identifier that starts at `at` ends; `at` itself when none starts there. */
export function identifierAt(text: string, at: number): number {
  const codePoint = text.codePointAt(at);
  if (codePoint === undefined || !isIdentifierStart(codePoint)) return at;
  return identifierEnd(text, at + (codePoint > 0xffff ? 2 : 1));
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Unicode white space, as trim markers, flush heredocs and heredoc end markers understand it. */
export function isSpace(code: number): boolean {
  if (code < 128) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** The offset of the first character from `start` on that is not white space, at most `end`. */
export function skipSpaces(text: string, { start, end }: { start: number; end: number }): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The offset behind the last character before `end` that is not white space, at least `start`. */
export function skipSpacesBack(text: string, { start, end }: { start: number; end: number }): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}
