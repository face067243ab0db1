/** Terraform's conversion of values to type constraints. A value keeps its marks and its identity through it. */
import { failed, retyped, string as stringValue } from './construct.ts';
import { numberText, parseNumber } from './decimal.ts';
import { set } from './set.ts';
import { DYNAMIC, describeType, hasDynamic, isPrimitive, type Type } from './type.ts';
import { conversionExists, typeOf, unify } from './unify.ts';
import type { MappingValue, Marks, SequenceValue, UnknownValue, Value } from './value.ts';

/** The converted value, or why it does not convert, in Terraform's words (`a number is required`), and where inside it. */
export type Conversion = { readonly value: Value } | ConversionError;

export interface ConversionError {
  readonly error: string;
  /** Index, key or attribute name of each level, outermost first. */
  readonly path: readonly (string | number)[];
}

export function convert(value: Value, type: Type): Conversion {
  switch (value.kind) {
    case 'null':
      return { value: type.kind === 'dynamic' ? value : { ...value, type } };
    case 'unknown':
      return convertUnknown(value, type);
    case 'choice': {
      const options = value.options.map((option) => ({ option, result: convert(option.value, type) }));
      const [first] = options;
      if (first !== undefined && 'error' in first.result && options.every(({ result }) => 'error' in result))
        return first.result;
      return {
        value: {
          ...value,
          options: options.map(({ option, result }) => ({
            ...option,
            value: 'value' in result ? result.value : failed({ kind: 'expression', text: result.error }),
          })),
        },
      };
    }
    case 'bool':
    case 'number':
    case 'string':
    case 'list':
    case 'set':
    case 'tuple':
    case 'map':
    case 'object':
      return convertKnown(value, type);
  }
}

type Known = Exclude<Value, { readonly kind: 'null' | 'unknown' | 'choice' }>;

function convertKnown(value: Known, type: Type): Conversion {
  switch (type.kind) {
    case 'dynamic':
      return { value };
    case 'string':
      if (value.kind === 'string') return { value };
      if (value.kind === 'number') return { value: { ...stringValue(numberText(value)), ...marksOf(value) } };
      if (value.kind === 'bool') return { value: { ...stringValue(String(value.value)), ...marksOf(value) } };
      return mismatch('string required');
    case 'number': {
      if (value.kind === 'number') return { value };
      if (value.kind !== 'string') return mismatch('number required');
      const number = parseNumber(value.value);
      return number === undefined ? mismatch('a number is required') : { value: { ...number, ...marksOf(value) } };
    }
    case 'bool':
      if (value.kind === 'bool') return { value };
      if (value.kind !== 'string') return mismatch('bool required');
      return convertToBool(value.value, marksOf(value));
    case 'list':
    case 'set':
      if (value.kind !== 'list' && value.kind !== 'set' && value.kind !== 'tuple')
        return mismatch(`${describeType(type)} required`);
      return convertSequence(value, type);
    case 'map':
      if (value.kind !== 'map' && value.kind !== 'object') return mismatch(`${describeType(type)} required`);
      return convertToMap(value, type.element);
    case 'tuple':
      return convertToTuple(value, type);
    case 'object':
      if (value.kind !== 'map' && value.kind !== 'object') return mismatch('object required');
      return convertToObject(value, type);
  }
}

function convertToBool(text: string, marks: Marks): Conversion {
  if (text === 'true' || text === '1') return { value: { kind: 'bool', value: true, ...marks } };
  if (text === 'false' || text === '0') return { value: { kind: 'bool', value: false, ...marks } };
  const lower = text.toLowerCase();
  if (lower === 'true' || lower === 'false') {
    return mismatch(`a bool is required; to convert from string, use lowercase "${lower}"`);
  }
  return mismatch('a bool is required');
}

function convertSequence(
  value: SequenceValue,
  type: { readonly kind: 'list' | 'set' | 'map'; readonly element: Type },
): Conversion {
  const element = elementType(value.elements, type.element);
  if (element === undefined || (hasBareNull(value.elements) && type.element.kind === 'dynamic' && !isPlain(element)))
    return mismatch(`all ${type.kind} elements must have the same type`);
  const elements: Value[] = [];
  for (const [at, item] of value.elements.entries()) {
    const result = convert(item, element);
    if ('error' in result) return inside(at, result, value.kind === 'set' ? undefined : `element ${at}`);
    elements.push(result.value);
  }
  if (type.kind === 'set') return { value: { ...value, ...set(elements) } };
  return { value: { ...value, kind: 'list', elements } };
}

/** A null without a type, which cty does not put beside lists, maps and the like. */
function hasBareNull(elements: readonly Value[]): boolean {
  return elements.some((element) => element.kind === 'null' && element.type === undefined);
}

function isPlain(type: Type): boolean {
  return isPrimitive(type) || type.kind === 'dynamic';
}

function convertToMap(value: MappingValue, wanted: Type): Conversion {
  const element = elementType([...value.entries.values()], wanted);
  if (element === undefined) return mismatch('all map elements must have the same type');
  const entries = new Map<string, Value>();
  for (const [key, entry] of value.entries) {
    const result = convert(entry, element);
    if ('error' in result) return inside(key, result, `element ${JSON.stringify(key)}`);
    entries.set(key, result.value);
  }
  return { value: { ...value, kind: 'map', entries } };
}

/** The type of the elements when `any` was asked for: the one that all of them convert to. */
function elementType(elements: readonly Value[], wanted: Type): Type | undefined {
  if (!hasDynamic(wanted)) return wanted;
  if (wanted.kind !== 'dynamic') return wanted;
  return elements.length === 0 ? DYNAMIC : unify(elements.filter((element) => element.kind !== 'null').map(typeOf));
}

function convertToTuple(value: Known, type: Type & { readonly kind: 'tuple' }): Conversion {
  if (value.kind !== 'tuple') return mismatch('tuple required');
  if (value.open) return { value };
  if (value.elements.length !== type.elements.length) return mismatch('tuple required');
  const elements: Value[] = [];
  for (const [at, wanted] of type.elements.entries()) {
    const result = convert(value.elements[at] ?? value, wanted);
    if ('error' in result) return inside(at, result, `element ${at}`);
    elements.push(result.value);
  }
  return { value: { ...value, elements } };
}

function convertToObject(value: MappingValue, type: Type & { readonly kind: 'object' }): Conversion {
  const entries = new Map<string, Value>();
  const missing: string[] = [];
  for (const [name, attribute] of Object.entries(type.attributes)) {
    const given = value.entries.get(name);
    if (given === undefined && value.open)
      entries.set(name, { kind: 'unknown', type: attribute.type, references: [], reasons: [] });
    else if (given === undefined && attribute.optional !== true) missing.push(name);
    else if (given === undefined || given.kind === 'null')
      entries.set(name, attribute.default ?? { ...given, kind: 'null', type: attribute.type });
    else {
      const result = convert(given, attribute.type);
      if ('error' in result) return inside(name, result, `attribute ${JSON.stringify(name)}`);
      entries.set(name, result.value);
    }
  }
  if (missing.length > 0) return mismatch(missingMessage(missing));
  return { value: { ...value, kind: 'object', entries } };
}

function missingMessage(names: readonly string[]): string {
  const quoted = names.map((name) => JSON.stringify(name)).sort();
  if (quoted.length === 1) return `attribute ${quoted[0]} is required`;
  return `attributes ${quoted.slice(0, -1).join(', ')}${quoted.length > 2 ? ',' : ''} and ${quoted.at(-1)} are required`;
}

function convertUnknown(value: UnknownValue, type: Type): Conversion {
  if (type.kind === 'dynamic') return { value };
  if (value.type === undefined || value.type.kind === 'dynamic') return { value: { ...value, type } };
  if (!conversionExists(value.type, type))
    return mismatch(`${isPrimitive(type) ? type.kind : describeType(type)} required`);
  if (value.type.kind === type.kind && isPrimitive(type)) return { value };
  return { value: retyped(value, type) };
}

function marksOf(value: Value): Marks {
  const { sensitive, late, origin, is } = value;
  return { ...(sensitive && { sensitive }), ...(late && { late }), ...(origin && { origin }), ...(is && { is }) };
}

function mismatch(error: string): ConversionError {
  return { error, path: [] };
}

function inside(step: string | number, { error, path }: ConversionError, label: string | undefined): ConversionError {
  return { error: label === undefined ? error : `${label}: ${error}`, path: [step, ...path] };
}
