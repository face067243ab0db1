/**
 * Recursive descent over expressions, with precedence climbing for binary operators. Line ends are blanks inside (), [] and
 * `${}` and tokens elsewhere: a bracket sets `state.newlines` before it reads the token behind the opener, and restores it
 * before it reads the token behind the closer. What is not accepted makes the state stuck (see parse-state), upon which
 * every production returns what it has. Chains such as `a.b.c` and `a + b + c` are read in loops and give left-deep trees,
 * so whoever walks a tree must not recurse into `object` and `left` (walk.ts does not).
 */

import type { Span } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { BinaryOperator, Expression, ObjectItem, SyntaxDiagnostic } from './ast.ts';
import { compactList } from './compact-list.ts';
import { parseForExpression } from './for-parser.ts';
import { type OffsetMap, remapDiagnostics, remapExpression } from './offset-map.ts';
import { ParseState, sourceUpTo } from './parse-state.ts';
import { parseSteps } from './step-parser.ts';
import { parseHeredoc, parseQuoted } from './template-parser.ts';
import * as token from './token.ts';

/**
 * Parses a text (with `span`, that part of it) as one expression. Line ends are blanks, as in parentheses. For `mapOffset`
 * see `parseTemplate`.
 */
export function parseExpression(
  file: SourceFile,
  span: Span = { start: 0, end: file.text.length },
  mapOffset?: OffsetMap,
): { expression: Expression; diagnostics: readonly SyntaxDiagnostic[] } {
  const state = new ParseState(sourceUpTo(file, span.end), { offset: span.start, strict: false });
  state.newlines = false;
  state.next();
  const expression = parseNestedExpression(state);
  if (state.kind !== token.END) {
    state.fail({
      summary: 'Extra characters after expression',
      detail: 'An expression was successfully parsed, but extra characters were found after it.',
    });
  }
  const { diagnostics } = state;
  if (mapOffset === undefined) return { expression, diagnostics };
  return { expression: remapExpression(expression, mapOffset), diagnostics: remapDiagnostics(diagnostics, mapOffset) };
}

/** Parses the expression that starts at the current token. */
export function parseNestedExpression(state: ParseState): Expression {
  const start = state.start;
  if (!state.enter()) {
    state.leave();
    return state.invalidExpression();
  }
  const condition = parseBinary(state, 1);
  if (state.kind !== token.QUESTION) {
    state.leave();
    return condition;
  }
  state.next();
  const whenTrue = parseNestedExpression(state);
  if (state.kind === token.COLON) {
    state.next();
  } else {
    state.fail({
      summary: 'Missing false expression in conditional',
      detail: 'The conditional operator (...?...:...) requires a false expression, delimited by a colon.',
    });
  }
  const whenFalse = parseNestedExpression(state);
  state.leave();
  return { kind: 'conditional', start, end: state.previousEnd, condition, whenTrue, whenFalse };
}

/** By token kind: the precedence of a binary operator, 0 for what is none. */
const PRECEDENCE = new Uint8Array(64);
const OPERATORS: BinaryOperator[] = [];
const OPERATOR_TABLE: readonly (readonly [kind: token.TokenKind, precedence: number, operator: BinaryOperator])[] = [
  [token.OR, 1, '||'],
  [token.AND, 2, '&&'],
  [token.EQUAL_EQUAL, 3, '=='],
  [token.NOT_EQUAL, 3, '!='],
  [token.LESS, 4, '<'],
  [token.LESS_EQUAL, 4, '<='],
  [token.GREATER, 4, '>'],
  [token.GREATER_EQUAL, 4, '>='],
  [token.PLUS, 5, '+'],
  [token.MINUS, 5, '-'],
  [token.STAR, 6, '*'],
  [token.SLASH, 6, '/'],
  [token.PERCENT, 6, '%'],
];
for (const [kind, precedence, operator] of OPERATOR_TABLE) {
  PRECEDENCE[kind] = precedence;
  OPERATORS[kind] = operator;
}

function parseBinary(state: ParseState, minimum: number): Expression {
  const start = state.start;
  let left = parseOperand(state);
  for (;;) {
    const precedence = PRECEDENCE[state.kind] as number;
    if (precedence < minimum) return left;
    const operator = OPERATORS[state.kind] as BinaryOperator;
    state.next();
    const right = parseBinary(state, precedence + 1);
    left = { kind: 'binary', start, end: state.previousEnd, operator, left, right };
  }
}

/** A term with its traversal steps, or a unary operator with its operand. */
function parseOperand(state: ParseState): Expression {
  if (state.kind === token.MINUS || state.kind === token.BANG) return parseUnary(state);
  const start = state.start;
  return parseSteps(state, start, parseTerm(state));
}

function parseUnary(state: ParseState): Expression {
  const start = state.start;
  const operator = state.kind === token.MINUS ? '-' : '!';
  const deeper = state.enter();
  state.next();
  const operand = deeper ? parseOperand(state) : state.invalidExpression();
  state.leave();
  return { kind: 'unary', start, end: state.previousEnd, operator, operand };
}

function parseTerm(state: ParseState): Expression {
  switch (state.kind) {
    case token.IDENTIFIER:
      return parseName(state);
    case token.QUOTE:
      return parseQuoted(state);
    case token.NUMBER:
      return parseNumber(state);
    case token.OPEN_PAREN:
      return parseParentheses(state);
    case token.OPEN_BRACKET:
      return parseTuple(state);
    case token.OPEN_BRACE:
      return parseObject(state);
    case token.HEREDOC:
      return parseHeredoc(state);
    case token.END:
      state.fail({
        summary: 'Missing expression',
        detail: 'Expected the start of an expression, but found the end of the file.',
      });
      return state.invalidExpression();
    default:
      state.fail({
        summary: 'Invalid expression',
        detail: 'Expected the start of an expression, but found an invalid expression token.',
      });
      return state.invalidExpression();
  }
}

function parseName(state: ParseState): Expression {
  const { start, end } = state;
  const name = state.tokenText();
  state.next();
  if (state.kind === token.OPEN_PAREN || state.kind === token.DOUBLE_COLON) return parseCall(state, start, name);
  if (name === 'true' || name === 'false') return { kind: 'bool', start, end, value: name === 'true' };
  if (name === 'null') return { kind: 'null', start, end };
  return { kind: 'variable', start, end, name };
}

const NUMBER_SYNTAX = /^\d+(?:\.\d*)?(?:[eE]([+-]?\d+))?$/;
/** Exponents are 32-bit numbers to HCL. */
const LARGEST_EXPONENT = 2 ** 31;

function isNumber(text: string): boolean {
  const match = NUMBER_SYNTAX.exec(text);
  return (
    match !== null &&
    (match[1] === undefined || Math.abs(Number(match[1])) < LARGEST_EXPONENT || !/^[0.]*[1-9]/.test(text))
  );
}

/** Parses the number that is the current token. */
export function parseNumber(state: ParseState): Expression {
  const { start, end } = state;
  const text = state.tokenText();
  const value = Number(text);
  if (text.length > 1 && !isNumber(text)) {
    state.report(
      { summary: 'Invalid number literal', detail: 'Failed to recognize the value of this number literal.' },
      { start, end },
    );
  }
  state.next();
  return { kind: 'number', start, end, value, text };
}

function parseParentheses(state: ParseState): Expression {
  const { start, newlines } = state;
  state.newlines = false;
  state.next();
  const inner = parseNestedExpression(state);
  if (state.kind !== token.CLOSE_PAREN) {
    state.fail({
      summary: 'Unbalanced parentheses',
      detail: 'Expected a closing parenthesis to terminate the expression.',
    });
  }
  state.newlines = newlines;
  state.next();
  return { kind: 'parentheses', start, end: state.previousEnd, inner };
}

function parseCall(state: ParseState, start: number, firstName: string): Expression {
  const { newlines } = state;
  let name = firstName;
  while (state.kind === token.DOUBLE_COLON) {
    state.next();
    if (state.kind !== token.IDENTIFIER) {
      state.fail({
        summary: 'Missing function name',
        detail: 'Function scope resolution symbol :: must be followed by a function name in this scope.',
      });
      break;
    }
    name = `${name}::${state.tokenText()}`;
    state.next();
  }
  if (state.kind !== token.OPEN_PAREN) {
    state.fail({
      summary: 'Missing open parenthesis',
      detail: 'Function selector must be followed by an open parenthesis to begin the function call.',
    });
  }
  const opener = { start, end: state.end };
  state.newlines = false;
  state.next();
  const values: Expression[] = [];
  let expandFinal = false;
  while (state.kind !== token.CLOSE_PAREN && state.kind !== token.STUCK) {
    values.push(parseNestedExpression(state));
    if (state.kind === token.COMMA) {
      state.next();
    } else if (state.kind === token.ELLIPSIS) {
      expandFinal = true;
      state.next();
      if (state.kind !== token.CLOSE_PAREN) {
        state.fail({
          summary: 'Missing closing parenthesis',
          detail: 'An expanded function argument (with ...) must be immediately followed by closing parentheses.',
        });
      }
    } else if (state.kind === token.END) {
      state.fail(
        {
          summary: 'Unterminated function call',
          detail:
            'There is no closing parenthesis for this function call before the end of the file. This may be caused by incorrect parenthesis nesting elsewhere in this file.',
        },
        opener,
      );
    } else if (state.kind !== token.CLOSE_PAREN) {
      state.fail({
        summary: 'Missing argument separator',
        detail: 'A comma is required to separate each function argument from the next.',
      });
    }
  }
  state.newlines = newlines;
  state.next();
  return { kind: 'call', start, end: state.previousEnd, name, arguments: compactList(values), expandFinal };
}

function parseTuple(state: ParseState): Expression {
  const { start, end, newlines } = state;
  state.newlines = false;
  state.next();
  if (state.isWord('for')) return parseForExpression(state, { start, closer: token.CLOSE_BRACKET, newlines });
  const elements: Expression[] = [];
  while (state.kind !== token.CLOSE_BRACKET && state.kind !== token.STUCK) {
    elements.push(parseNestedExpression(state));
    if (state.kind === token.COMMA) {
      state.next();
    } else if (state.kind === token.END) {
      state.fail(
        {
          summary: 'Unterminated tuple constructor expression',
          detail:
            'There is no corresponding closing bracket before the end of the file. This may be caused by incorrect bracket nesting elsewhere in this file.',
        },
        { start, end },
      );
    } else if (state.kind !== token.CLOSE_BRACKET) {
      state.fail({
        summary: 'Missing item separator',
        detail: 'Expected a comma to mark the beginning of the next item.',
      });
    }
  }
  state.newlines = newlines;
  state.next();
  return { kind: 'tuple', start, end: state.previousEnd, elements: compactList(elements) };
}

function parseObject(state: ParseState): Expression {
  const { start, end, newlines } = state;
  const opener = { start, end };
  const doubtful = state.doubts(start);
  // `for` may stand on a later line, so look for it before line ends count again.
  state.newlines = false;
  state.next();
  if (state.isWord('for')) return parseForExpression(state, { start, closer: token.CLOSE_BRACE, newlines });
  state.newlines = true;
  const items: ObjectItem[] = [];
  while (state.kind !== token.CLOSE_BRACE && state.kind !== token.STUCK) {
    if (state.kind === token.NEWLINE) {
      state.next();
      continue;
    }
    if (doubtful && state.isOutsideStatement()) {
      failUnterminatedObject(state, opener);
      break;
    }
    items.push(parseObjectItem(state, opener));
    if (state.kind === token.COMMA || state.kind === token.NEWLINE) {
      state.next();
    } else if (state.kind === token.END) {
      failUnterminatedObject(state, opener);
    } else if (state.kind !== token.CLOSE_BRACE) {
      state.fail({
        summary: 'Missing attribute separator',
        detail: 'Expected a newline or comma to mark the beginning of the next attribute.',
      });
    }
  }
  if (doubtful && state.kind === token.CLOSE_BRACE && state.isOutsideStatement()) failUnterminatedObject(state, opener);
  state.newlines = newlines;
  state.next();
  return { kind: 'object', start, end: state.previousEnd, items: compactList(items) };
}

function parseObjectItem(state: ParseState, opener: Span): ObjectItem {
  const start = state.start;
  const key = parseNestedExpression(state);
  if (state.kind !== token.EQUAL && state.kind !== token.COLON) state.suspectsBraces = true;
  switch (state.kind) {
    case token.EQUAL:
    case token.COLON:
      state.next();
      break;
    case token.NEWLINE:
    case token.COMMA:
      state.fail({
        summary: 'Missing attribute value',
        detail: 'Expected an attribute value, introduced by an equals sign ("=").',
      });
      break;
    case token.IDENTIFIER:
      state.fail({
        summary: 'Missing key/value separator',
        detail:
          'Expected an equals sign ("=") to mark the beginning of the attribute value. If you intended to given an attribute name containing periods or spaces, write the name in quotes to create a string literal.',
      });
      break;
    case token.END:
      failUnterminatedObject(state, opener);
      break;
    default:
      state.fail({
        summary: 'Missing key/value separator',
        detail: 'Expected an equals sign ("=") to mark the beginning of the attribute value.',
      });
  }
  const value = parseNestedExpression(state);
  return { start, end: state.previousEnd, key, value };
}

function failUnterminatedObject(state: ParseState, opener: Span): void {
  state.fail(
    {
      summary: 'Unterminated object constructor expression',
      detail:
        'There is no corresponding closing brace before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.',
    },
    opener,
  );
}
