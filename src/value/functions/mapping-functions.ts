/** Terraform's functions on maps and objects. */
import { compareText } from '../../text/order.ts';
import { list, map, NULL, object, string, tuple } from '../construct.ts';
import { unknownFrom, withMarksOf } from '../marks.ts';
import { sortedEntries } from '../set.ts';
import { DYNAMIC, sameType } from '../type.ts';
import { typeOf } from '../unify.ts';
import type { Value } from '../value.ts';
import { unknownResult } from './call.ts';
import { lookup } from './lookup.ts';
import { elementsOf, elementType, friendlyName, isMapping, STRINGS } from './shapes.ts';
import type { CallResult, FunctionDefinition, FunctionTable } from './signature.ts';

const keys: FunctionDefinition = {
  parameters: [{ name: 'inputMap', type: DYNAMIC, allowUnknown: true }],
  result: (args) => (args[0] !== undefined && typeOf(args[0]).kind === 'map' ? STRINGS : undefined),
  reads: 'nothing',
  call: ([arg]) => {
    if (arg === undefined || arg.kind === 'unknown' || ('open' in arg && arg.open === true)) return keysOfUnknown(arg);
    if (!isMapping(arg)) return { error: 'must have map or object type', parameter: 'inputMap' };
    const names = [...arg.entries.keys()].sort(compareText).map(string);
    return arg.kind === 'map' ? list(names) : tuple(names);
  },
};

/** Of an object the type is enough. */
function keysOfUnknown(arg: Value | undefined): CallResult {
  if (arg?.kind === 'unknown' && arg.type?.kind === 'object') {
    return tuple(Object.keys(arg.type.attributes).sort(compareText).map(string));
  }
  return unknownResult(keys, arg === undefined ? [] : [arg]);
}

const merge: FunctionDefinition = {
  parameters: [],
  variadic: { name: 'maps', type: DYNAMIC, allowNull: true, allowUnknown: true },
  result: (args) => {
    const [first = DYNAMIC, ...rest] = args.map(typeOf);
    return first.kind === 'map' && rest.every((type) => sameType(type, first)) ? first : undefined;
  },
  reads: 'nothing',
  call: (args) => {
    const wrong = args.find((arg) => arg.kind !== 'null' && arg.kind !== 'unknown' && !isMapping(arg));
    if (wrong !== undefined)
      return { error: `arguments must be maps or objects, got ${JSON.stringify(friendlyName(wrong))}` };
    if (args.some((arg) => arg.kind === 'unknown')) return unknownResult(merge, args);
    const mappings = args.filter(isMapping);
    const entries = new Map<string, Value>();
    for (const mapping of mappings) {
      // More keys than those listed may stand in an open map, and replace what came before.
      if (mapping.open === true) for (const [key, entry] of entries) entries.set(key, unknownFrom([entry, mapping]));
      for (const [key, entry] of mapping.entries) entries.set(key, entry);
    }
    const merged = isOneMapType(args) ? map(entries) : object(entries);
    return mappings.some((mapping) => mapping.open === true) ? { ...merged, open: true } : merged;
  },
};

/** Whether all are maps of one type, nulls included; the type of an empty one is taken to be that of the others. */
function isOneMapType(args: readonly Value[]): boolean {
  const types = args.map(typeOf);
  if (types.length === 0 || types.some((type) => type.kind !== 'map')) return false;
  const [first, ...rest] = types.filter((type) => type.kind === 'map' && type.element.kind !== 'dynamic');
  return first === undefined || rest.every((type) => sameType(type, first));
}

const transpose: FunctionDefinition = {
  parameters: [{ name: 'values', type: { kind: 'map', element: STRINGS } }],
  result: { kind: 'map', element: STRINGS },
  call: ([arg]) => {
    const turned = new Map<string, string[]>();
    for (const [key, entry] of isMapping(arg) ? arg.entries : []) {
      if (entry.kind === 'null') return { error: 'input must be a map of lists of strings' };
      for (const each of elementsOf(entry)) {
        if (each.kind !== 'string') return { error: 'input must be a map of lists of strings' };
        const names = turned.get(each.value);
        if (names === undefined) turned.set(each.value, [key]);
        else names.push(key);
      }
    }
    return map([...turned].map(([key, names]) => [key, list(names.sort(compareText).map(string))]));
  },
};

const values: FunctionDefinition = {
  parameters: [{ name: 'mapping', type: DYNAMIC }],
  result: (args) => {
    const element = elementType(args);
    return element && { kind: 'list', element };
  },
  reads: 'nothing',
  call: ([arg]) => {
    if (!isMapping(arg)) return { error: 'values() requires a map as the first argument' };
    const entries = sortedEntries(arg.entries).map(([, entry]) => entry);
    return arg.kind === 'map' ? list(entries) : tuple(entries);
  },
};

const zipmap: FunctionDefinition = {
  parameters: [
    { name: 'keys', type: STRINGS },
    { name: 'values', type: DYNAMIC },
  ],
  result: (args) => {
    const type = args[1] === undefined ? DYNAMIC : typeOf(args[1]);
    return type.kind === 'list' ? { kind: 'map', element: type.element } : undefined;
  },
  reads: 'nothing',
  call: ([keyList, given]) => {
    if (given?.kind !== 'list' && given?.kind !== 'tuple')
      return { error: 'values argument must be a list or tuple value' };
    const names = elementsOf(keyList);
    if (names.length !== given.elements.length) {
      return { error: `number of keys (${names.length}) does not match number of values (${given.elements.length})` };
    }
    const entries = new Map<string, Value>();
    for (const [at, name] of names.entries()) {
      if (name.kind === 'null') return { error: `keys list has null value at index ${at}` };
      if (name.kind !== 'string') return unknownResult(zipmap, [keyList ?? NULL, given]);
      entries.set(name.value, given.elements[at] ?? NULL);
    }
    return withMarksOf(given.kind === 'list' ? map(entries) : object(entries), names);
  },
};

export const MAPPING_FUNCTIONS: FunctionTable = {
  keys,
  lookup,
  merge,
  transpose,
  values,
  zipmap,
};
