/** Where the value behind a pointer is written: found by walking the syntax again, so nothing is kept for it. */
import type { Expression } from '../hcl/ast.ts';
import { literalKey, unwrapped } from '../hcl/traversal.ts';
import type { JsonPart } from '../text/json-part.ts';
import { type JsonPointer, tokens } from '../text/pointer.ts';
import type { Place, Value } from '../value/value.ts';
import { blockName, headerPlace, type PartContent, type SourcedBlock } from './body.ts';
import type { SourceMap } from './configuration.ts';
import { type BodyContext, dynamicScopes, nestedBlocksOf, nestedContent, readDynamic } from './evaluate-body.ts';
import { placeOf, type Scope, type SourcedArgument } from './scope.ts';
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

export interface Places {
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
  return follow(path, expression, places).places;
}

/** Where a path ends in an expression, or where it cannot go on. */
interface Followed {
  readonly places: Places;
  readonly expression: Expression;
  /** How many steps were taken. */
  readonly depth: number;
}

function follow(path: readonly string[], expression: Expression, around: Places): Followed {
  const { file } = around.value;
  let reached: Followed = { places: around, expression, depth: 0 };
  for (const token of path) {
    const current = unwrapped(reached.expression);
    const { depth } = reached;
    if (current.kind === 'object') {
      const item = current.items.findLast(({ key }) => literalKey(key) === token);
      if (item === undefined) return reached;
      const places = { key: placeOf(file, item.key), value: placeOf(file, item.value) };
      reached = { places, expression: item.value, depth: depth + 1 };
    } else if (current.kind === 'tuple') {
      const element = current.elements[Number(token)];
      if (element === undefined) return reached;
      const place = placeOf(file, element);
      reached = { places: { key: place, value: place }, expression: element, depth: depth + 1 };
    } else {
      return reached;
    }
  }
  return reached;
}

export interface CallPosition {
  /** An argument of the call. */
  readonly argument: (name: string) => SourcedArgument | undefined;
  /** What the value may lie at: an argument, and what leads on from there. */
  readonly paths: readonly (readonly string[])[];
  /** The answer when there is no such argument. */
  readonly around: Places;
  readonly within: JsonPart | undefined;
}

/** Where an argument of a module call, or a part of it, is written: as far as one of the paths leads. */
export function locateInCall({ argument, paths, around, within }: CallPosition): Places {
  let best = { depth: -1, places: around, inJson: (): Places | undefined => undefined };
  for (const [name = '', ...rest] of paths) {
    const found = argument(name);
    if (found === undefined) continue;
    const { expression, scope } = found;
    const place = placeOf(scope.file, expression);
    const reached = follow(rest, expression, { key: place, value: place });
    if (reached.depth <= best.depth) continue;
    const { key } = reached.places;
    const isAbsent = reached.depth < rest.length && unwrapped(reached.expression).kind === 'object';
    best = {
      ...reached,
      places: isAbsent ? { key, value: key } : reached.places,
      inJson: () => within && locateInJson(within, reached.expression, scope),
    };
  }
  return best.inJson() ?? best.places;
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
