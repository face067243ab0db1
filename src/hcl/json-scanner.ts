/**
 * The tokens of JSON as HCL cuts them, over the scanner of `jsonc-parser`.
 *
 * That scanner finds the ends of strings, comments and punctuation. Numbers, words and `=` are cut again here, because HCL
 * takes a whole run of number characters (`01`, `+2`, `1.2.3`) or letters (`True`) as one wrong token and says so.
 */
import { createScanner } from 'jsonc-parser';
import type { SyntaxDiagnostic } from './ast.ts';

export type JsonTokenKind = '{' | '}' | '[' | ']' | ',' | ':' | '=' | 'string' | 'number' | 'word' | 'unknown' | 'end';

export interface JsonScanner {
  /** The current token, `start..end`. */
  readonly kind: JsonTokenKind;
  readonly start: number;
  readonly end: number;
  /** The decoded string of a `string` token, else the text of the token. */
  readonly value: string;
  /** Where the token before ended. */
  readonly previousEnd: number;
  /** Moves to the next token. Comments are reported and skipped; the end of the text stays the current token for ever. */
  advance(): void;
}

/** `SyntaxKind` of `jsonc-parser`, whose declaration is a `const enum` that isolated modules may not read. */
const jsonc = {
  punctuation: ['', '{', '}', '[', ']', ',', ':'] as const,
  stringLiteral: 10,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  trivia: 15,
  end: 17,
};

const numberRun = /[-+.eE0-9]+/y;
const wordRun = /[A-Za-z_]+/y;

export function scanJson(text: string, report: (diagnostic: SyntaxDiagnostic) => void): JsonScanner {
  const scanner = createScanner(text, false);
  const token = { kind: 'end' as JsonTokenKind, start: 0, end: 0, value: '', previousEnd: 0 };

  /** Ends the token behind the run of characters that starts with it. */
  function take(kind: JsonTokenKind, run: RegExp): void {
    run.lastIndex = token.start;
    token.kind = kind;
    token.value = run.exec(text)?.[0] ?? '';
    token.end = token.start + token.value.length;
    scanner.setPosition(token.end);
  }

  function advance(): void {
    token.previousEnd = token.end;
    for (;;) {
      const kind: number = scanner.scan();
      token.start = scanner.getTokenOffset();
      token.end = scanner.getPosition();
      if (kind === jsonc.trivia || kind === jsonc.lineBreak) continue;
      if (kind !== jsonc.lineComment && kind !== jsonc.blockComment) {
        classify(kind);
        return;
      }
      report({
        start: token.start,
        end: token.end,
        summary: 'Invalid start of value',
        detail: 'JSON has no comments. In a body, a property named "//" is ignored and can hold a remark.',
      });
    }
  }

  function classify(kind: number): void {
    token.value = scanner.getTokenValue();
    const first = text[token.start] ?? '';
    const punctuation = jsonc.punctuation[kind];
    if (punctuation !== undefined && punctuation !== '') token.kind = punctuation;
    else if (kind === jsonc.end) token.kind = 'end';
    else if (kind === jsonc.stringLiteral) {
      token.kind = 'string';
      if (scanner.getTokenError() !== 0) reportBrokenString();
    } else if (/[-+.0-9]/.test(first)) take('number', numberRun);
    else if (/[A-Za-z]/.test(first)) take('word', wordRun);
    else if (first === '=') take('=', /=/y);
    else take('unknown', /./suy);
  }

  function reportBrokenString(): void {
    report({
      start: token.start,
      end: token.end,
      summary: 'Invalid JSON string',
      detail: 'There is a syntax error in the given JSON string.',
    });
  }

  advance();
  return Object.assign(token, { advance });
}
