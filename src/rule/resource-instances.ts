/** What rules read of other resources. */
import { valueAt } from '../lambda/presence.ts';
import type { Configuration, ResourceInstance } from '../terraform/configuration.ts';
import type { Value } from '../value/value.ts';

/**
 * The instances of the managed resource that a value may be an attribute of: the one whose key is written, else all. None when
 * it is of another type, or not declared in the module.
 */
export function instancesBehind(
  { is }: Value,
  { type, configuration }: { readonly type: string; readonly configuration: Configuration },
): readonly ResourceInstance[] {
  if (is === undefined || is.subject !== 'managed' || is.type !== type) return [];
  const instances = configuration.resource(is)?.instances ?? [];
  const { key } = is;
  return key === undefined
    ? instances
    : instances.filter((instance) => instance.key === undefined || instance.key === key);
}

/** An argument that has the same value in all instances; `undefined` where there is no instance or they differ. */
export function resourceArgument(instances: readonly ResourceInstance[], argument: string): Value | undefined {
  const values = instances.map((instance) => valueAt(instance.values, `/${argument}`));
  const [first, ...others] = values;
  if (first === undefined) return undefined;
  return others.every((other) => isSameKnown(first, other)) ? first : undefined;
}

function isSameKnown(a: Value, b: Value): boolean {
  if (a.kind === 'null') return b.kind === 'null';
  return 'value' in a && 'value' in b && a.value === b.value;
}
