/** What a resource block says besides its own arguments: its meta-arguments, and how it hangs together with the rest of its module. */
import type { Expression } from '../hcl/ast.ts';
import { literalValue, traversal } from '../hcl/traversal.ts';
import { argumentIn, readParts, type SourcedBlock } from './body.ts';
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
  let cycle: Lifecycle | undefined;
  let repeated: { readonly by: ResourceMeta['repeatedBy'] } | undefined;
  let provider: ResourceMeta['provider'] | undefined;
  return {
    get mentions() {
      mentioned ??= mentions(declaration.parts, module);
      return mentioned;
    },
    get exported() {
      // Only a part of what its module does with it is known.
      if (scope.standIn !== undefined) return true;
      const names = exportedBy.get(module) ?? exportedNames(module);
      exportedBy.set(module, names);
      return names.has(resourceAddress(declaration));
    },
    get lifecycle() {
      cycle ??= lifecycle(declaration);
      return cycle;
    },
    get repeatedBy() {
      repeated ??= { by: repeatedBy(declaration, scope) };
      return repeated.by;
    },
    get provider() {
      provider ??= providerSettings(declaration, scope);
      return provider;
    },
  };
}

function repeatedBy(declaration: ResourceDeclaration, scope: ModuleScope): ResourceMeta['repeatedBy'] {
  const found = argumentIn(declaration.parts, 'for_each') ?? argumentIn(declaration.parts, 'count');
  if (found === undefined) return undefined;
  const { file, attribute } = found;
  const { expression } = attribute;
  return { values: repetitionKeys({ file, expression }, scope), place: placeOf(file, expression) };
}

const NO_LIFECYCLE: Lifecycle = { ignoreChanges: [] };

function lifecycle({ parts }: ResourceDeclaration): Lifecycle {
  // Few resources have the block, and a word is found faster than a block.
  if (!parts.some(holdsWord)) return NO_LIFECYCLE;
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

function holdsWord({ file, block }: SourcedBlock): boolean {
  const at = file.text.indexOf('lifecycle', block.start);
  return at !== -1 && at < block.end;
}

/** The arguments whose changes are ignored; in JSON syntax, and long ago, names were texts. */
function ignored(expression: Expression): Lifecycle['ignoreChanges'] {
  const names = (expression.kind === 'tuple' ? expression.elements : [expression]).map(
    (element) => traversal(element)?.root.name ?? String(literalValue(element) ?? ''),
  );
  if (names.includes('all') || names.includes('*')) return 'all';
  return names.map((name) => /^\w*/.exec(name)?.[0] ?? '');
}
