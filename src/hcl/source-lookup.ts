/**
 * Where a part of the JSON form (see to-json) comes from. No map is kept: a pointer is resolved by walking the tree with the
 * same renderer of keys that the JSON form uses, which costs some microseconds.
 */

import { child, type JsonPointer, tokens } from '../text/pointer.ts';
import type { Span } from '../text/range.ts';
import type { Block, Body, Expression, SyntaxTree } from './ast.ts';
import { type Rendering, renderKey } from './json-text.ts';

export interface JsonLocation {
  /** The name, key, block type or label; of an element of a list the element, of a block its header. */
  readonly key: Span;
  /** The expression; of a block its body with the braces, of block types and labels the first such block. */
  readonly value: Span;
}

/** The source of what `pointer` names in the JSON form; undefined when the form has no such part. `''` is the whole file. */
export function locateJson(tree: SyntaxTree, pointer: JsonPointer): JsonLocation | undefined {
  const rendering: Rendering = { source: tree.file.text, problem: undefined };
  let part: Part | undefined = wholeFile(tree);
  for (const token of tokens(pointer)) part = part && partsBelow(part, rendering).get(token);
  return part?.location;
}

/** Every pointer of the JSON form with its source, a parent before its parts, in source order. */
export function* jsonLocations(tree: SyntaxTree): Generator<readonly [pointer: JsonPointer, location: JsonLocation]> {
  const rendering: Rendering = { source: tree.file.text, problem: undefined };
  const pending: (readonly [JsonPointer, Part])[] = [['', wholeFile(tree)]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [pointer, part] = next;
    yield [pointer, part.location];
    const below = [...partsBelow(part, rendering)].reverse();
    for (const [token, inner] of below) pending.push([child(pointer, token), inner]);
  }
}

/** A part of the JSON form: a body, the blocks below a type and `depth` labels, or an expression. */
type Part = { readonly location: JsonLocation } & (
  | { readonly kind: 'body'; readonly body: Body }
  | { readonly kind: 'blocks'; readonly blocks: Block[]; readonly depth: number }
  | { readonly kind: 'expression'; readonly expression: Expression }
);

function wholeFile({ body }: SyntaxTree): Part {
  return { kind: 'body', body, location: { key: spanOf(body), value: spanOf(body) } };
}

/** By reference token, in source order. */
function partsBelow(part: Part, rendering: Rendering): Map<string, Part> {
  switch (part.kind) {
    case 'body':
      return bodyParts(part.body);
    case 'blocks':
      return part.blocks[0]?.labels[part.depth] === undefined
        ? new Map(part.blocks.map((block, index) => [String(index), blockBody(block)]))
        : group(part.blocks, part.depth + 1);
    case 'expression':
      return expressionParts(unwrap(part.expression), rendering);
  }
}

/** An attribute takes the place of blocks of the same name, as it does in the JSON form. */
function bodyParts(body: Body): Map<string, Part> {
  const { attributes, blocks } = body.content({});
  const parts = group(blocks, 0);
  for (const { name, start, nameEnd, expression } of attributes) {
    parts.set(name, expressionPart(expression, { start, end: nameEnd }));
  }
  return new Map([...parts].sort(([, first], [, second]) => first.location.key.start - second.location.key.start));
}

/** Blocks by type (`depth` 0) or by their label number `depth`. */
function group(blocks: readonly Block[], depth: number): Map<string, Part> {
  const groups = new Map<string, Part>();
  for (const block of blocks) {
    const { start, typeEnd, type, labels } = block;
    const key = depth === 0 ? { start, end: typeEnd } : labels[depth - 1];
    if (key === undefined) continue;
    const token = depth === 0 ? type : (labels[depth - 1]?.value ?? '');
    const existing = groups.get(token);
    if (existing?.kind === 'blocks') existing.blocks.push(block);
    else
      groups.set(token, {
        kind: 'blocks',
        blocks: [block],
        depth,
        location: { key: spanOf(key), value: spanOf(block) },
      });
  }
  return groups;
}

function blockBody({ start, headerEnd, body }: Block): Part {
  return { kind: 'body', body, location: { key: { start, end: headerEnd }, value: spanOf(body) } };
}

function expressionParts(expression: Expression, rendering: Rendering): Map<string, Part> {
  switch (expression.kind) {
    case 'tuple':
      return new Map(expression.elements.map((element, index) => [String(index), expressionPart(element, element)]));
    case 'object':
      return new Map(expression.items.map(({ key, value }) => [renderKey(key, rendering), expressionPart(value, key)]));
    default:
      return new Map();
  }
}

function expressionPart(expression: Expression, key: Span): Part {
  return { kind: 'expression', expression, location: { key: spanOf(key), value: spanOf(expression) } };
}

/** In the JSON form `"${e}"` is e. */
function unwrap(expression: Expression): Expression {
  let inner = expression;
  while (inner.kind === 'template' && inner.wrapped !== undefined) inner = inner.wrapped;
  return inner;
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
