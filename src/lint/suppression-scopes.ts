/**
 * What a suppression covers. A comment behind code covers the lines that it stands on; one on a line of its own covers the
 * argument or block that begins on the next line, else that line; in JSON syntax a `"//"` member covers the object that it is
 * in, with the names that lead to it.
 */
import { getNodeValue, type Node, parseTree } from 'jsonc-parser';
import type { Attribute, Block, Body } from '../hcl/ast.ts';
import { parse } from '../hcl/parser.ts';
import { walkExpression } from '../hcl/walk.ts';
import { isJsonFile } from '../terraform/file-selection.ts';
import type { Span } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import { type Directive, MARKER, readDirectives } from './suppression-comments.ts';

export interface Suppression {
  readonly file: SourceFile;
  readonly directive: Directive;
  /** `lines`: whatever touches the span; otherwise what begins in it. */
  readonly covers: Span & { readonly kind: 'lines' | 'part' };
  /** What is wrong with where it stands. */
  readonly misplaced?: string;
  /** Whether a place in a module call is covered: what is passed to a module may cause a finding in it. */
  isInCall(offset: number): boolean;
}

/** The suppressions of one file, in source order. */
export function findSuppressions(file: SourceFile): readonly Suppression[] {
  if (!file.text.includes(MARKER)) return [];
  return isJsonFile(file.filename) ? fromJson(file) : fromComments(file);
}

/** Where the parts of a file are. */
interface Layout {
  /** Strings and heredocs, in which `#` starts no comment; sorted, none inside another. */
  readonly strings: readonly Span[];
  /** Arguments and blocks by where they begin. */
  readonly parts: ReadonlyMap<number, Span>;
  readonly calls: readonly Span[];
  /** Where the first argument or block begins. */
  readonly first: number;
}

function fromComments(file: SourceFile): readonly Suppression[] {
  const layout = layoutOf(parse(file).body, file.text.length);
  const comments = findComments(file.text, layout.strings);
  const isInCall = (offset: number) => layout.calls.some(({ start, end }) => start <= offset && offset <= end);
  return comments.flatMap((comment) =>
    [...readDirectives(file, comment.content)].map((directive): Suppression => {
      if (directive.scope === 'file') {
        const covers = { kind: 'part', start: 0, end: file.text.length } as const;
        const isLate = directive.start > layout.first;
        return { file, directive, covers, isInCall, ...(isLate && { misplaced: 'stands below the first block' }) };
      }
      return { file, directive, covers: covered(file, comment, { layout, comments }), isInCall };
    }),
  );
}

function covered(
  file: SourceFile,
  comment: Comment,
  { layout, comments }: { readonly layout: Layout; readonly comments: readonly Comment[] },
): Suppression['covers'] {
  const { text } = file;
  const lineOf = (offset: number) => text.lastIndexOf('\n', offset - 1) + 1;
  const endOf = (offset: number) => (text.indexOf('\n', offset) === -1 ? text.length : text.indexOf('\n', offset));
  const alone =
    text.slice(lineOf(comment.start), comment.start).trim() === '' &&
    text.slice(comment.end, endOf(comment.end)).trim() === '';
  if (!alone) return { kind: 'lines', start: lineOf(comment.start), end: endOf(comment.end) };
  // Further comments may stand in between.
  let line = endOf(comment.end) + 1;
  for (;;) {
    const start = line + text.slice(line, endOf(line)).search(/\S|$/);
    const next = comments.find((other) => other.start === start);
    if (next === undefined) {
      const part = layout.parts.get(start);
      return part === undefined ? { kind: 'lines', start: line, end: endOf(line) } : { kind: 'part', ...part };
    }
    line = endOf(next.end) + 1;
  }
}

function layoutOf(body: Body, length: number): Layout {
  const strings: Span[] = [];
  const parts = new Map<number, Span>();
  const calls: Span[] = [];
  const pending: (Attribute | Block)[] = partsOf(body);
  const first = Math.min(length, ...pending.map(({ start }) => start));
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    parts.set(part.start, { start: part.start, end: part.end });
    if (part.kind === 'block') {
      for (const { start, end } of part.labels) strings.push({ start, end });
      if (part.type === 'module') calls.push({ start: part.start, end: part.end });
      for (const inner of partsOf(part.body)) pending.push(inner);
      continue;
    }
    walkExpression(part.expression, (expression) => {
      if (expression.kind !== 'template') return true;
      strings.push({ start: expression.start, end: expression.end });
      return false;
    });
  }
  return { strings: strings.sort((a, b) => a.start - b.start), parts, calls, first };
}

function partsOf(body: Body): (Attribute | Block)[] {
  const { attributes, blocks } = body.content({});
  return [...attributes, ...blocks];
}

interface Comment extends Span {
  /** Without its marks. */
  readonly content: Span;
}

function findComments(text: string, strings: readonly Span[]): readonly Comment[] {
  const comments: Comment[] = [];
  const marks = /#|\/\/|\/\*/g;
  let next = 0;
  for (let found = marks.exec(text); found !== null; found = marks.exec(text)) {
    const start = found.index;
    while ((strings[next]?.end ?? text.length) <= start) next++;
    const string = strings[next];
    if (string !== undefined && string.start <= start) {
      marks.lastIndex = string.end;
      continue;
    }
    const closing = found[0] === '/*' ? '*/' : '\n';
    const close = text.indexOf(closing, start + found[0].length);
    const contentEnd = close === -1 ? text.length : close;
    const end = closing === '\n' ? contentEnd : Math.min(contentEnd + 2, text.length);
    comments.push({ start, end, content: { start: start + found[0].length, end: contentEnd } });
    marks.lastIndex = end;
  }
  return comments;
}

function fromJson(file: SourceFile): readonly Suppression[] {
  const root = parseTree(file.text.replace(/^\ufeff/, ' '));
  const found: Suppression[] = [];
  const pending = root === undefined ? [] : [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.children) pending.push(...node.children.slice().reverse());
    const [key, value] = node.type === 'property' ? (node.children ?? []) : [];
    if (key?.value !== '//' || value === undefined) continue;
    const object = node.parent ?? node;
    const texts = value.type === 'array' ? (value.children ?? []) : [value];
    for (const text of texts.filter(({ type }) => type === 'string')) {
      // Between the quotes.
      const content = { start: text.offset + 1, end: text.offset + text.length - 1 };
      for (const directive of readDirectives(file, content)) found.push(inObject(file, object, decoded(directive)));
    }
  }
  return found;
}

function inObject(file: SourceFile, object: Node, directive: Directive): Suppression {
  const isRoot = object.parent === undefined;
  const isFile = directive.scope === 'file';
  const misplaced = isFile && !isRoot ? 'does not stand in the outermost object' : undefined;
  const end = isFile ? file.text.length : object.offset + object.length;
  return {
    file,
    directive,
    covers: { kind: 'part', start: isFile ? 0 : headOf(object), end },
    ...(misplaced !== undefined && { misplaced }),
    isInCall: (offset) => isBelowModule(object, offset),
  };
}

/** Where the name of an object begins; the first object in a list has that of the list. */
function headOf(object: Node): number {
  const list = object.parent?.type === 'array' && object.parent.children?.[0] === object ? object.parent : object;
  return list.parent?.type === 'property' ? list.parent.offset : object.offset;
}

/** Whether the member of the outermost object in which the place lies is `module`. */
function isBelowModule(object: Node, offset: number): boolean {
  let root = object;
  while (root.parent !== undefined) root = root.parent;
  const member = root.children?.find((node) => node.offset <= offset && offset <= node.offset + node.length);
  const key = member?.children?.[0];
  return key !== undefined && getNodeValue(key) === 'module';
}

/** A reason in a JSON string may hold escapes. */
function decoded(directive: Directive): Directive {
  if (directive.reason === undefined) return directive;
  try {
    return { ...directive, reason: String(JSON.parse(`"${directive.reason}"`)) };
  } catch {
    return directive;
  }
}
