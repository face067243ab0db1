import { describe, expect, it } from 'vitest';
import { parseFilterPattern } from '../../src/lambda/filter-pattern.ts';
import { allowsAbsence, faultsOf } from '../../src/lambda/filter-pattern-fields.ts';
import type { JsonNode, JsonObject } from '../../src/lambda/filter-pattern-json.ts';
import type { UnknownValue, Value } from '../../src/value/value.ts';

function text(value: string): Value {
  return { kind: 'string', value };
}

/** A template with what is known of each hole's beginning; `undefined` for nothing. */
function template(...parts: readonly (string | { readonly prefix?: string })[]): UnknownValue {
  return {
    kind: 'unknown',
    references: [],
    reasons: [],
    parts: parts.map((part) =>
      typeof part === 'string' ? part : { kind: 'unknown', references: [], reasons: [], ...part },
    ),
  };
}

const HOLE = {};

function problems(value: Value | string): readonly string[] {
  const pattern = parseFilterPattern(typeof value === 'string' ? text(value) : value);
  if (pattern === undefined) return ['(nothing known)'];
  if (pattern.syntax !== undefined) return [pattern.syntax.reason];
  return pattern.problems.map(({ reason }) => reason);
}

/** The text that each problem marks. */
function marked(value: string): readonly string[] {
  const pattern = parseFilterPattern(text(value));
  const places = pattern?.syntax === undefined ? pattern?.problems : [pattern.syntax];
  return (places ?? []).map(({ at }) => value.slice(at.start, at.end));
}

/** A pattern with one match among the values of one key. */
function match(json: string): string {
  return `{"body": {"a": [${json}]}}`;
}

describe('patterns that the engine takes', () => {
  it.each([
    '{"body": {"a": ["x", "", 1, -1.5e3, true, false, null]}}',
    '{"a": ["1"], "b": {"c": {"d": [{"exists": false}]}}}',
    match(
      '{"prefix": "a"}, {"suffix": ""}, {"prefix": {"equals-ignore-case": "a"}}, {"suffix": {"equals-ignore-case": "a"}}',
    ),
    match(
      '{"equals-ignore-case": ""}, {"exactly": "a"}, {"wildcard": "a*b\\\\\\\\\\\\*c"}, {"wildcard": "*:*:*:*:*:event-bus/*"}',
    ),
    match('{"numeric": ["=", 1]}, {"numeric": ["<", 1]}, {"numeric": [">=", 1]}, {"numeric": [">", -1, "<=", 1.5]}'),
    match('{"anything-but": "a"}, {"anything-but": 1}, {"anything-but": ["a", "b"]}, {"anything-but": [1, 2.5]}'),
    match(
      '{"anything-but": {"prefix": "a"}}, {"anything-but": {"suffix": ["a", "b"]}}, {"anything-but": {"wildcard": "a*"}}',
    ),
    match('{"anything-but": {"equals-ignore-case": ["", "b"]}}, {"anything-but": {"prefix": []}}'),
    match('{"cidr": "10.0.0.0/8"}, {"cidr": "10.0.0.1/0"}, {"cidr": "2001:db8::/64"}, {"cidr": "::/127"}'),
    '{"$or": [{"a": ["1"]}, {"b": {"c": ["2"], "$or": [{"d": [3]}, {"e": [4]}]}}], "f": ["5"]}',
    '{"numeric": ["a"], "prefix": {"exists": ["b"]}}',
    '{"a": ["1"], "a": ["2"]}',
    '{"a": ["1"]} and more',
    ' \r\n\t{"a":["\\u0041\\n\\/"]}',
  ])('%s', (pattern) => {
    expect(problems(pattern)).toEqual([]);
  });
});

describe('patterns that the engine refuses, in its own words', () => {
  it.each([
    ['null', 'Filter is not an object'],
    ['"text"', 'Filter is not an object'],
    ['5', 'Filter is not an object'],
    ['[{"a": ["1"]}]', 'Filter is not an object'],
    ['{}', 'Empty objects are not allowed'],
    ['{"a": {}}', 'Empty objects are not allowed'],
    ['{"a": "x"}', '"a" must be an object or an array'],
    ['{"a": {"b": null}}', '"b" must be an object or an array'],
    ['{"a": []}', 'Empty arrays are not allowed'],
    ['{"a": [["x"]]}', 'Match value must be String, number, true, false, or null'],
    [match('{}'), 'Match expression name not found'],
    [match('{"NUMERIC": ["=", 1]}'), 'Unrecognized match type NUMERIC'],
    [match('{"c": ["x"]}'), 'Unrecognized match type c'],
    [match('{"prefix": "a", "suffix": "b"}'), 'Only one key allowed in match expression'],
    [match('{"exists": true, "suffix": "b"}'), 'Only one key allowed in match expression'],
    [match('{"anything-but": "a", "suffix": "b"}'), 'Too many elements in numeric expression'],
    [match('{"exactly": 1}'), 'exact match pattern must be a string'],
    [match('{"prefix": ["a"]}'), 'prefix match pattern must be a string'],
    [match('{"suffix": 1}'), 'suffix match pattern must be a string'],
    [match('{"prefix": {}}'), 'Prefix expression name not found'],
    [match('{"suffix": {"wildcard": "a"}}'), 'Unsupported suffix pattern: wildcard'],
    [match('{"prefix": {"equals-ignore-case": 1}}'), 'equals-ignore-case match pattern must be a string'],
    [match('{"equals-ignore-case": ["a"]}'), 'equals-ignore-case match pattern must be a string'],
    [match('{"wildcard": 1}'), 'wildcard match pattern must be a string'],
    [match('{"wildcard": "a**b"}'), 'Consecutive wildcard characters at pos 2'],
    [match('{"wildcard": "é**"}'), 'Consecutive wildcard characters at pos 3'],
    [match('{"wildcard": "a\\\\b"}'), 'Invalid escape character at pos 2'],
    [match('{"wildcard": "a\\\\"}'), 'Invalid escape character at pos 2'],
    [match('{"numeric": 10}'), 'Value of numeric must be an array.'],
    [match('{"numeric": []}'), 'Invalid member in numeric match: ]'],
    [match('{"numeric": [10]}'), 'Invalid member in numeric match: 10'],
    [match('{"numeric": ["=", "10"]}'), 'Value of equals must be numeric'],
    [match('{"numeric": [">"]}'), 'Value of > must be numeric'],
    [match('{"numeric": ["<=", 1, ">", 0]}'), 'Too many elements in numeric expression'],
    [match('{"numeric": [">", 0, 5]}'), 'Bad value in numeric range: 5'],
    [match('{"numeric": [">", 0, ">", 5]}'), 'Bad numeric range operator: >'],
    [match('{"numeric": [">", 0, "<", "5"]}'), 'Value of < must be numeric'],
    [match('{"numeric": [">", 0, "<", 5, "<"]}'), 'Too many terms in numeric range expression'],
    [match('{"numeric": ["!=", 0]}'), 'Unrecognized numeric range operator: !='],
    [match('{"numeric": [">", 5, "<", 5]}'), 'Bottom must be less than top'],
    [match('{"numeric": ["=", 1e400]}'), 'Cannot compare number : 1e400'],
    [match('{"anything-but": null}'), 'Value of anything-but must be an array or single string/number value.'],
    [
      match('{"anything-but": []}'),
      'Inside anything but list, either all values are number or string, mixed type is not supported',
    ],
    [
      match('{"anything-but": ["a", 1]}'),
      'Inside anything but list, either all values are number or string, mixed type is not supported',
    ],
    [match('{"anything-but": [true]}'), 'Inside anything but list, start|null|boolean is not supported.'],
    [match('{"anything-but": {}}'), 'Anything-But expression name not found'],
    [match('{"anything-but": {"exists": true}}'), 'Unsupported anything-but pattern: exists'],
    [match('{"anything-but": {"prefix": ""}}'), 'Null prefix/suffix not allowed'],
    [match('{"anything-but": {"suffix": ["a", 1]}}'), 'prefix/suffix match pattern must be a string'],
    [match('{"anything-but": {"prefix": 1}}'), 'prefix/suffix match pattern must be a string'],
    [
      match('{"anything-but": {"prefix": {"equals-ignore-case": "a"}}}'),
      'Value of anything-but must be an array or single string/number value.',
    ],
    [
      match('{"anything-but": {"equals-ignore-case": 1}}'),
      'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.',
    ],
    [match('{"anything-but": {"wildcard": "**"}}'), 'Consecutive wildcard characters at pos 1'],
    [match('{"anything-but": {"prefix": "a", "suffix": "b"}}'), 'Too many elements in numeric expression'],
    [match('{"exists": "true"}'), 'exists match pattern must be either true or false.'],
    [match('{"cidr": 1}'), 'prefix match pattern must be a string'],
    [match('{"cidr": "10.0.0.0"}'), "Malformed CIDR, one '/' required"],
    [match('{"cidr": "10.0.0.0/"}'), "Malformed CIDR, one '/' required"],
    [match('{"cidr": "10.0.0.0/8/8"}'), "Malformed CIDR, one '/' required"],
    [match('{"cidr": "10.0.0.0/a"}'), 'Malformed CIDR, mask bits must be an integer'],
    [match('{"cidr": "10.0.0.0/-1"}'), 'Malformed CIDR, mask bits must not be negative'],
    [match('{"cidr": "10.0.0.0/32"}'), 'IPv4 mask bits must be < 32'],
    [match('{"cidr": "::1/128"}'), 'IPv6 mask bits must be < 128'],
    [match('{"cidr": "host/8"}'), 'Nonstandard IP address: host'],
    [match('{"cidr": "10.0.0.256/8"}'), 'Invalid IP address: 10.0.0.256'],
    [match('{"cidr": "1::2::3/8"}'), 'Invalid IP address: 1::2::3'],
    ['{"$or": {"a": ["1"]}}', 'It must be an Array followed with $or.'],
    ['{"$or": [{"a": ["1"]}]}', 'There must have at least 2 Objects in $or relationship.'],
    ['{"$or": [{"a": ["1"]}, "b"]}', 'Only JSON object is allowed in array of $or relationship.'],
    [
      '{"$or": [{"a": ["1"]}, {"b": {"prefix": ["2"]}}]}',
      'prefix is Ruler reserved fieldName which cannot be used inside $or.',
    ],
    ['{"$or": [{"a": ["1"]}, {"b": {}}]}', 'Empty objects are not allowed'],
  ])('%s', (pattern, reason) => {
    expect(problems(pattern)).toEqual([reason]);
  });

  it('finds every independent fault, where it is', () => {
    const pattern = '{"a": "x", "b": [], "c": {"d": [{"PREFIX": "y"}, {"exists": 1}]}}';
    expect(problems(pattern)).toHaveLength(4);
    expect(marked(pattern)).toEqual(['"x"', '[]', '"PREFIX"', '1']);
  });
});

describe('texts that are not JSON', () => {
  it.each([
    ["{'a': ['x']}", 'a name in double quotes is wanted here', "'"],
    ['{"a": [\'x\']}', 'JSON takes double quotes only', "'x'"],
    ['{a: ["x"]}', 'a name in double quotes is wanted here', 'a'],
    ['{"a": ["x",]}', 'a comma stands before "]"', ','],
    ['{"a": ["x"],}', 'a comma stands before "}"', ','],
    ['{"a": ["x"] "b": ["y"]}', 'a comma or "}" is missing before this', '"'],
    ['{"a": ["x" "y"]}', 'a comma or "]" is missing before this', '"'],
    ['{"a" ["x"]}', 'a colon is missing behind this name', '"'],
    ['{ "data": { "a": [ {"numeric": [ ">", 50 ] } ]}', 'the object that begins here is never closed', '{'],
    ['{"a": ["x"', 'the array that begins here is never closed', '['],
    ['{"a": ["x]}', 'the string that begins here is never closed', '"'],
    ['{"a": ["x\ny"]}', 'a line break stands inside a string', '\n'],
    ['{"a": ["\\d"]}', 'JSON has no such escape in a string', '\\d'],
    ['{"a": [True]}', 'True is written true in JSON', 'True'],
    ['{"a": [01]}', '01 is no value of JSON', '01'],
    ['{"a": [/* x */ 1]}', 'JSON has no comments', '/*'],
    ['{"a": [,]}', 'a comma stands where a value is wanted', ','],
    ['single-string', 'single-string is no value of JSON', 'single-string'],
  ])('%s', (pattern, reason, place) => {
    expect(problems(pattern)).toEqual([reason]);
    expect(marked(pattern)).toEqual([place]);
  });
});

describe('patterns that are not fully known', () => {
  it('says nothing of a value without text', () => {
    expect(parseFilterPattern({ kind: 'unknown', references: [], reasons: [] })).toBeUndefined();
  });

  it.each([
    ['a hole as the whole', template(HOLE)],
    ['a hole as a value', template('{"a": ', HOLE, '}')],
    ['a hole as an element', template('{"a": [', HOLE, ']}')],
    ['a hole that may hold the comma', template('{"a": ["x"', HOLE, '], "b": [1]', HOLE, '}')],
    ['a hole in a string', template('{"a": ["', HOLE, '"]}')],
    ['a hole as the name', template('{"', HOLE, '": ["x"], "b": {"', HOLE, '": ["x"]}}')],
    ['a hole as an operator', template('{"a": [{"', HOLE, '": {"x": 1}}]}')],
    ['a hole as all members', template('{"a": {', HOLE, '}}')],
    ['a hole in a number', template('{"a": [{"numeric": [">", 1', HOLE, ', "<", 2]}]}')],
    ['a hole as the bound of a range', template('{"a": [{"numeric": [">", 5, "<", ', HOLE, ']}]}')],
    ['a hole as more terms', template('{"a": [{"numeric": [">"', HOLE, ']}]}')],
    [
      'a hole as an argument',
      template('{"a": [{"prefix": ', HOLE, '}, {"exists": ', HOLE, '}, {"cidr": "10.', HOLE, '"}]}'),
    ],
    ['a hole as an alternative', template('{"$or": [{"a": ["1"]}, ', HOLE, ']}')],
    ['a value that begins as an object', template('{"a": ', { prefix: '{' }, ', "b": ', { prefix: '["x' }, '}')],
  ])('finds nothing wrong with %s', (_, value) => {
    expect(problems(value)).toEqual([]);
  });

  it.each([
    ['the rest of the pattern', template('{"a": ', HOLE, ', "b": {}}'), 'Empty objects are not allowed'],
    ['a text with a hole as a leaf', template('{"a": "', HOLE, '-x"}'), '"a" must be an object or an array'],
    ['a value that begins as a text', template('{"a": ', { prefix: '"' }, '}'), '"a" must be an object or an array'],
    ['a root that begins as a text', template({ prefix: '"x' }), 'Filter is not an object'],
    [
      'an argument that begins as an array',
      template('{"a": [{"prefix": ', { prefix: '[' }, '}]}'),
      'prefix match pattern must be a string',
    ],
    ['an unknown operator with a hole', template('{"a": [{"PREFIX": ', HOLE, '}]}'), 'Unrecognized match type PREFIX'],
    ['what no hole can mend', template('{"a": ["', HOLE, '"],}'), 'a comma stands before "}"'],
  ])('finds what is wrong with %s', (_, value, reason) => {
    expect(problems(value)).toEqual([reason]);
  });

  it('counts a hole as one letter', () => {
    const pattern = parseFilterPattern(template('{"a": [', HOLE, '], "b": "x"}'));
    expect(pattern?.problems.map(({ at }) => [at.start, at.end, at.path])).toEqual([[16, 19, '/b']]);
  });

  it('gives up on text that a hole may turn into anything', () => {
    expect(problems(template('{', HOLE, ': ["x"], "b": 1}'))).toEqual(['(nothing known)']);
  });

  it('survives deep nesting', () => {
    expect(problems('{"a":'.repeat(2000))).toEqual(['(nothing known)']);
    expect(problems('['.repeat(100_000))).toEqual(['(nothing known)']);
  });
});

function root(pattern: string): JsonObject {
  const node = parseFilterPattern(text(pattern))?.root;
  if (node?.kind !== 'object') throw new Error('no object');
  return node;
}

describe('allowsAbsence', () => {
  it.each([
    ['{"a": [{"exists": false}]}', true],
    ['{"a": ["x", {"exists": false}]}', true],
    ['{"a": [{"exists": true}]}', false],
    ['{"a": ["x"]}', false],
    ['{"a": [null]}', false],
    ['{"a": {"b": [{"exists": false}]}}', true],
    ['{"a": {"b": [{"exists": false}], "c": ["x"]}}', false],
    ['{"a": {"$or": [{"b": ["x"]}, {"c": [{"exists": false}]}]}}', true],
    ['{"a": {"$or": [{"b": ["x"]}, {"c": ["x"]}]}}', false],
  ])('%s: %s', (pattern, expected) => {
    expect(allowsAbsence(root(pattern).members[0]?.value as JsonNode)).toBe(expected);
  });
});

describe('faultsOf', () => {
  const bad = (pattern: string) =>
    faultsOf(root(pattern), ({ name, value }) => (name?.startsWith('bad') ? [value.kind] : []));

  it('asks every member, of equal names the last', () => {
    expect(bad('{"bad1": ["x"], "good": ["x"], "bad2": {"x": [1]}}')).toEqual(['array', 'object']);
    expect(bad('{"bad": ["x"], "bad": {"x": [1]}}')).toEqual(['object']);
  });

  it('reports a $or only when every alternative has a fault', () => {
    expect(bad('{"$or": [{"bad": ["x"]}, {"good": ["x"]}]}')).toEqual([]);
    expect(bad('{"$or": [{"bad": ["x"]}, {"bad": {"x": [1]}}]}')).toEqual(['array', 'object']);
    expect(bad('{"$or": [{"bad": ["x"]}, {"good": [1], "$or": [{"bad": ["y"]}, {"good": [1]}]}]}')).toEqual([]);
  });
});
