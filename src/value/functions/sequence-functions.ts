/** Terraform's functions on lists, tuples and sets. */
import { bool, list, NULL, number, tuple } from '../construct.ts';
import { convert } from '../convert.ts';
import { arithmetic, isInfinite } from '../decimal.ts';
import { equals, isFullyKnown } from '../equality.ts';
import { withMarksOf } from '../marks.ts';
import { BOOL, DYNAMIC, NUMBER, type Type } from '../type.ts';
import { typeOf, unify } from '../unify.ts';
import type { NumberValue, SequenceValue, Value } from '../value.ts';
import { unknownResult } from './call.ts';
import {
  ANY_LIST,
  elementsOf,
  elementType,
  friendlyName,
  isMapping,
  isSequence,
  resized,
  STRINGS,
  sameAsFirst,
} from './shapes.ts';
import type { FunctionDefinition, FunctionTable } from './signature.ts';
import { wholeNumber } from './whole-number.ts';

const alltrue: FunctionDefinition = {
  parameters: [{ name: 'list', type: { kind: 'list', element: BOOL } }],
  result: BOOL,
  reads: 'some',
  call: ([arg]) => {
    const elements = elementsOf(arg);
    if (elements.some((element) => element.kind === 'null' || (element.kind === 'bool' && !element.value)))
      return bool(false);
    return elements.every((element) => element.kind === 'bool') ? bool(true) : unknownResult(alltrue, elements);
  },
};

const anytrue: FunctionDefinition = {
  ...alltrue,
  call: ([arg]) => {
    const elements = elementsOf(arg);
    if (elements.some((element) => element.kind === 'bool' && element.value)) return bool(true);
    return elements.every((element) => element.kind !== 'unknown') ? bool(false) : unknownResult(anytrue, elements);
  },
};

const chunklist: FunctionDefinition = {
  parameters: [
    { name: 'list', type: ANY_LIST },
    { name: 'size', type: NUMBER },
  ],
  result: (args) => args[0] && { kind: 'list', element: typeOf(args[0]) },
  reads: 'nothing',
  call: ([arg, sizeArg]) => {
    const size = wholeNumber(sizeArg);
    if ('error' in size) return { error: `invalid size: ${size.error}` };
    if (size.whole < 0) return { error: 'the size argument must be positive' };
    const elements = elementsOf(arg);
    const chunks: Value[] = [];
    const step = size.whole === 0 ? elements.length : size.whole;
    for (let at = 0; at < elements.length; at += step) chunks.push(list(elements.slice(at, at + step)));
    return list(chunks);
  },
};

const compact: FunctionDefinition = {
  parameters: [{ name: 'list', type: STRINGS }],
  result: STRINGS,
  call: ([arg]) => list(elementsOf(arg).filter((element) => element.kind === 'string' && element.value !== '')),
};

const concat: FunctionDefinition = {
  parameters: [],
  variadic: { name: 'seqs', type: DYNAMIC },
  result: (args) => (args.every((arg) => typeOf(arg).kind === 'list') ? unify(args.map(typeOf)) : undefined),
  reads: 'nothing',
  call: (args) => {
    if (args.length === 0) return { error: 'at least one argument is required' };
    const wrong = args.find((arg) => arg.kind !== 'list' && arg.kind !== 'tuple');
    if (wrong !== undefined) {
      return { error: `all arguments must be lists or tuples; got ${friendlyName(wrong)}`, parameter: 'seqs' };
    }
    const elements = args.flatMap(elementsOf);
    if (args.some((arg) => arg.kind !== 'list')) return tuple(elements);
    const type = unify(args.filter((arg) => elementsOf(arg).length > 0).map(typeOf));
    const conversion = type && convert(list(elements), type);
    return conversion !== undefined && 'value' in conversion ? conversion.value : tuple(elements);
  },
};

const contains: FunctionDefinition = {
  parameters: [
    { name: 'list', type: DYNAMIC, allowUnknown: true },
    { name: 'value', type: DYNAMIC, allowUnknown: true },
  ],
  result: BOOL,
  reads: 'some',
  call: ([collection, value]) => {
    if (collection === undefined || value === undefined) return { error: 'argument must be list, tuple, or set' };
    if (collection.kind === 'unknown') return unknownResult(contains, [collection, value]);
    if (!isSequence(collection)) return { error: 'argument must be list, tuple, or set' };
    const answers = collection.elements.map((element) => equals(value, element));
    if (answers.includes(true)) return bool(true);
    if (collection.open === true || answers.includes(undefined)) return unknownResult(contains, [collection, value]);
    return bool(false);
  },
};

const distinct: FunctionDefinition = {
  parameters: [{ name: 'list', type: ANY_LIST }],
  result: sameAsFirst,
  call: ([arg]) => {
    const kept: Value[] = [];
    const primitives = new Set<string>();
    for (const element of elementsOf(arg)) {
      if (element.kind === 'string') {
        if (primitives.has(element.value)) continue;
        primitives.add(element.value);
      } else if (kept.some((other) => equals(other, element) === true)) continue;
      kept.push(element);
    }
    return list(kept);
  },
};

const element: FunctionDefinition = {
  parameters: [
    { name: 'list', type: DYNAMIC },
    { name: 'index', type: NUMBER },
  ],
  result: elementType,
  nullable: true,
  reads: 'nothing',
  identity: ([sequence, index]) => {
    if (sequence?.kind !== 'unknown' || sequence.is?.splat !== true) return undefined;
    const { splat: _splat, ...one } = sequence.is;
    if (one.attribute.length === 0) return undefined;
    // Any other index starts again where the list ends.
    const isFirst = index?.kind === 'number' && index.value === 0 && one.unknownModuleKey !== true;
    return { ...one, ...(isFirst ? { key: 0 } : { unknownKey: true }) };
  },
  call: ([sequence, indexArg]) => {
    if (sequence?.kind !== 'list' && sequence?.kind !== 'tuple') {
      return { error: `cannot read elements from ${friendlyName(sequence)}` };
    }
    const index = wholeNumber(indexArg);
    if ('error' in index) return { error: `invalid index: ${index.error}` };
    const { length } = sequence.elements;
    if (length === 0) return { error: 'cannot use element function with an empty list' };
    return sequence.elements[((index.whole % length) + length) % length] ?? NULL;
  },
};

const flatten: FunctionDefinition = {
  parameters: [{ name: 'list', type: DYNAMIC }],
  result: () => undefined,
  reads: 'sequences',
  call: ([arg]) => {
    if (!isSequence(arg)) return { error: 'can only flatten lists, sets and tuples' };
    const flat: Value[] = [];
    const sequences: Value[] = [];
    const undecided = flattenInto({ flat, sequences }, arg);
    return withMarksOf(undecided === undefined ? tuple(flat) : unknownResult(flatten, [undecided]), sequences);
  },
};

/** Adds the elements; gives the first one of which it is not known whether, or what, it adds. */
function flattenInto(
  result: { readonly flat: Value[]; readonly sequences: Value[] },
  sequence: SequenceValue,
): Value | undefined {
  result.sequences.push(sequence);
  if (sequence.open === true || (sequence.kind === 'set' && !isFullyKnown(sequence))) return sequence;
  for (const element of sequence.elements) {
    if (isSequence(element)) {
      const undecided = flattenInto(result, element);
      if (undecided !== undefined) return undecided;
    } else if (element.kind === 'unknown' && !isNoSequence(element.type)) return element;
    else result.flat.push(element);
  }
  return undefined;
}

function isNoSequence(type: Type | undefined): boolean {
  const kind = type?.kind ?? 'dynamic';
  return kind !== 'dynamic' && kind !== 'list' && kind !== 'set' && kind !== 'tuple';
}

const index: FunctionDefinition = {
  parameters: [
    { name: 'list', type: DYNAMIC },
    { name: 'value', type: DYNAMIC },
  ],
  result: NUMBER,
  reads: 'some',
  call: ([sequence, value]) => {
    if ((sequence?.kind !== 'list' && sequence?.kind !== 'tuple') || value === undefined) {
      return { error: 'argument must be a list or tuple' };
    }
    if (sequence.elements.length === 0) return { error: 'cannot search an empty list' };
    for (const [at, each] of sequence.elements.entries()) {
      const answer = equals(each, value);
      if (answer === undefined) return unknownResult(index, [sequence, value]);
      if (answer) return number(at);
    }
    return { error: 'item not found' };
  },
};

const matchkeys: FunctionDefinition = {
  parameters: [
    { name: 'values', type: ANY_LIST },
    { name: 'keys', type: ANY_LIST },
    { name: 'searchset', type: ANY_LIST },
  ],
  result: sameAsFirst,
  call: (args) => {
    const [values = [], keyList = [], searchset = []] = args.map(elementsOf);
    const types = args.slice(1).filter((arg) => elementsOf(arg).length > 0);
    const type = unify(types.map(typeOf));
    if (type === undefined) return { error: 'keys and searchset must be of the same type' };
    if (values.length !== keyList.length) return { error: 'length of keys and values should be equal' };
    const [wantedKeys, wanted] = [keyList, searchset].map((elements) => {
      const conversion = convert(list(elements), type);
      return elementsOf('value' in conversion ? conversion.value : list(elements));
    });
    return list(
      values.filter((_, at) => (wanted ?? []).some((each) => equals(each, wantedKeys?.[at] ?? NULL) === true)),
    );
  },
};

const one: FunctionDefinition = {
  parameters: [{ name: 'list', type: DYNAMIC, allowUnknown: true }],
  result: elementType,
  nullable: true,
  reads: 'nothing',
  call: ([arg]) => {
    if (arg?.kind === 'unknown' && maybeSingle(arg.type)) return unknownResult(one, [arg]);
    if (isSequence(arg) && arg.open === true && arg.elements.length < 2) return unknownResult(one, [arg]);
    if (isSequence(arg) && arg.elements.length === 0) return nullOf(elementType([arg]));
    if (isSequence(arg) && arg.elements.length === 1) return arg.elements[0] ?? NULL;
    if (arg?.kind === 'set' && !isFullyKnown(arg)) return unknownResult(one, [arg]);
    return { error: 'must be a list, set, or tuple value with either zero or one elements', parameter: 'list' };
  },
};

/** A null that remembers its type, where there is one. */
function nullOf(type: Type | undefined): Value {
  return type === undefined || type.kind === 'dynamic' ? NULL : { kind: 'null', type };
}

function maybeSingle(type: Type | undefined): boolean {
  const kind = type?.kind ?? 'dynamic';
  return (
    kind === 'dynamic' || kind === 'list' || kind === 'set' || (type?.kind === 'tuple' && type.elements.length < 2)
  );
}

const reverse: FunctionDefinition = {
  parameters: [{ name: 'list', type: DYNAMIC }],
  result: (args) => {
    const element = elementType(args);
    return element && { kind: 'list', element };
  },
  reads: 'nothing',
  call: ([arg]) => {
    if (isSequence(arg)) return resized(arg, arg.elements.toReversed());
    return { error: `can only reverse list or tuple values, not ${friendlyName(arg)}`, parameter: 'list' };
  },
};

const slice: FunctionDefinition = {
  parameters: [
    { name: 'list', type: DYNAMIC },
    { name: 'start_index', type: NUMBER },
    { name: 'end_index', type: NUMBER },
  ],
  result: sameAsFirst,
  reads: 'nothing',
  call: ([arg, startArg, endArg]) => {
    if (arg?.kind === 'set') {
      return {
        error:
          'cannot slice a set, because its elements do not have indices; explicitly convert to a list if the ordering of the result is not important',
        parameter: 'list',
      };
    }
    if (!isSequence(arg)) return { error: 'must be a list or tuple value', parameter: 'list' };
    const start = sliceIndex(startArg, 'start', arg.elements.length);
    if (isSliceError(start)) return start;
    const end = sliceIndex(endArg, 'end', arg.elements.length);
    if (isSliceError(end)) return end;
    if (start > end) return { error: 'start index must not be greater than end index', parameter: 'start_index' };
    return resized(arg, arg.elements.slice(start, end));
  },
};

type SliceError = { readonly error: string; readonly parameter: string };

function sliceIndex(value: Value | undefined, which: 'start' | 'end', length: number): number | SliceError {
  const whole = wholeNumber(value);
  const parameter = `${which}_index`;
  if ('error' in whole) return { error: `invalid ${which} index: ${whole.error}`, parameter };
  if (whole.whole < 0) return { error: `${which} index must not be less than zero`, parameter };
  if (whole.whole > length)
    return { error: `${which} index must not be greater than the length of the list`, parameter };
  return whole.whole;
}

function isSliceError(result: number | SliceError): result is SliceError {
  return typeof result !== 'number';
}

const NO_SUM = { error: 'argument must be list, set, or tuple of number values', parameter: 'list' };

function added(a: NumberValue, b: NumberValue): NumberValue | undefined {
  if (!isInfinite(a) && !isInfinite(b)) return arithmetic('+', a, b);
  return Number.isNaN(a.value + b.value) ? undefined : number(a.value + b.value);
}

const sum: FunctionDefinition = {
  parameters: [{ name: 'list', type: DYNAMIC }],
  result: NUMBER,
  call: ([arg]) => {
    if (isMapping(arg) && arg.entries.size > 0) {
      return { error: `argument must be list, set, or tuple. Received ${friendlyName(arg)}`, parameter: 'list' };
    }
    if (!isMapping(arg) && !isSequence(arg)) return { error: 'cannot sum noniterable', parameter: 'list' };
    const numbers: NumberValue[] = [];
    for (const each of elementsOf(arg)) {
      const conversion = convert(each, NUMBER);
      if ('error' in conversion || conversion.value.kind !== 'number') return NO_SUM;
      numbers.push(conversion.value);
    }
    const [first, ...rest] = numbers;
    if (first === undefined) return { error: 'cannot sum an empty list', parameter: 'list' };
    let total: NumberValue | undefined = first;
    for (const each of rest) total = total && added(total, each);
    return total ?? { error: "can't compute sum of opposing infinities" };
  },
};

export const SEQUENCE_FUNCTIONS: FunctionTable = {
  alltrue,
  anytrue,
  chunklist,
  compact,
  concat,
  contains,
  distinct,
  element,
  flatten,
  index,
  matchkeys,
  one,
  reverse,
  slice,
  sum,
};
