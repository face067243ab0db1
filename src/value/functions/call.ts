/**
 * The one place where functions are called: counts and converts arguments, refuses nulls, decides whether unknown arguments
 * leave anything to compute, follows choices, and carries marks, references and reasons into the result.
 */
import { convert } from '../convert.ts';
import { isFullyKnown } from '../equality.ts';
import { unknownFrom, withMarksOf } from '../marks.ts';
import { sameType, type Type } from '../type.ts';
import type { Marks, UnknownValue, Value } from '../value.ts';
import { eachOutcome } from './choices.ts';
import {
  type CallError,
  type CallResult,
  type FunctionDefinition,
  type FunctionHost,
  isCallError,
  type Parameter,
} from './signature.ts';

export interface Call {
  readonly name: string;
  readonly definition: FunctionDefinition;
  readonly args: readonly Value[];
  readonly host: FunctionHost;
}

export function call(request: Call): CallResult {
  const wrongCount = countError(request);
  if (wrongCount !== undefined) return { error: wrongCount, complete: true };
  const { reads } = request.definition;
  const within = reads === 'nothing' ? 'arguments' : reads === 'sequences' ? 'sequences' : 'everything';
  return eachOutcome({ args: request.args, within, call: (args) => callDecided({ ...request, args }) });
}

/** An error as Terraform prints it, without the full stop. */
export function describeCallError(name: string, { error, parameter, complete }: CallError): string {
  if (complete === true) return error;
  if (parameter !== undefined) return `Invalid value for "${parameter}" parameter: ${error}`;
  return `Call to function "${name}" failed: ${error}`;
}

function callDecided({ definition, args, host }: Call): CallResult {
  const { parameters, variadic } = definition;
  const converted: Value[] = [];
  for (const [index, arg] of args.entries()) {
    const parameter = parameters[index] ?? variadic;
    if (parameter === undefined) break;
    const result = prepared(arg, parameter);
    if (isCallError(result)) return result;
    converted.push(result);
  }
  const marks =
    definition.reads === 'nothing' || definition.reads === 'sequences' ? converted : [marksWithin(converted)];
  if (!converted.every((arg, index) => isUsable(arg, parameters[index] ?? variadic, definition.reads))) {
    const is = definition.identity?.(converted);
    return withMarksOf({ ...unknownResult(definition, converted), ...(is && { is }) }, marks);
  }
  const result = definition.call(converted, host);
  if (isCallError(result) || definition.ownMarks === true) return result;
  return withMarksOf(result, marks);
}

function prepared(arg: Value, parameter: Parameter): CallResult {
  if (arg.kind === 'unknown' && arg.type !== undefined && sameType(arg.type, parameter.type)) return arg;
  const conversion = convert(arg.kind === 'choice' ? unknownFrom([arg]) : arg, parameter.type);
  if ('error' in conversion) return { error: conversion.error, parameter: parameter.name };
  if (conversion.value.kind === 'null' && parameter.allowNull !== true) {
    return { error: 'argument must not be null', parameter: parameter.name };
  }
  return conversion.value;
}

function isUsable(arg: Value, parameter: Parameter | undefined, reads: FunctionDefinition['reads']): boolean {
  if (parameter?.allowUnknown === true) return true;
  if (reads === undefined) return isFullyKnown(arg);
  return arg.kind !== 'unknown' && !('open' in arg && arg.open === true);
}

/** The result of a call whose arguments are not known well enough. */
export function unknownResult(definition: FunctionDefinition, args: readonly Value[]): UnknownValue {
  const type = typeof definition.result === 'function' ? definition.result(args) : definition.result;
  return computedUnknown(args, {
    ...(type !== undefined && type.kind !== 'dynamic' && { type }),
    ...(definition.nullable !== true && { notNull: true }),
  });
}

/** An unknown that was computed from `args`; an open collection among them is a reason of its own. */
export function computedUnknown(args: readonly Value[], known: { type?: Type; notNull?: true } = {}): UnknownValue {
  const result = unknownFrom(args, known);
  if (result.reasons.length > 0 || !args.some((arg) => 'open' in arg && arg.open === true)) return result;
  return { ...result, reasons: [{ kind: 'expression', text: 'the number of elements is not known' }] };
}

/** The marks of the values and of everything inside them. */
function marksWithin(values: readonly Value[]): Marks {
  let sensitive = false;
  let late = false;
  const visit = (value: Value): void => {
    sensitive ||= value.sensitive === true;
    late ||= value.late === true;
    if (sensitive && late) return;
    if ('elements' in value) for (const element of value.elements) visit(element);
    if ('entries' in value) for (const entry of value.entries.values()) visit(entry);
    if ('options' in value) for (const option of value.options) visit(option.value);
  };
  for (const value of values) visit(value);
  return { ...(sensitive ? { sensitive: true } : {}), ...(late ? { late: true } : {}) };
}

function countError({ name, definition: { parameters, variadic }, args }: Call): string | undefined {
  const missing = parameters[args.length];
  if (missing !== undefined) {
    const least = variadic === undefined ? '' : ' at least';
    return `Function "${name}" expects${least} ${parameters.length} argument(s). Missing value for "${missing.name}"`;
  }
  if (variadic !== undefined || args.length === parameters.length) return undefined;
  return `Function "${name}" expects only ${parameters.length} argument(s)`;
}
