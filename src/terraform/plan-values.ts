/**
 * The values of a resource instance in a plan, in the layout that its `.tf` file would give: only what the configuration
 * writes. The other members of `after` are defaults of the provider or what AWS has made up.
 */
import { FALSE, NULL, number, string, TRUE, tuple, unknown } from '../value/construct.ts';
import type { MappingValue, Reference, Value } from '../value/value.ts';
import type { NestedBlocks } from './configuration.ts';
import { isObject, type Json, type JsonObject } from './plan-file.ts';

export interface PlannedBody {
  /** What `configuration` has of the body: expressions by argument, bodies by block type; `undefined` for what a `dynamic` block made. */
  readonly expressions: JsonObject | undefined;
  readonly after: Json;
  readonly unknown: Json;
  readonly sensitive: Json;
}

export interface BodyOptions {
  /** Which members are blocks. */
  readonly blocks: NestedBlocks;
  /** The attribute that an expression is. */
  readonly attributeOf: (expression: Json) => Reference | undefined;
  /** What is equal for expressions that are the same text. */
  readonly writtenIn: (expression: Json) => string;
  /** What the plan says of an attribute; `undefined` where it does not plan the resource. */
  readonly valueOf: (attribute: Reference) => PlannedAttribute | undefined;
}

export interface PlannedAttribute {
  readonly value: Json;
  readonly isUnknown: boolean;
}

export function plannedBody(body: PlannedBody, options: BodyOptions): MappingValue {
  const entries = new Map<string, Value>();
  const after = isObject(body.after) ? body.after : {};
  for (const [name, expression] of Object.entries(body.expressions ?? whatIsSet(body))) {
    const nested = Object.hasOwn(options.blocks, name) ? options.blocks[name] : undefined;
    const member = {
      after: after[name],
      unknown: memberOf(body.unknown, name),
      sensitive: memberOf(body.sensitive, name),
    };
    if (nested !== undefined || isBodies(expression)) {
      entries.set(name, blocks(expression, member, { ...options, blocks: nested ?? {} }));
    } else if (isWritten(member)) {
      entries.set(name, argument(name, expression, member, options));
    } else if (NULL_IF_UNKNOWN.has(name)) {
      entries.set(name, UNKNOWN);
    }
  }
  // `dynamic` blocks are not in a plan's configuration; what they make is in the values.
  for (const [name, nested] of Object.entries(options.blocks)) {
    const made = after[name];
    const unknown = memberOf(body.unknown, name);
    const isMade = saysSomething(made) || (hasUnknown(unknown) && !COMPUTED.has(name));
    const isHidden = !isMade && arrayOf(made).some(holdsNullMap);
    if (entries.has(name) || !(isMade || isHidden)) continue;
    const sensitive = memberOf(body.sensitive, name);
    const member = isHidden ? { after: undefined, unknown: true, sensitive } : { after: made, unknown, sensitive };
    entries.set(name, blocks([], member, { ...options, blocks: nested }));
  }
  return { kind: 'object', entries };
}

/** Of a block that was removed, an empty shell may stay in the plan. */
function saysSomething(value: Json): boolean {
  if (Array.isArray(value)) return value.some(saysSomething);
  return isObject(value) ? Object.values(value).some(saysSomething) : value !== null && value !== undefined;
}

/** Blocks that AWS fills when they are not written. Schema of hashicorp/aws 5.100.0, seen 2026-11-24 */
const COMPUTED: ReadonlySet<string> = new Set([
  'amazon_managed_kafka_event_source_config',
  'self_managed_kafka_event_source_config',
]);

/**
 * A map in a block is null in the plan, and not unknown, when it holds something that is not known.
 * hashicorp/aws 5.100.0 with Terraform 1.11.4, seen 2026-11-25
 */
const NULL_IF_UNKNOWN: ReadonlySet<string> = new Set(['endpoints']);

function holdsNullMap(body: Json): boolean {
  return isObject(body) && Object.keys(body).some((name) => body[name] === null && NULL_IF_UNKNOWN.has(name));
}

function arrayOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

interface Member {
  readonly after: Json;
  readonly unknown: Json;
  readonly sensitive: Json;
}

/** An argument that is null counts as not written, as it does for Terraform. */
function isWritten({ after, unknown }: Member): boolean {
  return (after !== undefined && after !== null) || hasUnknown(unknown);
}

/** In `configuration` a block type has a list of bodies, or one body; an argument has an expression. */
function isBodies(expression: Json): boolean {
  return Array.isArray(expression);
}

function blocks(expression: Json, { after, unknown, sensitive }: Member, options: BodyOptions): Value {
  const written = (Array.isArray(expression) ? expression : [expression]).filter(isObject);
  const isMade = written.length === 0;
  const bodies = Array.isArray(after) ? after : isObject(after) ? [after] : [];
  // Sets have an order of their own, so that the members of all written blocks are looked for in each.
  const expressions: JsonObject = Object.assign({}, ...written);
  return {
    kind: 'list',
    blocks: true,
    elements: bodies.map((body, index) =>
      plannedBody(
        {
          expressions: isMade ? undefined : expressions,
          after: body,
          unknown: memberOf(unknown, index),
          sensitive: memberOf(sensitive, index),
        },
        options,
      ),
    ),
    ...((unknown === true || written.length > bodies.length) && { open: true }),
  };
}

/** The members that say something or will; no expression is known of any. */
function whatIsSet({ after, unknown }: PlannedBody): JsonObject {
  const values = isObject(after) ? after : {};
  const set = Object.keys(values).filter((name) => saysSomething(values[name]) || NULL_IF_UNKNOWN.has(name));
  const later = isObject(unknown) ? Object.keys(unknown).filter((name) => hasUnknown(unknown[name])) : [];
  return Object.fromEntries([...set, ...later].map((name) => [name, undefined]));
}

/**
 * Arguments that are an attribute of something as it is; of others it may be a part, as of `"subnet:${aws_subnet.a.id}"`. A text
 * with an ARN in it is hardly one itself, but for `"${aws_lambda_function.f.arn}:live"`; one with a name or an id often is, and
 * so is one with a version: `"orders:${aws_lambda_function.orders.version}"`.
 */
const WHOLE = /(?:^|_)(?:arn|role|function_name|url)$/;
const ARN = /(?:^|_)arn$/;
const FUNCTION = /(?:^|_)(?:arn|function_name|id)$/;

function isWhole(argument: string, { attribute }: Reference): boolean {
  const name = String(attribute.at(-1));
  if (argument === 'function_name') return FUNCTION.test(name);
  return WHOLE.test(argument) && (!ARN.test(argument) || ARN.test(name));
}

function argument(
  name: string,
  expression: Json,
  { after, unknown: unknowns, sensitive }: Member,
  options: BodyOptions,
): Value {
  const value = plannedValue(after, unknowns);
  const marked: Value = sensitive === true ? { ...value, sensitive: true } : value;
  const is = options.attributeOf(expression);
  if (is === undefined) return marked;
  const attribute = options.valueOf(is);
  if (marked.kind === 'unknown') {
    // What is known of an attribute is known of an argument that is nothing but the attribute.
    const isIt = isWhole(name, is) && attribute?.isUnknown !== false;
    return { ...marked, ...(isIt && { is: { ...is, perhapsPart: options.writtenIn(expression) } }), references: [is] };
  }
  return marked.kind === 'string' && attribute?.value === marked.value ? { ...marked, is } : marked;
}

/** A value of `after`, unknown where `after_unknown` says so. */
export function plannedValue(after: Json, unknowns: Json): Value {
  if (unknowns === true) return UNKNOWN;
  if (after === null || after === undefined) return hasUnknown(unknowns) ? UNKNOWN : NULL;
  if (typeof after === 'string') return string(after);
  if (typeof after === 'number') return number(after);
  if (typeof after === 'boolean') return after ? TRUE : FALSE;
  if (Array.isArray(after))
    return tuple(after.map((element, index) => plannedValue(element, memberOf(unknowns, index))));
  if (!isObject(after)) return UNKNOWN;
  const names = new Set([...Object.keys(after), ...(isObject(unknowns) ? Object.keys(unknowns) : [])]);
  return {
    kind: 'object',
    entries: new Map([...names].map((name) => [name, plannedValue(after[name], memberOf(unknowns, name))])),
  };
}

const UNKNOWN = unknown({ reasons: [{ kind: 'plan', text: 'the plan does not know the value before apply' }] });

export function memberOf(value: Json, name: string | number): Json {
  if (value === true) return true;
  if (Array.isArray(value)) return typeof name === 'number' ? value[name] : undefined;
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function hasUnknown(unknowns: Json): boolean {
  if (unknowns === true) return true;
  if (Array.isArray(unknowns)) return unknowns.some(hasUnknown);
  return isObject(unknowns) && Object.values(unknowns).some(hasUnknown);
}
