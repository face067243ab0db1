import { literalValue, traversal } from '../hcl/traversal.ts';
import { readParts, type SourcedBlock } from './body.ts';
import type { ImportBlock } from './configuration.ts';
import { evaluate } from './evaluate.ts';
import type { Module } from './module.ts';
import { type ModuleScope, placeOf } from './scope.ts';

/** The `import` blocks of a module that say what to import to where. */
export function importBlocks(module: Module, scope: ModuleScope): readonly ImportBlock[] {
  return module.imports.flatMap((sourced) => importBlock(sourced, scope) ?? []);
}

function importBlock(sourced: SourcedBlock, scope: ModuleScope): ImportBlock | undefined {
  const { attributes } = readParts([sourced], {});
  const find = (name: string) => attributes.find(({ attribute }) => attribute.name === name)?.attribute.expression;
  const [to, id] = [find('to'), find('id')];
  if (to === undefined || id === undefined) return undefined;
  const path = traversal(to);
  const steps = path?.steps.flatMap((step) => (step.kind === 'attribute' ? [step.name] : []));
  const text = path === undefined ? literalValue(to) : [path.root.name, ...(steps ?? [])].join('.');
  if (typeof text !== 'string') return undefined;
  const { file } = sourced;
  return {
    to: text.replace(/\[[^\]]*\]/g, ''),
    id: evaluate(id, { module: scope, file, bindings: undefined }),
    place: placeOf(file, id),
  };
}
