/** The attributes of DynamoDB records that a pattern asks for: below `Keys` and the images, each under its type tag. */
import { allowsAbsence, faultsOf } from './filter-pattern-fields.ts';
import type { JsonArray, JsonMember, JsonObject } from './filter-pattern-json.ts';
import { IMAGES, TYPE_TAGS } from './filter-pattern-keys.ts';

/** What is asked of an attribute without its type tag: the values, or the first key that is no type tag. */
export interface UntypedAttribute {
  readonly attribute: JsonMember;
  readonly fault: JsonArray | JsonMember;
}

/** What is asked of an attribute under a type tag. */
export interface TypedValues {
  readonly attribute: JsonMember;
  readonly tag: string;
  readonly values: JsonArray;
}

/** `Keys`, `NewImage` and `OldImage`, in a pattern that can match only with them. */
export function imagesOf<Fault>(root: JsonObject, judge: (image: JsonMember) => readonly Fault[]): readonly Fault[] {
  return faultsOf(root, ({ name, value }) => {
    if (name !== 'dynamodb' || value.kind !== 'object') return [];
    return faultsOf(value, (image) => (IMAGES.includes(image.name ?? '') ? judge(image) : []));
  });
}

export function untypedAttributes(root: JsonObject): readonly UntypedAttribute[] {
  return attributesOf(root, (attribute) => untyped(attribute, attribute));
}

export function typedValues(root: JsonObject, isWrong: (values: TypedValues) => boolean): readonly TypedValues[] {
  return attributesOf(root, (attribute) => typed(attribute, attribute).filter(isWrong));
}

function attributesOf<Fault>(root: JsonObject, judge: (attribute: JsonMember) => readonly Fault[]): readonly Fault[] {
  return imagesOf(root, ({ value }) => (value.kind === 'object' ? faultsOf(value, judge) : []));
}

/** `holder` is the attribute, or the list or map inside it, that has the value. */
function untyped(attribute: JsonMember, holder: JsonMember): readonly UntypedAttribute[] {
  const { value } = holder;
  if (allowsAbsence(value)) return [];
  if (value.kind === 'array') return [{ attribute, fault: value }];
  if (value.kind !== 'object') return [];
  return faultsOf(value, (member) => {
    if (!TYPE_TAGS.includes(member.name ?? ''))
      return allowsAbsence(member.value) ? [] : [{ attribute, fault: member }];
    return member.value.kind === 'object' ? inside(member, member.value, untyped) : [];
  }).slice(0, 1);
}

function typed(attribute: JsonMember, holder: JsonMember): readonly TypedValues[] {
  if (holder.value.kind !== 'object') return [];
  return faultsOf(holder.value, (member) => {
    const { name = '', value } = member;
    if (!TYPE_TAGS.includes(name)) return [];
    if (value.kind === 'array') return [{ attribute, tag: name, values: value }];
    return value.kind === 'object' ? inside(member, value, typed) : [];
  });
}

/** A map holds attributes; the elements of a list are asked for as if the list were one of them. */
function inside<Fault>(
  tagged: JsonMember,
  value: JsonObject,
  judge: (attribute: JsonMember, holder: JsonMember) => readonly Fault[],
): readonly Fault[] {
  if (tagged.name === 'M') return faultsOf(value, (inner) => judge(inner, inner));
  return tagged.name === 'L' ? judge(tagged, tagged) : [];
}
