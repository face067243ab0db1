/**
 * Which resources and module calls the parts of a module name, whatever becomes of their values: every expression is read,
 * `depends_on` included. What a local value or a module call names in turn counts too, because a value may come through it.
 */
import type { Expression } from '../hcl/ast.ts';
import { traversal } from '../hcl/traversal.ts';
import { expressionsIn, walkExpression } from '../hcl/walk.ts';
import type { SourcedBlock } from './body.ts';
import type { Module } from './module.ts';

/** The addresses inside the module, without instance keys: `aws_sqs_queue.orders`, `data.aws_sqs_queue.orders`, `module.queue`. */
export function mentions(parts: readonly SourcedBlock[], module: Module): ReadonlySet<string> {
  const found = new Set<string>();
  const followed = new Set<string>();
  const pending = parts.flatMap(({ block }) => expressionsIn(block.body));
  const follow = (name: string, expressions: () => readonly Expression[]): void => {
    if (followed.has(name)) return;
    followed.add(name);
    pending.push(...expressions());
  };
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const name of namesIn(next)) {
      const [root, second = ''] = name.split('.');
      if (root === 'local') {
        const local = module.locals.get(second);
        if (local !== undefined) follow(name, () => [local.value.expression]);
        continue;
      }
      found.add(name);
      const call = root === 'module' ? module.calls.get(second) : undefined;
      if (call !== undefined) follow(name, () => call.parts.flatMap(({ block }) => expressionsIn(block.body)));
    }
  }
  return found;
}

/**
 * What others can reach, of whom nothing is known here: what an output names, what is handed to a module call, and what a
 * resource of another provider than AWS's names.
 */
export function exportedNames(module: Module): ReadonlySet<string> {
  const foreign = [...module.resources.values()].filter(({ type }) => !type.startsWith('aws_'));
  const declarations = [...module.outputs.values(), ...module.calls.values(), ...foreign];
  return mentions(
    declarations.flatMap(({ parts }) => parts),
    module,
  );
}

const NO_RESOURCE: ReadonlySet<string> = new Set(['var', 'each', 'count', 'self', 'path', 'terraform']);

/** `local.x`, `module.x`, `aws_x.y` and `data.aws_x.y`, also where JSON syntax writes them as plain text. */
function namesIn(expression: Expression): readonly string[] {
  const found: string[] = [];
  walkExpression(expression, (node) => {
    if (node.kind === 'template' && node.literal !== undefined) {
      if (REFERENCE.test(node.literal)) found.push(...nameOf(node.literal.split(/[.[]/)));
      return;
    }
    if (node.kind !== 'get-attribute') return;
    const path = traversal(node);
    const names = path?.steps.map((step) => (step.kind === 'attribute' ? step.name : ''));
    if (path !== undefined && names !== undefined) found.push(...nameOf([path.root.name, ...names]));
  });
  return found;
}

/** A reference as text, as in the `depends_on` of JSON syntax. */
const REFERENCE = /^(?:data\.)?[a-z][\w-]*\.[A-Za-z_][\w-]*(?:$|[.[])/;

function nameOf(path: readonly string[]): readonly string[] {
  const [root = '', ...steps] = path[0] === 'resource' ? path.slice(1) : path;
  if (NO_RESOURCE.has(root)) return [];
  const length = root === 'data' || root === 'ephemeral' ? 2 : 1;
  const names = steps.slice(0, length);
  return names.length === length && !names.includes('') ? [[root, ...names].join('.')] : [];
}
