/** `a = { b = { c = X } }` → `d = X`: what lies deeper in an entry takes its place. */
import type { Expression } from '../hcl/ast.ts';
import { literalKey, unwrapped } from '../hcl/traversal.ts';
import type { SpanEdit } from './fix-layout.ts';
import { type Site, siteExpression } from './fix-site.ts';

/**
 * `undefined` unless each object on the way holds the next one and nothing else, or a list of which it is the only element, and
 * no comment would be lost.
 */
export function lifting(
  site: Site,
  { path, rename }: { readonly path: readonly string[]; readonly rename: SpanEdit | undefined },
): readonly SpanEdit[] | undefined {
  const outer = siteExpression(site);
  const inner = outer && path.reduce(onlyMember, outer);
  if (outer === undefined || inner === undefined || rename === undefined) return undefined;
  const [before, after] = [
    { start: outer.start, end: inner.start, text: '' },
    { start: inner.end, end: outer.end, text: '' },
  ];
  const holdsComment = [before, after].some(({ start, end }) => COMMENT.test(site.file.text.slice(start, end)));
  return holdsComment ? undefined : [rename, before, after];
}

const COMMENT = /#|\/\/|\/\*/;

function onlyMember(outer: Expression | undefined, name: string): Expression | undefined {
  const object = outer && onlyElement(unwrapped(outer));
  if (object?.kind !== 'object') return undefined;
  const [item, ...others] = object.items;
  return item !== undefined && others.length === 0 && literalKey(item.key) === name ? item.value : undefined;
}

/** A block is written as an object, or as a list of them. */
function onlyElement(expression: Expression): Expression {
  if (expression.kind !== 'tuple') return expression;
  const [element, ...others] = expression.elements;
  return element === undefined || others.length > 0 ? expression : unwrapped(element);
}
