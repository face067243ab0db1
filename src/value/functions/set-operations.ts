/** Terraform's functions on sets. */
import { list, tuple } from '../construct.ts';
import { convert } from '../convert.ts';
import { equals, isFullyKnown } from '../equality.ts';
import { set } from '../set.ts';
import { DYNAMIC, type Type } from '../type.ts';
import { typeOf, unify } from '../unify.ts';
import type { Value } from '../value.ts';
import { unknownResult } from './call.ts';
import type { CallError, CallResult, FunctionDefinition, FunctionTable } from './signature.ts';

const ANY_SET: Type = { kind: 'set', element: DYNAMIC };

type Elements = readonly Value[];

function setOperation(combine: (left: Elements, right: Elements) => Elements, names: Names): FunctionDefinition {
  return {
    parameters: names.parameters.map((name) => ({ name, type: ANY_SET })),
    ...(names.variadic !== undefined && { variadic: { name: names.variadic, type: ANY_SET } }),
    result: commonSetType,
    ...(names.reads !== undefined && { reads: names.reads }),
    call: (args) => {
      const type = commonSetType(args);
      if (type === undefined) return { error: 'given sets must all have compatible element types' };
      let result: Elements | undefined;
      for (const arg of args) {
        const conversion = convert(arg, type);
        if ('error' in conversion) return { error: conversion.error };
        const elements = conversion.value.kind === 'set' ? conversion.value.elements : [];
        result = result === undefined ? elements : combine(result, elements);
      }
      return set(result ?? []);
    },
  };
}

interface Names {
  readonly parameters: readonly string[];
  readonly variadic?: string;
  /** Whether an unknown element may simply go along. */
  readonly reads?: 'nothing';
}

/** The type of all sets; an empty set of any type goes with every other. */
function commonSetType(args: readonly Value[]): Type | undefined {
  const types: Type[] = [];
  for (const arg of args) {
    const type = typeOf(arg);
    const isEmpty = arg.kind === 'set' && arg.elements.length === 0;
    if (!isEmpty) types.push(type.kind === 'set' ? type.element : DYNAMIC);
  }
  const element = unify(types);
  return element && { kind: 'set', element };
}

function includes(elements: Elements, wanted: Value): boolean {
  return elements.some((element) => equals(element, wanted) === true);
}

const setproduct: FunctionDefinition = {
  parameters: [],
  variadic: { name: 'sets', type: DYNAMIC, allowUnknown: true },
  result: (args) => {
    const ordered = args.every((arg) => typeOf(arg).kind !== 'set');
    const elements = args.map(factorType);
    if (elements.includes(undefined)) return undefined;
    return {
      kind: ordered ? 'list' : 'set',
      element: { kind: 'tuple', elements: elements.map((type) => type ?? DYNAMIC) },
    };
  },
  reads: 'nothing',
  call: (args) => {
    if (args.length < 2) return { error: 'at least two arguments are required' };
    const bounds = args.map(lengthBounds);
    if (args.some((arg) => arg.kind === 'unknown') || bounds.some((bound) => bound.max !== bound.min)) {
      return productOfUnknown(args, bounds);
    }
    const factors: Elements[] = [];
    for (const arg of args) {
      const elements = factor(arg);
      if ('error' in elements) return elements;
      factors.push(elements);
    }
    const size = factors.reduce((product, elements) => product * elements.length, 1);
    if (size > LARGEST_PRODUCT) return unknownResult(setproduct, args);
    const rows = factors.reduce<Elements[]>(
      (partial, elements) => partial.flatMap((row) => elements.map((element) => [...row, element])),
      [[]],
    );
    return args.some((arg) => arg.kind === 'set') ? set(rows.map(tuple)) : list(rows.map(tuple));
  },
};

interface Bounds {
  readonly min: number;
  readonly max?: number;
}

/** How many elements a factor has. */
function lengthBounds(arg: Value): Bounds {
  if (arg.kind === 'unknown') {
    if (arg.type?.kind !== 'tuple') return arg.length ?? { min: 0 };
    return { min: arg.type.elements.length, max: arg.type.elements.length };
  }
  const size = 'elements' in arg ? arg.elements.length : 0;
  if ('open' in arg && arg.open === true) return { min: size };
  return arg.kind === 'set' && !isFullyKnown(arg) && size > 1 ? { min: 1, max: size } : { min: size, max: size };
}

/** Nothing times anything is nothing; else only the most that there can be is known. */
function productOfUnknown(args: readonly Value[], bounds: readonly Bounds[]): CallResult {
  const ordered = args.every((arg) => typeOf(arg).kind !== 'set');
  if (bounds.some((bound) => bound.max === 0)) return ordered ? list([]) : set([]);
  const max = bounds.reduce((product, bound) => product * (bound.max ?? Number.POSITIVE_INFINITY), 1);
  const min = bounds.reduce((product, bound) => product * bound.min, 1);
  return { ...unknownResult(setproduct, args), ...(max <= 2_048 && { length: { min: Math.min(min, 1), max } }) };
}

/** More combinations than that are not worked out. */
const LARGEST_PRODUCT = 100_000;

/** The elements of one factor, in one type. */
function factor(arg: Value): Elements | CallError {
  if (arg.kind !== 'list' && arg.kind !== 'set' && arg.kind !== 'tuple') {
    return { error: 'a set or a list is required', parameter: 'sets' };
  }
  const type = factorType(arg);
  const conversion = type && convert(arg, { kind: arg.kind === 'set' ? 'set' : 'list', element: type });
  if (conversion === undefined || 'error' in conversion) {
    return { error: 'all elements must be of the same type', parameter: 'sets' };
  }
  return 'elements' in conversion.value ? conversion.value.elements : [];
}

function factorType(arg: Value): Type | undefined {
  const type = typeOf(arg);
  if (type.kind === 'list' || type.kind === 'set') return type.element;
  return type.kind === 'tuple' ? unify(type.elements) : undefined;
}

export const SET_FUNCTIONS: FunctionTable = {
  setintersection: setOperation((left, right) => left.filter((element) => includes(right, element)), {
    parameters: ['first_set'],
    variadic: 'other_sets',
  }),
  setproduct,
  setsubtract: setOperation((left, right) => left.filter((element) => !includes(right, element)), {
    parameters: ['a', 'b'],
  }),
  setunion: setOperation((left, right) => [...left, ...right], {
    parameters: ['first_set'],
    variadic: 'other_sets',
    reads: 'nothing',
  }),
};
