import type { Expression } from './ast.ts';
import { parseNestedExpression } from './expression-parser.ts';
import type { ParseState } from './parse-state.ts';
import { CLOSE_BRACE, COLON, COMMA, ELLIPSIS, FAT_ARROW, IDENTIFIER, type TokenKind } from './token.ts';

const SUMMARY = "Invalid 'for' expression";

/**
 * Parses `for … in … : …` up to the closer of the bracket that opened at `start`; the word `for` is the current token.
 * `newlines` is what holds behind the closer.
 */
export function parseForExpression(
  state: ParseState,
  { start, closer, newlines }: { start: number; closer: TokenKind; newlines: boolean },
): Expression {
  state.next();
  let keyName: string | undefined;
  let valueName = parseVariable(state, "For expression requires variable name after 'for'.");
  if (state.kind === COMMA) {
    state.next();
    keyName = valueName;
    valueName = parseVariable(state, 'For expression requires value variable name after comma.');
  }
  if (state.isWord('in')) state.next();
  else
    state.fail({ summary: SUMMARY, detail: "For expression requires the 'in' keyword after its name declarations." });
  const collection = parseNestedExpression(state);
  if (state.kind === COLON) state.next();
  else state.fail({ summary: SUMMARY, detail: 'For expression requires a colon after the collection expression.' });
  let key: Expression | undefined;
  let value = parseNestedExpression(state);
  if (state.kind === FAT_ARROW) {
    state.next();
    key = value;
    value = parseNestedExpression(state);
  }
  const ellipsis = { start: state.start, end: state.end };
  const grouping = state.kind === ELLIPSIS;
  if (grouping) state.next();
  let condition: Expression | undefined;
  if (state.isWord('if')) {
    state.next();
    condition = parseNestedExpression(state);
  }
  if (state.kind !== closer)
    state.fail({ summary: SUMMARY, detail: "Extra characters after the end of the 'for' expression." });
  if (closer === CLOSE_BRACE) {
    if (key === undefined)
      state.report({ summary: SUMMARY, detail: 'Key expression is required when building an object.' }, value);
  } else {
    if (key !== undefined)
      state.report({ summary: SUMMARY, detail: 'Key expression is not valid when building a tuple.' }, key);
    if (grouping)
      state.report(
        { summary: SUMMARY, detail: 'Grouping ellipsis (...) cannot be used when building a tuple.' },
        ellipsis,
      );
  }
  state.newlines = newlines;
  state.next();
  return {
    kind: 'for',
    start,
    end: state.previousEnd,
    keyName,
    valueName,
    collection,
    key,
    value,
    condition,
    grouping,
  };
}

function parseVariable(state: ParseState, detail: string): string {
  if (state.kind !== IDENTIFIER) {
    state.fail({ summary: SUMMARY, detail });
    return '';
  }
  const name = state.tokenText();
  state.next();
  return name;
}
