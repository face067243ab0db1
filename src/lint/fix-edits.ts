/**
 * What a rule wants changed, as edits of the text. What is written there must be what the edit is for, written out in this
 * very place; else there is no fix.
 */
import type { Body, Expression } from '../hcl/ast.ts';
import { literalKey, literalValue, unwrapped } from '../hcl/traversal.ts';
import type { FixEdit, Literal, RuleFix } from '../rule/fix.ts';
import { writtenAt } from '../schema/step.ts';
import type { ResourceInstance } from '../terraform/configuration.ts';
import { isJsonFile } from '../terraform/file-selection.ts';
import type { Fix } from '../text/diagnostic.ts';
import type { TextEdit } from '../text/edit.ts';
import { type JsonPointer, parent, tokens } from '../text/pointer.ts';
import type { Span } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import { partEdits } from './fix-json-parts.ts';
import {
  around,
  insertAtTop,
  insertBehind,
  removeFromList,
  removeLastEntries,
  removeLines,
  removeStatement,
  renameBeforeEquals,
  type SpanEdit,
} from './fix-layout.ts';
import { lifting } from './fix-lift.ts';
import { referenceEdits } from './fix-references.ts';
import { itemSpan, type Site, siteAt, siteExpression, siteName } from './fix-site.ts';
import { staticKeys } from './fix-static-keys.ts';

/** The fix of a finding in an instance, with places in files. */
export function toFix({ title, applicability, edits }: RuleFix, instance: ResourceInstance): Fix | undefined {
  const byFile = new Map<SourceFile, SpanEdit[]>();
  for (const edit of edits) {
    const made = 'place' in edit ? placedEdits(edit) : spanEdits(edit, edit.of ?? instance);
    if (made === undefined) return undefined;
    byFile.set(made.file, [...(byFile.get(made.file) ?? []), ...made.edits]);
  }
  const found: TextEdit[] = [];
  for (const [file, own] of byFile) {
    const joined = joinDeletions(own, file);
    if (joined === undefined) return undefined;
    found.push(...joined.map(({ text, ...span }) => ({ range: file.range(span), text })));
  }
  return { title, applicability, edits: found };
}

/** In order. Deletions may share the blank line between them; other edits that overlap make no sense. */
function joinDeletions(edits: readonly SpanEdit[], { filename, text }: SourceFile): readonly SpanEdit[] | undefined {
  const joined: SpanEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1);
    const isDeletion = edit.text === '' && last?.text === '';
    if (last === undefined || (isDeletion ? edit.start > last.end : edit.start >= last.end)) joined.push(edit);
    else if (isDeletion) {
      const both = { start: last.start, end: Math.max(edit.end, last.end) };
      joined[joined.length - 1] = isJsonFile(filename) ? removeLastEntries(text, both) : removeLines(text, both);
    } else return undefined;
  }
  return joined;
}

interface FileEdits {
  readonly file: SourceFile;
  readonly edits: readonly SpanEdit[];
}

function placedEdits({ kind, place }: Extract<FixEdit, { readonly place: unknown }>): FileEdits | undefined {
  const site = siteAt(place);
  if (kind === 'remove' || site === undefined) return removalAt(site);
  const edits = staticKeys(site);
  return edits && { file: site.file, edits };
}

type PointerEdit = Exclude<FixEdit, { readonly place: unknown }>;

function spanEdits(edit: PointerEdit, instance: ResourceInstance): FileEdits | undefined {
  if (edit.kind === 'insert') return insertion(edit, instance);
  const value = writtenAt(instance.values, edit.at);
  // What a module does not read has no value.
  if (value === undefined && !instance.unread?.some(({ at }) => at === edit.at)) return undefined;
  const site = siteAt(instance.sourceMap.locate(edit.at, 'value'));
  if (site === undefined || !isNamed(site, edit.at)) return undefined;
  // What is right for one of the blocks that a dynamic block makes may be wrong for another.
  if (site.isRepeated && edit.kind !== 'rename') return undefined;
  const { file } = site;
  const expression = siteExpression(site);
  if (edit.was !== undefined && (expression === undefined || literalValue(expression) !== edit.was)) return undefined;
  const edits = (): readonly SpanEdit[] | undefined => {
    switch (edit.kind) {
      case 'rename':
        return listOf(renaming(site, edit.to));
      case 'remove':
        return removalAt(site)?.edits;
      case 'replace':
        return expression && isLiteral(expression)
          ? [{ ...spanOf(expression), text: literalText(edit.to) }]
          : undefined;
      case 'refer':
        return expression && isLiteral(expression)
          ? [{ ...spanOf(expression), text: site.isJson ? JSON.stringify(`\${${edit.to}}`) : edit.to }]
          : undefined;
      case 'lift':
        return lifting(site, {
          path: tokens(edit.value).slice(tokens(edit.at).length),
          rename: renaming(site, edit.to),
        });
      case 'enlist':
        return expression?.kind === 'template' && isLiteral(expression)
          ? around(expression, { before: '[', after: ']' })
          : undefined;
      case 'prefix':
        return (
          expression && (prefixed(expression, edit.text) ?? referenceEdits({ edit, site, expression, is: value?.is }))
        );
      case 'attribute':
      case 'index':
      case 'surround':
        return expression && referenceEdits({ edit, site, expression, is: value?.is });
      case 'unwrap':
        return expression && unwrapping(unwrapped(expression), edit.call);
      case 'as-block':
        return asBlock(site);
      case 'as-argument':
        return asArgument(site);
      case 'merge':
        return merging(site, siteAt(instance.sourceMap.locate(edit.into, 'value')));
      case 'part':
      case 'nest':
        return expression && partEdits(edit, { instance, expression, isJson: site.isJson });
    }
  };
  const made = edits();
  return made && { file, edits: made };
}

function listOf(edit: SpanEdit | undefined): readonly SpanEdit[] | undefined {
  return edit && [edit];
}

/** Whether the site is what the pointer names, and not something around it. */
function isNamed(site: Site, at: JsonPointer): boolean {
  const path = tokens(at);
  const last = path.at(-1);
  if (siteName(site) === last) return site.kind !== 'block';
  const isIndex = last !== undefined && /^\d+$/.test(last);
  return isIndex && (site.kind === 'block' || site.kind === 'entry') && siteName(site) === path.at(-2);
}

function renaming(site: Site, to: string): SpanEdit | undefined {
  const { file } = site;
  switch (site.kind) {
    case 'attribute': {
      if (names(site.body).includes(to)) return undefined;
      const { start, nameEnd } = site.attribute;
      return renameBeforeEquals(file, { start, end: nameEnd }, to);
    }
    case 'block': {
      if (names(site.body).includes(to)) return undefined;
      const { start, typeEnd } = site.block;
      return { start, end: typeEnd, text: to };
    }
    case 'entry': {
      const { key } = site.item;
      if (site.object.items.some((item) => literalKey(item.key) === to)) return undefined;
      if (key.kind === 'variable') return renameBeforeEquals(file, key, to);
      return isLiteral(key) ? renameBeforeEquals(file, key, JSON.stringify(to)) : undefined;
    }
    case 'element':
      return undefined;
  }
}

function names(body: Body): readonly string[] {
  const { attributes, blocks } = body.content({});
  return [...attributes.map(({ name }) => name), ...blocks.map(({ type, labels }) => labels[0]?.value ?? type)];
}

function removalAt(site: Site | undefined): FileEdits | undefined {
  if (site === undefined) return undefined;
  const { file } = site;
  const edit = removal(site);
  return edit && { file, edits: [edit] };
}

function removal(site: Site): SpanEdit | undefined {
  const { file } = site;
  switch (site.kind) {
    case 'attribute':
      return removeStatement(file, site.attribute);
    case 'block':
      return removeStatement(file, site.block);
    case 'entry': {
      const { object, item } = site;
      return removeFromList(file, {
        items: object.items.map(itemSpan),
        index: object.items.indexOf(item),
        around: object,
        mayEndInComma: !site.isJson,
      });
    }
    case 'element': {
      const { tuple, element } = site;
      return removeFromList(file, {
        items: tuple.elements,
        index: tuple.elements.indexOf(element),
        around: tuple,
        mayEndInComma: !site.isJson,
      });
    }
  }
}

function insertion(
  { at, to, beside }: Extract<FixEdit, { kind: 'insert' }>,
  { values, sourceMap }: ResourceInstance,
): FileEdits | undefined {
  const written = writtenAt(values, at);
  if (written !== undefined) return written.kind === 'null' ? inPlaceOfNull({ at, to }, sourceMap) : undefined;
  const name = tokens(at).at(-1) ?? '';
  const argument = { name, value: literalText(to) };
  const anchor = beside.find((pointer) => writtenAt(values, pointer) !== undefined);
  const site = siteAt(sourceMap.locate(anchor ?? parent(at), 'value'));
  if (site === undefined || site.isRepeated) return undefined;
  const { file } = site;
  const edit = (): SpanEdit | undefined => {
    if (anchor !== undefined && !isNamed(site, anchor)) return undefined;
    if (site.isJson) return site.kind === 'entry' ? insertEntry(site, { anchor, ...argument }) : undefined;
    if (anchor !== undefined) {
      if (site.kind === 'entry') return insertIntoObject(site, argument);
      if (site.kind !== 'attribute' || names(site.body).includes(name)) return undefined;
      return insertBehind(file, site.attribute, argument);
    }
    if (site.kind !== 'block' || names(site.block.body).includes(name)) return undefined;
    return insertAtTop(file, { block: site.block.start, brace: site.block.body.start }, argument);
  };
  const made = edit();
  return made && { file, edits: [made] };
}

/** Where `null` is written, which is the same as nothing. */
function inPlaceOfNull(
  { at, to }: Pick<Extract<FixEdit, { kind: 'insert' }>, 'at' | 'to'>,
  sourceMap: ResourceInstance['sourceMap'],
): FileEdits | undefined {
  const site = siteAt(sourceMap.locate(at, 'value'));
  const expression = site && isNamed(site, at) && !site.isRepeated ? siteExpression(site) : undefined;
  if (site === undefined || expression?.kind !== 'null') return undefined;
  return { file: site.file, edits: [{ ...spanOf(expression), text: literalText(to) }] };
}

/** Behind an entry that has a line to itself: what a module makes mappings of. */
function insertIntoObject(
  { file, item, object }: Extract<Site, { kind: 'entry' }>,
  argument: { readonly name: string; readonly value: string },
): SpanEdit | undefined {
  if (object.items.some(({ key }) => literalKey(key) === argument.name)) return undefined;
  const { start, end } = itemSpan(item);
  return insertBehind(file, { start, end, nameEnd: item.key.end }, argument);
}

/** Behind an entry of JSON syntax. */
function insertEntry(
  { file, item, object }: Extract<Site, { kind: 'entry' }>,
  { anchor, name, value }: { readonly anchor: JsonPointer | undefined; readonly name: string; readonly value: string },
): SpanEdit | undefined {
  if (anchor === undefined || object.items.some(({ key }) => literalKey(key) === name)) return undefined;
  const { start, end } = itemSpan(item);
  const line = file.text.slice(file.text.lastIndexOf('\n', start - 1) + 1, start);
  const lineBreak = file.text.slice(0, start).endsWith(`\r\n${line}`) ? '\r\n' : '\n';
  const gap = line.trim() === '' ? `${lineBreak}${line}` : ' ';
  return { start: end, end, text: `,${gap}${JSON.stringify(name)}: ${value}` };
}

/** At the beginning of a text in quotes, whatever else is in it. */
function prefixed(expression: Expression, text: string): readonly SpanEdit[] | undefined {
  if (expression.kind !== 'template' || (expression.form !== 'quoted' && expression.form !== 'bare')) return undefined;
  return [{ start: expression.start + 1, end: expression.start + 1, text }];
}

function unwrapping(expression: Expression, name: string): readonly SpanEdit[] | undefined {
  if (expression.kind !== 'call' || expression.name !== name || expression.expandFinal) return undefined;
  const [argument, ...others] = expression.arguments;
  const isHeredoc = argument?.kind === 'template' && argument.form !== 'quoted';
  if (argument === undefined || isHeredoc || others.length > 0) return undefined;
  return [
    { start: expression.start, end: argument.start, text: '' },
    { start: argument.end, end: expression.end, text: '' },
  ];
}

/** The entries have to stand on lines of their own, as the arguments of a block do. */
function asBlock(site: Site): readonly SpanEdit[] | undefined {
  if (site.kind !== 'attribute' || site.isJson || site.attribute.expression.kind !== 'object') return undefined;
  const { file, attribute } = site;
  const { expression } = site.attribute;
  const { items } = expression;
  const gaps = [expression.start + 1, ...items.map(({ value }) => value.end)].map((start, index) =>
    file.text.slice(start, items[index] === undefined ? expression.end - 1 : items[index].key.start),
  );
  const isLines = gaps.every((gap) => /^[ \t]*(?:(?:#|\/\/).*)?\r?\n(?:\s|(?:#|\/\/).*\n)*$/.test(gap));
  const isArguments = items.every(
    ({ key, value }) => key.kind === 'variable' && /^[ \t]*=[ \t]*$/.test(file.text.slice(key.end, value.start)),
  );
  if (items.length === 0 || !isLines || !isArguments) return undefined;
  return [{ start: attribute.nameEnd, end: expression.start, text: ' ' }];
}

function asArgument(site: Site): readonly SpanEdit[] | undefined {
  if (site.kind !== 'block' || site.isJson || site.block.labels.length > 0) return undefined;
  const { block, body } = site;
  const { attributes, blocks } = block.body.content({});
  const isOnly = body.content({}).blocks.filter(({ type }) => type === block.type).length === 1;
  if (attributes.length === 0 || blocks.length > 0 || !isOnly) return undefined;
  return [{ start: block.headerEnd, end: block.headerEnd, text: ' =' }];
}

/** What is between the braces of one block, to stand before the closing brace of another. */
function merging(site: Site, target: Site | undefined): readonly SpanEdit[] | undefined {
  if (site.kind !== 'block' || target?.kind !== 'block' || target.file !== site.file || site.isJson) return undefined;
  if (target.isRepeated || target.block.type !== site.block.type) return undefined;
  if (site.block.body.content({}).attributes.length > 0) return undefined;
  const { text } = site.file;
  const { start, end } = site.block.body;
  const [, comment = '', lineBreak = '', lines] =
    /^[ \t]*((?:#|\/\/).*?)?[ \t]*(\r?\n)([\s\S]*\n)[ \t]*$/.exec(text.slice(start + 1, end - 1)) ?? [];
  const brace = target.block.body.end - 1;
  const line = text.lastIndexOf('\n', brace - 1) + 1;
  if (lines === undefined || line <= target.block.body.start || text.slice(line, brace).trim() !== '') return undefined;
  const first = comment === '' ? '' : `${/^[ \t]*/.exec(lines)?.[0]}${comment}${lineBreak}`;
  return [{ start: line, end: line, text: first + lines }, removeStatement(site.file, site.block)];
}

function isLiteral(expression: Expression): boolean {
  switch (expression.kind) {
    case 'number':
    case 'bool':
      return true;
    case 'template':
      return (expression.form === 'quoted' || expression.form === 'bare') && expression.literal !== undefined;
    case 'unary':
      return expression.operator === '-' && expression.operand.kind === 'number';
    default:
      return false;
  }
}

function literalText(value: Literal): string {
  return typeof value === 'string' ? JSON.stringify(value).replaceAll(/([$%])\{/g, '$1$1{') : String(value);
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
