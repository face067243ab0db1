/** What rules read of other resources. */
import { ignoresChanges } from '../lambda/ignored-changes.ts';
import { meantBy } from '../lambda/instances-of.ts';
import { valueAt } from '../lambda/presence.ts';
import type { Configuration, ResourceInstance } from '../terraform/configuration.ts';
import type { Reference, Value } from '../value/value.ts';

/**
 * The instances of the managed resource that a value may be an attribute of: the one whose key is written, else all. None when
 * it is of another type, or not declared in the module.
 */
export function instancesBehind(
  { is }: Value,
  { type, configuration }: { readonly type: string; readonly configuration: Configuration },
): readonly ResourceInstance[] {
  if (is === undefined || is.subject !== 'managed' || is.type !== type) return [];
  return meantBy(configuration.resource(is)?.instances ?? [], is.key);
}

/** An argument that has the same value in all instances; `undefined` where there is no instance or they differ. */
export function resourceArgument(instances: readonly ResourceInstance[], argument: string): Value | undefined {
  const values = instances.map((instance) => valueAt(instance.values, `/${argument}`));
  const [first, ...others] = values;
  if (first === undefined) return undefined;
  return others.every((other) => isSameKnown(first, other)) ? first : undefined;
}

/** Whether the block of a resource ignores changes of the argument. */
export function isSetElsewhere(
  { is }: { readonly is?: Reference | undefined },
  { argument, configuration }: { readonly argument: string; readonly configuration: Configuration },
): boolean {
  const block = is && configuration.resource(is);
  return block !== undefined && ignoresChanges(block, argument);
}

function isSameKnown(a: Value, b: Value): boolean {
  if (a.kind === 'null') return b.kind === 'null';
  return 'value' in a && 'value' in b && a.value === b.value;
}
