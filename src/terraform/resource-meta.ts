/** What a resource block says besides its own arguments: its meta-arguments, and how it hangs together with the rest of its module. */
import type { Expression } from '../hcl/ast.ts';
import { literalValue, traversal } from '../hcl/traversal.ts';
import { readParts, type SourcedAttribute } from './body.ts';
import type { Lifecycle, ResourceMeta } from './configuration.ts';
import { exportedNames, mentions } from './mentions.ts';
import { type Module, type ResourceDeclaration, resourceAddress } from './module.ts';
import { providerSettings } from './provider-settings.ts';
import { repetitionKeys } from './repetition-keys.ts';
import { type ModuleScope, placeOf } from './scope.ts';

const exportedBy = new WeakMap<Module, ReadonlySet<string>>();

/** Each part is read when it is asked for. */
export function resourceMeta(declaration: ResourceDeclaration, module: Module, scope: ModuleScope): ResourceMeta {
  let mentioned: ReadonlySet<string> | undefined;
  return {
    get mentions() {
      mentioned ??= mentions(declaration.parts, module);
      return mentioned;
    },
    get exported() {
      const names = exportedBy.get(module) ?? exportedNames(module);
      exportedBy.set(module, names);
      return names.has(resourceAddress(declaration));
    },
    get lifecycle() {
      return lifecycle(declaration);
    },
    get repeatedBy() {
      const found = argument(declaration, 'for_each') ?? argument(declaration, 'count');
      if (found === undefined) return undefined;
      const { file, attribute } = found;
      const { expression } = attribute;
      return { values: repetitionKeys({ file, expression }, scope), place: placeOf(file, expression) };
    },
    get provider() {
      return providerSettings(declaration, scope);
    },
  };
}

function argument(declaration: ResourceDeclaration, name: string): SourcedAttribute | undefined {
  return readParts(declaration.parts, {}).attributes.find(({ attribute }) => attribute.name === name);
}

function lifecycle({ parts }: ResourceDeclaration): Lifecycle {
  const blocks = readParts(parts, { lifecycle: 0 }).blocks.filter(({ block }) => block.type === 'lifecycle');
  const { attributes } = readParts(blocks, {});
  const find = (name: string) => attributes.find(({ attribute }) => attribute.name === name);
  const create = find('create_before_destroy');
  const ignore = find('ignore_changes')?.attribute.expression;
  const isOn = create !== undefined && String(literalValue(create.attribute.expression)) === 'true';
  return {
    ...(isOn && { createBeforeDestroy: placeOf(create.file, create.attribute) }),
    ignoreChanges: ignore === undefined ? [] : ignored(ignore),
  };
}

/** The arguments whose changes are ignored; in JSON syntax, and long ago, names were texts. */
function ignored(expression: Expression): Lifecycle['ignoreChanges'] {
  const names = (expression.kind === 'tuple' ? expression.elements : [expression]).map(
    (element) => traversal(element)?.root.name ?? String(literalValue(element) ?? ''),
  );
  if (names.includes('all') || names.includes('*')) return 'all';
  return names.map((name) => /^\w*/.exec(name)?.[0] ?? '');
}
