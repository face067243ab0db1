/** The operators of event filters, and what the engine refuses in their arguments, in its own words. */
import { addressRangeProblem } from './filter-pattern-cidr.ts';
import type { JsonArray, JsonNode, JsonObject } from './filter-pattern-json.ts';
import { mayBe, type PatternProblem, pathText, problemAt } from './filter-pattern-problem.ts';

export interface Operator {
  /** What is wrong with an argument. */
  readonly problems: (argument: JsonNode) => Iterable<PatternProblem>;
  /** The engine's words for a second key in the match. */
  readonly whenNotAlone: string;
}

const ONE_KEY = 'Only one key allowed in match expression';
const TOO_MANY = 'Too many elements in numeric expression';
const EQUALS_IGNORE_CASE = 'equals-ignore-case';
const NO_STRING_IGNORING_CASE = `${EQUALS_IGNORE_CASE} match pattern must be a string`;

export const OPERATORS: Readonly<Record<string, Operator>> = {
  prefix: { problems: (argument) => affixProblems('prefix', argument), whenNotAlone: ONE_KEY },
  suffix: { problems: (argument) => affixProblems('suffix', argument), whenNotAlone: ONE_KEY },
  [EQUALS_IGNORE_CASE]: {
    problems: (argument) => textProblems(argument, NO_STRING_IGNORING_CASE),
    whenNotAlone: ONE_KEY,
  },
  'anything-but': { problems: anythingButProblems, whenNotAlone: TOO_MANY },
  numeric: { problems: numericProblems, whenNotAlone: TOO_MANY },
  exists: { problems: existsProblems, whenNotAlone: ONE_KEY },
  exactly: {
    problems: (argument) => textProblems(argument, 'exact match pattern must be a string'),
    whenNotAlone: ONE_KEY,
  },
  wildcard: { problems: wildcardProblems, whenNotAlone: ONE_KEY },
  cidr: { problems: cidrProblems, whenNotAlone: ONE_KEY },
};

function* textProblems(argument: JsonNode, reason: string): Iterable<PatternProblem> {
  if (!mayBe(argument, 'string')) yield problemAt(argument, reason);
}

function* affixProblems(operator: 'prefix' | 'suffix', argument: JsonNode): Iterable<PatternProblem> {
  if (argument.kind !== 'object') {
    if (mayBe(argument, 'string') || mayBe(argument, 'object')) return;
    const help =
      argument.kind === 'array'
        ? `Write one object for each text: [{"${operator}": …}, {"${operator}": …}]`
        : undefined;
    yield problemAt(argument, `${operator} match pattern must be a string`, help);
    return;
  }
  const [first, second] = argument.members;
  if (first === undefined) {
    const name = operator === 'prefix' ? 'Prefix' : 'Suffix';
    if (!argument.open) yield problemAt(argument, `${name} expression name not found`);
  } else if (first.name !== undefined && first.name !== EQUALS_IGNORE_CASE) {
    const actual = `${pathText(argument.at.path)} uses ${JSON.stringify(first.name)}`;
    yield { at: first.at, actual, reason: `Unsupported ${operator} pattern: ${first.name}` };
  } else {
    if (first.name !== undefined) yield* textProblems(first.value, NO_STRING_IGNORING_CASE);
    if (second !== undefined) yield manyKeys(argument, ONE_KEY);
  }
}

function manyKeys(object: JsonObject, reason: string): PatternProblem {
  const actual = `${pathText(object.at.path)} has ${object.members.length} keys`;
  return { at: object.members[1]?.at ?? object.at, actual, reason };
}

function* existsProblems(argument: JsonNode): Iterable<PatternProblem> {
  if (argument.kind === 'true' || argument.kind === 'false' || (argument.kind === 'hole' && mayBe(argument, 'other')))
    return;
  const isQuoted = argument.kind === 'string' && (argument.value === 'true' || argument.value === 'false');
  const help = isQuoted ? `Write ${argument.value} without quotes` : undefined;
  yield problemAt(argument, 'exists match pattern must be either true or false.', help);
}

function* cidrProblems(argument: JsonNode): Iterable<PatternProblem> {
  // The engine names another operator here.
  if (!mayBe(argument, 'string')) yield problemAt(argument, 'prefix match pattern must be a string');
  if (argument.kind !== 'string') return;
  const reason = addressRangeProblem(argument.value);
  if (reason !== undefined) yield problemAt(argument, reason);
}

function* wildcardProblems(argument: JsonNode): Iterable<PatternProblem> {
  if (!mayBe(argument, 'string')) yield problemAt(argument, 'wildcard match pattern must be a string');
  if (argument.kind !== 'string') return;
  const reason = wildcardProblem(argument.value);
  if (reason !== undefined) yield problemAt(argument, reason);
}

/** Positions are those of the engine: in bytes of UTF-8, with the quote before the text. */
function wildcardProblem(text: string): string | undefined {
  for (let at = 0; at < text.length; at++) {
    const next = text[at + 1];
    if (text[at] === '*' && next === '*')
      return `Consecutive wildcard characters at pos ${1 + byteLength(text.slice(0, at))}`;
    if (text[at] !== '\\') continue;
    if (next !== '*' && next !== '\\') return `Invalid escape character at pos ${1 + byteLength(text.slice(0, at))}`;
    at++;
  }
  return undefined;
}

function byteLength(text: string): number {
  let length = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

const LOWER_BOUNDS: ReadonlySet<string> = new Set(['>', '>=']);
const SINGLE: ReadonlySet<string> = new Set(['=', '<', '<=']);

function* numericProblems(argument: JsonNode): Iterable<PatternProblem> {
  if (argument.kind === 'array') {
    const problem = rangeProblem(argument);
    if (problem !== undefined) yield problem;
  } else if (!mayBe(argument, 'array')) {
    const help = argument.kind === 'number' ? `Write ["=", ${argument.text}]` : undefined;
    yield problemAt(argument, 'Value of numeric must be an array.', help);
  }
}

/** The terms are read in order; a hole ends the reading, and so does the end of what is known. */
function rangeProblem(array: JsonArray): PatternProblem | undefined {
  const [first, value, second, top, extra] = array.elements;
  const at = (node: JsonNode | undefined, reason: string, help?: string): PatternProblem | undefined => {
    if (node !== undefined) return node.kind === 'hole' ? undefined : problemAt(node, reason, help);
    return array.open ? undefined : { at: array.at, actual: `${pathText(array.at.path)} has ${terms(array)}`, reason };
  };
  if (first?.kind !== 'string')
    return at(first, `Invalid member in numeric match: ${first === undefined ? ']' : engineText(first)}`);
  const operator = first.value;
  if (!SINGLE.has(operator) && !LOWER_BOUNDS.has(operator)) {
    return at(first, `Unrecognized numeric range operator: ${operator}`);
  }
  if (value?.kind !== 'number')
    return at(value, `Value of ${operator === '=' ? 'equals' : operator} must be numeric`, unquoted(value));
  if (!isComparable(value.text)) return at(value, `Cannot compare number : ${value.text}`);
  if (second === undefined) return undefined;
  if (SINGLE.has(operator))
    return at(second, TOO_MANY, operator === '=' ? undefined : 'Write the lower bound first: [">=", 1, "<", 10]');
  if (second.kind !== 'string') return at(second, `Bad value in numeric range: ${engineText(second)}`);
  if (second.value !== '<' && second.value !== '<=') return at(second, `Bad numeric range operator: ${second.value}`);
  if (top?.kind !== 'number') return at(top, `Value of ${second.value} must be numeric`, unquoted(top));
  if (!isComparable(top.text)) return at(top, `Cannot compare number : ${top.text}`);
  if (extra !== undefined) return at(extra, 'Too many terms in numeric range expression');
  return Number(value.text) < Number(top.text) ? undefined : at(top, 'Bottom must be less than top');
}

function terms({ elements }: JsonArray): string {
  return elements.length === 0 ? 'no terms' : `${elements.length} ${elements.length === 1 ? 'term' : 'terms'}`;
}

function unquoted(node: JsonNode | undefined): string | undefined {
  const isNumber = node?.kind === 'string' && node.value.trim() !== '' && Number.isFinite(Number(node.value));
  return isNumber ? `Write ${node.value} without quotes` : undefined;
}

/** What the engine shows of a term: the text, the word, or the opening bracket. */
function engineText(node: JsonNode): string {
  switch (node.kind) {
    case 'string':
      return node.value;
    case 'number':
      return node.text;
    case 'object':
      return '{';
    case 'array':
      return '[';
    case 'true':
    case 'false':
    case 'null':
      return node.kind;
    case 'hole':
      return '';
  }
}

function isComparable(text: string): boolean {
  return Number.isFinite(Number(text));
}

const NOT_A_VALUE = 'Value of anything-but must be an array or single string/number value.';
const MIXED = 'Inside anything but list, either all values are number or string, mixed type is not supported';

function* anythingButProblems(argument: JsonNode): Iterable<PatternProblem> {
  switch (argument.kind) {
    case 'string':
    case 'hole':
      return;
    case 'number':
      if (!isComparable(argument.text)) yield problemAt(argument, `Cannot compare number : ${argument.text}`);
      return;
    case 'array':
      yield* anythingButListProblems(argument);
      return;
    case 'object':
      yield* anythingButMatchProblems(argument);
      return;
    case 'true':
    case 'false':
    case 'null':
      yield problemAt(argument, NOT_A_VALUE);
  }
}

function* anythingButListProblems(list: JsonArray): Iterable<PatternProblem> {
  const kinds = new Set<JsonNode['kind']>();
  for (const element of list.elements) {
    kinds.add(element.kind === 'hole' && element.begins === '"' ? 'string' : element.kind);
    if (element.kind === 'number' && !isComparable(element.text)) {
      yield problemAt(element, `Cannot compare number : ${element.text}`);
    } else if (!mayBe(element, 'string') && element.kind !== 'number') {
      yield problemAt(element, 'Inside anything but list, start|null|boolean is not supported.');
    }
  }
  if (list.elements.length === 0 && !list.open) yield problemAt(list, MIXED);
  if (!kinds.has('string') || !kinds.has('number')) return;
  yield { at: list.at, actual: `${pathText(list.at.path)} holds strings and numbers`, reason: MIXED };
}

/** The operators inside `anything-but`, with the engine's words for what is no string. */
const NEGATED: Readonly<Record<string, string>> = {
  prefix: 'prefix/suffix match pattern must be a string',
  suffix: 'prefix/suffix match pattern must be a string',
  [EQUALS_IGNORE_CASE]: 'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.',
  wildcard: 'wildcard match pattern must be a string',
};

function* anythingButMatchProblems(match: JsonObject): Iterable<PatternProblem> {
  const [first, second] = match.members;
  if (first === undefined) {
    if (!match.open) yield problemAt(match, 'Anything-But expression name not found');
    return;
  }
  const { name, value } = first;
  if (name === undefined) return;
  const noString = Object.hasOwn(NEGATED, name) ? NEGATED[name] : undefined;
  if (noString === undefined) {
    const actual = `${pathText(match.at.path)} uses ${JSON.stringify(name)}`;
    yield { at: first.at, actual, reason: `Unsupported anything-but pattern: ${name}` };
    return;
  }
  const isList = value.kind === 'array';
  if (!isList && !mayBe(value, 'string') && value.kind !== 'number' && !mayBe(value, 'array'))
    yield problemAt(value, NOT_A_VALUE);
  else for (const text of isList ? value.elements : [value]) yield* negatedTextProblems(name, text, noString);
  if (second !== undefined) yield manyKeys(match, TOO_MANY);
}

function* negatedTextProblems(operator: string, text: JsonNode, noString: string): Iterable<PatternProblem> {
  if (text.kind === 'hole') return;
  if (text.kind !== 'string') {
    yield problemAt(text, noString);
  } else if (operator === 'wildcard') {
    const reason = wildcardProblem(text.value);
    if (reason !== undefined) yield problemAt(text, reason);
  } else if (text.value === '' && operator !== EQUALS_IGNORE_CASE) {
    yield problemAt(text, 'Null prefix/suffix not allowed');
  }
}
