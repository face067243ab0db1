/** What is known of a resource before it exists: nothing but whose attribute a value is, and what its block writes. */
import { attributeOfValue } from '../value/access.ts';
import { unknown } from '../value/construct.ts';
import { withMarksOf } from '../value/marks.ts';
import { attributeOf } from '../value/type.ts';
import type { Reason, Reference, UnknownValue, Value } from '../value/value.ts';
import { resourceAddress } from './module.ts';
import { outputOfAll } from './module-output.ts';
import type { Scope } from './scope.ts';

/** A whole instance of a resource, or the attribute of one that the reference names. */
export function resourceValue(is: Reference): UnknownValue {
  return unknown({ notNull: true, is, references: [is], reasons: [reasonFor(is)], late: true });
}

function reasonFor(is: Reference): Reason {
  const address = [resourceAddress({ mode: is.subject, type: is.type ?? '', name: is.name }), ...is.attribute].join(
    '.',
  );
  if (is.subject === 'managed')
    return { kind: 'resource', text: `${address} is known only after apply`, place: is.place };
  return { kind: 'data', text: `${address} is read by the provider`, place: is.place };
}

/**
 * An attribute of a value. Of a managed resource it is the argument of that name, when the block writes a known primitive
 * there: Terraform plans with exactly that.
 */
export function attributeInScope(value: Value, name: string, scope: Scope): Value {
  if (value.kind !== 'unknown' || !isWholeResource(value))
    return outputOfAll(value, name, scope) ?? attributeOfValue(value, name);
  const { is } = value;
  const attribute: Reference = { ...is, attribute: [name] };
  const written = value.failed ? undefined : writtenAttribute(is, name, scope);
  if (written !== undefined) return { ...withMarksOf(written, [value]), is: attribute };
  const { notNull: _notNull, type, ...below } = value;
  // A variable may take the resource as an object of some of its attributes.
  const attributeType = type?.kind === 'object' ? attributeOf(type, name)?.type : undefined;
  const reasons = value.reasons.some((reason) => reason.kind === 'resource' || reason.kind === 'data')
    ? [reasonFor(attribute)]
    : value.reasons;
  return { ...below, ...(attributeType && { type: attributeType }), is: attribute, references: [attribute], reasons };
}

function isWholeResource(value: UnknownValue): value is UnknownValue & { readonly is: Reference } {
  const { is } = value;
  return (
    is !== undefined &&
    is.attribute.length === 0 &&
    (is.subject === 'managed' || is.subject === 'data' || is.subject === 'ephemeral')
  );
}

function writtenAttribute(is: Reference, name: string, { module }: Scope): Value | undefined {
  if (is.subject !== 'managed' || is.type === undefined || is.unknownKey || is.splat) return undefined;
  const owner = is.unknownModuleKey ? undefined : module.at(is.module);
  const declaration = owner?.resource(resourceAddress({ mode: is.subject, type: is.type, name: is.name }));
  return declaration && owner?.writtenAttribute(declaration, is.key, name);
}
