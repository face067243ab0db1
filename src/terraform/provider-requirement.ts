/** Which versions of hashicorp/aws may run for a resource, as far as the configuration says it. */
import { literalValue, traversal } from '../hcl/traversal.ts';
import { argumentIn, readParts } from './body.ts';
import type { ProviderRequirement, VersionStatement } from './configuration.ts';
import type { Module, RequiredProvider, ResourceDeclaration } from './module.ts';
import { placeOf } from './scope.ts';

const AWS = /^(?:registry\.(?:terraform\.io|opentofu\.org)\/)?hashicorp\/aws$/i;

export interface RequirementOptions {
  readonly declaration: ResourceDeclaration;
  /** The module of the resource, and those that call it: the constraints of all of them have to hold. */
  readonly modules: readonly [Module, ...Module[]];
  /** The version that is selected for the whole configuration. */
  readonly selected: VersionStatement | undefined;
}

/** `undefined` for resources of other providers, and when nothing is said. */
export function providerRequirement({
  declaration,
  modules,
  selected,
}: RequirementOptions): ProviderRequirement | undefined {
  const [own] = modules;
  const localName = providerLocalName(declaration);
  const required = own.requiredProviders.get(localName);
  if (required === undefined ? localName !== 'aws' : !isAws(required)) return undefined;
  const constraints = modules.flatMap((module) => [...requiredVersions(module), ...legacyVersions(module)]);
  if (selected === undefined && constraints.length === 0) return undefined;
  return { ...(selected && { selected }), constraints };
}

/** The name by which its module knows the provider of a resource: `aws` of `aws_lambda_function`, unless `provider` names another. */
function providerLocalName({ parts, type }: ResourceDeclaration): string {
  const written = argumentIn(parts, 'provider');
  const expression = written?.attribute.expression;
  const name = expression && (traversal(expression)?.root.name ?? literalValue(expression));
  return typeof name === 'string' ? (name.split('.')[0] ?? name) : (type.split('_')[0] ?? type);
}

function isAws({ localName, source }: RequiredProvider): boolean {
  return source === undefined ? localName === 'aws' : AWS.test(source);
}

function requiredVersions({ requiredProviders }: Module): readonly VersionStatement[] {
  return [...requiredProviders.values()]
    .filter(isAws)
    .flatMap(({ versions, place }) => versions.map((text) => ({ text, by: 'required_providers', place })));
}

/** Before Terraform 0.13 the constraint stood in the provider's configuration, where it is still heard. */
function legacyVersions({ providers, requiredProviders }: Module): readonly VersionStatement[] {
  return [...providers.values()].flatMap(({ name, parts }) => {
    const required = requiredProviders.get(name);
    if (required === undefined ? name !== 'aws' : !isAws(required)) return [];
    return readParts(parts, {}).attributes.flatMap(({ file, attribute }) => {
      const text = attribute.name === 'version' ? literalValue(attribute.expression) : undefined;
      return typeof text === 'string' ? [{ text, by: `provider "${name}"`, place: placeOf(file, attribute) }] : [];
    });
  });
}
