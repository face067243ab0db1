/** The encoding of values in the vectors of ../shared. */
import { bool, list, map, NULL, number, object, string, tuple, unknown } from '../../../src/value/construct.ts';
import { compareNumbers, parseNumber } from '../../../src/value/decimal.ts';
import { set } from '../../../src/value/set.ts';
import { DYNAMIC, hasDynamic, sameType, type Type } from '../../../src/value/type.ts';
import { typeOf } from '../../../src/value/unify.ts';
import type { UnknownValue, Value } from '../../../src/value/value.ts';

export type VectorType = string | readonly [string, unknown];

export type VectorValue =
  | { readonly t: 'string'; readonly v: string }
  | { readonly t: 'number'; readonly v: string }
  | { readonly t: 'bool'; readonly v: boolean }
  | { readonly t: 'null' | 'unknown'; readonly of?: VectorType }
  | { readonly t: 'list' | 'set' | 'tuple'; readonly v: readonly VectorValue[] }
  | { readonly t: 'map' | 'object'; readonly v: Readonly<Record<string, VectorValue>> }
  | { readonly t: 'marked'; readonly v: VectorValue }
  | { readonly t: 'refined'; readonly v: VectorValue; readonly refine: readonly (readonly unknown[])[] };

/** `undefined` for what is no value of Terraform's (an unresolved name of a Go test). */
export function readValue(encoded: VectorValue): Value | undefined {
  switch (encoded.t) {
    case 'string':
      return string(encoded.v);
    case 'number':
      return encoded.v.endsWith('inf')
        ? number(encoded.v.startsWith('-') ? -Infinity : Infinity)
        : parseNumber(encoded.v);
    case 'bool':
      return bool(encoded.v);
    case 'null': {
      const type = readType(encoded.of ?? 'any');
      return type.kind === 'dynamic' ? NULL : { kind: 'null', type };
    }
    case 'unknown': {
      const type = readType(encoded.of ?? 'any');
      return unknown(type.kind === 'dynamic' ? {} : { type });
    }
    case 'list':
    case 'set':
    case 'tuple': {
      const elements = encoded.v.map(readValue);
      if (!elements.every((element) => element !== undefined)) return undefined;
      return encoded.t === 'list' ? list(elements) : encoded.t === 'set' ? set(elements) : tuple(elements);
    }
    case 'map':
    case 'object': {
      const entries: (readonly [string, Value])[] = [];
      for (const [key, inner] of Object.entries(encoded.v)) {
        const value = readValue(inner);
        if (value === undefined) return undefined;
        entries.push([key, value]);
      }
      return encoded.t === 'map' ? map(entries) : object(entries);
    }
    case 'marked': {
      const value = readValue(encoded.v);
      return value && { ...value, sensitive: true };
    }
    case 'refined': {
      const value = readValue(encoded.v);
      return value?.kind === 'unknown' ? encoded.refine.reduce(refined, value) : value;
    }
    default:
      return undefined;
  }
}

function refined(value: UnknownValue, [name, encoded]: readonly unknown[]): UnknownValue {
  const argument = typeof encoded === 'object' && encoded !== null && 'n' in encoded ? encoded.n : encoded;
  const bounds = value.length ?? { min: 0 };
  switch (name) {
    case 'NotNull':
      return { ...value, notNull: true };
    case 'StringPrefix':
    case 'StringPrefixFull':
      return { ...value, prefix: String(argument) };
    case 'CollectionLengthLowerBound':
      return { ...value, length: { ...bounds, min: Number(argument) } };
    case 'CollectionLengthUpperBound':
      return { ...value, length: { ...bounds, max: Number(argument) } };
    case 'CollectionLength':
      return { ...value, length: { min: Number(argument), max: Number(argument) } };
    default:
      return value;
  }
}

function readType(type: VectorType): Type {
  if (typeof type === 'string') {
    return type === 'string' || type === 'number' || type === 'bool' ? { kind: type } : DYNAMIC;
  }
  const [kind, inner] = type;
  if (kind === 'list' || kind === 'set' || kind === 'map') return { kind, element: readType(inner as VectorType) };
  if (kind === 'tuple') return { kind, elements: (inner as readonly VectorType[]).map(readType) };
  if (kind !== 'object') return DYNAMIC;
  const attributes = Object.entries(inner as Readonly<Record<string, VectorType>>);
  return { kind, attributes: Object.fromEntries(attributes.map(([name, each]) => [name, { type: readType(each) }])) };
}

/** What `got` has against being `want`; `undefined` when it is. */
export function difference(got: Value, want: Value): string | undefined {
  if (want.kind === 'unknown') {
    if (got.kind !== 'unknown' || got.failed) return `known: ${shown(got)}`;
    if (!isSameOrVaguer(got.type, want.type)) return `type ${JSON.stringify(got.type)}`;
    if (want.notNull === true && got.notNull !== true) return 'may be null';
    if (want.prefix !== undefined && !got.prefix?.startsWith(want.prefix)) return `prefix ${got.prefix}`;
    if (want.length !== undefined && JSON.stringify(got.length) !== JSON.stringify(want.length)) return 'length bounds';
    return undefined;
  }
  if (want.sensitive === true && got.sensitive !== true) return 'the mark is lost';
  if (got.kind !== want.kind) return shown(got);
  if ('elements' in want && 'elements' in got) {
    if (got.elements.length !== want.elements.length) return shown(got);
    return first(want.elements.map((element, at) => difference(got.elements[at] ?? NULL, element)));
  }
  if ('entries' in want && 'entries' in got) {
    if (got.entries.size !== want.entries.size) return shown(got);
    return first([...want.entries].map(([key, entry]) => difference(got.entries.get(key) ?? unknown(), entry)));
  }
  if (want.kind === 'number' && got.kind === 'number') return compareNumbers(got, want) === 0 ? undefined : shown(got);
  return 'value' in want && 'value' in got && want.value !== got.value ? shown(got) : undefined;
}

function first(problems: readonly (string | undefined)[]): string | undefined {
  return problems.find((problem) => problem !== undefined);
}

function isSameOrVaguer(got: Type | undefined, want: Type | undefined): boolean {
  if (got === undefined || want === undefined || hasDynamic(want)) return true;
  return hasDynamic(got) || sameType(got, want);
}

export function shown(value: Value): string {
  if (value.kind === 'unknown' && value.failed)
    return `error: ${value.reasons.map((reason) => reason.text).join('; ')}`;
  const text = JSON.stringify(value, (_key, each: unknown) => (each instanceof Map ? Object.fromEntries(each) : each));
  return `${value.kind} ${JSON.stringify(typeOf(value))} ${text}`.slice(0, 600);
}
