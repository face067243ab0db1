/** Parses what follows a term: the steps `.name`, `.0` and `[key]`, and the splats `.*` and `[*]` with the steps that belong to them. */
import type { Expression } from './ast.ts';
import { parseNestedExpression, parseNumber } from './expression-parser.ts';
import type { ParseState } from './parse-state.ts';
import * as token from './token.ts';

/** Reads the steps `.name`, `.0`, `[key]`, `.*` and `[*]` behind a term that starts at `start`. */
export function parseSteps(state: ParseState, start: number, base: Expression): Expression {
  let object = base;
  for (;;) {
    if (state.kind === token.DOT) {
      state.next();
      if (state.kind === token.STAR) object = parseAttributeSplat(state, start, object);
      else object = parseAttributeStep(state, start, object);
    } else if (state.kind === token.OPEN_BRACKET) {
      const opener = state.start;
      const { newlines } = state;
      state.next();
      if (state.kind === token.STAR) return parseFullSplat(state, { start, opener, object });
      state.newlines = false;
      if (state.kind === token.NEWLINE) state.next();
      const key = parseNestedExpression(state);
      if (state.kind !== token.CLOSE_BRACKET) {
        state.fail({
          summary: 'Missing close bracket on index',
          detail: 'The index operator must end with a closing bracket ("]").',
        });
      }
      state.newlines = newlines;
      state.next();
      object = { kind: 'index', start, end: state.previousEnd, object, key, legacy: false };
    } else {
      return object;
    }
  }
}

/** What follows the dot of `.name` or `.0`. */
function parseAttributeStep(state: ParseState, start: number, object: Expression): Expression {
  const nameStart = state.start;
  if (state.kind === token.IDENTIFIER) {
    const name = state.tokenText();
    state.next();
    return { kind: 'get-attribute', start, end: state.previousEnd, object, name, nameStart };
  }
  if (state.kind === token.NUMBER) {
    const digits = state.tokenText();
    const dot = digits.indexOf('.');
    if (dot !== -1) {
      const indexes = `[${digits.slice(0, dot)}][${digits.slice(dot + 1)}]`;
      state.report(
        {
          summary: 'Invalid legacy index syntax',
          detail: `When using the legacy index syntax, chaining two indexes together is not permitted. Use the proper index syntax instead, like ${indexes}.`,
        },
        { start: nameStart, end: state.end },
      );
    }
    const key = dot === -1 ? parseNumber(state) : skipNumber(state);
    return { kind: 'index', start, end: state.previousEnd, object, key, legacy: true };
  }
  state.fail({ summary: 'Invalid attribute name', detail: 'An attribute name is required after a dot.' });
  return { kind: 'get-attribute', start, end: state.previousEnd, object, name: '', nameStart: state.previousEnd };
}

/** A number whose fault has been reported already. */
function skipNumber(state: ParseState): Expression {
  const { start, end } = state;
  state.next();
  return { kind: 'invalid', start, end };
}

/** `object.*`, whose star is the current token: only `.name` and `.0` behind it apply to the elements. */
function parseAttributeSplat(state: ParseState, start: number, object: Expression): Expression {
  const itemStart = state.start;
  state.next();
  let each: Expression = { kind: 'splat-item', start: itemStart, end: state.previousEnd };
  while (state.kind === token.DOT) {
    state.next();
    if (state.kind === token.STAR) {
      state.fail({
        summary: 'Nested splat expression not allowed',
        detail: 'A splat expression (*) cannot be used inside another attribute-only splat expression.',
      });
    }
    each = parseAttributeStep(state, itemStart, each);
  }
  return { kind: 'splat', start, end: state.previousEnd, style: 'attribute', object, each };
}

/** `object[*]`, whose star is the current token: all steps behind it apply to the elements. */
function parseFullSplat(
  state: ParseState,
  { start, opener, object }: { start: number; opener: number; object: Expression },
): Expression {
  state.next();
  if (state.kind !== token.CLOSE_BRACKET) {
    state.fail({
      summary: 'Missing close bracket on splat index',
      detail: 'The star for a full splat operator must be immediately followed by a closing bracket ("]").',
    });
  }
  const deeper = state.enter();
  state.next();
  const item: Expression = { kind: 'splat-item', start: opener, end: state.previousEnd };
  const each = deeper ? parseSteps(state, opener, item) : item;
  state.leave();
  return { kind: 'splat', start, end: state.previousEnd, style: 'full', object, each };
}
