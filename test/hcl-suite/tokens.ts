/**
 * The tokens of a text in the terms of HCL's scanner, put together from the lexer (outside strings) and the template nodes
 * (inside): our parser has no list of tokens, but everywhere it must cut where HCL cuts.
 */
import { TILDE } from '../../src/hcl/characters.ts';
import { ParseState } from '../../src/hcl/parse-state.ts';
import { literalTokenEnd } from '../../src/hcl/template-literal.ts';
import { contentSpan, type TemplateNode } from '../../src/hcl/template-node.ts';
import { parseHeredoc, parseQuoted, parseTemplate } from '../../src/hcl/template-parser.ts';
import * as token from '../../src/hcl/token.ts';
import { SourceFile } from '../../src/text/source-file.ts';

export interface Token {
  readonly type: string;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

const names = new Map([
  [token.NEWLINE, 'TokenNewline'],
  [token.IDENTIFIER, 'TokenIdent'],
  [token.NUMBER, 'TokenNumberLit'],
  [token.OPEN_BRACE, 'TokenOBrace'],
  [token.CLOSE_BRACE, 'TokenCBrace'],
  [token.OPEN_PAREN, 'TokenOParen'],
  [token.CLOSE_PAREN, 'TokenCParen'],
  [token.EQUAL, 'TokenEqual'],
  [token.QUESTION, 'TokenQuestion'],
  [token.COLON, 'TokenColon'],
  [token.DOUBLE_COLON, 'TokenDoubleColon'],
  [token.EQUAL_EQUAL, 'TokenEqualOp'],
  [token.LESS, 'TokenLessThan'],
  [token.PLUS, 'TokenPlus'],
  [token.STAR, 'TokenStar'],
]);

export function tokensOf(text: string): Token[] {
  return tokensBetween(text, 0, text.length);
}

export function templateTokensOf(text: string): Token[] {
  const { template } = parseTemplate(new SourceFile('t.hcl', text));
  return [...templateTokens(template as TemplateNode), { type: 'TokenEOF', start: text.length, end: text.length }];
}

function tokensBetween(text: string, start: number, end: number): Token[] {
  const tokens: Token[] = [];
  const state = new ParseState(new SourceFile('t.hcl', text), { offset: start, strict: false });
  state.next();
  while (state.kind !== token.END && state.start < end) {
    if (state.kind === token.QUOTE) tokens.push(...templateTokens(parseQuoted(state) as TemplateNode));
    else if (state.kind === token.HEREDOC) tokens.push(...templateTokens(parseHeredoc(state) as TemplateNode));
    else {
      tokens.push({
        type: names.get(state.kind) ?? invalidName(state.tokenText()),
        start: state.start,
        end: state.end,
      });
      state.next();
    }
  }
  if (end === text.length) tokens.push({ type: 'TokenEOF', start: end, end });
  return tokens;
}

function invalidName(text: string): string {
  return text === '|' ? 'TokenBitwiseOr' : 'TokenInvalid';
}

function templateTokens(node: TemplateNode): Token[] {
  const { source, form, start, end } = node;
  const content = contentSpan(node);
  const tokens: Token[] = [];
  const literals = (from: number, to: number): void => {
    for (let at = from; at < to; ) {
      const tokenEnd = literalTokenEnd(source, form, { start: at, end: to });
      tokens.push({ type: form === 'quoted' ? 'TokenQuotedLit' : 'TokenStringLit', start: at, end: tokenEnd });
      at = tokenEnd;
    }
  };
  if (form === 'quoted') tokens.push({ type: 'TokenOQuote', start, end: content.start });
  else if (form !== 'bare') tokens.push({ type: 'TokenOHeredoc', start, end: content.start });
  let at = content.start;
  for (const sequence of node.sequences ?? []) {
    literals(at, sequence.start);
    const inside = sequence.start + (source.charCodeAt(sequence.start + 2) === TILDE ? 3 : 2);
    const close = sequence.end - (sequence.trimsAfter ? 2 : 1);
    tokens.push({ type: 'TokenTemplateInterp', start: sequence.start, end: inside });
    tokens.push(...tokensBetween(source, inside, close));
    tokens.push({ type: 'TokenTemplateSeqEnd', start: close, end: sequence.end });
    at = sequence.end;
  }
  literals(at, content.end);
  if (form === 'quoted') tokens.push({ type: 'TokenCQuote', start: content.end, end });
  else if (form !== 'bare') tokens.push({ type: 'TokenCHeredoc', start: content.end, end });
  return tokens;
}
