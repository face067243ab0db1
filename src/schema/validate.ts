/**
 * The one owner of judging. An instance is walked along its schema: names and forms are checked, values are converted as
 * Terraform does it and nulls are dropped; the precompiled validator then checks the limits, on a rendering in which each
 * unknown is a fresh symbol. Whatever is refused becomes unknown in the judged instance, so that one cause gives one
 * finding: rules of the schema read the violations, all others only the judged instance.
 */
import type { Stage } from '../text/diagnostic.ts';
import { child, type JsonPointer } from '../text/pointer.ts';
import { convert } from '../value/convert.ts';
import { isInt64, isWhole } from '../value/decimal.ts';
import { sensitiveInside } from '../value/marks.ts';
import type { Type } from '../value/type.ts';
import type { MappingValue, SequenceValue, UnknownValue, Value } from '../value/value.ts';
import { isDateTime } from './date-time.ts';
import { faultIn } from './expression-fault.ts';
import { checkLimits } from './limits.ts';
import { explainName, type Suggestion } from './names.ts';
import { checkNewerValues } from './newer-values.ts';
import { refused, UNKNOWN } from './refused.ts';
import {
  type ArgumentSchema,
  type BlockSchema,
  type BodySchema,
  type Enforcer,
  member,
  type ResourceSchema,
} from './schema.ts';
import { path } from './step.ts';
import { excessBytes } from './text-length.ts';
import { ANY_VERSION, type ProviderVersions } from './version.ts';
import { whenKnown } from './when-known.ts';

/** What a schema has against an instance, in JSON Schema's words. */
export interface Violation {
  /** For an absent required argument: the pointer that it would have. For a block too many: the first of these. */
  readonly pointer: JsonPointer;
  /**
   * `x-read-only`, `x-block` (an argument is written where blocks belong) and `x-argument` (the reverse) are what only
   * Terraform knows; `additionalProperties` is a name that the schema does not have. `x-newer` is an argument or block type,
   * `x-newer-value` a value, that no provider version has that may run. `x-attribute` is an expression that reads an attribute
   * which the value does not have.
   */
  readonly keyword:
    | 'additionalProperties'
    | 'x-block'
    | 'x-argument'
    | 'x-read-only'
    | 'x-newer'
    | 'x-newer-value'
    | 'x-attribute'
    | 'required'
    | 'type'
    | 'format'
    | 'enum'
    | 'minimum'
    | 'maximum'
    | 'minLength'
    | 'maxLength'
    | 'pattern'
    | 'minItems'
    | 'maxItems';
  readonly params: ViolationParams;
}

/** What a message needs; which of it is set depends on the keyword. */
export interface ViolationParams {
  /** The name of the argument or block type. */
  readonly name: string;
  /** How it is written in the configuration. */
  readonly form: 'argument' | 'block';
  /** What the argument is for, one sentence; not for unknown names. */
  readonly description?: string;
  /** The first provider version that has it; a trailing `~` marks an inferred one. */
  readonly since?: string;
  /** When a literal value is refused, and by whom. */
  readonly stage: Stage;
  readonly enforced: Enforcer;
  /** AWS's own words, where they are recorded. */
  readonly aws?: string;
  /** The refused value: as written for `type`, converted for the limits. */
  readonly value?: Value;
  /** `minimum`, `maximum`, `minLength`, `maxLength`: the whole range, single values that are allowed besides, and the length of a refused text. */
  readonly minimum?: number;
  readonly maximum?: number;
  readonly also?: readonly number[];
  readonly length?: number;
  /** Set when the length is that of the text in UTF-8. */
  readonly inBytes?: true;
  /** `enum`: the allowed words. */
  readonly allowed?: readonly string[];
  /** `minItems`, `maxItems`: the limit and how many are written; `x-newer-value`: how many blocks are written. */
  readonly limit?: number;
  readonly count?: number;
  /**
   * `type`: Terraform's words, for example `a number is required`, and the type that is wanted; for the problem `conditional`,
   * and for `x-attribute`, what is wrong in our words.
   */
  readonly error?: string;
  readonly wanted?: Type;
  /** `type`: what is wrong, where it is not a failed conversion. */
  readonly problem?: 'not-whole' | 'not-int64' | 'conditional' | 'null-element' | 'whole-resource' | 'splat';
  /** `format`: the form that is wanted; `pattern`: the regular expression that the text misses. */
  readonly format?: 'date-time';
  readonly pattern?: string;
  /** `x-newer`, `x-newer-value`: the provider versions that have it, for example `>= 5.70.0`. */
  readonly needs?: string;
  /** `additionalProperties`: known names that may be meant, the likeliest first. */
  readonly suggestions?: readonly Suggestion[];
  /** `additionalProperties`: blocks that have a member of this name, each as the names that lead to it. */
  readonly elsewhere?: readonly (readonly string[])[];
  /** `additionalProperties`: what is known about this very name. */
  readonly note?: string;
}

export interface Judgement {
  readonly violations: readonly Violation[];
  /** The instance converted by the schema, nulls dropped, every violating pointer unknown. */
  readonly instance: MappingValue;
}

/** Judges an instance by its schema and by the provider versions that may run. Values that are one of several count as unknown. */
export function validate(
  schema: ResourceSchema,
  values: MappingValue,
  versions: ProviderVersions = ANY_VERSION,
): Judgement {
  const violations: Violation[] = [];
  const shaped = judgeBody(schema.body, values, { pointer: '', violations, versions });
  const limited = checkLimits(schema, withFormerlyRequired(schema.body, shaped, { pointer: '', violations, versions }));
  const supported = checkNewerValues(schema.body, limited.instance, versions);
  const all = [...violations, ...limited.violations, ...supported.violations];
  const proved = all.filter((violation) => isProved(violation, values));
  return { violations: proved.map((violation) => whenKnown(violation, values)), instance: supported.instance };
}

/** Reports the arguments that are absent and that all versions that may run require, though newer ones do not. */
function withFormerlyRequired(body: BodySchema, values: MappingValue, { violations, versions }: Walk): MappingValue {
  const entries = new Map(values.entries);
  for (const [name, schema] of Object.entries(body.members)) {
    if (schema.kind === 'block' || schema.requiredIn === undefined || entries.has(name) || values.open) continue;
    if (!versions.isBefore(schema.requiredIn.replace('< ', ''))) continue;
    violations.push({ pointer: child('', name), keyword: 'required', params: shape(schema, name) });
    entries.set(name, UNKNOWN);
  }
  return { ...values, entries };
}

/** Of a block that may not exist at all, Terraform looks only at names and forms: its values have no type yet. */
function isProved({ pointer, keyword }: Violation, values: MappingValue): boolean {
  switch (keyword) {
    case 'additionalProperties':
    case 'x-block':
    case 'x-argument':
    case 'x-newer':
    case 'required':
      return true;
    case 'type':
    case 'x-read-only':
    case 'x-newer-value':
    case 'x-attribute':
    case 'format':
    case 'enum':
    case 'minimum':
    case 'maximum':
    case 'minLength':
    case 'maxLength':
    case 'pattern':
    case 'minItems':
    case 'maxItems':
      return !isInRepresentative(values, pointer);
  }
}

function isInRepresentative(values: MappingValue, pointer: JsonPointer): boolean {
  return [...path(values, pointer)].some((value) => 'representative' in value && value.representative === true);
}

interface Walk {
  readonly pointer: JsonPointer;
  readonly violations: Violation[];
  readonly versions: ProviderVersions;
}

/** What every resource block may hold, whatever its type; `//` is a comment in JSON syntax. */
const META_ARGUMENTS = new Set([
  '//',
  'count',
  'for_each',
  'depends_on',
  'provider',
  'lifecycle',
  'provisioner',
  'connection',
]);

function judgeBody(body: BodySchema, values: MappingValue, walk: Walk): MappingValue {
  const entries = new Map<string, Value>();
  const maybeSet = new Set<string>();
  for (const [name, value] of values.entries) {
    if (walk.pointer === '' && META_ARGUMENTS.has(name)) continue;
    const here: Walk = { ...walk, pointer: child(walk.pointer, name) };
    const schema = member(body, name);
    if (schema === undefined) {
      for (const meant of refuseName(body, name, value, here)) maybeSet.add(meant);
      continue;
    }
    if (isTooNew(schema, value, here)) {
      entries.set(name, refuseTooNew(schema, name, value, here));
      continue;
    }
    const judged =
      schema.kind === 'block' ? judgeBlocks(schema, name, value, here) : judgeArgument(schema, name, value, here);
    if (judged.kind !== 'null') entries.set(name, judged);
  }
  for (const name of maybeSet) if (!entries.has(name)) entries.set(name, UNKNOWN);
  return { ...values, entries };
}

/** Reports a name that the schema does not have; gives the members that may be meant. */
function refuseName(body: BodySchema, name: string, value: Value, { pointer, violations }: Walk): readonly string[] {
  const { suggestions, elsewhere, note, meant } = explainName(body, name);
  violations.push({
    pointer,
    keyword: 'additionalProperties',
    params: {
      name,
      form: isBlocks(value) ? 'block' : 'argument',
      stage: 'validate',
      enforced: 'terraform',
      value,
      suggestions,
      elsewhere,
      ...(note !== undefined && { note }),
    },
  });
  return meant;
}

/** Whether something is written that no version that may run has: Terraform refuses its name, whatever its value is. */
function isTooNew(schema: ArgumentSchema | BlockSchema, value: Value, { versions }: Walk): boolean {
  if (schema.kind === 'argument' ? value.kind === 'null' || schema.readOnly : !isBlocks(value)) return false;
  if (isBlocks(value) && value.elements.length === 0) return false;
  return versions.lacks(schema.since);
}

function refuseTooNew(schema: ArgumentSchema | BlockSchema, name: string, value: Value, walk: Walk): Value {
  const { since } = schema;
  const needs = since.endsWith('~') ? `>= ${since.slice(0, -1)} or so` : `>= ${since}`;
  walk.violations.push({
    pointer: schema.kind === 'block' ? child(walk.pointer, 0) : walk.pointer,
    keyword: 'x-newer',
    params: { ...shape(schema, name), value, needs },
  });
  return refused(value);
}

function judgeBlocks(schema: BlockSchema, name: string, value: Value, { pointer, violations, versions }: Walk): Value {
  if (value.kind === 'unknown' || value.kind === 'choice') return unknown(value);
  if (!isBlocks(value)) {
    violations.push({ pointer, keyword: 'x-block', params: { ...shape(schema, name), form: 'argument', value } });
    return refused(value);
  }
  const elements = value.elements.map((element, index) =>
    element.kind === 'object' || element.kind === 'map'
      ? judgeBody(schema.body, element, { pointer: child(pointer, index), violations, versions })
      : unknown(element),
  );
  return { ...value, elements };
}

function judgeArgument(schema: ArgumentSchema, name: string, written: Value, { pointer, violations }: Walk): Value {
  const value = sensitiveInside(written);
  const refuse = (keyword: Violation['keyword'], at: JsonPointer, params: Partial<ViolationParams>): UnknownValue => {
    violations.push({ pointer: at, keyword, params: { ...shape(schema, name), value, ...params } });
    return refused(value);
  };
  const refusedBytes = (text: Value, at: JsonPointer): UnknownValue | undefined => {
    const excess = excessBytes(text, schema);
    return excess && refuse('maxLength', at, { ...fact(schema, 'maxLength'), ...excess, value: text });
  };
  if (isBlocks(value)) return refuse('x-argument', pointer, { form: 'block' });
  if (value.kind === 'null') return value;
  if (schema.readOnly) return refuse('x-read-only', pointer, {});
  const problem = referenceProblem(value, schema.type);
  if (problem !== undefined)
    return refuse('type', pointer, {
      stage: 'plan',
      wanted: schema.type,
      error: `${schema.type.kind} required`,
      problem,
    });
  const known = withoutChoices(value);
  const fault = faultIn(known);
  if (fault?.fault === 'conditional')
    return refuse('type', pointer, { wanted: schema.type, error: fault.text, problem: 'conditional' });
  if (fault?.fault === 'attribute') return refuse('x-attribute', pointer, { error: fault.text });
  const result = convert(known, schema.type);
  if ('error' in result) {
    const { error, path: inside } = result;
    return refuse('type', inside.reduce<JsonPointer>(child, pointer), { wanted: schema.type, error });
  }
  const converted = inWrittenOrder(known, result.value, schema.type);
  switch (converted.kind) {
    case 'number':
      if (!schema.whole || isInt64(converted)) return converted;
      return refuse('type', pointer, {
        wanted: schema.type,
        problem: isWhole(converted) ? 'not-int64' : 'not-whole',
        error: `Attribute must be a whole number, got ${converted.exact ?? converted.value}`,
      });
    case 'string':
      if (schema.format !== 'date-time' || isDateTime(converted.value))
        return refusedBytes(converted, pointer) ?? converted;
      return refuse('format', pointer, { ...fact(schema, 'format'), value: converted, format: 'date-time' });
    case 'list':
    case 'set':
    case 'tuple':
      return {
        ...converted,
        elements: converted.elements.map((element, index) =>
          element.kind === 'null'
            ? refuse('type', child(pointer, index), {
                stage: 'plan',
                problem: 'null-element',
                error: 'Null values are not allowed for this attribute value.',
              })
            : (refusedBytes(element, child(pointer, index)) ?? element),
        ),
      };
    case 'map':
    case 'object':
      return { ...converted, entries: new Map([...converted.entries].filter(([, entry]) => entry.kind !== 'null')) };
    case 'null':
    case 'bool':
    case 'unknown':
    case 'choice':
      return converted;
  }
}

/** A resource that is named whole, or a list of attributes, where one value is wanted: only `plan` knows better. */
function referenceProblem({ is }: Value, type: Type): 'whole-resource' | 'splat' | undefined {
  if (is === undefined || (is.subject !== 'managed' && is.subject !== 'data')) return undefined;
  if (type.kind !== 'string' && type.kind !== 'number' && type.kind !== 'bool') return undefined;
  if (is.attribute.length === 0) return 'whole-resource';
  return is.splat && is.attribute.every((step) => typeof step === 'string') ? 'splat' : undefined;
}

/** A set converts to its elements in Terraform's order, each once; pointers count them as they are written. */
function inWrittenOrder(written: Value, converted: Value, type: Type): Value {
  if (converted.kind !== 'set' || type.kind !== 'set' || !('elements' in written)) return converted;
  const elements = written.elements.map((element) => {
    const result = convert(element, type.element);
    return 'value' in result ? result.value : unknown(element);
  });
  return { ...converted, elements };
}

/** Rules see one world; a value that is still one of several here was not decided in it. */
function withoutChoices(value: Value): Value {
  switch (value.kind) {
    case 'choice':
      return unknown(value);
    case 'list':
    case 'set':
    case 'tuple':
      return { ...value, elements: value.elements.map(withoutChoices) };
    case 'map':
    case 'object':
      return { ...value, entries: new Map([...value.entries].map(([name, entry]) => [name, withoutChoices(entry)])) };
    case 'null':
    case 'bool':
    case 'number':
    case 'string':
    case 'unknown':
      return value;
  }
}

function isBlocks(value: Value): value is SequenceValue {
  return 'elements' in value && value.blocks === true;
}

/** What is said of a wrong shape: Terraform itself refuses it. */
function shape(schema: ArgumentSchema | BlockSchema, name: string): ViolationParams {
  const { description, since } = schema;
  return { name, form: schema.kind, description, since, stage: 'validate', enforced: 'terraform' };
}

function fact(schema: ArgumentSchema, keyword: string): Partial<ViolationParams> {
  return schema.limits?.[keyword] ?? {};
}

/** What was one of several, or cannot be judged, as an unknown; an unknown stays what it is. */
function unknown(value: Value): UnknownValue {
  return value.kind === 'unknown' ? value : refused(value);
}
