/** Finds the syntax that is written at a place: what stands there, and in what. */
import type { Attribute, Block, Body, Expression, ObjectExpression, ObjectItem, TupleExpression } from '../hcl/ast.ts';
import { literalKey, unwrapped } from '../hcl/traversal.ts';
import { isJsonFile, isModuleFile } from '../terraform/file-selection.ts';
import { parseSource } from '../terraform/load.ts';
import type { Span } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Place } from '../value/value.ts';

/** In JSON syntax everything below the root is an entry or an element. */
export type Site = {
  readonly file: SourceFile;
  readonly isJson: boolean;
  /** Whether it lies in a `dynamic` block, so that it is written once for several. */
  readonly isRepeated: boolean;
} & (
  | { readonly kind: 'attribute'; readonly attribute: Attribute; readonly body: Body }
  | { readonly kind: 'block'; readonly block: Block; readonly body: Body }
  | { readonly kind: 'entry'; readonly item: ObjectItem; readonly object: ObjectExpression }
  | { readonly kind: 'element'; readonly element: Expression; readonly tuple: TupleExpression }
);

const trees = new WeakMap<SourceFile, Body>();

/** The innermost argument, block, entry or element that is this place, or whose name or value is. */
export function siteAt(place: Place): Site | undefined {
  const { file } = place;
  // A plan is not what anybody writes.
  if (!isModuleFile(file.filename.slice(file.filename.lastIndexOf('/') + 1))) return undefined;
  const root = trees.get(file) ?? parseSource(file).body;
  trees.set(file, root);
  return inBody(root, { place, file, isJson: isJsonFile(file.filename), isRepeated: false });
}

interface Search extends Pick<Site, 'file' | 'isJson' | 'isRepeated'> {
  readonly place: Span;
}

function inBody(body: Body, search: Search): Site | undefined {
  const { place, ...where } = search;
  const { attributes, blocks } = body.content({});
  const attribute = attributes.find((one) => holds(one, place));
  if (attribute !== undefined) {
    const { start, nameEnd, expression } = attribute;
    const isIt = [attribute, { start, end: nameEnd }, expression].some((span) => isSame(span, place));
    return inExpression(expression, search) ?? (isIt ? { ...where, kind: 'attribute', attribute, body } : undefined);
  }
  const block = blocks.find((one) => holds(one, place));
  if (block === undefined) return undefined;
  const { start, headerEnd } = block;
  if (isSame(block, place) || isSame({ start, end: headerEnd }, place)) return { ...where, kind: 'block', block, body };
  return inBody(block.body, { ...search, isRepeated: search.isRepeated || block.type === 'dynamic' });
}

function inExpression(expression: Expression, search: Search): Site | undefined {
  const { place, ...where } = search;
  const written = unwrapped(expression);
  if (written.kind === 'object') {
    const item = written.items.find((one) => holds(itemSpan(one), place));
    if (item === undefined) return undefined;
    const entry = { ...where, kind: 'entry', item, object: written } as const;
    const block = search.isJson && item.value.kind === 'tuple' ? firstBlock(item.value, { search, entry }) : undefined;
    const isIt = [itemSpan(item), item.key, item.value].some((span) => isSame(span, place));
    return block ?? inExpression(item.value, search) ?? (isIt ? entry : undefined);
  }
  if (written.kind === 'tuple') {
    const element = written.elements.find((one) => holds(one, place));
    if (element === undefined) return undefined;
    const isIt = isSame(element, place);
    return inExpression(element, search) ?? (isIt ? { ...where, kind: 'element', element, tuple: written } : undefined);
  }
  return undefined;
}

/** In JSON syntax a list may be one of blocks. The first of them then begins at its name, and an only one is what the entry is for. */
function firstBlock(
  tuple: TupleExpression,
  { search, entry }: { readonly search: Search; readonly entry: Extract<Site, { kind: 'entry' }> },
): Site | undefined {
  const { place, ...where } = search;
  const [element, ...others] = tuple.elements;
  if (element === undefined || !isSame({ start: entry.item.key.start, end: element.end }, place)) return undefined;
  return others.length === 0 ? entry : { ...where, kind: 'element', element, tuple };
}

/** The last token of the pointer that leads to a site, of a block the one before. */
export function siteName(site: Site): string | undefined {
  switch (site.kind) {
    case 'attribute':
      return site.attribute.name;
    case 'block':
      return site.block.type;
    case 'entry':
      return literalKey(site.item.key);
    case 'element':
      return String(site.tuple.elements.indexOf(site.element));
  }
}

/** What is written for its value; a block has none. */
export function siteExpression(site: Site): Expression | undefined {
  switch (site.kind) {
    case 'attribute':
      return site.attribute.expression;
    case 'block':
      return undefined;
    case 'entry':
      return site.item.value;
    case 'element':
      return site.element;
  }
}

export function itemSpan({ key, value }: ObjectItem): Span {
  return { start: key.start, end: value.end };
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function isSame(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}
