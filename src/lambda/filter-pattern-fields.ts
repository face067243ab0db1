/** Walks through the fields of a pattern that the engine takes, and what a record may lack and still match. */
import { OR } from './filter-pattern-grammar.ts';
import type { JsonArray, JsonMember, JsonNode, JsonObject } from './filter-pattern-json.ts';

/** The members that count: of equal names the last. */
export function effectiveMembers({ members }: JsonObject): readonly JsonMember[] {
  const last = new Map(members.map((member) => [member.name, member]));
  return members.filter((member) => member.name === undefined || last.get(member.name) === member);
}

/**
 * What `judge` has against the members of an object, each of which must match. A `$or` has something against it only when each
 * of its alternatives has.
 */
export function faultsOf<Fault>(object: JsonObject, judge: (member: JsonMember) => readonly Fault[]): readonly Fault[] {
  return effectiveMembers(object).flatMap((member) => {
    if (member.name === undefined) return [];
    if (member.name !== OR) return judge(member);
    const alternatives = alternativesOf(member.value)?.map((alternative) => faultsOf(alternative, judge)) ?? [];
    return alternatives.every((faults) => faults.length > 0) ? alternatives.flat() : [];
  });
}

/** `undefined` when there may be others. */
function alternativesOf(value: JsonNode): readonly JsonObject[] | undefined {
  if (value.kind !== 'array' || value.open) return undefined;
  const objects = value.elements.flatMap((element) => (element.kind === 'object' ? [element] : []));
  return objects.length === value.elements.length ? objects : undefined;
}

/** Whether a record that has nothing here may match. */
export function allowsAbsence(node: JsonNode): boolean {
  switch (node.kind) {
    case 'object':
      return effectiveMembers(node).every(({ name, value }) => {
        if (name !== OR) return allowsAbsence(value);
        return alternativesOf(value)?.some(allowsAbsence) ?? true;
      });
    case 'array':
      return node.open || node.elements.some((element) => mayAsk(element, 'exists', 'false'));
    case 'hole':
      return true;
    case 'string':
    case 'number':
    case 'true':
    case 'false':
    case 'null':
      return false;
  }
}

/** Whether an element of an array may be this operator, with this word as its argument. */
function mayAsk(element: JsonNode, operator: string, argument: 'true' | 'false'): boolean {
  if (element.kind === 'hole') return true;
  if (element.kind !== 'object') return false;
  const match = matchOf(element);
  if (match === undefined) return element.open;
  return (match.name === operator || match.name === undefined) && ['hole', argument].includes(match.value.kind);
}

/** Whether an element of an array is `exists` with this argument. */
export function asksExists(element: JsonNode, argument: 'true' | 'false'): boolean {
  const match = matchOf(element);
  return match?.name === 'exists' && match.value.kind === argument;
}

/** The operator of a match and its argument; `undefined` for any other element of an array. */
export function matchOf(element: JsonNode): JsonMember | undefined {
  return element.kind === 'object' ? element.members[0] : undefined;
}

/** All arrays of values in a pattern, wherever they are. */
export function* valueArrays(object: JsonObject): Iterable<JsonArray> {
  for (const { name, value } of object.members) {
    if (value.kind === 'object') yield* valueArrays(value);
    else if (value.kind === 'array' && name === OR) {
      for (const alternative of value.elements) if (alternative.kind === 'object') yield* valueArrays(alternative);
    } else if (value.kind === 'array' && name !== undefined) {
      yield value;
    }
  }
}

/** All objects of fields in a pattern, the root first; not the objects that are matches. */
export function* fieldObjects(object: JsonObject): Iterable<JsonObject> {
  yield object;
  for (const { name, value } of object.members) {
    const inner = value.kind === 'array' && name === OR ? value.elements : [value];
    for (const each of inner) if (each.kind === 'object') yield* fieldObjects(each);
  }
}
