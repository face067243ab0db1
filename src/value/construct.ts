import type { Type } from './type.ts';
import type {
  BoolValue,
  MappingValue,
  NullValue,
  NumberValue,
  Reason,
  Reference,
  SequenceValue,
  StringValue,
  UnknownValue,
  Value,
} from './value.ts';

export const NULL: NullValue = { kind: 'null' };
export const TRUE: BoolValue = { kind: 'bool', value: true };
export const FALSE: BoolValue = { kind: 'bool', value: false };

export function bool(value: boolean): BoolValue {
  return value ? TRUE : FALSE;
}

/** A number that a double holds exactly, or whose shortest decimal text is meant (0.1). */
export function number(value: number): NumberValue {
  return { kind: 'number', value };
}

/** Strings are NFC in Terraform. */
export function string(value: string): StringValue {
  return { kind: 'string', value: isPlain(value) ? value : value.normalize('NFC') };
}

export function tuple(elements: readonly Value[]): SequenceValue {
  return { kind: 'tuple', elements };
}

export function list(elements: readonly Value[]): SequenceValue {
  return { kind: 'list', elements };
}

export function object(entries: Iterable<readonly [string, Value]>): MappingValue {
  return { kind: 'object', entries: new Map(entries) };
}

export function map(entries: Iterable<readonly [string, Value]>): MappingValue {
  return { kind: 'map', entries: new Map(entries) };
}

/** An unknown value with nothing known about it but what is given. */
export function unknown(known: Partial<Omit<UnknownValue, 'kind'>> = {}): UnknownValue {
  return { kind: 'unknown', references: [], reasons: [], ...known };
}

/** The value of an expression that Terraform refuses to evaluate. */
export function failed(reason: Reason, references: readonly Reference[] = []): UnknownValue {
  return { kind: 'unknown', references, reasons: [reason], failed: true };
}

/** The same unknown with another type; refinements that depend on the old type are gone. */
export function retyped(value: UnknownValue, type: Type): UnknownValue {
  const { prefix: _prefix, parts: _parts, length: _length, type: _type, ...rest } = value;
  return { ...rest, type };
}

function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x2ff) return false;
  return true;
}
