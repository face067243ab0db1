/** Builds instances from plain JavaScript: arrays are tuples, `blocks(...)` nested blocks, `unknown()` what is not known. */
import type { MappingValue, Reference, SequenceValue, UnknownValue, Value } from '../../src/value/value.ts';

export type Plain = null | boolean | number | string | readonly Plain[] | Written | Value;

interface Written {
  readonly [name: string]: Plain;
}

export function instance(written: Written): MappingValue {
  return { kind: 'object', entries: new Map(Object.entries(written).map(([name, entry]) => [name, value(entry)])) };
}

export function value(plain: Plain): Value {
  if (plain === null) return { kind: 'null' };
  if (typeof plain === 'boolean') return { kind: 'bool', value: plain };
  if (typeof plain === 'number') return { kind: 'number', value: plain };
  if (typeof plain === 'string') return { kind: 'string', value: plain };
  if (Array.isArray(plain)) return { kind: 'tuple', elements: plain.map(value) };
  return isValue(plain) ? plain : instance(plain as Written);
}

const KINDS = ['null', 'bool', 'number', 'string', 'list', 'set', 'tuple', 'map', 'object', 'unknown', 'choice'];

function isValue(plain: object): plain is Value {
  return 'kind' in plain && typeof plain.kind === 'string' && KINDS.includes(plain.kind);
}

export function blocks(...bodies: readonly (Written | UnknownValue)[]): SequenceValue {
  return { kind: 'list', blocks: true, elements: bodies.map((body) => value(body as Plain)) };
}

export function unknown(known: Partial<UnknownValue> = {}): UnknownValue {
  return { kind: 'unknown', references: [], reasons: [], ...known };
}

/** The unknown value of `aws_sqs_queue.name.arn` or `data.aws_sqs_queue.name.arn`, with any instance key. */
export function attribute(address: string, key?: string | number): UnknownValue {
  const steps = address.split('.');
  const subject = steps[0] === 'data' ? 'data' : 'managed';
  const [type = '', name = '', ...path] = subject === 'data' ? steps.slice(1) : steps;
  const is: Reference = {
    subject,
    type,
    name,
    attribute: path,
    module: [],
    ...(key !== undefined && { key }),
    place: NOWHERE,
  };
  return unknown({ is, references: [is] });
}

const NOWHERE = { start: 0, end: 0 } as unknown as Reference['place'];
