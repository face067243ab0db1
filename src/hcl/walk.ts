/**
 * Walking expressions. Operators and traversals written in a row give left-deep trees of any depth, so nothing here (and
 * nothing that walks an expression elsewhere) recurses without a limit: the walk keeps its own stack.
 */
import type { Body, Expression, TemplatePart } from './ast.ts';

/** The expressions directly below an expression, in source order. */
export function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'bool':
    case 'null':
    case 'variable':
    case 'splat-item':
    case 'invalid':
      return [];
    case 'template':
      return partExpressions(expression.parts);
    case 'get-attribute':
      return [expression.object];
    case 'index':
      return [expression.object, expression.key];
    case 'splat':
      return [expression.object, expression.each];
    case 'call':
      return expression.arguments;
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.condition, expression.whenTrue, expression.whenFalse];
    case 'for':
      return [expression.collection, expression.key, expression.value, expression.condition].filter(
        (child) => child !== undefined,
      );
    case 'tuple':
      return expression.elements;
    case 'object':
      return expression.items.flatMap((item) => [item.key, item.value]);
    case 'parentheses':
      return [expression.inner];
  }
}

/** The expressions in template parts, those of nested directives included, in source order. */
export function partExpressions(parts: readonly TemplatePart[]): readonly Expression[] {
  const found: Expression[] = [];
  const pending = [...parts].reverse();
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    switch (part.kind) {
      case 'literal':
        break;
      case 'interpolation':
        found.push(part.expression);
        break;
      case 'if':
        found.push(part.condition);
        pushReversed(pending, part.whenFalse ?? []);
        pushReversed(pending, part.whenTrue);
        break;
      case 'for':
        found.push(part.collection);
        pushReversed(pending, part.body);
        break;
    }
  }
  return found;
}

/** Visits an expression and all below it, parents first, in source order. What is below is skipped when `visit` returns false. */
export function walkExpression(expression: Expression, visit: (expression: Expression) => unknown): void {
  const pending: Expression[] = [expression];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (visit(next) === false) continue;
    pushReversed(pending, children(next));
  }
}

/** Not by spreading, which fails on long lists. */
function pushReversed<Item>(pending: Item[], items: readonly Item[]): void {
  for (let index = items.length - 1; index >= 0; index--) pending.push(items[index] as Item);
}

/** The expressions of all arguments in a body and in its blocks; in JSON syntax blocks are the objects that they are written as. */
export function expressionsIn(body: Body): readonly Expression[] {
  const found: Expression[] = [];
  const bodies = [body];
  for (const next of bodies) {
    const { attributes, blocks } = next.content({});
    for (const { expression } of attributes) found.push(expression);
    for (const block of blocks) bodies.push(block.body);
  }
  return found;
}

/** Whether something in the expression, or all of it, is what is looked for. */
export function someExpression(expression: Expression, isMeant: (node: Expression) => boolean): boolean {
  let found = false;
  walkExpression(expression, (node) => {
    found ||= isMeant(node);
    return !found;
  });
  return found;
}
