/** Looking up something known by a key that is not: one of the elements, whichever the key turns out to name. */
import type { Expression } from '../hcl/ast.ts';
import { compareText } from '../text/order.ts';
import { elementOfValue } from '../value/access.ts';
import { choose } from '../value/choice.ts';
import { number, string } from '../value/construct.ts';
import { withMarksOf } from '../value/marks.ts';
import type { UnknownValue, Value } from '../value/value.ts';
import { conditionOf } from './condition.ts';
import type { Scope } from './scope.ts';

/** Larger collections are not taken apart. */
const MOST_OPTIONS = 16;

export interface Lookup {
  readonly collection: Value;
  readonly key: Value;
  readonly keyExpression: Expression;
  readonly scope: Scope;
  /** What `lookup` gives for a key that the collection lacks; without, Terraform refuses such a key. */
  readonly fallback?: Value;
}

/** A choice of the elements; `undefined` when the key is known, or the collection is not. */
export function lookUpUnknown({ collection, key, keyExpression, scope, fallback }: Lookup): Value | undefined {
  if (scope.module.moment === 'validate' || !isOpenKey(key)) return undefined;
  const keys = keysOf(collection);
  if (keys === undefined || keys.length + (fallback ? 1 : 0) < 2 || keys.length > MOST_OPTIONS) return undefined;
  const { condition } = conditionOf(keyExpression, scope);
  const options = keys.map((each) => ({
    assumption: `${condition.text} == ${typeof each === 'number' ? each : JSON.stringify(each)}`,
    value: withMarksOf(elementOfValue(collection, typeof each === 'number' ? number(each) : string(each)), [key]),
  }));
  if (fallback !== undefined) {
    const others = keys.map((each) => JSON.stringify(each)).join(', ');
    options.push({ assumption: `${condition.text} is none of ${others}`, value: withMarksOf(fallback, [key]) });
  }
  // The same key in another collection with the same keys is the same decision.
  const id = [condition.id, ...keys, fallback === undefined ? 'of these' : 'or none'].join('\u0001');
  return choose({ condition: { ...condition, id }, options, written: true });
}

function isOpenKey(key: Value): key is UnknownValue {
  return key.kind === 'unknown' && key.failed !== true;
}

function keysOf(collection: Value): readonly (string | number)[] | undefined {
  switch (collection.kind) {
    case 'map':
    case 'object':
      return collection.open ? undefined : [...collection.entries.keys()].sort(compareText);
    case 'list':
    case 'tuple':
      return collection.open ? undefined : [...collection.elements.keys()];
    case 'null':
    case 'bool':
    case 'number':
    case 'string':
    case 'set':
    case 'unknown':
    case 'choice':
      return undefined;
  }
}
