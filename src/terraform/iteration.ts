/** What `each` and `count` are inside one instance of a repeated block. */
import { number, object, string } from '../value/construct.ts';
import { unknownFrom, withMarksOf } from '../value/marks.ts';
import { DYNAMIC, NUMBER, STRING, type Type } from '../value/type.ts';
import type { Reason, Value } from '../value/value.ts';
import { keySuffix } from './address.ts';
import type { Bindings, Outcome, Repetition } from './scope.ts';

export interface InstanceBindings {
  readonly bindings: Bindings | undefined;
  readonly when?: Outcome;
}

const LATE = { late: true } as const;

/** The bindings of the instance with this key of what is repeated; `undefined` when there is no such instance for certain. */
export function iterationBindings(
  address: string,
  repetition: Repetition,
  key: string | number | undefined,
): InstanceBindings | undefined {
  if (repetition.kind === 'none') return key === undefined ? { bindings: undefined } : undefined;
  if (key === undefined || repetition.known === undefined) return undefined;
  const { when } = repetition.known;
  const iteration = `${address}${keySuffix(key)}`;
  const extra = when === undefined ? {} : { when };
  if (repetition.kind === 'count') {
    if (!repetition.known.instances.has(Number(key))) return undefined;
    return { bindings: countBinding(withMarksOf(number(Number(key)), [LATE]), iteration), ...extra };
  }
  const element = repetition.known.instances.get(String(key));
  if (element === undefined) return undefined;
  const value = withMarksOf(element, [LATE]);
  return { bindings: eachBinding(withMarksOf(string(String(key)), [LATE]), value, iteration), ...extra };
}

/** The bindings of an instance that stands for all; or of the one with this key, of which nothing else is known. */
export function representativeBindings(
  address: string,
  repetition: Repetition,
  key?: string | number,
): Bindings | undefined {
  const iteration = `${address}${key === undefined ? '[*]' : keySuffix(key)}`;
  switch (repetition.kind) {
    case 'none':
      return undefined;
    case 'count':
      return countBinding(
        key === undefined
          ? unknownName(repetition.value, { name: 'count.index', type: NUMBER })
          : withMarksOf(number(Number(key)), [LATE]),
        iteration,
      );
    case 'for_each': {
      const eachKey =
        key === undefined
          ? unknownName(repetition.value, { name: 'each.key', type: STRING })
          : withMarksOf(string(String(key)), [LATE]);
      const type = repetition.value.kind === 'unknown' ? repetition.value.type : undefined;
      const overSet = repetition.value.kind === 'set' || type?.kind === 'set';
      const element = type?.kind === 'map' ? type.element : DYNAMIC;
      const value = overSet ? eachKey : unknownName(repetition.value, { name: 'each.value', type: element });
      return eachBinding(eachKey, value, iteration);
    }
  }
}

function unknownName(source: Value, { name, type }: { readonly name: string; readonly type: Type }): Value {
  const base = unknownFrom([source]);
  const reason: Reason = { kind: 'expression', text: `${name} is not known` };
  const { failed: _failed, ...rest } = base;
  return {
    ...rest,
    late: true,
    reasons: base.reasons.length > 0 ? base.reasons : [reason],
    ...(type.kind === 'dynamic' ? {} : { type }),
    ...(name === 'each.value' ? {} : { notNull: true as const }),
  };
}

function countBinding(index: Value, iteration: string): Bindings {
  return { name: 'count', value: object([['index', index]]), iteration, outer: undefined };
}

function eachBinding(key: Value, value: Value, iteration: string): Bindings {
  const each = object([
    ['key', key],
    ['value', value],
  ]);
  return { name: 'each', value: each, iteration, outer: undefined };
}
