/** Which provider configuration a resource uses: that of its own module, or the one that a module call hands on. */
import type { Expression } from '../hcl/ast.ts';
import { literalValue, traversal } from '../hcl/traversal.ts';
import { modulePrefix } from './address.ts';
import { argumentIn, blockName, readParts } from './body.ts';
import type { ProviderSettings } from './configuration.ts';
import { evaluateContent } from './evaluate-body.ts';
import type { Declaration, ResourceDeclaration } from './module.ts';
import type { ModuleScope } from './scope.ts';
import { instanceSourceMap } from './source-map.ts';

export function providerSettings(resource: ResourceDeclaration, scope: ModuleScope): ProviderSettings {
  const written = argument(resource, 'provider');
  const name = (written && nameOf(written)) ?? resource.type.split('_')[0] ?? '';
  return configured(name, scope);
}

/** Blocks of a provider that are no arguments; in JSON syntax they read the same. */
const PROVIDER_BLOCKS = { assume_role: {}, default_tags: {}, endpoints: {}, ignore_tags: {} };

function configured(name: string, scope: ModuleScope): ProviderSettings {
  const found = scope.declared.providers.get(name);
  const own = `${modulePrefix(scope.path)}${name}`;
  if (found !== undefined) {
    const content = readParts(found.parts, Object.fromEntries(Object.keys(PROVIDER_BLOCKS).map((block) => [block, 0])));
    const context = { scope: { module: scope, bindings: undefined }, blocks: PROVIDER_BLOCKS };
    // Nobody asks for `default_tags`, which may hold much.
    const blocks = content.blocks.filter(({ block }) => blockName(block) !== 'default_tags');
    const values = evaluateContent({ attributes: content.attributes, blocks }, context);
    return {
      name: own,
      values,
      sourceMap: instanceSourceMap({ header: found.place, content, context }),
    };
  }
  const caller = scope.calls.length === 0 ? undefined : scope.at(scope.path.slice(0, -1));
  const call = caller?.declared.calls.get(scope.calls.at(-1)?.name ?? '');
  if (caller === undefined || call === undefined) return { name: own };
  const handedOn = handedOnAs(name, call);
  return handedOn === undefined ? { name: own } : configured(handedOn, caller);
}

/** The name that a configuration has in the module that calls; `undefined` when it hands on none, or nobody knows which. */
function handedOnAs(name: string, call: Declaration): string | undefined {
  const providers = argument(call, 'providers');
  if (providers === undefined) return name.includes('.') ? undefined : name;
  if (providers.kind !== 'object') return undefined;
  const item = providers.items.find(({ key }) => nameOf(key) === name);
  return item && nameOf(item.value);
}

/** `aws` or `aws.west`; in JSON syntax it is a text. */
function nameOf(expression: Expression): string | undefined {
  const text = literalValue(expression);
  if (typeof text === 'string') return text;
  const path = traversal(expression);
  const steps = path?.steps.map((step) => (step.kind === 'attribute' ? step.name : undefined));
  if (path === undefined || steps?.includes(undefined)) return undefined;
  return [path.root.name, ...(steps ?? [])].join('.');
}

function argument({ parts }: Declaration, name: string): Expression | undefined {
  return argumentIn(parts, name)?.attribute.expression;
}
