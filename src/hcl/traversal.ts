/** Static traversals (`var.name`, `aws_sqs_queue.main["a"].arn`, `list.0`) and literal object keys. */

import type { Span } from '../text/range.ts';
import type { Expression, VariableExpression } from './ast.ts';

/** A root name with steps whose names and keys are written as literals. */
export interface Traversal extends Span {
  readonly root: VariableExpression;
  readonly steps: readonly TraversalStep[];
}

export type TraversalStep = AttributeStep | IndexStep;

/** `.name`; the span is that of the name. */
export interface AttributeStep extends Span {
  readonly kind: 'attribute';
  readonly name: string;
}

/** `[key]` or `.0`; the span is that of the key. */
export interface IndexStep extends Span {
  readonly kind: 'index';
  readonly key: string | number | boolean | null;
}

/** The expression as a static traversal; undefined when it is anything else (a key that is not a literal, a call, …). */
export function traversal(expression: Expression): Traversal | undefined {
  const steps: TraversalStep[] = [];
  let node = expression;
  while (node.kind !== 'variable') {
    if (node.kind === 'get-attribute') {
      steps.push({ kind: 'attribute', name: node.name, start: node.nameStart, end: node.end });
    } else if (node.kind === 'index') {
      const key = literalValue(node.key);
      if (key === undefined) return undefined;
      steps.push({ kind: 'index', key, start: node.key.start, end: node.key.end });
    } else {
      return undefined;
    }
    node = node.object;
  }
  return { root: node, steps: steps.reverse(), start: expression.start, end: expression.end };
}

/** The value of a literal: a number, `true`, `false`, `null`, or a string or heredoc without sequences. */
export function literalValue(expression: Expression): string | number | boolean | null | undefined {
  switch (expression.kind) {
    case 'number':
    case 'bool':
      return expression.value;
    case 'null':
      return null;
    case 'template':
      return expression.literal;
    default:
      return undefined;
  }
}

/**
 * The key of an object item when it is written literally: a bare name, a string, or a number or boolean, which become text.
 * Undefined for a key that must be evaluated, and for `null`, which is no key.
 */
export function literalKey(key: Expression): string | undefined {
  if (key.kind === 'variable') return key.name;
  const value = literalValue(key);
  return value === undefined || value === null ? undefined : String(value);
}

/** Without parentheses and without the quotes of `"${…}"`. */
export function unwrapped(expression: Expression): Expression {
  let current = expression;
  for (;;) {
    if (current.kind === 'parentheses') current = current.inner;
    else if (current.kind === 'template' && current.wrapped !== undefined) current = current.wrapped;
    else return current;
  }
}

/** The text of a template that holds nothing else. */
export function literalText(expression: Expression): string | undefined {
  return expression.kind === 'template' ? expression.literal : undefined;
}
