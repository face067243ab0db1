/** What a plan says of the provider of a resource: `configuration.provider_config`. */
import { tokens } from '../text/pointer.ts';
import { object } from '../value/construct.ts';
import type { ProviderRequirement, ProviderSettings } from './configuration.ts';
import { isObject, type JsonObject, objectAt, type PlanFile, textAt } from './plan-file.ts';
import type { Positions } from './plan-positions.ts';
import { plannedValue } from './plan-values.ts';

const AWS = /(?:^|\/)hashicorp\/aws$/;

function providerConfig(
  declaration: JsonObject,
  plan: PlanFile,
): { readonly key: string; readonly config: JsonObject } {
  const key = textAt(declaration, 'provider_config_key') ?? '';
  return { key, config: objectAt(objectAt(plan.configuration, 'provider_config'), key) };
}

export function plannedRequirement(
  declaration: JsonObject,
  plan: PlanFile,
  positions: Positions,
): ProviderRequirement | undefined {
  const { key, config } = providerConfig(declaration, plan);
  const text = textAt(config, 'version_constraint');
  if (text === undefined || !AWS.test(textAt(config, 'full_name') ?? '')) return undefined;
  const place = positions.place(['configuration', 'provider_config', key], 'version_constraint');
  return { constraints: [{ text, by: 'required_providers', place }] };
}

/** Of its arguments only constants are known. */
export function plannedSettings(declaration: JsonObject, plan: PlanFile, positions: Positions): ProviderSettings {
  const { key, config } = providerConfig(declaration, plan);
  const alias = textAt(config, 'alias');
  const name = textAt(config, 'name') ?? 'aws';
  const values = Object.entries(objectAt(config, 'expressions')).map(([argument, expression]) => {
    const isConstant = isObject(expression) && Object.hasOwn(expression, 'constant_value');
    return [
      argument,
      isConstant ? plannedValue(expression['constant_value'], undefined) : plannedValue(undefined, true),
    ] as const;
  });
  return {
    name: alias === undefined ? name : `${name}.${alias}`,
    values: object(values),
    sourceMap: {
      locate: (pointer) =>
        positions.place(['configuration', 'provider_config', key, 'expressions'], tokens(pointer)[0] ?? ''),
    },
  };
}
