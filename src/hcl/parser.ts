/**
 * Parses files: bodies, attributes and blocks; the values are left to the expression parser. A statement that cannot be
 * parsed costs one diagnostic, and parsing goes on at the next statement (recovery.ts). When a file ends inside a block or
 * bracket (or an object has what looks like a block in it), something was never closed, and a single missing brace would
 * swallow the rest of the file. Such a file is read a second time in strict mode, in which a line that is indented less than
 * it should be ends what encloses it. Files without that fault never pay for it.
 *
 * Read lazily, a block at the top level is only its header and the position of its closing brace; its body is parsed at the
 * first access.
 */

import type { Span } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import { movedSpan, textChange } from '../text/text-change.ts';
import type { Attribute, Block, Label, SyntaxTree } from './ast.ts';
import { plausibleClose } from './brace-matcher.ts';
import { compactList } from './compact-list.ts';
import { parseNestedExpression } from './expression-parser.ts';
import { firstNonBlank, indentationBefore, lineIndentation } from './indentation.ts';
import { parseLabel } from './label-parser.ts';
import { ParseState } from './parse-state.ts';
import { recoveryPoint } from './recovery.ts';
import { type BlockHeader, type BodyParser, LazyBlock, NativeBody, NativeTree } from './syntax-tree.ts';
import { TextSearch } from './text-search.ts';
import * as token from './token.ts';

export interface ParseOptions {
  /** Parses the bodies of blocks when they are asked for. */
  readonly lazy?: boolean;
  /** The tree of an earlier text of the file: what has not changed is not searched for errors again. */
  readonly earlier?: SyntaxTree | undefined;
}

/** Parses a file in native syntax. Never throws; errors are in the tree's diagnostics. */
export function parse(file: SourceFile, { lazy = false, earlier }: ParseOptions = {}): SyntaxTree {
  const state = new ParseState(file, { offset: 0, strict: false });
  const body = parseFile(state, lazy);
  if (!state.endedEarly && !state.suspectsBraces) {
    return new NativeTree({
      file,
      body,
      found: state.diagnostics,
      ...(earlier instanceof NativeTree && earlier.isComplete && { isClean: cleanBlocks(earlier, file) }),
    });
  }
  const strict = new ParseState(file, { offset: 0, strict: true });
  const strictBody = parseFile(strict, false);
  // A file that does not indent would be torn to pieces in strict mode.
  if (strict.diagnostics.length > 2 * state.diagnostics.length + 2)
    return new NativeTree({ file, body, found: state.diagnostics });
  return new NativeTree({ file, body: strictBody, found: strict.diagnostics });
}

/** The blocks that were there before the text was changed, and had no errors: whoever parses them again reads the same characters. */
function cleanBlocks(earlier: NativeTree, file: SourceFile): (block: Block) => boolean {
  const change = textChange(earlier.file.text, file.text);
  const ends = new Map<number, number>();
  for (const block of earlier.body.blocks) {
    const moved = movedSpan(block, change);
    const isClean = !earlier.diagnostics.some(({ start, end }) => start <= block.end && block.start <= end);
    if (moved !== undefined && isClean) ends.set(moved.start, moved.end);
  }
  return ({ start, end }) => ends.get(start) === end;
}

function parseFile(state: ParseState, lazy: boolean): NativeBody {
  const bodyParser = lazy ? laterParser(state) : undefined;
  state.next();
  return parseBody(state, { enclosing: undefined, bodyParser, spilled: false }, []);
}

/** Keeps only what is needed later, not the state. */
function laterParser({ file, diagnostics }: ParseState): BodyParser {
  let search: TextSearch | undefined;
  return (header) => {
    search ??= new TextSearch(file.text);
    const state = new ParseState(file, { offset: header.openBrace, strict: false, search });
    state.next();
    const body = parseBracedBody(state, header);
    for (const diagnostic of state.diagnostics) diagnostics.push(diagnostic);
    return body;
  };
}

interface BodyContext {
  /** The block to which the body belongs. */
  readonly enclosing: BlockHeader | undefined;
  /** Parses the bodies of the blocks in this body later; undefined when they are to be parsed at once. */
  readonly bodyParser: BodyParser | undefined;
  /** Whether the body began in the line of its opening brace and went on behind it, which was reported. */
  readonly spilled: boolean;
}

/** Parses statements up to the brace that closes the enclosing block, which is then the current token, or to the end of the file. */
function parseBody(state: ParseState, context: BodyContext, attributes: Attribute[]): NativeBody {
  const { enclosing } = context;
  const blocks: Block[] = [];
  const depth = state.depth;
  let names: Map<string, Attribute> | undefined;
  let ending = bodyEnding(state, enclosing);
  for (; ending === 'none'; ending = bodyEnding(state, enclosing)) {
    if (state.kind === token.NEWLINE) {
      state.next();
      continue;
    }
    const statement = state.start;
    if (state.strict) state.statementIndentation = lineIndentation(state.text, statement);
    const item = parseItem(state, context);
    if (item?.kind === 'block') {
      blocks.push(item);
    } else if (item !== undefined) {
      if (attributes.length === LINEAR_SEARCH_LIMIT) names = new Map(attributes.map((other) => [other.name, other]));
      const earlier = names === undefined ? findAttribute(attributes, item.name) : names.get(item.name);
      if (earlier === undefined) names?.set(item.name, item);
      else reportRedefined(state, item, earlier);
      attributes.push(item);
    }
    if (state.kind === token.STUCK) {
      state.resume(
        recoveryPoint(state, { statement, ...indentations(state, { statement, enclosing, attributes, blocks }) }),
        depth,
      );
    }
  }
  const start = enclosing?.openBrace ?? 0;
  const end = ending === 'closed' ? state.end : state.start;
  return new NativeBody({ start, end, attributes, blocks });
}

/**
 * The indentations by which to recover: of the enclosing block's header, and of the broken statement, which counts as deep
 * as the first statement of its body when it is written further left.
 */
function indentations(
  { text }: ParseState,
  {
    statement,
    enclosing,
    attributes,
    blocks,
  }: { statement: number; enclosing: BlockHeader | undefined } & Pick<NativeBody, 'attributes' | 'blocks'>,
): { indentation: number; outer: number } {
  const own = lineIndentation(text, statement);
  if (enclosing === undefined) return { indentation: own, outer: -1 };
  const first = Math.min(attributes[0]?.start ?? statement, blocks[0]?.start ?? statement);
  return {
    indentation: Math.max(own, lineIndentation(text, first)),
    outer: lineIndentation(text, enclosing.start),
  };
}

/** Bodies with more attributes get an index of names. */
const LINEAR_SEARCH_LIMIT = 16;

function findAttribute(attributes: readonly Attribute[], name: string): Attribute | undefined {
  for (const attribute of attributes) if (attribute.name === name) return attribute;
  return undefined;
}

function reportRedefined(state: ParseState, { name, start, nameEnd }: Attribute, earlier: Attribute): void {
  const place = state.describe({ start: earlier.start, end: earlier.nameEnd });
  const detail = `The argument "${name}" was already set at ${place}. Each argument may be set only once.`;
  state.diagnostics.push({ summary: 'Attribute redefined', detail, start, end: nameEnd });
}

/** Whether the current token ends the body: properly, or because it shows that the closing brace is missing (which is reported). */
function bodyEnding(state: ParseState, enclosing: BlockHeader | undefined): 'none' | 'closed' | 'unclosed' {
  if (enclosing === undefined) return state.kind === token.END ? 'closed' : 'none';
  if (state.kind === token.END) {
    if (!state.endedEarly) reportUnclosed(state, enclosing);
    state.endedEarly = true;
    return 'unclosed';
  }
  const closes = state.kind === token.CLOSE_BRACE;
  if (state.doubtful && state.kind !== token.NEWLINE && showsUnclosed(state, enclosing)) {
    reportUnclosed(state, enclosing);
    return 'unclosed';
  }
  return closes ? 'closed' : 'none';
}

/**
 * Whether the current token is indented so little that it must belong to what surrounds the enclosing block. An attribute
 * with a block at the top level around it is only badly indented: the top level of a file hardly ever has attributes.
 */
function showsUnclosed(state: ParseState, header: BlockHeader): boolean {
  const { text, start, end } = state;
  const indentation = indentationBefore(text, start);
  const least = lineIndentation(text, header.start);
  if (indentation === -1 || indentation > least) return false;
  if (state.kind === token.CLOSE_BRACE) return indentation < least;
  const isAttribute = state.kind === token.IDENTIFIER && text.charAt(firstNonBlank(text, end)) === '=';
  return !(isAttribute && least === 0);
}

function reportUnclosed(state: ParseState, { openBrace }: BlockHeader): void {
  state.report(
    {
      summary: 'Unclosed configuration block',
      detail:
        'There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.',
    },
    { start: openBrace, end: openBrace + 1 },
  );
}

const REQUIRED = 'Argument or block definition required';
const REQUIRED_DETAIL = 'An argument or block definition is required here.';
const EQUALS_HINT = `${REQUIRED_DETAIL} To set an argument, use the equals sign "=" to introduce the argument value.`;

/** Parses an attribute or block. Undefined after an error that leaves neither. */
function parseItem(state: ParseState, context: BodyContext): Attribute | Block | undefined {
  const { start, end } = state;
  if (state.kind !== token.IDENTIFIER) {
    if (state.kind === token.QUOTE)
      state.fail({ summary: 'Invalid argument name', detail: 'Argument names must not be quoted.' });
    else state.fail({ summary: REQUIRED, detail: REQUIRED_DETAIL });
    return undefined;
  }
  const name = state.tokenText();
  state.next();
  switch (state.kind) {
    case token.EQUAL: {
      const attribute = parseAttribute(state, name, { start, end });
      expectLineEnd(state, context);
      return attribute;
    }
    case token.QUOTE:
    case token.OPEN_BRACE:
    case token.IDENTIFIER:
      return parseBlock(state, { type: name, start, typeEnd: end, bodyParser: context.bodyParser });
    default:
      state.fail({ summary: REQUIRED, detail: EQUALS_HINT }, { start, end });
      return undefined;
  }
}

/** Parses the value of an attribute, whose equals sign is the current token. */
function parseAttribute(state: ParseState, name: string, { start, end: nameEnd }: Span): Attribute {
  state.next();
  const expression = parseNestedExpression(state);
  return { kind: 'attribute', start, end: state.previousEnd, name, nameEnd, expression };
}

function expectLineEnd(state: ParseState, { enclosing, spilled }: BodyContext): void {
  const detail = 'An argument definition must end with a newline.';
  if (state.kind === token.NEWLINE) {
    state.next();
  } else if (state.kind === token.COMMA) {
    const commas = 'Argument definitions must be separated by newlines, not commas.';
    state.fail({ summary: 'Unexpected comma after argument', detail: `${commas} ${detail}` });
  } else if (state.kind === token.CLOSE_BRACE && enclosing !== undefined) {
    // The brace still closes the enclosing block.
    if (!spilled) state.report({ summary: 'Missing newline after argument', detail }, state);
  } else if (state.kind !== token.END) {
    state.fail({ summary: 'Missing newline after argument', detail });
  }
}

/** Parses a block from its first label or its opening brace on; only its header when there is a `bodyParser` for later. */
function parseBlock(
  state: ParseState,
  {
    type,
    start,
    typeEnd,
    bodyParser,
  }: { type: string; start: number; typeEnd: number; bodyParser: BodyParser | undefined },
): Block {
  const labels = parseLabels(state);
  const headerEnd = labels.at(-1)?.end ?? typeEnd;
  const header = { start, type, typeEnd, labels, headerEnd, openBrace: state.start };
  if (state.kind === token.STUCK) {
    return { kind: 'block', start, end: headerEnd, type, typeEnd, labels, headerEnd, body: emptyBody(headerEnd) };
  }
  if (bodyParser !== undefined) {
    const closeBrace = plausibleClose(state.text, {
      openBrace: state.start,
      indentation: indentationBefore(state.text, start),
      search: state.search,
    });
    if (closeBrace !== -1) {
      state.advanceTo(closeBrace + 1);
      expectBlockEnd(state);
      return new LazyBlock(header, closeBrace + 1, bodyParser);
    }
  }
  const body = parseBracedBody(state, header);
  if (state.kind === token.CLOSE_BRACE && body.end === state.end) {
    state.next();
    expectBlockEnd(state);
  }
  return { kind: 'block', start, end: Math.max(body.end, headerEnd), type, typeEnd, labels, headerEnd, body };
}

/** Parses a body from its opening brace on; the closing brace is then the current token, unless it is missing. */
function parseBracedBody(state: ParseState, header: BlockHeader): NativeBody {
  const { doubtful } = state;
  state.doubtful = state.doubts(header.openBrace);
  const deeper = state.enter();
  state.next();
  const body = deeper ? parseBlockContent(state, header) : emptyBody(header.openBrace);
  state.leave();
  state.doubtful = doubtful;
  return body;
}

function emptyBody(at: number): NativeBody {
  return new NativeBody({ start: at, end: at, attributes: [], blocks: [] });
}

/** Parses labels up to the opening brace. */
function parseLabels(state: ParseState): readonly Label[] {
  const summary = 'Invalid block definition';
  const labels: Label[] = [];
  while (state.kind !== token.OPEN_BRACE && state.kind !== token.STUCK) {
    switch (state.kind) {
      case token.QUOTE:
        labels.push(parseLabel(state));
        break;
      case token.IDENTIFIER:
        labels.push({ value: state.tokenText(), start: state.start, end: state.end });
        state.next();
        break;
      case token.EQUAL:
        state.fail({
          summary,
          detail: 'The equals sign "=" indicates an argument definition, and must not be used when defining a block.',
        });
        break;
      case token.NEWLINE:
        state.fail({
          summary,
          detail:
            'A block definition must have block content delimited by "{" and "}", starting on the same line as the block header.',
        });
        break;
      default:
        state.fail({
          summary,
          detail: 'Either a quoted string block label or an opening brace ("{") is expected here.',
        });
    }
  }
  return compactList(labels);
}

/** Parses what follows the opening brace, up to the closing brace, which is then the current token (unless an error was reported). */
function parseBlockContent(state: ParseState, enclosing: BlockHeader): NativeBody {
  const attributes: Attribute[] = [];
  if (state.kind !== token.NEWLINE && state.kind !== token.END && state.kind !== token.CLOSE_BRACE) {
    parseSingleLine(state, enclosing, attributes);
    if (state.kind === token.STUCK || state.kind === token.CLOSE_BRACE) {
      const end = state.kind === token.STUCK ? state.previousEnd : state.end;
      return new NativeBody({ start: enclosing.openBrace, end, attributes, blocks: [] });
    }
  }
  return parseBody(state, { enclosing, bodyParser: undefined, spilled: attributes.length > 0 }, attributes);
}

/** Parses the one attribute of a block such as `name { key = value }`. */
function parseSingleLine(state: ParseState, enclosing: BlockHeader, attributes: Attribute[]): void {
  const { start, end } = state;
  if (state.kind !== token.IDENTIFIER) {
    state.fail({ summary: REQUIRED, detail: REQUIRED_DETAIL });
    return;
  }
  const name = state.tokenText();
  state.next();
  if (state.kind === token.EQUAL) {
    attributes.push(parseAttribute(state, name, { start, end }));
    expectSingleLineEnd(state, enclosing);
  } else if (state.kind === token.QUOTE || state.kind === token.OPEN_BRACE || state.kind === token.IDENTIFIER) {
    state.fail(
      {
        summary: 'Argument definition required',
        detail: `A single-line block definition can contain only a single argument. If you meant to define argument "${name}", use an equals sign to assign it a value. To define a nested block, place it on a line of its own within its parent block.`,
      },
      { start, end: state.end },
    );
  } else {
    state.fail({ summary: REQUIRED, detail: EQUALS_HINT }, { start, end });
  }
}

function expectSingleLineEnd(state: ParseState, enclosing: BlockHeader): void {
  const summary = 'Invalid single-argument block definition';
  switch (state.kind) {
    case token.CLOSE_BRACE:
      break;
    case token.COMMA:
      state.fail({
        summary,
        detail:
          'Single-line block syntax can include only one argument definition. To define multiple arguments, use the multi-line block syntax with one argument definition per line.',
      });
      break;
    case token.NEWLINE:
      // What follows can still be read as the rest of the body.
      state.report(
        {
          summary,
          detail:
            "An argument definition on the same line as its containing block creates a single-line block definition, which must also be closed on the same line. Place the block's closing brace immediately after the argument definition.",
        },
        state,
      );
      break;
    case token.END:
      if (!state.endedEarly) reportUnclosed(state, enclosing);
      state.endedEarly = true;
      break;
    default:
      state.fail({
        summary,
        detail:
          'A single-line block definition must end with a closing brace immediately after its single argument definition.',
      });
  }
}

function expectBlockEnd(state: ParseState): void {
  if (state.kind === token.NEWLINE) state.next();
  else if (state.kind !== token.END) {
    state.fail({
      summary: 'Missing newline after block definition',
      detail: 'A block definition must end with a newline.',
    });
  }
}
