/** Chains of attributes and indexes, taken apart from the outside in without recursion. */
import type { Expression, GetAttribute, IndexExpression } from '../hcl/ast.ts';

export type Step = GetAttribute | IndexExpression;

export interface Traversal {
  /** What the chain starts from. */
  readonly base: Expression;
  /** Innermost first. */
  readonly steps: readonly Step[];
}

export function takeApart(expression: Expression): Traversal {
  const steps: Step[] = [];
  let base = expression;
  while (base.kind === 'get-attribute' || base.kind === 'index') {
    steps.push(base);
    base = base.object;
  }
  return { base, steps: steps.reverse() };
}
