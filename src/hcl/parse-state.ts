/**
 * What the parsers of bodies, expressions and templates share: the lexer, the errors found, and the limits.
 *
 * Errors need no exceptions and no checks in the productions: `fail` reports and leaves the lexer stuck, that is at a token
 * which nothing accepts and which `next` does not leave. Every production then ends by itself, returning what it has, and
 * further failures on the way out stay silent, so a fault gives one diagnostic. The body parser, the only place that knows
 * where the next statement may begin, calls `resume`.
 */

import type { Span } from '../text/range.ts';
import { SourceFile } from '../text/source-file.ts';
import type { InvalidExpression, SyntaxDiagnostic } from './ast.ts';
import { plausibleClose } from './brace-matcher.ts';
import { findHeredocCloser, lastClosers } from './heredoc.ts';
import { indentationBefore, lineIndentation } from './indentation.ts';
import { invalidToken, type Problem } from './invalid-token.ts';
import { Lexer } from './lexer.ts';
import { TextSearch } from './text-search.ts';
import { CLOSE_BRACE, END, INVALID, STUCK, UNCLOSED_COMMENT } from './token.ts';

/** Levels of nesting (brackets, blocks, calls, conditionals, unary operators, splats, interpolations) that are read. */
export const MAXIMUM_DEPTH = 400;

export class ParseState extends Lexer {
  readonly file: SourceFile;
  readonly diagnostics: SyntaxDiagnostic[] = [];
  readonly search: TextSearch;
  /** Whether indentation tells which brackets were never closed; for the second reading of a file that ended too early. */
  readonly strict: boolean;
  /** In strict mode, whether the braces around the current statement may not match. */
  doubtful: boolean;
  /** Whether the file ended inside a block, a bracket, a string or a heredoc. */
  endedEarly = false;
  /** Whether an error looks as if the brace of an object were missing before it. */
  suspectsBraces = false;
  /** Where the lexer got stuck. */
  stuckAt = 0;
  /** The end markers of the heredocs around the current token, innermost last. */
  readonly heredocMarkers: string[] = [];
  /** The indentation of the line in which the current statement begins; kept in strict mode only. */
  statementIndentation = 0;
  /** Made when a heredoc without end is met, so that many of them are not searched to the end of the file each. */
  private lastClosers: ReadonlyMap<string, number> | undefined;
  /** Levels of nesting around the current token. */
  depth = 0;
  /** Characters that `doubts` may still look at, so that a file full of open braces is not searched once for each. */
  private matchBudget: number;
  /** Whether too deep nesting has been reported; once is enough. */
  private tooDeep = false;

  constructor(file: SourceFile, { offset, strict, search }: { offset: number; strict: boolean; search?: TextSearch }) {
    super(file.text, offset);
    this.search = search ?? new TextSearch(file.text);
    this.file = file;
    this.strict = strict;
    this.doubtful = strict;
    this.matchBudget = 20 * file.text.length;
  }

  /** Reports an error after which parsing goes on normally. */
  report({ summary, detail }: Problem, { start, end }: Span): void {
    if (this.kind !== STUCK) this.diagnostics.push({ summary, detail, start, end });
  }

  /** Reports an error (unless one is being recovered from already) and gets stuck. The place is the current token unless given. */
  fail(problem: Problem, place: Span = this): void {
    if (this.kind === STUCK) return;
    if (this.kind === END) this.endedEarly = true;
    if (this.kind === INVALID || this.kind === UNCLOSED_COMMENT) this.report(invalidToken(this.tokenText()), this);
    else this.report(problem, place);
    this.getStuck(Math.max(this.start, place.start));
  }

  private getStuck(at: number): void {
    if (this.kind === STUCK) return;
    this.stuckAt = at;
    this.kind = STUCK;
  }

  /** Leaves the stuck state and reads the token at or behind `offset`, `depth` levels deep in blocks. */
  resume(offset: number, depth: number): void {
    this.kind = END;
    this.newlines = true;
    this.heredocMarkers.length = 0;
    this.depth = depth;
    this.advanceTo(offset);
  }

  /** Enters one level of nesting. False, with an error reported, when that is one too many; `leave` is due in either case. */
  enter(): boolean {
    this.depth++;
    if (this.depth <= MAXIMUM_DEPTH) return true;
    if (this.tooDeep) this.getStuck(this.start);
    else this.fail({ summary: 'Nesting too deep', detail: `Nesting is read up to ${MAXIMUM_DEPTH} levels deep.` });
    this.tooDeep = true;
    return false;
  }

  leave(): void {
    this.depth--;
  }

  /**
   * Whether the current token begins a line at an indentation that puts it outside the current statement, so that a bracket
   * of this statement was never closed. A closing brace may stand as far left as the statement, nothing else may.
   */
  isOutsideStatement(): boolean {
    const indentation = indentationBefore(this.text, this.start);
    if (indentation === -1) return false;
    return indentation < this.statementIndentation + (this.kind === CLOSE_BRACE ? 0 : 1);
  }

  /** Whether the brace at `openBrace` may lack its partner. Where braces match as the indentation suggests, nothing between them is doubted. */
  doubts(openBrace: number): boolean {
    if (!this.doubtful || this.matchBudget <= 0) return this.doubtful;
    const closeBrace = plausibleClose(this.text, {
      openBrace,
      indentation: lineIndentation(this.text, openBrace),
      search: this.search,
    });
    this.matchBudget -= (closeBrace === -1 ? this.text.length : closeBrace) - openBrace;
    return closeBrace === -1;
  }

  /** The end of the line that closes a heredoc whose content starts at `from`, by lines alone; -1 when there is none. */
  heredocCloser(from: number, marker: string): number {
    if (this.lastClosers !== undefined && (this.lastClosers.get(marker) ?? -1) < from) return -1;
    const closer = findHeredocCloser(this.text, { from, marker });
    if (closer === -1) this.lastClosers ??= lastClosers(this.text);
    return closer;
  }

  /** The range in HCL's notation, for the texts of diagnostics: `main.tf:3,5-12`. */
  describe(span: Span): string {
    const { filename, start, end } = this.file.range(span);
    const last = start.line === end.line ? `${end.column}` : `${end.line},${end.column}`;
    return `${filename}:${start.line},${start.column}-${last}`;
  }

  /** Stands for an expression that is missing at the current token. */
  invalidExpression(): InvalidExpression {
    const at = this.kind === STUCK ? this.stuckAt : this.start;
    return { kind: 'invalid', start: at, end: at };
  }
}

/** A file whose text ends at `end`; offsets stay the same. */
export function sourceUpTo(file: SourceFile, end: number): SourceFile {
  return end >= file.text.length ? file : new SourceFile(file.filename, file.text.slice(0, end));
}
