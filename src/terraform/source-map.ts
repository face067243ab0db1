/** Where the value behind a pointer is written: found by walking the syntax again, so nothing is kept for it. */
import type { Expression } from '../hcl/ast.ts';
import { literalKey } from '../hcl/traversal.ts';
import type { JsonPart } from '../text/json-part.ts';
import { type JsonPointer, tokens } from '../text/pointer.ts';
import type { Place, Value } from '../value/value.ts';
import { blockName, headerPlace, type PartContent, type SourcedBlock } from './body.ts';
import type { SourceMap } from './configuration.ts';
import { type BodyContext, dynamicScopes, nestedBlocksOf, nestedContent, readDynamic } from './evaluate-body.ts';
import { placeOf, type Scope } from './scope.ts';
import { templateSpan } from './template-span.ts';

export interface SourceMapOptions {
  readonly header: Place;
  readonly content: PartContent;
  readonly context: BodyContext;
}

export function instanceSourceMap({ header, content, context }: SourceMapOptions): SourceMap {
  return {
    locate: (pointer: JsonPointer, part, within) => {
      const around = { key: header, value: header };
      const places = locateInBody(tokens(pointer), { content, context, around, within });
      return places[part];
    },
  };
}

interface Places {
  readonly key: Place;
  readonly value: Place;
}

interface BodyPosition {
  readonly content: PartContent;
  readonly context: BodyContext;
  /** The answer when the path leads no further. */
  readonly around: Places;
  /** The part of the JSON text that the value is. */
  readonly within: JsonPart | undefined;
}

function locateInBody(path: readonly string[], { content, context, around, within }: BodyPosition): Places {
  const [name, ...rest] = path;
  if (name === undefined) return around;
  const found = content.attributes.find(({ attribute }) => attribute.name === name);
  if (found !== undefined) {
    const { file, attribute } = found;
    const key = placeOf(file, { start: attribute.start, end: attribute.nameEnd });
    const places = { key, value: placeOf(file, attribute.expression) };
    if (within === undefined) return locateInExpression(rest, attribute.expression, places);
    return locateInJson(within, attribute.expression, { ...context.scope, file }) ?? places;
  }
  const blocks = content.blocks.filter(({ block }) => blockName(block) === name);
  const [first] = blocks;
  if (first === undefined) return around;
  const [index, ...inner] = rest;
  const nested = { ...context, blocks: nestedBlocksOf(context.blocks, name) };
  if (index === undefined) return blockPlaces(first);
  return locateInBlocks({ blocks, index: Number(index), path: inner, context: nested, within }) ?? blockPlaces(first);
}

function blockPlaces(sourced: SourcedBlock): Places {
  return { key: headerPlace(sourced), value: placeOf(sourced.file, sourced.block) };
}

interface BlocksPosition {
  readonly blocks: readonly SourcedBlock[];
  readonly index: number;
  readonly path: readonly string[];
  readonly context: BodyContext;
  readonly within: JsonPart | undefined;
}

function locateInBlocks({ blocks, index, path, context, within }: BlocksPosition): Places | undefined {
  let left = index;
  for (const sourced of blocks) {
    const around = blockPlaces(sourced);
    if (sourced.block.type !== 'dynamic') {
      if (left === 0)
        return locateInBody(path, { content: nestedContent(sourced, context.blocks), context, around, within });
      left -= 1;
      continue;
    }
    const dynamic = readDynamic(sourced, context.scope);
    if (dynamic === undefined) continue;
    const { scopes } = dynamicScopes(dynamic, longest(dynamic.forEach), context.scope);
    const scope = scopes[left];
    if (scope !== undefined) {
      return locateInBody(path, {
        content: nestedContent(dynamic.content, context.blocks),
        context: { ...context, scope },
        around,
        within,
      });
    }
    left -= scopes.length;
  }
  return undefined;
}

/** Of the outcomes of a choice, the one with the most elements. */
function longest(value: Value): Value {
  if (value.kind !== 'choice') return value;
  const options = value.options.map((option) => longest(option.value));
  return options.reduce((best, option) => (sizeOf(option) > sizeOf(best) ? option : best));
}

function sizeOf(value: Value): number {
  if ('elements' in value) return value.elements.length;
  return 'entries' in value ? value.entries.size : 0;
}

function locateInExpression(path: readonly string[], expression: Expression, places: Places): Places {
  const { file } = places.value;
  let current = expression;
  let found = places;
  for (const token of path) {
    current = unwrapped(current);
    if (current.kind === 'object') {
      const item = current.items.findLast(({ key }) => literalKey(key) === token);
      if (item === undefined) return found;
      found = { key: placeOf(file, item.key), value: placeOf(file, item.value) };
      current = item.value;
    } else if (current.kind === 'tuple') {
      const element = current.elements[Number(token)];
      if (element === undefined) return found;
      found = { key: placeOf(file, element), value: placeOf(file, element) };
      current = element;
    } else {
      return found;
    }
  }
  return found;
}

/** In a text that is written out, or in the value that `jsonencode` makes it from; `undefined` when it comes from elsewhere. */
function locateInJson(within: JsonPart, expression: Expression, scope: Scope): Places | undefined {
  const written = unwrapped(expression);
  if (written.kind === 'template') {
    const span = templateSpan(written, within, scope);
    return span && { key: placeOf(scope.file, span), value: placeOf(scope.file, span) };
  }
  const [argument] = written.kind === 'call' && /^(?:core::)?jsonencode$/.test(written.name) ? written.arguments : [];
  if (argument === undefined) return undefined;
  const around = placeOf(scope.file, argument);
  const places = locateInExpression(tokens(within.path), argument, { key: around, value: around });
  return { key: places[within.part], value: places[within.part] };
}

function unwrapped(expression: Expression): Expression {
  let current = expression;
  for (;;) {
    if (current.kind === 'parentheses') current = current.inner;
    else if (current.kind === 'template' && current.wrapped !== undefined) current = current.wrapped;
    else return current;
  }
}
