/**
 * What the engine behind event filters (event-ruler, read at its state of 2026-07-21) refuses in a pattern that is JSON, in its
 * own words. What holes leave open is never refused. Faults that are independent of each other are all found.
 */
import type { JsonArray, JsonMember, JsonNode, JsonObject } from './filter-pattern-json.ts';
import { OPERATORS } from './filter-pattern-operators.ts';
import { mayBe, nodeText, type PatternProblem, pathText, problemAt } from './filter-pattern-problem.ts';

export const OR = '$or';

/** Field names that `$or` keeps for the engine. */
const RESERVED: ReadonlySet<string> = new Set([
  ...['exactly', 'equals-ignore-case', 'prefix', 'suffix', 'anything-but', 'exists', 'wildcard', 'numeric', 'cidr'],
  ...['=', '<', '<=', '>', '>=', 'regex', 'not-wildcard', 'not-equals-ignore-case'],
  ...['date-after', 'date-on-or-after', 'date-before', 'date-on-or-before', 'in-date-range'],
  ...['ip-address-in-range', 'ip-address-not-in-range'],
]);

export function* patternProblems(root: JsonNode): Iterable<PatternProblem> {
  if (root.kind === 'object') {
    yield* objectProblems(root, { insideOr: false });
  } else if (!mayBe(root, 'object')) {
    yield problemAt(root, 'Filter is not an object', rootHelp(root));
  }
}

function rootHelp(root: JsonNode): string {
  if (root.kind === 'array') return 'Write one filter block for each alternative, each with an object as its pattern';
  if (root.kind === 'string' && root.value.trimStart().startsWith('{')) {
    return 'The text is JSON already: take the jsonencode around it away';
  }
  return 'Write an object of the keys that must match';
}

interface Surroundings {
  /** Some names are reserved below `$or`. */
  readonly insideOr: boolean;
}

function* objectProblems(object: JsonObject, around: Surroundings): Iterable<PatternProblem> {
  if (object.members.length === 0 && !object.open) yield problemAt(object, 'Empty objects are not allowed', LEAVE_OUT);
  for (const member of object.members) yield* memberProblems(member, around);
}

const LEAVE_OUT = 'Leave the key out, or write what it must match';

function* memberProblems(member: JsonMember, around: Surroundings): Iterable<PatternProblem> {
  const { name, value } = member;
  if (name === OR) {
    yield* orProblems(value);
  } else if (around.insideOr && name !== undefined && RESERVED.has(name)) {
    const actual = `the name ${pathText(member.at.path)} stands inside ${OR}`;
    yield { at: member.at, actual, reason: `${name} is Ruler reserved fieldName which cannot be used inside ${OR}.` };
  } else if (value.kind === 'object') {
    yield* objectProblems(value, around);
  } else if (name === undefined) {
    // It may be `$or`, whose array holds something else.
  } else if (value.kind === 'array') {
    yield* arrayProblems(value);
  } else if (!mayBe(value, 'object') && !mayBe(value, 'array')) {
    const help =
      value.kind === 'hole' ? 'Write the value in brackets' : `Write the value in brackets: [${nodeText(value)}]`;
    const problem = problemAt(value, `"${name}" must be an object or an array`, help);
    yield value.kind === 'hole' ? problem : { ...problem, meant: { kind: 'array' } };
  }
}

function* orProblems(value: JsonNode): Iterable<PatternProblem> {
  if (value.kind !== 'array') {
    if (!mayBe(value, 'array')) yield problemAt(value, `It must be an Array followed with ${OR}.`);
    return;
  }
  for (const element of value.elements) {
    if (element.kind === 'object') yield* objectProblems(element, { insideOr: true });
    else if (!mayBe(element, 'object')) {
      yield problemAt(element, `Only JSON object is allowed in array of ${OR} relationship.`);
    }
  }
  if (value.elements.length < 2 && !value.open) {
    const actual = `${pathText(value.at.path)} has ${value.elements.length === 0 ? 'no alternative' : 'one alternative'}`;
    yield { at: value.at, actual, reason: `There must have at least 2 Objects in ${OR} relationship.` };
  }
}

function* arrayProblems(array: JsonArray): Iterable<PatternProblem> {
  if (array.elements.length === 0 && !array.open) yield problemAt(array, 'Empty arrays are not allowed', LEAVE_OUT);
  for (const element of array.elements) {
    if (element.kind === 'object') {
      yield* matchProblems(element);
    } else if (element.kind === 'array' || (element.kind === 'hole' && element.begins === '[')) {
      const reason = 'Match value must be String, number, true, false, or null';
      yield problemAt(element, reason, element.kind === 'array' ? 'Take the inner brackets away' : undefined);
    }
  }
}

/** An object among the values of an array: one operator with its argument. */
function* matchProblems(match: JsonObject): Iterable<PatternProblem> {
  const [first, second] = match.members;
  if (first === undefined) {
    if (!match.open) yield problemAt(match, 'Match expression name not found');
    return;
  }
  const { name } = first;
  if (name === undefined) return;
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (operator === undefined) {
    const actual = `${pathText(match.at.path)} uses ${JSON.stringify(name)}`;
    const lower = name.toLowerCase();
    yield {
      at: first.at,
      actual,
      reason: `Unrecognized match type ${name}`,
      help: operatorHelp(name),
      ...(Object.hasOwn(OPERATORS, lower) && { meant: { kind: 'name', name: lower } }),
    };
    return;
  }
  yield* operator.problems(first.value);
  if (second === undefined) return;
  const actual = `${pathText(match.at.path)} has ${match.members.length} keys`;
  yield { at: second.at, actual, reason: operator.whenNotAlone, help: 'Write one object for each operator' };
}

function operatorHelp(name: string): string {
  const lower = name.toLowerCase();
  if (Object.hasOwn(OPERATORS, lower)) return `Write ${lower}: operators are written in lower case`;
  return `An object inside an array is a match with one of ${Object.keys(OPERATORS).join(', ')}; the keys of a record are nested without brackets`;
}
