/**
 * What makes `try` and `can` unsure: a step into something unknown that may not be there, an operand that may be of the
 * wrong type. What only other expressions do, such as a local value that is named, fails there and is not caught.
 */
import { failed } from '../value/construct.ts';
import { isFullyKnown } from '../value/equality.ts';
import { attributeOf, type Type } from '../value/type.ts';
import type { Reference, Value } from '../value/value.ts';
import { keySuffix } from './address.ts';
import { resourceAddress } from './module.ts';
import type { Repetition, Scope } from './scope.ts';

/** A step from `value`. An attribute of a resource that is there exists. */
export function doubtStep(scope: Scope, value: Value, step: string | number | undefined): void {
  if (scope.doubt !== undefined && mayLack(value, step, scope)) scope.doubt.raised = true;
}

function mayLack(value: Value, step: string | number | undefined, scope: Scope): boolean {
  switch (value.kind) {
    case 'null':
    case 'bool':
    case 'number':
    case 'string':
      return false;
    case 'list':
    case 'set':
    case 'tuple':
      return step === undefined || value.open === true;
    case 'map':
    case 'object':
      return step === undefined || (value.open === true && !value.entries.has(String(step)));
    case 'choice':
      return value.options.some((option) => mayLack(option.value, step, scope));
    case 'unknown':
      break;
  }
  const { is, type } = value;
  if (is !== undefined && is.attribute.length === 0 && is.subject !== 'variable' && is.subject !== 'module') {
    if (perhapsThere(value, scope) !== undefined) return false;
    return is.unknownKey === true || (is.key !== undefined && !isThere(value, scope));
  }
  if (is?.subject === 'module' && is.attribute.length === 0) return false;
  if (type?.kind !== 'object' || value.notNull !== true || step === undefined) return true;
  return attributeOf(type, String(step)) === undefined;
}

/** Whether the instance that a reference names exists for certain. */
function isThere({ is }: Value, scope: Scope): boolean {
  const repetition = is && repetitionOf(is, scope);
  if (is?.key === undefined || repetition === undefined || repetition.kind === 'none') return false;
  const { known, kind } = repetition;
  if (known === undefined || known.when !== undefined) return false;
  const instances: ReadonlyMap<string | number, Value> = known.instances;
  return instances.has(kind === 'count' ? Number(is.key) : String(is.key));
}

function repetitionOf({ subject, type, name, module }: Reference, scope: Scope): Repetition | undefined {
  if (type === undefined) return undefined;
  const owner = scope.module.at(module);
  const declaration = owner?.resource(resourceAddress({ mode: subject, type, name }));
  return declaration && owner?.repetition(declaration);
}

/**
 * Of an instance that exists under one outcome of a condition only: a choice between its attribute and an error. `undefined`
 * for everything else, and where nobody asks for errors.
 */
export function perhapsThere(value: Value, scope: Scope): Value | undefined {
  const { is } = value;
  if (scope.doubt === undefined || is?.key === undefined || value.kind === 'choice') return undefined;
  const repetition = repetitionOf(is, scope);
  if (repetition === undefined || repetition.kind === 'none' || repetition.value.kind !== 'choice') return undefined;
  const { known, kind, value: decided } = repetition;
  const instances: ReadonlyMap<string | number, Value> | undefined = known?.instances;
  const isOne = instances?.has(kind === 'count' ? Number(is.key) : String(is.key)) === true;
  if (!isOne || known?.when?.condition !== decided.condition.id) return undefined;
  const text = `${is.type}.${is.name} has no instance ${keySuffix(is.key)}`;
  const options = decided.options.map(({ assumption }, outcome) => ({
    assumption,
    value: outcome === known.when?.outcome ? value : failed({ kind: 'expression', text, place: is.place }),
  }));
  return { kind: 'choice', condition: decided.condition, options, written: decided.written };
}

/** An operand that must be a value of this type and not null. */
export function doubtOperand(scope: Scope, value: Value, type: Type): void {
  if (scope.doubt !== undefined && mayMisfit(value, type)) scope.doubt.raised = true;
}

function mayMisfit(value: Value, type: Type): boolean {
  if (value.kind === 'choice') return value.options.some((option) => mayMisfit(option.value, type));
  if (value.kind !== 'unknown') return false;
  // An attribute of a resource is hardly ever null, and a text has room for every primitive.
  const fits = type.kind === 'string' ? value.is?.type !== undefined || value.notNull === true : value.notNull === true;
  return !fits || (type.kind !== 'string' && value.type?.kind !== type.kind);
}

/** Functions that hand elements on without a look at them: only what is around these may make a call fail. */
const HAND_ON: ReadonlySet<string> = new Set([
  'concat',
  'element',
  'flatten',
  'jsonencode',
  'keys',
  'length',
  'merge',
  'one',
  'reverse',
  'values',
]);

/** The arguments of a function. */
export function doubtArguments(scope: Scope, name: string, args: readonly Value[]): void {
  if (scope.doubt === undefined) return;
  const isSure = (arg: Value): boolean =>
    isFullyKnown(arg) || (HAND_ON.has(name) && ('elements' in arg || 'entries' in arg) && arg.open !== true);
  if (!args.every(isSure)) scope.doubt.raised = true;
}

/** Anything else that may fail for some values. */
export function doubtValue(scope: Scope, value: Value): void {
  if (scope.doubt !== undefined && !isFullyKnown(value)) scope.doubt.raised = true;
}
