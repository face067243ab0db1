/**
 * Errors of expressions that an argument makes certain, whatever else is known: two branches of a conditional without a
 * common type, an attribute that an object does not have. What is in their place is a failed unknown that says so.
 */
import type { Expression } from '../hcl/ast.ts';
import { failed } from '../value/construct.ts';
import { withMarksOf } from '../value/marks.ts';
import { attributeOf, describeType, hasDynamic, type Type } from '../value/type.ts';
import { typeOf, unify } from '../value/unify.ts';
import type { Place, UnknownValue, Value } from '../value/value.ts';

/** The error of a conditional with these branches; `undefined` when they have a common type, or when their types are not certain. */
export function branchesFault(
  { whenTrue, whenFalse }: { readonly whenTrue: Value; readonly whenFalse: Value },
  place: Place,
): UnknownValue | undefined {
  const types = [certainType(whenTrue), certainType(whenFalse)] as const;
  const [first, second] = types;
  if (first === undefined || second === undefined || unify([first, second]) !== undefined) return undefined;
  const [one, other] = [shortType(first), shortType(second)];
  const text =
    one === other
      ? `the two results of a conditional are of different types, both of them ${one}`
      : `the results of a conditional are ${one} and ${other}, which have no common type`;
  return withMarksOf(failed({ kind: 'expression', text, place, fault: 'conditional' }), [whenTrue, whenFalse]);
}

/** The type of a value when all of it is certain. */
function certainType(value: Value): Type | undefined {
  if (value.kind === 'choice' || (value.kind === 'unknown' && value.failed)) return undefined;
  const type = typeOf(value);
  return hasDynamic(type) ? undefined : type;
}

function shortType(type: Type): string {
  return type.kind === 'object' || type.kind === 'tuple' ? type.kind : describeType(type);
}

/** Names whose values are written in the module, and no resources or modules with instances. */
const VALUES: ReadonlySet<string> = new Set(['local', 'var', 'each']);

/** The error of reading the attribute `name` of a value, where `base` begins the traversal. */
export function attributeFault(
  value: Value,
  { base, name, place }: { readonly base: Expression; readonly name: string; readonly place: Place },
): UnknownValue | undefined {
  if (base.kind !== 'variable' || !VALUES.has(base.name)) return undefined;
  const kind = lacking(value, name);
  if (kind === undefined) return undefined;
  const text = kind === 'object' ? `the object has no attribute "${name}"` : `a ${kind} has no attribute "${name}"`;
  return withMarksOf(failed({ kind: 'expression', text, place, fault: 'attribute' }), [value]);
}

/** What the value is, when it is certain that it has no such attribute. */
function lacking(value: Value, name: string): Type['kind'] | undefined {
  switch (value.kind) {
    case 'bool':
    case 'number':
    case 'string':
      return value.is === undefined ? value.kind : undefined;
    case 'object': {
      const isPlain = value.open !== true && value.is === undefined && !value.entries.has(name);
      return isPlain && ![...value.entries.values()].some(isOfResource) ? 'object' : undefined;
    }
    case 'unknown': {
      if (value.failed || value.is?.type !== undefined || value.type === undefined) return undefined;
      const { type } = value;
      if (type.kind === 'object') return attributeOf(type, name) === undefined ? 'object' : undefined;
      return type.kind === 'string' || type.kind === 'number' || type.kind === 'bool' ? type.kind : undefined;
    }
    case 'null':
    case 'list':
    case 'set':
    case 'tuple':
    case 'map':
    case 'choice':
      return undefined;
  }
}

/** The instances of a resource, to which another rule speaks. */
function isOfResource({ is }: Value): boolean {
  return is?.type !== undefined && is.attribute.length === 0;
}
