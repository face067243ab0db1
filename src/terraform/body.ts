/** Reading bodies: attributes and blocks with the file they are in, override files merged. */
import type { Attribute, Block, BlockTypes, BodyContent } from '../hcl/ast.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Place } from '../value/value.ts';

export interface SourcedAttribute {
  readonly file: SourceFile;
  readonly attribute: Attribute;
}

/** A block and the file it is in. Its body is parsed at first access. */
export interface SourcedBlock {
  readonly file: SourceFile;
  readonly block: Block;
}

export interface PartContent {
  readonly attributes: readonly SourcedAttribute[];
  readonly blocks: readonly SourcedBlock[];
}

/**
 * What the parts hold together. Later parts come from override files: their attributes replace those of the same name, and
 * a block type that they hold replaces all blocks of that type, `dynamic` ones included. Within a part, the first of two
 * attributes of one name counts.
 */
export function readParts(parts: readonly SourcedBlock[], types: BlockTypes): PartContent {
  const [first, ...overrides] = parts.map(({ file, block }) => contentOf(file, block.body.content(types)));
  return overrides.reduce(merge, first ?? { attributes: [], blocks: [] });
}

function contentOf(file: SourceFile, content: BodyContent): PartContent {
  const names = new Set<string>();
  const attributes: SourcedAttribute[] = [];
  for (const attribute of content.attributes) {
    if (names.has(attribute.name)) continue;
    names.add(attribute.name);
    attributes.push({ file, attribute });
  }
  return { attributes, blocks: content.blocks.map((block) => ({ file, block })) };
}

function merge(base: PartContent, override: PartContent): PartContent {
  const attributes = new Map(base.attributes.map((sourced) => [sourced.attribute.name, sourced]));
  for (const sourced of override.attributes) attributes.set(sourced.attribute.name, sourced);
  const replaced = new Set(override.blocks.map(({ block }) => blockName(block)));
  const kept = base.blocks.filter(({ block }) => !replaced.has(blockName(block)));
  return { attributes: [...attributes.values()], blocks: [...kept, ...override.blocks] };
}

/** The argument of this name, if the parts hold one. */
export function argumentIn(parts: readonly SourcedBlock[], name: string): SourcedAttribute | undefined {
  return readParts(parts, {}).attributes.find(({ attribute }) => attribute.name === name);
}

/** The block type that a block stands for: the label of a `dynamic` block, else its own type. */
export function blockName(block: Block): string {
  return block.type === 'dynamic' ? (block.labels[0]?.value ?? 'dynamic') : block.type;
}

export function headerPlace({ file, block }: SourcedBlock): Place {
  return { file, start: block.start, end: block.headerEnd };
}
