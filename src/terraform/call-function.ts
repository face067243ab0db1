/** The one place where a function call gets its value. */
import { failed, unknown } from '../value/construct.ts';
import { describeCallError } from '../value/functions/call.ts';
import { type Attempt, evaluateCan, evaluateTry, hasFailed } from '../value/functions/failure.ts';
import { type CallError, type CallResult, isCallError } from '../value/functions/signature.ts';
import { computed, unknownFrom, withMarksOf } from '../value/marks.ts';
import { sizeOf } from '../value/size.ts';
import type { Place, UnknownValue, Value } from '../value/value.ts';
import type { Scope } from './scope.ts';

export interface FunctionCall {
  readonly name: string;
  readonly args: readonly Value[];
  readonly place: Place;
  /** Where the call stands. */
  readonly scope: Scope;
}

export function callFunction({ name, args, place, scope }: FunctionCall): Value {
  const { functions } = scope.module;
  if (functions === undefined) return notCalled(name, args, place);
  // The error of an argument is not one of the call.
  const failure = args.find(hasFailed);
  if (failure !== undefined) return computed(unknownFrom(failure.kind === 'unknown' ? [failure] : args));
  const result = functions.call(name, args);
  scope.module.spend(costOf(name, isCallError(result) ? args : [...args, result]));
  return resultOf({ name, args, place, result });
}

/** A function walks over this much of its arguments and its result in the time of one step. */
const SIZE_OF_STEP = 2;

/** Functions that take the same time however large their arguments are. */
const QUICK: ReadonlySet<string> = new Set(['element', 'length', 'lookup']);

/** In steps. */
function costOf(name: string, values: readonly Value[]): number {
  if (QUICK.has(name)) return 0;
  return values.reduce((sum, value) => sum + sizeOf(value), 0) / SIZE_OF_STEP;
}

function notCalled(name: string, args: readonly Value[], place: Place): Value {
  const { failed: _failed, ...rest }: UnknownValue = unknownFrom(args);
  return { ...rest, reasons: [{ kind: 'function', text: `${name}() is not evaluated`, place }, ...rest.reasons] };
}

/** `try` and `can` look at whether expressions evaluate: each is evaluated when its turn comes. */
export function callSpecialForm(name: 'try' | 'can', attempts: readonly (() => Attempt)[], place: Place): Value {
  if (name === 'try') return resultOf({ name, place, result: evaluateTry(attempts) });
  const [first, ...more] = attempts;
  if (first === undefined || more.length > 0) {
    const error = first === undefined ? 'it takes one expression' : 'it takes only one expression';
    return resultOf({ name, place, result: { error } });
  }
  return resultOf({ name, place, result: evaluateCan(first) });
}

/** The special form behind a name as it is written. */
export function specialForm(name: string): 'try' | 'can' | undefined {
  const plain = name.startsWith('core::') ? name.slice('core::'.length) : name;
  return plain === 'try' || plain === 'can' ? plain : undefined;
}

interface Outcome {
  readonly name: string;
  readonly args?: readonly Value[];
  readonly result: CallResult;
  readonly place: Place;
}

function resultOf({ name, args = [], result, place }: Outcome): Value {
  if (!isCallError(result)) return placed(result, place);
  const { references } = unknownFrom(args);
  const reason = { kind: 'function', text: textOfError(name, result), place } as const;
  const value =
    result.uncertain === true
      ? unknown({ references, reasons: [{ ...reason, text: firstClause(reason.text) }] })
      : isOfAnotherVersion(result)
        ? unknown({ references, reasons: [{ ...reason, refused: true }] })
        : failed({ ...reason, refused: true }, references);
  return withMarksOf<UnknownValue>(value, args);
}

/** What Terraform says before it gives advice. */
function firstClause(text: string): string {
  return text.split('; ')[0] ?? text;
}

function textOfError(name: string, error: CallError): string {
  const text = describeCallError(name, error);
  return error.parameter === undefined ? text : `Call to function "${name}" failed: ${text}`;
}

/** Whether the function may exist where the configuration runs. Where it does not, not even `try` helps. */
function isOfAnotherVersion({ error }: CallError): boolean {
  return error.startsWith('There is no function named');
}

/** The function's own reasons, which know no place, are at the call. */
function placed(result: Value, place: Place): Value {
  if (result.kind !== 'unknown' || result.reasons.every((reason) => reason.place !== undefined)) return result;
  return { ...result, reasons: result.reasons.map((reason) => (reason.place ? reason : { ...reason, place })) };
}
