/** `count` and `for_each`: which instances a resource has, as far as that is known. */

import { iterate } from '../value/access.ts';
import { number, string } from '../value/construct.ts';
import { convert } from '../value/convert.ts';
import { isWhole } from '../value/decimal.ts';
import { NUMBER } from '../value/type.ts';
import type { Value } from '../value/value.ts';
import type { Known } from './scope.ts';

/** More instances than this are not listed one by one. */
const MOST_INSTANCES = 20_000;

export function knownCount(value: Value): Known<number> | undefined {
  return known(value, countInstances);
}

export function knownForEach(value: Value): Known<string> | undefined {
  return known(value, forEachInstances);
}

/** The instances, when they are certain, or when all but one outcome of one condition have none. */
function known<Key>(
  value: Value,
  instancesOf: (value: Value) => ReadonlyMap<Key, Value> | undefined,
): Known<Key> | undefined {
  if (value.kind !== 'choice') {
    const instances = instancesOf(value);
    return instances && { instances };
  }
  const outcomes = value.options.map((option) => instancesOf(option.value));
  const present = outcomes.flatMap((instances, outcome) =>
    instances === undefined || instances.size > 0 ? [{ instances, outcome }] : [],
  );
  const [only] = present;
  if (present.length !== 1 || only?.instances === undefined) return undefined;
  return { instances: only.instances, when: { condition: value.condition.id, outcome: only.outcome } };
}

function countInstances(value: Value): ReadonlyMap<number, Value> | undefined {
  if (value.kind === 'null') return undefined;
  const result = convert(value, NUMBER);
  if ('error' in result || result.value.kind !== 'number') return undefined;
  const count = result.value;
  if (!isWhole(count) || count.value < 0 || count.value > MOST_INSTANCES) return undefined;
  return new Map(Array.from({ length: count.value }, (_, at) => [at, number(at)]));
}

/** A map, an object, or a set of strings; nothing else may be repeated over. */
function forEachInstances(value: Value): ReadonlyMap<string, Value> | undefined {
  if (value.kind !== 'map' && value.kind !== 'object' && value.kind !== 'set') return undefined;
  const entries = iterate(value);
  if (entries === undefined || entries.length > MOST_INSTANCES) return undefined;
  const instances = new Map<string, Value>();
  for (const [key, element] of entries) {
    if (key.kind !== 'string') return undefined;
    instances.set(key.value, value.kind === 'set' ? string(key.value) : element);
  }
  return instances;
}
