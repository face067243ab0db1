/**
 * A lexer that is driven by the parser: it holds one token of lookahead in its fields and makes no token objects. The
 * parser decides how the next token is read: `newlines` says whether line ends are tokens or blanks, and must be set
 * before the token is read (so a closing bracket restores it before asking for the token behind it). Inside quoted strings
 * and heredocs there are no tokens: the template parser reads those characters itself and continues with `advanceTo`.
 */
import { BYTE_ORDER_MARK, CARRIAGE_RETURN, identifierAt, identifierEnd, isDigit, LINE_FEED } from './characters.ts';
import { heredocOpenerEnd } from './heredoc.ts';
import type { TokenKind } from './token.ts';
import * as token from './token.ts';

/** By character: the kind of the token that it starts, if that takes no look at what follows; otherwise 0. */
const STARTS = new Uint8Array(128)
  .fill(token.IDENTIFIER, 0x41, 0x5b)
  .fill(token.IDENTIFIER, 0x61, 0x7b)
  .fill(token.NUMBER, 0x30, 0x3a);
STARTS['_'.charCodeAt(0)] = token.IDENTIFIER;
STARTS['{'.charCodeAt(0)] = token.OPEN_BRACE;
STARTS['}'.charCodeAt(0)] = token.CLOSE_BRACE;
STARTS['['.charCodeAt(0)] = token.OPEN_BRACKET;
STARTS[']'.charCodeAt(0)] = token.CLOSE_BRACKET;
STARTS['('.charCodeAt(0)] = token.OPEN_PAREN;
STARTS[')'.charCodeAt(0)] = token.CLOSE_PAREN;
STARTS['"'.charCodeAt(0)] = token.QUOTE;
STARTS[','.charCodeAt(0)] = token.COMMA;
STARTS['?'.charCodeAt(0)] = token.QUESTION;
STARTS['+'.charCodeAt(0)] = token.PLUS;
STARTS['-'.charCodeAt(0)] = token.MINUS;
STARTS['*'.charCodeAt(0)] = token.STAR;
STARTS['%'.charCodeAt(0)] = token.PERCENT;

export class Lexer {
  readonly text: string;
  kind: TokenKind = token.END;
  start = 0;
  end = 0;
  /** The end of the token before the current one. */
  previousEnd = 0;
  /** Whether line ends are tokens. */
  newlines = true;
  /** From here on no comment is closed: remembered, so that many openers are not searched to the end of the file each. */
  private unclosedFrom = Number.MAX_SAFE_INTEGER;

  /** Reads from `offset`; `advanceTo` or `next` must be called before the first token is there. */
  constructor(text: string, offset: number) {
    this.text = text;
    this.end = offset === 0 && text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : offset;
    this.previousEnd = this.end;
  }

  /** Reads the token that starts at or behind `offset`. */
  advanceTo(offset: number): void {
    if (this.kind === token.STUCK) return;
    this.end = offset;
    this.next();
  }

  /** The text of the current token. */
  tokenText(): string {
    return this.text.slice(this.start, this.end);
  }

  /** Whether the current token is the given word (keywords are ordinary identifiers elsewhere). */
  isWord(word: string): boolean {
    return (
      this.kind === token.IDENTIFIER && this.end - this.start === word.length && this.text.startsWith(word, this.start)
    );
  }

  /** Reads the next token; stands still when stuck. */
  next(): void {
    if (this.kind === token.STUCK) return;
    this.previousEnd = this.end;
    const text = this.text;
    const length = text.length;
    let at = this.end;
    while (at < length) {
      const code = text.charCodeAt(at);
      if (code === 0x20 || code === 0x09) {
        at++;
        continue;
      }
      if (code >= 128) {
        this.readForeign(at);
        return;
      }
      const kind = STARTS[code] as number;
      if (kind !== 0) {
        let end = at + 1;
        if (kind === token.IDENTIFIER) end = identifierEnd(text, end);
        else if (kind === token.NUMBER) end = numberEnd(text, at);
        this.accept(kind, at, end);
        return;
      }
      if (code === LINE_FEED || (code === CARRIAGE_RETURN && text.charCodeAt(at + 1) === LINE_FEED)) {
        const end = code === LINE_FEED ? at + 1 : at + 2;
        if (this.newlines) {
          this.accept(token.NEWLINE, at, end);
          return;
        }
        at = end;
        continue;
      }
      if (code === 0x23 || (code === 0x2f && text.charCodeAt(at + 1) === 0x2f)) {
        const lineEnd = text.indexOf('\n', at);
        if (lineEnd === -1) break;
        if (this.newlines) {
          this.accept(token.NEWLINE, lineEnd, lineEnd + 1);
          return;
        }
        at = lineEnd + 1;
        continue;
      }
      if (code === 0x2f && text.charCodeAt(at + 1) === 0x2a) {
        const close = at < this.unclosedFrom ? text.indexOf('*/', at + 2) : -1;
        if (close === -1) {
          this.unclosedFrom = Math.min(at, this.unclosedFrom);
          this.accept(token.UNCLOSED_COMMENT, at, at + 2);
          return;
        }
        at = close + 2;
        continue;
      }
      this.readOperator(code, at);
      return;
    }
    this.accept(token.END, length, length);
  }

  private accept(kind: TokenKind, start: number, end: number): void {
    this.kind = kind;
    this.start = start;
    this.end = end;
  }

  private readForeign(at: number): void {
    const end = identifierAt(this.text, at);
    if (end > at) this.accept(token.IDENTIFIER, at, end);
    else this.accept(token.INVALID, at, at + ((this.text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1));
  }

  private readOperator(code: number, at: number): void {
    const text = this.text;
    const following = text.charCodeAt(at + 1);
    switch (code) {
      case 0x2e: // .
        if (following === 0x2e && text.charCodeAt(at + 2) === 0x2e) this.accept(token.ELLIPSIS, at, at + 3);
        else this.accept(token.DOT, at, at + 1);
        return;
      case 0x3d: // =
        if (following === 0x3d) this.accept(token.EQUAL_EQUAL, at, at + 2);
        else if (following === 0x3e) this.accept(token.FAT_ARROW, at, at + 2);
        else this.accept(token.EQUAL, at, at + 1);
        return;
      case 0x3a: // :
        if (following === 0x3a) this.accept(token.DOUBLE_COLON, at, at + 2);
        else this.accept(token.COLON, at, at + 1);
        return;
      case 0x21: // !
        if (following === 0x3d) this.accept(token.NOT_EQUAL, at, at + 2);
        else this.accept(token.BANG, at, at + 1);
        return;
      case 0x3e: // >
        if (following === 0x3d) this.accept(token.GREATER_EQUAL, at, at + 2);
        else this.accept(token.GREATER, at, at + 1);
        return;
      case 0x3c: // <
        if (following === 0x3d) this.accept(token.LESS_EQUAL, at, at + 2);
        else if (following === 0x3c) this.readHeredocOpener(at);
        else this.accept(token.LESS, at, at + 1);
        return;
      case 0x26: // &
        if (following === 0x26) this.accept(token.AND, at, at + 2);
        else this.accept(token.INVALID, at, at + 1);
        return;
      case 0x7c: // |
        if (following === 0x7c) this.accept(token.OR, at, at + 2);
        else this.accept(token.INVALID, at, at + 1);
        return;
      case 0x7e: // ~
        if (following === 0x7d) this.accept(token.TRIM_CLOSE, at, at + 2);
        else this.accept(token.INVALID, at, at + 1);
        return;
      case 0x2f: // /
        this.accept(token.SLASH, at, at + 1);
        return;
      default:
        this.accept(token.INVALID, at, at + 1);
    }
  }

  private readHeredocOpener(at: number): void {
    const end = heredocOpenerEnd(this.text, at);
    if (end === -1) this.accept(token.LESS, at, at + 1);
    else this.accept(token.HEREDOC, at, end);
  }
}

/**
 * The end of the number that starts at `at`: the longest run of digits, dots and exponents that does not end in a dot. So
 * `1..2` and `1.2.3` are one token (with no value), while `1.` is a number and a dot.
 */
function numberEnd(text: string, at: number): number {
  let end = at + 1;
  let scan = end;
  for (;;) {
    const code = text.charCodeAt(scan);
    if (isDigit(code)) {
      scan++;
      end = scan;
    } else if (code === 0x2e) {
      scan++;
    } else if (code === 0x65 || code === 0x45) {
      const sign = text.charCodeAt(scan + 1);
      const digit = sign === 0x2b || sign === 0x2d ? scan + 2 : scan + 1;
      if (!isDigit(text.charCodeAt(digit))) return end;
      scan = digit + 1;
      end = scan;
    } else {
      return end;
    }
  }
}
