/**
 * What makes two unknown conditions the same: the same expression in the same module, seen through parentheses, `!`, `!=`,
 * locals and the variables that a module call sets. A condition that mentions an iteration (`each`, `count`, `for`) is the same only within that iteration.
 */
import type { Expression } from '../hcl/ast.ts';
import { traversal } from '../hcl/traversal.ts';
import { someExpression } from '../hcl/walk.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Condition } from '../value/value.ts';
import { type Bindings, findBinding, placeOf, type Scope, type SourcedArgument } from './scope.ts';

const MOST_FOLLOWED = 100;

/** The condition behind an expression; `negated` when the expression is true where the condition is false. */
export function conditionOf(
  expression: Expression,
  scope: Scope,
): { readonly condition: Condition; readonly negated: boolean } {
  let core = expression;
  let at = scope;
  let negated = false;
  let followed = 0;
  for (;;) {
    if (core.kind === 'parentheses') core = core.inner;
    else if (core.kind === 'template' && core.wrapped !== undefined) core = core.wrapped;
    else if (core.kind === 'unary' && core.operator === '!') {
      core = core.operand;
      negated = !negated;
    } else {
      const behind = followed < MOST_FOLLOWED ? expressionBehind(core, at) : undefined;
      if (behind === undefined) break;
      core = behind.expression;
      at = behind.scope;
      followed += 1;
    }
  }
  const { file, bindings, module } = at;
  let text = textOf(core, file);
  if (core.kind === 'binary' && core.operator === '!=') {
    text = `${textOf(core.left, file)} == ${textOf(core.right, file)}`;
    negated = !negated;
  }
  const id = [...module.path, text, ...iterationsOf(core, bindings)].join('\u0000');
  return { condition: { id, text, place: placeOf(file, core) }, negated };
}

/** How the condition reads when it has this outcome. */
export function assumption(condition: Condition, outcome: boolean): string {
  if (!outcome) return `${condition.text} is false`;
  return /[=<>&|!?]/.test(condition.text) ? condition.text : `${condition.text} is true`;
}

/** What a name stands for: the expression of a local value, or of the argument that the module call gives to a variable. */
function expressionBehind(expression: Expression, scope: Scope): SourcedArgument | undefined {
  const path = traversal(expression);
  const [step, ...more] = path?.steps ?? [];
  const root = path?.root.name;
  if (root === undefined || step?.kind !== 'attribute' || more.length > 0) return undefined;
  if (findBinding(scope.bindings, root) !== undefined) return undefined;
  if (root === 'var') return scope.module.argument(step.name);
  const local = root === 'local' ? scope.module.localDeclaration(step.name) : undefined;
  if (local === undefined) return undefined;
  const { file, expression: value } = local.value;
  return { expression: value, scope: { module: scope.module, file, bindings: undefined } };
}

/** The iterations that the expression may depend on: from that of the innermost name it uses outwards. */
function iterationsOf(expression: Expression, bindings: Bindings | undefined): readonly string[] {
  let innermost = bindings;
  while (innermost !== undefined && !mentions(expression, innermost.name)) innermost = innermost.outer;
  const iterations: string[] = [];
  for (let each = innermost; each !== undefined; each = each.outer) iterations.push(each.iteration);
  return iterations;
}

/** Whether an expression uses a name as the root of a traversal. */
function mentions(expression: Expression, name: string): boolean {
  return someExpression(expression, (node) => node.kind === 'variable' && node.name === name);
}

/** Source text with blanks evened out, unless they might matter. */
function textOf(expression: Expression, file: SourceFile): string {
  const text = file.text.slice(expression.start, expression.end);
  if (/\$\{|%\{|<<|#|\/\/|\/\*|\\/.test(text)) return text;
  return text
    .split(/("[^"]*")/)
    .map((piece, at) =>
      at % 2 === 1 ? piece : piece.replace(/\s+/g, ' ').replace(/ ?(==|!=|<=|>=|&&|\|\|) ?/g, ' $1 '),
    )
    .join('')
    .trim();
}
