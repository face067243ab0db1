/**
 * Limits: what the precompiled validator says of an instance whose names and types are right. The validator gets plain
 * JSON in which each unknown is a fresh symbol. No keyword accepts a symbol, or else it does not look at it: what it reports
 * is at the symbol's own pointer, and dropped. Lower bounds of collections that may have more elements are dropped too.
 */
import { child, type JsonPointer, parent, tokens } from '../text/pointer.ts';
import type { MappingValue, SequenceValue, Value } from '../value/value.ts';
import { refused, UNKNOWN } from './refused.ts';
import {
  type ArgumentSchema,
  type BlockSchema,
  type BodySchema,
  type LimitError,
  member,
  type ResourceSchema,
} from './schema.ts';
import { writtenAt } from './step.ts';
import type { Judgement, Violation, ViolationParams } from './validate.ts';

/** Of several keywords that refuse one value, the first one here is reported. */
const PRECEDENCE: readonly Violation['keyword'][] = [
  'required',
  'enum',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'pattern',
];

/** Checks the limits of a shaped instance; what is refused is unknown in the instance that it gives. */
export function checkLimits(schema: ResourceSchema, values: MappingValue): Judgement {
  const rendered = render(values);
  if (schema.checkLimits(rendered)) return { violations: [], instance: values };
  const found = new Map<JsonPointer, Violation>();
  for (const error of schema.checkLimits.errors ?? []) {
    const violation = toViolation(error, { schema, values });
    if (violation === undefined) continue;
    const earlier = found.get(violation.pointer);
    if (earlier === undefined || rank(violation) < rank(earlier)) found.set(violation.pointer, violation);
  }
  const violations = [...found.values()];
  return { violations, instance: violations.reduce(withoutViolation, values) };
}

function rank({ keyword }: Violation): number {
  return PRECEDENCE.indexOf(keyword);
}

function render(value: Value): unknown {
  switch (value.kind) {
    case 'null':
      return undefined;
    case 'bool':
    case 'number':
    case 'string':
      return value.value;
    case 'unknown':
    case 'choice':
      return Symbol('unknown');
    case 'list':
    case 'set':
    case 'tuple':
      return value.elements.map(render);
    case 'map':
    case 'object': {
      const object: Record<string, unknown> = Object.create(null);
      for (const [name, entry] of value.entries) object[name] = render(entry);
      return object;
    }
  }
}

/** Keywords about which the table says more than the validator. */
const IN_RANGE = new Set(['enum', 'minimum', 'maximum', 'minLength', 'maxLength']);

interface Subject {
  readonly schema: ResourceSchema;
  readonly values: MappingValue;
}

function toViolation(
  { instancePath, keyword, params, propertyName }: LimitError,
  subject: Subject,
): Violation | undefined {
  const at = instancePath as JsonPointer;
  const value = writtenAt(subject.values, at);
  if (value === undefined || value.kind === 'unknown') return undefined;
  switch (keyword) {
    case 'required': {
      if ('open' in value && value.open) return undefined;
      const pointer = child(at, String(params['missingProperty']));
      return { pointer, keyword, params: facts(keyword, pointer, subject) };
    }
    case 'minItems':
    case 'maxItems':
      return 'elements' in value
        ? itemCount(keyword, value, { at, limit: Number(params['limit']), subject })
        : undefined;
    case 'enum':
    case 'minimum':
    case 'maximum':
    case 'pattern':
    case 'minLength':
    case 'maxLength': {
      const judged: Value = propertyName === undefined ? value : { kind: 'string', value: propertyName };
      const pointer = propertyName === undefined ? at : child(at, propertyName);
      return {
        pointer,
        keyword,
        params: {
          ...bound(keyword, params),
          ...facts(keyword, at, subject),
          ...details(keyword, params, judged),
          value: judged,
        },
      };
    }
    default:
      // `anyOf`, `const` and `propertyNames` come with an error for each of their parts.
      return undefined;
  }
}

/** An open list may have more elements; a block that stands for any number of them may stand for none. */
function itemCount(
  keyword: 'minItems' | 'maxItems',
  value: SequenceValue,
  { at, limit, subject }: { readonly at: JsonPointer; readonly limit: number; readonly subject: Subject },
): Violation | undefined {
  if (keyword === 'minItems' && value.open) return undefined;
  const certain = [...value.elements.keys()].filter((index) => !isRepresentative(value.elements[index]));
  if (keyword === 'maxItems' && certain.length <= limit) return undefined;
  const surplus = keyword === 'maxItems' && value.blocks ? certain[limit] : undefined;
  return {
    pointer: surplus === undefined ? at : child(at, surplus),
    keyword,
    params: { ...facts(keyword, at, subject), value, limit, count: certain.length },
  };
}

function isRepresentative(value: Value | undefined): boolean {
  return value !== undefined && 'entries' in value && value.representative === true;
}

/** The one bound that the validator names; the schema's whole range stands above it. */
function bound(keyword: string, { limit }: LimitError['params']): Partial<ViolationParams> {
  if (typeof limit !== 'number') return {};
  return keyword.startsWith('min') ? { minimum: limit } : { maximum: limit };
}

function details(keyword: string, { pattern }: LimitError['params'], value: Value): Partial<ViolationParams> {
  if (keyword === 'pattern') return { pattern: String(pattern) };
  if (keyword.endsWith('Length') && value.kind === 'string') return { length: [...value.value].length };
  return {};
}

/** What the schema says of the argument or block at a pointer. */
function facts(keyword: string, pointer: JsonPointer, { schema: { body } }: Subject): ViolationParams {
  const { name, schema } = schemaAt(body, pointer);
  const enforced = { stage: 'validate', enforced: 'terraform' } as const;
  if (schema === undefined) return { name, form: 'argument', ...enforced };
  const shared = {
    name,
    form: schema.kind,
    description: schema.description,
    since: schema.since,
    ...enforced,
    ...schema.limits?.[keyword],
  };
  if (schema.kind === 'block' || !IN_RANGE.has(keyword)) return shared;
  const { minimum, maximum, also, allowed } = schema;
  if (keyword === 'enum') return { ...shared, ...(allowed && { allowed }) };
  return {
    ...shared,
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(also !== undefined && { also }),
  };
}

/** The innermost argument or block type on the way to a pointer. */
function schemaAt(
  body: BodySchema,
  pointer: JsonPointer,
): { readonly name: string; readonly schema: ArgumentSchema | BlockSchema | undefined } {
  let names: BodySchema | undefined = body;
  let found: { name: string; schema: ArgumentSchema | BlockSchema | undefined } = { name: '', schema: undefined };
  for (const token of tokens(pointer)) {
    if (names === undefined) break;
    const schema: ArgumentSchema | BlockSchema | undefined = member(names, token);
    if (schema === undefined) continue;
    found = { name: token, schema };
    names = schema.kind === 'block' ? schema.body : undefined;
  }
  return found;
}

/**
 * The instance with the refused value unknown. Of a block type that may occur once, none is to be trusted; of one that may
 * occur more often, those within the limit are.
 */
function withoutViolation(
  values: MappingValue,
  { pointer, keyword, params: { limit, form } }: Violation,
): MappingValue {
  if (keyword !== 'maxItems' || form !== 'block' || limit === undefined) return replaceAt(values, pointer, refused);
  return replaceAt(values, parent(pointer), (value) =>
    limit > 1 && 'elements' in value
      ? { ...value, elements: value.elements.slice(0, surplus(pointer)), open: true }
      : refused(value),
  );
}

function surplus(pointer: JsonPointer): number {
  return Number(tokens(pointer).at(-1));
}

function replaceAt(values: MappingValue, pointer: JsonPointer, by: (value: Value) => Value): MappingValue {
  const [first, ...others] = tokens(pointer);
  return first === undefined ? values : replaceInMapping(values, [first, ...others], by);
}

function replace(value: Value, path: readonly string[], by: (value: Value) => Value): Value {
  const [step, ...others] = path;
  if (step === undefined) return by(value);
  switch (value.kind) {
    case 'map':
    case 'object':
      return replaceInMapping(value, [step, ...others], by);
    case 'list':
    case 'set':
    case 'tuple':
      return {
        ...value,
        elements: value.elements.map((element, index) =>
          String(index) === step ? replace(element, others, by) : element,
        ),
      };
    case 'null':
    case 'bool':
    case 'number':
    case 'string':
    case 'unknown':
    case 'choice':
      return value;
  }
}

function replaceInMapping(
  value: MappingValue,
  [name, ...path]: readonly [string, ...string[]],
  by: (value: Value) => Value,
): MappingValue {
  return { ...value, entries: new Map(value.entries).set(name, replace(value.entries.get(name) ?? UNKNOWN, path, by)) };
}
