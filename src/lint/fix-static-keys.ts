/** `for_each = toset([aws_x.a.arn, aws_x.b.arn])` → `{ a = aws_x.a.arn, b = aws_x.b.arn }`, with `each.value` in place of `each.key`. */
import type { Expression } from '../hcl/ast.ts';
import { traversal, unwrapped } from '../hcl/traversal.ts';
import { expressionsIn, walkExpression } from '../hcl/walk.ts';
import type { SpanEdit } from './fix-layout.ts';
import { type Site, siteExpression, siteName } from './fix-site.ts';

/** `undefined` unless every element names a resource of its own. */
export function staticKeys(site: Site): readonly SpanEdit[] | undefined {
  const written = siteExpression(site);
  if (written === undefined || siteName(site) !== 'for_each') return undefined;
  const call = unwrapped(written);
  if (call.kind !== 'call' || call.name !== 'toset' || call.arguments.length !== 1) return undefined;
  const [list] = call.arguments;
  if (list?.kind !== 'tuple' || list.elements.length === 0) return undefined;
  const names = list.elements.map(resourceName);
  if (names.includes(undefined) || new Set(names).size < names.length) return undefined;
  const [open, close] = site.file.text.slice(list.start, list.end).includes('\n') ? ['{', '}'] : ['{ ', ' }'];
  return [
    { start: call.start, end: list.start + 1, text: open },
    ...list.elements.map(({ start }, index) => ({ start, end: start, text: `${names[index]} = ` })),
    { start: list.end - 1, end: call.end, text: close },
    ...writtenBeside(site).flatMap(keysIn),
  ];
}

/** The name in `aws_sqs_queue.orders.arn`. */
function resourceName(expression: Expression): string | undefined {
  const found = traversal(expression);
  const [name, attribute, ...more] = found?.steps ?? [];
  const isAttribute = attribute?.kind === 'attribute' && more.length === 0 && found?.root.name !== 'data';
  return isAttribute && name?.kind === 'attribute' ? name.name : undefined;
}

/** All that is written in the block of the site. */
function writtenBeside(site: Site): readonly Expression[] {
  switch (site.kind) {
    case 'attribute':
      return expressionsIn(site.body);
    case 'entry':
      return site.object.items.map(({ value }) => value);
    case 'block':
    case 'element':
      return [];
  }
}

/** A set's key is its value. */
function keysIn(expression: Expression): readonly SpanEdit[] {
  const edits: SpanEdit[] = [];
  walkExpression(expression, (node) => {
    if (node.kind !== 'get-attribute' || node.name !== 'key') return;
    if (node.object.kind === 'variable' && node.object.name === 'each') {
      edits.push({ start: node.nameStart, end: node.end, text: 'value' });
    }
  });
  return edits;
}
