/**
 * Builds the parts of a template with sequences, in the order in which HCL does it, which is visible in the result: divide
 * the literal text into tokens, apply the trim markers to the tokens next to them, take the indentation off flush heredocs,
 * join neighbouring literals, and only then match `if` and `for` with their ends.
 */

import type { Span } from '../text/range.ts';
import type { TemplatePart } from './ast.ts';
import { skipSpaces, skipSpacesBack } from './characters.ts';
import { MAXIMUM_DEPTH } from './parse-state.ts';
import { decodeEscapes, decodeTemplate, literalTokenEnd } from './template-literal.ts';
import { contentSpan, type DirectiveSequence, type TemplateNode, type TemplateSequence } from './template-node.ts';

interface LiteralToken {
  readonly kind: 'literal';
  readonly start: number;
  end: number;
  value: string;
}

type Token = LiteralToken | TemplateSequence;

export function buildParts(node: TemplateNode): readonly TemplatePart[] {
  if (node.sequences === undefined) {
    const value = decodeTemplate(node);
    return value === '' ? [] : [{ kind: 'literal', ...contentSpan(node), value }];
  }
  const tokens = divide(node, node.sequences);
  trim(tokens);
  if (node.form === 'flush-heredoc') flush(tokens);
  return nest(join(tokens), node.end);
}

function divide(node: TemplateNode, sequences: readonly TemplateSequence[]): Token[] {
  const content = contentSpan(node);
  const tokens: Token[] = [];
  let at = content.start;
  for (const sequence of sequences) {
    pushLiterals(tokens, node, { start: at, end: sequence.start });
    tokens.push(sequence);
    at = sequence.end;
  }
  pushLiterals(tokens, node, { start: at, end: content.end });
  return tokens;
}

function pushLiterals(tokens: Token[], { source, form }: TemplateNode, { start, end }: Span): void {
  for (let at = start; at < end; ) {
    const tokenEnd = literalTokenEnd(source, form, { start: at, end });
    tokens.push({ kind: 'literal', start: at, end: tokenEnd, value: decodeEscapes(source.slice(at, tokenEnd), form) });
    at = tokenEnd;
  }
}

function trim(tokens: readonly Token[]): void {
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'literal') continue;
    const before = tokens[index - 1];
    if (token.trimsBefore && before?.kind === 'literal') {
      before.value = before.value.slice(0, skipSpacesBack(before.value, { start: 0, end: before.value.length }));
    }
    const after = tokens[index + 1];
    if (token.trimsAfter && after?.kind === 'literal') {
      after.value = after.value.slice(skipSpaces(after.value, { start: 0, end: after.value.length }));
    }
  }
}

/**
 * Takes the smallest indentation off the lines. A line is what follows a literal that (still) ends in a line feed; one that
 * starts with a sequence has indentation 0, a blank one is left alone.
 */
function flush(tokens: readonly Token[]): void {
  const lineStarts: LiteralToken[] = [];
  let smallest = Number.MAX_SAFE_INTEGER;
  let atLineStart = true;
  for (const token of tokens) {
    const literal = token.kind === 'literal' ? token : undefined;
    const endsLine = literal?.value.endsWith('\n') ?? false;
    if (atLineStart) {
      const length = literal?.value.length ?? 0;
      const indentation = literal === undefined ? 0 : skipSpaces(literal.value, { start: 0, end: length });
      const blank = endsLine && indentation === length;
      if (!blank) smallest = Math.min(smallest, indentation);
      if (literal !== undefined && !blank) lineStarts.push(literal);
    }
    atLineStart = endsLine;
  }
  for (const literal of lineStarts) literal.value = literal.value.slice(smallest);
}

/** Joins neighbouring literals, drops empty ones and normalizes. */
function join(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    if (token.kind !== 'literal') {
      joined.push(token);
    } else if (last?.kind === 'literal') {
      last.value += token.value;
      last.end = token.end;
    } else {
      joined.push({ ...token });
    }
  }
  const kept = joined.filter((token) => token.kind !== 'literal' || token.value !== '');
  for (const token of kept) if (token.kind === 'literal') token.value = token.value.normalize('NFC');
  return kept;
}

interface OpenDirective {
  readonly opener: DirectiveSequence | undefined;
  parts: TemplatePart[];
  /** The parts before an `else`. */
  whenTrue: TemplatePart[] | undefined;
}

/** Directives that do not match or are nested too deep (an error is reported for them) are ignored; open ones end with the template. */
function nest(tokens: readonly Token[], end: number): readonly TemplatePart[] {
  let current: OpenDirective = { opener: undefined, parts: [], whenTrue: undefined };
  const outer: OpenDirective[] = [];
  const close = (closeEnd: number): void => {
    const closed = current;
    const enclosing = outer.pop();
    if (enclosing === undefined) return;
    current = enclosing;
    current.parts.push(directivePart(closed, closeEnd));
  };
  for (const token of tokens) {
    switch (token.kind) {
      case 'literal':
        current.parts.push(token);
        break;
      case 'interpolation':
        current.parts.push({
          kind: 'interpolation',
          start: token.start,
          end: token.end,
          expression: token.expression,
        });
        break;
      case 'invalid':
        break;
      case 'if':
      case 'for':
        if (outer.length >= MAXIMUM_DEPTH) break;
        outer.push(current);
        current = { opener: token, parts: [], whenTrue: undefined };
        break;
      case 'else':
        if (current.opener?.kind === 'if' && current.whenTrue === undefined) {
          current.whenTrue = current.parts;
          current.parts = [];
        }
        break;
      case 'endif':
        if (current.opener?.kind === 'if') close(token.end);
        break;
      case 'endfor':
        if (current.opener?.kind === 'for') close(token.end);
        break;
    }
  }
  while (outer.length > 0) close(end);
  return current.parts;
}

function directivePart({ opener, parts, whenTrue }: OpenDirective, end: number): TemplatePart {
  const start = opener?.start ?? end;
  const expression = opener?.expression ?? { kind: 'invalid' as const, start, end: start };
  if (opener?.kind === 'for') {
    const { keyName, valueName = '' } = opener;
    return { kind: 'for', start, end, keyName, valueName, collection: expression, body: parts };
  }
  if (whenTrue === undefined)
    return { kind: 'if', start, end, condition: expression, whenTrue: parts, whenFalse: undefined };
  return { kind: 'if', start, end, condition: expression, whenTrue, whenFalse: parts };
}
