/**
 * Parses templates: quoted strings, heredocs and bare templates. Characters are read straight from the text; only what
 * stands inside `${…}` and `%{…}` is read as tokens, by the expression parser. When such a sequence has been parsed, its
 * closing brace is the current token and nothing behind it has been read, so scanning goes on there.
 */

import type { Span } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { SyntaxDiagnostic, TemplateExpression, TemplateForm } from './ast.ts';
import {
  BACKSLASH,
  CARRIAGE_RETURN,
  DOLLAR,
  HYPHEN,
  LINE_FEED,
  PERCENT_SIGN,
  QUOTATION_MARK,
  TILDE,
} from './characters.ts';
import { compactList } from './compact-list.ts';
import { checkDirectives } from './directive-balance.ts';
import { parseNestedExpression } from './expression-parser.ts';
import { heredocCloserEnd, heredocMarker } from './heredoc.ts';
import { checkEscape } from './label-parser.ts';
import { type OffsetMap, remapDiagnostics, remapExpression } from './offset-map.ts';
import { ParseState, sourceUpTo } from './parse-state.ts';
import { dollarTokenEnd, HEREDOC_STOP, isEscapedSequence, isSequenceOpener, QUOTED_STOP } from './template-literal.ts';
import {
  type DirectiveSequence,
  HAS_ESCAPES,
  type InterpolationSequence,
  TemplateNode,
  type TemplateSequence,
  UNTERMINATED,
} from './template-node.ts';
import { CLOSE_BRACE, COLON, COMMA, END, IDENTIFIER, QUOTE, STUCK, TRIM_CLOSE } from './token.ts';

/**
 * Parses a text as a bare template: no quotes around it, backslashes and line ends are literal. With `span`, only that part
 * of the file. With `mapOffset`, the text is a decoded form of something else (a JSON string): every span of the result and
 * of the diagnostics is what `mapOffset` gives for its two offsets, which must not decrease.
 */
export function parseTemplate(
  file: SourceFile,
  span: Span = { start: 0, end: file.text.length },
  mapOffset?: OffsetMap,
): { template: TemplateExpression; diagnostics: readonly SyntaxDiagnostic[] } {
  const state = new ParseState(sourceUpTo(file, span.end), { offset: span.start, strict: false });
  const { sequences, flags, at } = scanLines(state, { form: 'bare', start: span.start, marker: undefined });
  const template = new TemplateNode(
    { start: span.start, end: Math.max(at, span.end) },
    'bare',
    state.text,
    flags,
    sequences,
  );
  if (mapOffset === undefined) return { template, diagnostics: state.diagnostics };
  return {
    template: remapExpression(template, mapOffset) as TemplateExpression,
    diagnostics: remapDiagnostics(state.diagnostics, mapOffset),
  };
}

/** Parses the quoted template whose opening quote is the current token. */
export function parseQuoted(state: ParseState): TemplateExpression {
  const { text, start } = state;
  const plainEnd = state.search.closingQuote(state.end);
  if (plainEnd !== -1) {
    state.advanceTo(plainEnd + 1);
    return new TemplateNode({ start, end: plainEnd + 1 }, 'quoted', text, 0, undefined);
  }
  const length = text.length;
  let at = state.end;
  let flags = 0;
  let sequences: TemplateSequence[] | undefined;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code >= 128 || QUOTED_STOP[code] === 0) {
      at++;
    } else if (code === QUOTATION_MARK) {
      state.advanceTo(at + 1);
      if (sequences === undefined) return new TemplateNode({ start, end: at + 1 }, 'quoted', text, flags, undefined);
      checkDirectives(state, sequences, at);
      return new TemplateNode({ start, end: at + 1 }, 'quoted', text, flags, compactList(sequences));
    } else if (code === BACKSLASH) {
      flags |= HAS_ESCAPES;
      at = checkEscape(state, at);
    } else if (code === LINE_FEED || code === CARRIAGE_RETURN) {
      failMultiLine(state, at);
      break;
    } else if (isSequenceOpener(text, at)) {
      const sequence = parseSequence(state, at, 'quoted');
      if (sequences === undefined) sequences = [sequence];
      else sequences.push(sequence);
      if (state.kind === STUCK) break;
      at = state.end;
    } else if (isEscapedSequence(text, at)) {
      flags |= HAS_ESCAPES;
      at += 3;
    } else {
      at++;
    }
  }
  if (at >= length) failUnterminated(state, { start, end: start + 1 });
  const end = Math.max(at, sequences?.at(-1)?.end ?? 0);
  return new TemplateNode({ start, end }, 'quoted', text, flags | UNTERMINATED, sequences);
}

/** Parses the heredoc whose opener is the current token. */
export function parseHeredoc(state: ParseState): TemplateExpression {
  const { text, start, end: contentStart } = state;
  const form = text.charCodeAt(start + 2) === HYPHEN ? 'flush-heredoc' : 'heredoc';
  const marker = heredocMarker(text, start);
  // Looked for first: without an end the content is probably code, in which anything might be taken for a sequence.
  if (state.heredocCloser(contentStart, marker) === -1) {
    failUnterminated(state, { start, end: contentStart });
    return new TemplateNode({ start, end: contentStart }, form, text, UNTERMINATED, undefined);
  }
  state.heredocMarkers.push(marker);
  const { sequences, flags, at, closerEnd } = scanLines(state, { form, start: contentStart, marker });
  if (closerEnd === -1) {
    failUnterminated(state, { start, end: contentStart });
    return new TemplateNode({ start, end: at }, form, text, flags | UNTERMINATED, sequences);
  }
  state.heredocMarkers.pop();
  state.advanceTo(closerEnd);
  return new TemplateNode({ start, end: closerEnd }, form, text, flags, sequences);
}

interface ScannedLines {
  readonly sequences: TemplateSequence[] | undefined;
  readonly flags: number;
  /** Where scanning ended. */
  readonly at: number;
  /** The end of the closing line; -1 when scanning ended for another reason. */
  readonly closerEnd: number;
}

/** Reads text without quotes: up to the closing line of a heredoc, or to the end when there is no marker. */
function scanLines(
  state: ParseState,
  { form, start, marker }: { form: TemplateForm; start: number; marker: string | undefined },
): ScannedLines {
  const { text } = state;
  const length = text.length;
  let at = start;
  let flags = 0;
  let sequences: TemplateSequence[] | undefined;
  let lineBegins = marker !== undefined;
  while (at < length) {
    if (lineBegins) {
      const closerEnd = heredocCloserEnd(text, { lineStart: at, marker: marker as string });
      if (closerEnd !== -1) {
        if (sequences !== undefined) checkDirectives(state, sequences, at);
        return { sequences, flags, at, closerEnd };
      }
      lineBegins = false;
    }
    const code = text.charCodeAt(at);
    if (code >= 128 || HEREDOC_STOP[code] === 0) {
      at++;
    } else if (code === LINE_FEED) {
      at++;
      lineBegins = marker !== undefined;
    } else if (code === DOLLAR || code === PERCENT_SIGN) {
      if (isSequenceOpener(text, at)) {
        const sequence = parseSequence(state, at, form);
        if (sequences === undefined) sequences = [sequence];
        else sequences.push(sequence);
        if (state.kind === STUCK) return { sequences, flags, at: sequence.end, closerEnd: -1 };
        at = state.end;
      } else {
        if (isEscapedSequence(text, at)) flags |= HAS_ESCAPES;
        at = dollarTokenEnd(text, form, at);
        lineBegins = marker !== undefined && text.charCodeAt(at - 1) === LINE_FEED;
      }
    } else if (text.charCodeAt(at + 1) === LINE_FEED) {
      at++;
    } else {
      // At a lone carriage return HCL's scanner gives up: an error in a heredoc, while the rest of a bare template is literal.
      if (marker !== undefined) {
        const detail = 'This character is not used within the language.';
        state.fail({ summary: 'Invalid character', detail }, { start: at, end: at + 1 });
        return { sequences, flags, at, closerEnd: -1 };
      }
      at = length;
    }
  }
  if (marker === undefined && sequences !== undefined) checkDirectives(state, sequences, length);
  return { sequences, flags, at, closerEnd: -1 };
}

/**
 * Parses the sequence whose opener is at `at`. Its closing brace is then the current token, and what is behind it has not
 * been read; after an error the state is stuck.
 */
function parseSequence(state: ParseState, at: number, form: TemplateForm): TemplateSequence {
  const { text, newlines } = state;
  const trimsBefore = text.charCodeAt(at + 2) === TILDE;
  const openerEnd = trimsBefore ? at + 3 : at + 2;
  state.newlines = false;
  state.advanceTo(openerEnd);
  const sequence =
    text.charCodeAt(at) === DOLLAR
      ? parseInterpolation(state, { at, openerEnd, trimsBefore, form })
      : parseDirective(state, { at, openerEnd, trimsBefore });
  state.newlines = newlines;
  return sequence;
}

/** The closing brace, which is the current token, or where an error was met. */
function sequenceEnd(state: ParseState, openerEnd: number): number {
  return state.kind === STUCK ? Math.max(state.stuckAt, openerEnd) : state.end;
}

function parseInterpolation(
  state: ParseState,
  { at, openerEnd, trimsBefore, form }: { at: number; openerEnd: number; trimsBefore: boolean; form: TemplateForm },
): InterpolationSequence {
  const expression = parseNestedExpression(state);
  const trimsAfter = state.kind === TRIM_CLOSE;
  if (state.kind !== CLOSE_BRACE && !trimsAfter) failAfterInterpolation(state, { start: at, end: openerEnd }, form);
  const end = sequenceEnd(state, openerEnd);
  return { kind: 'interpolation', start: at, end, expression, trimsBefore, trimsAfter };
}

function parseDirective(
  state: ParseState,
  { at, openerEnd, trimsBefore }: { at: number; openerEnd: number; trimsBefore: boolean },
): DirectiveSequence {
  const { kind, expression, keyName, valueName } = parseDirectiveHead(state);
  const trimsAfter = state.kind === TRIM_CLOSE;
  if (state.kind !== CLOSE_BRACE && !trimsAfter) {
    const detail = 'Expected a closing brace to end the sequence, but found extra characters.';
    state.fail({ summary: `Extra characters in ${kind} marker`, detail });
  }
  const end = sequenceEnd(state, openerEnd);
  return { kind, start: at, end, expression, keyName, valueName, trimsBefore, trimsAfter };
}

type DirectiveHead = Pick<DirectiveSequence, 'kind' | 'expression' | 'keyName' | 'valueName'>;

function parseDirectiveHead(state: ParseState): DirectiveHead {
  const keyword = state.kind === IDENTIFIER ? state.tokenText() : undefined;
  switch (keyword) {
    case 'if':
      state.next();
      return { kind: 'if', expression: parseNestedExpression(state), keyName: undefined, valueName: undefined };
    case 'for':
      state.next();
      return parseForHead(state);
    case 'else':
    case 'endif':
    case 'endfor':
      state.next();
      return { kind: keyword, expression: undefined, keyName: undefined, valueName: undefined };
    case undefined:
      state.fail({
        summary: 'Invalid template directive',
        detail: 'A template directive keyword ("if", "for", etc) is expected at the beginning of a %{ sequence.',
      });
      break;
    default:
      state.fail({
        summary: 'Invalid template control keyword',
        detail: `"${keyword}" is not a valid template control keyword.`,
      });
  }
  return { kind: 'invalid', expression: undefined, keyName: undefined, valueName: undefined };
}

function parseForHead(state: ParseState): DirectiveHead {
  let keyName: string | undefined;
  let valueName = forName(state, "For directive requires variable name after 'for'.");
  if (state.kind === COMMA) {
    state.next();
    keyName = valueName;
    valueName = forName(state, 'For directive requires value variable name after comma.');
  }
  if (state.isWord('in')) state.next();
  else state.fail({ summary: "Invalid 'for' directive", detail: "For directive requires 'in' keyword after names." });
  return { kind: 'for', expression: parseNestedExpression(state), keyName, valueName };
}

function forName(state: ParseState, detail: string): string {
  if (state.kind !== IDENTIFIER) {
    state.fail({ summary: "Invalid 'for' directive", detail });
    return '';
  }
  const name = state.tokenText();
  state.next();
  return name;
}

function failAfterInterpolation(state: ParseState, opener: Span, form: TemplateForm): void {
  const summary = 'Extra characters after interpolation expression';
  if (state.kind === END) {
    state.fail(
      {
        summary: 'Unclosed template interpolation sequence',
        detail:
          'There is no closing brace for this interpolation sequence before the end of the file. This might be caused by incorrect nesting inside the given expression.',
      },
      opener,
    );
  } else if (state.kind === COLON) {
    state.fail({
      summary,
      detail:
        'Template interpolation doesn\'t expect a colon at this location. Did you intend this to be a literal sequence to be processed as part of another language? If so, you can escape it by starting with "$${" instead of just "${".',
    });
  } else if (state.kind === QUOTE && form === 'quoted') {
    state.fail(
      {
        summary: 'Unclosed template interpolation sequence',
        detail:
          'There is no closing brace for this interpolation sequence before the end of the quoted template. This might be caused by incorrect nesting inside the given expression.',
      },
      opener,
    );
  } else {
    state.fail({
      summary,
      detail:
        'Expected a closing brace to end the interpolation expression, but found extra characters.\n\nThis can happen when you include interpolation syntax for another language, such as shell scripting, but forget to escape the interpolation start token. If this is an embedded sequence for another language, escape it by starting with "$${" instead of just "${".',
    });
  }
}

function failMultiLine(state: ParseState, at: number): void {
  state.fail(
    {
      summary: 'Invalid multi-line string',
      detail:
        'Quoted strings may not be split over multiple lines. To produce a multi-line string, either use the \\n escape to represent a newline character or use the "heredoc" multi-line template syntax.',
    },
    { start: at, end: at + 1 },
  );
}

function failUnterminated(state: ParseState, place: Span): void {
  if (state.kind === STUCK) return;
  state.start = place.start;
  state.fail({ summary: 'Unterminated template string', detail: 'No closing marker was found for the string.' }, place);
}
