/** Terraform's collection functions: here those that take any kind of value, the others by the kind of collection. */
import { number } from '../construct.ts';
import { convert } from '../convert.ts';
import { isFullyKnown } from '../equality.ts';
import { DYNAMIC, NUMBER } from '../type.ts';
import { typeOf, unify } from '../unify.ts';
import type { Value } from '../value.ts';
import { computedUnknown, unknownResult } from './call.ts';
import { MAPPING_FUNCTIONS } from './mapping-functions.ts';
import { SEQUENCE_FUNCTIONS } from './sequence-functions.ts';
import { SET_FUNCTIONS } from './set-operations.ts';
import { isMapping, isSequence } from './shapes.ts';
import type { CallResult, FunctionDefinition, FunctionTable } from './signature.ts';
import { stringLength } from './string.ts';

const coalesce: FunctionDefinition = {
  parameters: [],
  variadic: { name: 'vals', type: DYNAMIC, allowNull: true, allowUnknown: true },
  result: (args) => unify(args.map(typeOf)),
  reads: 'nothing',
  call: (args) => {
    const type = unify(args.map(typeOf));
    if (type === undefined) return { error: 'all arguments must have the same type' };
    for (const [at, arg] of args.entries()) {
      const conversion = convert(arg, type);
      if ('error' in conversion) return { error: conversion.error };
      const { value } = conversion;
      if (value.kind === 'null' || (value.kind === 'string' && value.value === '')) continue;
      if (value.kind !== 'unknown') return value;
      const nonEmpty = value.prefix !== undefined && value.prefix !== '';
      const textless = value.type !== undefined && value.type.kind !== 'string' && value.type.kind !== 'dynamic';
      if (value.notNull === true && (nonEmpty || textless)) return value;
      return unknownResult(coalesce, args.slice(at));
    }
    return { error: 'no non-null, non-empty-string arguments' };
  },
};

const coalescelist: FunctionDefinition = {
  parameters: [],
  variadic: { name: 'vals', type: DYNAMIC, allowNull: true, allowUnknown: true },
  result: () => undefined,
  reads: 'nothing',
  call: (args) => {
    if (args.length === 0) return { error: 'at least one argument is required' };
    const unknownAt = args.findIndex((arg) => arg.kind === 'unknown');
    const certain = unknownAt < 0 ? args : args.slice(0, unknownAt);
    if (!certain.map(typeOf).every((type) => type.kind === 'list' || type.kind === 'tuple')) {
      return { error: 'coalescelist arguments must be lists or tuples' };
    }
    for (const [at, arg] of args.entries()) {
      if (arg.kind === 'null') continue;
      if (arg.kind !== 'list' && arg.kind !== 'tuple') return unknownResult(coalescelist, args.slice(at));
      if (arg.elements.length > 0) return arg;
      if (arg.open === true) return unknownResult(coalescelist, args.slice(at));
    }
    return { error: 'no non-null arguments' };
  },
};

const length: FunctionDefinition = {
  parameters: [{ name: 'value', type: DYNAMIC, allowUnknown: true }],
  result: NUMBER,
  reads: 'nothing',
  call: ([arg]) => {
    if (arg?.kind === 'string') return stringLength(arg.value);
    if (arg?.kind === 'unknown') return lengthOfUnknown(arg);
    if (isSequence(arg)) {
      const uncertain = arg.open === true || (arg.kind === 'set' && arg.elements.length > 1 && !isFullyKnown(arg));
      return uncertain ? computedUnknown([arg], { type: NUMBER, notNull: true }) : number(arg.elements.length);
    }
    if (isMapping(arg))
      return arg.open === true ? computedUnknown([arg], { type: NUMBER, notNull: true }) : number(arg.entries.size);
    return { error: 'argument must be a string, a collection type, or a structural type' };
  },
};

function lengthOfUnknown(arg: Value & { readonly kind: 'unknown' }): CallResult {
  const { type, length: bounds } = arg;
  if (type?.kind === 'tuple') return number(type.elements.length);
  if (type?.kind === 'object') return number(Object.keys(type.attributes).length);
  if (type?.kind === 'number' || type?.kind === 'bool') {
    return { error: 'argument must be a string, a collection type, or a structural type' };
  }
  if (bounds !== undefined && bounds.min === bounds.max) return number(bounds.min);
  return unknownResult(length, [arg]);
}

export const COLLECTION_FUNCTIONS: FunctionTable = {
  ...MAPPING_FUNCTIONS,
  ...SEQUENCE_FUNCTIONS,
  ...SET_FUNCTIONS,
  coalesce,
  coalescelist,
  length,
};
