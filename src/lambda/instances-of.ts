/** Which instances of a block are meant by a key: of blocks with many, each is found without looking at all. */
import type { ResourceInstance } from '../terraform/configuration.ts';

type Key = ResourceInstance['key'];

/** Of fewer instances all are looked at. */
const MANY = 16;

const indexes = new WeakMap<readonly ResourceInstance[], ReadonlyMap<Key, readonly ResourceInstance[]>>();

/** The instances with exactly this key. */
export function withKey(instances: readonly ResourceInstance[], key: Key): readonly ResourceInstance[] {
  if (instances.length < MANY) return instances.filter((instance) => instance.key === key);
  return indexOf(instances).get(key) ?? [];
}

/** The instances that a reference with this key may mean, those that stand for all included; all without a key. */
export function meantBy(instances: readonly ResourceInstance[], key: Key): readonly ResourceInstance[] {
  if (key === undefined) return instances;
  if (instances.length < MANY || indexOf(instances).has(undefined))
    return instances.filter((instance) => instance.key === undefined || instance.key === key);
  return withKey(instances, key);
}

function indexOf(instances: readonly ResourceInstance[]): ReadonlyMap<Key, readonly ResourceInstance[]> {
  const known = indexes.get(instances);
  if (known !== undefined) return known;
  const index = new Map<Key, ResourceInstance[]>();
  for (const instance of instances) {
    const same = index.get(instance.key);
    if (same === undefined) index.set(instance.key, [instance]);
    else same.push(instance);
  }
  indexes.set(instances, index);
  return index;
}
