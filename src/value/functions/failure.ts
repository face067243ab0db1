/** `try` and `can`: what they look at is not values but whether expressions evaluate. */
import { bool, unknown } from '../construct.ts';
import { computed, unknownFrom } from '../marks.ts';
import { BOOL } from '../type.ts';
import type { Value } from '../value.ts';
import { eachOutcome } from './choices.ts';
import type { CallResult } from './signature.ts';

/** What came of evaluating one argument of `try` or `can`. */
export interface Attempt {
  readonly value: Value;
  /** Whether evaluation may fail, for all that is known: it stepped into something unknown, called a function with it, … */
  readonly mayFail: boolean;
}

/** Evaluates one argument; called at most once, and only when the arguments before it may have failed. */
export type Evaluate = () => Attempt;

/** The first value that evaluates; unknown from the first expression on of which that is not known. */
export function evaluateTry(expressions: readonly Evaluate[]): CallResult {
  if (expressions.length === 0) return { error: 'at least one argument is required' };
  return firstSuccess(expressions, 0, []);
}

function firstSuccess(expressions: readonly Evaluate[], at: number, doubtful: readonly Value[]): CallResult {
  const expression = expressions[at];
  if (expression === undefined) {
    if (doubtful.length > 0) return computed(unknownFrom(doubtful));
    return { error: 'no expression succeeded' };
  }
  const { value, mayFail } = expression();
  return eachOutcome({
    args: [value],
    within: 'arguments',
    call: ([outcome = value]) => {
      if (hasFailed(outcome)) return firstSuccess(expressions, at + 1, doubtful);
      if (!mayFail && doubtful.length === 0) return outcome;
      if (!mayFail) return computed(unknownFrom([...doubtful, outcome]));
      return firstSuccess(expressions, at + 1, [...doubtful, outcome]);
    },
  });
}

/** Whether the expression evaluates. */
export function evaluateCan(expression: Evaluate): CallResult {
  const { value, mayFail } = expression();
  return eachOutcome({
    args: [value],
    within: 'everything',
    call: ([outcome = value]) => {
      if (hasFailed(outcome)) return bool(false);
      return mayFail ? computed(unknownFrom([outcome, unknown()], { type: BOOL, notNull: true })) : bool(true);
    },
  });
}

/** Whether the value, or any part of it, is the place of an error. */
export function hasFailed(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
      return value.failed === true;
    case 'list':
    case 'set':
    case 'tuple':
      return someFailed(value, value.elements);
    case 'map':
    case 'object':
      return someFailed(value, value.entries.values());
    case 'null':
    case 'bool':
    case 'number':
    case 'string':
    case 'choice':
      return false;
  }
}

const failures = new WeakMap<Value, boolean>();

/** Found once: every call that is handed a collection asks. */
function someFailed(collection: Value, parts: Iterable<Value>): boolean {
  let failed = failures.get(collection);
  if (failed === undefined) {
    failed = false;
    for (const part of parts) failed ||= hasFailed(part);
    failures.set(collection, failed);
  }
  return failed;
}
