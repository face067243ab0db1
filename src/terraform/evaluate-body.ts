/**
 * The body of a resource as values: arguments, and nested blocks as lists of objects. `dynamic` blocks are expanded where
 * their `for_each` is known; else one element stands for all and the list is open.
 */
import type { BlockTypes } from '../hcl/ast.ts';
import { iterate } from '../value/access.ts';
import { overChoices } from '../value/choice.ts';
import { object, unknown } from '../value/construct.ts';
import { unknownFrom, withMarksOf } from '../value/marks.ts';
import type { MappingValue, SequenceValue, Value } from '../value/value.ts';
import { blockName, type PartContent, readParts, type SourcedBlock } from './body.ts';
import type { NestedBlocks } from './configuration.ts';
import { evaluate } from './evaluate.ts';
import type { Scope } from './scope.ts';

/** Where a body stands: its names, and whether meta-arguments belong to it. */
export interface BodyContext {
  readonly scope: Omit<Scope, 'file'>;
  readonly blocks: NestedBlocks;
}

const META_ARGUMENTS: ReadonlySet<string> = new Set(['count', 'for_each', 'provider', 'depends_on']);
const META_BLOCKS: BlockTypes = { lifecycle: 0, provisioner: 1, connection: 0 };

/** What a resource block holds, meta-arguments left out. */
export function resourceContent(parts: readonly SourcedBlock[], blocks: NestedBlocks): PartContent {
  const content = readParts(parts, { ...blockTypes(blocks), ...META_BLOCKS });
  return {
    attributes: content.attributes.filter(({ attribute }) => !META_ARGUMENTS.has(attribute.name)),
    blocks: content.blocks.filter(({ block }) => !Object.hasOwn(META_BLOCKS, block.type)),
  };
}

/** What a nested block holds. */
export function nestedContent(part: SourcedBlock, blocks: NestedBlocks): PartContent {
  return readParts([part], blockTypes(blocks));
}

function blockTypes(blocks: NestedBlocks): BlockTypes {
  const types: Record<string, number> = { dynamic: 1 };
  for (const name of Object.keys(blocks)) types[name] = 0;
  return types;
}

export function nestedBlocksOf(blocks: NestedBlocks, name: string): NestedBlocks {
  return Object.hasOwn(blocks, name) ? (blocks[name] ?? {}) : {};
}

export function evaluateContent(content: PartContent, context: BodyContext): MappingValue {
  const entries: { readonly name: string; readonly at: number; readonly value: Value }[] = [];
  for (const { file, attribute } of content.attributes) {
    const value = evaluate(attribute.expression, { ...context.scope, file });
    entries.push({ name: attribute.name, at: attribute.start, value });
  }
  const written = new Set(entries.map((entry) => entry.name));
  for (const [name, blocks] of groupBlocks(content.blocks)) {
    if (written.has(name)) continue;
    entries.push({ name, at: blocks[0]?.block.start ?? 0, value: evaluateBlocks(name, blocks, context) });
  }
  entries.sort((a, b) => a.at - b.at);
  return object(entries.map(({ name, value }) => [name, value]));
}

export function groupBlocks(blocks: readonly SourcedBlock[]): ReadonlyMap<string, readonly SourcedBlock[]> {
  const groups = new Map<string, SourcedBlock[]>();
  for (const sourced of blocks) {
    const name = blockName(sourced.block);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [sourced]);
    else group.push(sourced);
  }
  return groups;
}

function evaluateBlocks(name: string, blocks: readonly SourcedBlock[], context: BodyContext): Value {
  const nested = nestedBlocksOf(context.blocks, name);
  const segments = blocks.map((sourced) => {
    if (sourced.block.type !== 'dynamic')
      return blockList([evaluateContent(nestedContent(sourced, nested), { ...context, blocks: nested })]);
    return evaluateDynamic(sourced, { ...context, blocks: nested });
  });
  if (segments.length === 1 && segments[0] !== undefined) return segments[0];
  return overChoices(segments, (chosen) => {
    const lists = chosen.flatMap((list) => (list.kind === 'list' ? [list] : []));
    const joined = blockList(lists.flatMap((list) => list.elements));
    return lists.some((list) => list.open) ? { ...joined, open: true } : joined;
  });
}

function blockList(elements: readonly Value[]): SequenceValue {
  return { kind: 'list', elements, blocks: true };
}

function evaluateDynamic(sourced: SourcedBlock, context: BodyContext): Value {
  const dynamic = readDynamic(sourced, context.scope);
  if (dynamic === undefined) return { ...blockList([]), open: true };
  return overChoices([dynamic.forEach], ([collection]) => {
    const elements = dynamicScopes(dynamic, collection, context.scope);
    const bodies = elements.scopes.map((scope) => {
      const value = evaluateContent(nestedContent(dynamic.content, context.blocks), { scope, blocks: context.blocks });
      const element: MappingValue = elements.open ? { ...value, representative: true } : value;
      return collection.late ? makeLate(element) : element;
    });
    return withMarksOf(elements.open ? { ...blockList(bodies), open: true as const } : blockList(bodies), [collection]);
  });
}

export interface Dynamic {
  readonly sourced: SourcedBlock;
  readonly forEach: Value;
  readonly iterator: string;
  readonly content: SourcedBlock;
}

/** The parts of a `dynamic` block; `undefined` when it has no content block. */
export function readDynamic(sourced: SourcedBlock, scope: BodyContext['scope']): Dynamic | undefined {
  const { file, block } = sourced;
  const inner = readParts([sourced], { content: 0 });
  const content = inner.blocks.find((candidate) => candidate.block.type === 'content');
  if (content === undefined) return undefined;
  const find = (name: string) =>
    inner.attributes.find(({ attribute }) => attribute.name === name)?.attribute.expression;
  const forEach = find('for_each');
  const iterator = find('iterator');
  return {
    sourced,
    forEach:
      forEach === undefined
        ? unknown({ reasons: [{ kind: 'syntax', text: 'the dynamic block has no for_each' }] })
        : evaluate(forEach, { ...scope, file }),
    iterator:
      iterator?.kind === 'variable'
        ? iterator.name
        : iterator?.kind === 'template' && iterator.literal !== undefined
          ? iterator.literal
          : blockName(block),
    content: content,
  };
}

/** One scope for each element; one that stands for all when `open`. */
export function dynamicScopes(
  dynamic: Dynamic,
  collection: Value,
  scope: BodyContext['scope'],
): { readonly scopes: readonly BodyContext['scope'][]; readonly open: boolean } {
  const entries = iterate(collection);
  const { iterator, sourced } = dynamic;
  const bind = (key: Value, value: Value, at: string): BodyContext['scope'] => {
    const element = object([
      ['key', key],
      ['value', value],
    ]);
    const iteration = `${sourced.block.start}#${at}`;
    return { ...scope, bindings: { name: iterator, value: element, iteration, outer: scope.bindings } };
  };
  if (entries === undefined) {
    const { failed: _failed, ...element } = unknownFrom([collection]);
    return { scopes: [bind(element, element, '*')], open: true };
  }
  return { scopes: entries.map(([key, value], at) => bind(key, value, String(at))), open: false };
}

/** Blocks that exist only once their `for_each` is known are judged when it is. */
function makeLate(value: Value): Value {
  switch (value.kind) {
    case 'null':
    case 'bool':
    case 'number':
    case 'string':
    case 'unknown':
    case 'choice':
      return withMarksOf(value, [{ late: true }]);
    case 'list':
    case 'set':
    case 'tuple':
      return { ...value, late: true, elements: value.elements.map(makeLate) };
    case 'map':
    case 'object':
      return {
        ...value,
        late: true,
        entries: new Map([...value.entries].map(([key, entry]) => [key, makeLate(entry)])),
      };
  }
}
