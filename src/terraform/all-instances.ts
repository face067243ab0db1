/** All instances of what is repeated, as one value. */
import { choose } from '../value/choice.ts';
import { object, tuple } from '../value/construct.ts';
import type { Value } from '../value/value.ts';
import type { Repetition } from './scope.ts';

/**
 * A tuple for `count`, an object for `for_each`; where a condition decides whether there are any, a choice. `undefined` when
 * it is not known which instances there are, or when nothing is repeated.
 */
export function allInstances(repetition: Repetition, instance: (key: string | number) => Value): Value | undefined {
  if (repetition.kind === 'none' || repetition.known === undefined) return undefined;
  const { kind, known, value } = repetition;
  const keys = [...known.instances.keys()];
  // How many there are is decided by plan.
  const gather = (present: readonly (string | number)[]): Value => ({
    ...(kind === 'count'
      ? tuple(present.map(instance))
      : object(present.map((key) => [String(key), instance(key)] as const))),
    late: true,
  });
  const { when } = known;
  if (when === undefined) return gather(keys);
  if (value.kind !== 'choice') return undefined;
  const options = value.options.map(({ assumption }, outcome) => ({
    assumption,
    value: gather(outcome === when.outcome ? keys : []),
  }));
  return choose({ condition: value.condition, options, written: value.written });
}
