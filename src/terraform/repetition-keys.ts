/** What decides the instance keys of a resource: the expressions in its `for_each` or `count` that Terraform must know to plan. */
import type { Expression } from '../hcl/ast.ts';
import { traversal, unwrapped } from '../hcl/traversal.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Value } from '../value/value.ts';
import { evaluate } from './evaluate.ts';
import type { SourcedExpression } from './module.ts';
import type { ModuleScope } from './scope.ts';

/** More locals in a row than these are not followed. */
const MOST_LOCALS = 20;

/** Values that must all be known, for a set its elements; what is a map has keys that are known. */
export function repetitionKeys(argument: SourcedExpression, scope: ModuleScope): readonly Value[] {
  return keyExpressions(argument, scope).map(({ file, expression }) =>
    evaluate(expression, { module: scope, file, bindings: undefined }),
  );
}

function keyExpressions({ file, expression }: SourcedExpression, scope: ModuleScope): readonly SourcedExpression[] {
  const written = behindLocals({ file, expression }, scope);
  const inFile = (...found: readonly Expression[]) => found.map((each) => ({ file: written.file, expression: each }));
  const core = written.expression;
  if (core.kind === 'object')
    return inFile(...core.items.map(({ key }) => key).filter(({ kind }) => kind !== 'variable'));
  if (core.kind === 'for' && core.key !== undefined) {
    return inFile({ ...core, key: undefined, value: core.key, grouping: false });
  }
  if (core.kind === 'conditional') {
    const condition = unwrapped(core.condition);
    const isComparison = condition.kind === 'binary' && (condition.operator === '==' || condition.operator === '!=');
    if (!isComparison) return [];
    const sides = [condition.left, condition.right].map(unwrapped);
    // That something is not null may be known before it is known what it is.
    return sides.some(({ kind }) => kind === 'null') ? [] : inFile(...sides);
  }
  return [written];
}

function behindLocals(argument: SourcedExpression, scope: ModuleScope): SourcedExpression {
  let { file, expression }: { file: SourceFile; expression: Expression } = argument;
  for (let followed = 0; followed < MOST_LOCALS; followed++) {
    expression = unwrapped(expression);
    const path = traversal(expression);
    const [step, ...more] = path?.steps ?? [];
    const name = path?.root.name === 'local' && step?.kind === 'attribute' && more.length === 0 ? step.name : undefined;
    const local = name === undefined ? undefined : scope.localDeclaration(name);
    if (local === undefined) break;
    ({ file, expression } = local.value);
  }
  return { file, expression };
}
