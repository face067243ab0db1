/** Terraform's string functions, but `format` and `formatlist`. */
import { compareText } from '../../text/order.ts';
import { bool, list, number, string, unknown } from '../construct.ts';
import { joinTemplate } from '../template.ts';
import { BOOL, NUMBER, STRING, type Type } from '../type.ts';
import type { UnknownValue, Value } from '../value.ts';
import { computedUnknown, unknownResult } from './call.ts';
import { graphemeCount, graphemes } from './graphemes.ts';
import { toLower, toTitle, toUpper } from './letter-case.ts';
import { expandReplacement, matchesOf, regexFunctions } from './regex.ts';
import type { CallResult, FunctionDefinition, FunctionTable } from './signature.ts';
import { wholeNumber } from './whole-number.ts';

const STRINGS: Type = { kind: 'list', element: STRING };

/** A function of strings only. */
export function ofStrings<const T extends readonly string[]>(
  names: T,
  result: Type,
  compute: (texts: { readonly [K in keyof T]: string }) => CallResult,
): FunctionDefinition {
  return {
    parameters: names.map((name) => ({ name, type: STRING })),
    result,
    call: (args) => {
      const texts = args.map((arg) => (arg.kind === 'string' ? arg.value : ''));
      return compute(texts as unknown as { readonly [K in keyof T]: string });
    },
  };
}

function mapping(compute: (text: string) => string): FunctionDefinition {
  return ofStrings(['str'], STRING, ([text]) => string(compute(text)));
}

/** Longer texts are not put together. */
const LONGEST = 10_000_000;

/** A text that is known to be long and nothing else. */
export function tooLong(): UnknownValue {
  return unknown({ type: STRING, notNull: true, reasons: [{ kind: 'function', text: 'the text is too long' }] });
}

/** Go's Unicode white space. */
const SPACE_START = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const SPACE_END = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/;

function trimmed(text: string, cutset: string): string {
  const cut = new Set(cutset);
  const letters = [...text];
  let start = 0;
  let end = letters.length;
  while (start < end && cut.has(letters[start] ?? '')) start++;
  while (end > start && cut.has(letters[end - 1] ?? '')) end--;
  return letters.slice(start, end).join('');
}

/** Every occurrence from left to right; an empty `search` stands between all characters. */
function replaced(text: string, search: string, replacement: string): string {
  if (search !== '') return text.split(search).join(replacement);
  return replacement + [...text].map((letter) => letter + replacement).join('');
}

const replace: FunctionDefinition = {
  parameters: [
    { name: 'str', type: STRING },
    { name: 'substr', type: STRING },
    { name: 'replace', type: STRING },
  ],
  result: STRING,
  call: ([text, search, replacement], { libraries }) => {
    if (text?.kind !== 'string' || search?.kind !== 'string' || replacement?.kind !== 'string') {
      return { error: 'a string is required' };
    }
    const pattern = /^\/(.*)\/$/s.exec(search.value)?.[1];
    if (text.value.length * replacement.value.length > LONGEST) return tooLong();
    if (pattern === undefined || search.value.length < 2) {
      return string(replaced(text.value, search.value, replacement.value));
    }
    const found = matchesOf({ libraries, pattern, text: text.value });
    if ('error' in found) return found;
    let result = '';
    let end = 0;
    for (const match of found.matches) {
      result += text.value.slice(end, match.start) + expandReplacement(replacement.value, match, found.names);
      end = match.end;
    }
    return string(result + text.value.slice(end));
  },
};

const substr: FunctionDefinition = {
  parameters: [
    { name: 'str', type: STRING },
    { name: 'offset', type: NUMBER },
    { name: 'length', type: NUMBER },
  ],
  result: STRING,
  call: ([text, offsetArg, lengthArg]) => {
    const offset = wholeNumber(offsetArg);
    if ('error' in offset) return { error: offset.error };
    const length = wholeNumber(lengthArg);
    if ('error' in length) return { error: length.error };
    const letters = text?.kind === 'string' ? graphemes(text.value) : [];
    const start = offset.whole < 0 ? Math.max(0, letters.length + offset.whole) : offset.whole;
    if (length.whole < 0) return string(letters.slice(start).join(''));
    // A negative offset with length 0 is Terraform's way to take everything from there on.
    const end = length.whole === 0 && offset.whole < 0 ? undefined : start + length.whole;
    return string(letters.slice(start, end).join(''));
  },
};

const indent: FunctionDefinition = {
  parameters: [
    { name: 'spaces', type: NUMBER },
    { name: 'str', type: STRING },
  ],
  result: STRING,
  call: ([spacesArg, text]) => {
    const spaces = wholeNumber(spacesArg);
    if ('error' in spaces) return { error: spaces.error };
    if (spaces.whole < 0) return { error: 'strings: negative Repeat count' };
    const lines = text?.kind === 'string' ? text.value.split('\n').length : 0;
    if (lines * spaces.whole > LONGEST) return tooLong();
    const pad = ' '.repeat(spaces.whole);
    return string(text?.kind === 'string' ? text.value.replaceAll('\n', `\n${pad}`) : '');
  },
};

const join: FunctionDefinition = {
  parameters: [{ name: 'separator', type: STRING }],
  variadic: { name: 'lists', type: STRINGS },
  result: STRING,
  reads: 'some',
  call: ([separator, ...lists]) => {
    if (lists.length === 0) return { error: 'at least one list is required' };
    const elements: Value[] = [];
    for (const [at, each] of lists.entries()) {
      if (each.kind !== 'list') continue;
      const missing = each.elements.findIndex((element) => element.kind === 'null');
      if (missing >= 0) {
        const where = lists.length > 1 ? `element ${missing} of list ${at + 1}` : `element ${missing}`;
        return { error: `${where} is null; cannot concatenate null values`, parameter: 'lists' };
      }
      elements.push(...each.elements);
    }
    return joinTemplate(
      elements.flatMap((element, at) => (at === 0 || separator === undefined ? [element] : [separator, element])),
    );
  },
};

const sort: FunctionDefinition = {
  parameters: [{ name: 'list', type: STRINGS, allowUnknown: true }],
  result: STRINGS,
  reads: 'some',
  call: ([arg]) => {
    if (arg?.kind === 'unknown') return { ...unknownResult(sort, [arg]), ...(arg.length && { length: arg.length }) };
    if (arg?.kind === 'list' && arg.open === true) return unknownResult(sort, [arg]);
    const elements = arg?.kind === 'list' ? arg.elements : [];
    const texts: string[] = [];
    for (const [at, element] of elements.entries()) {
      if (element.kind === 'string') texts.push(element.value);
      if (element.kind === 'null') {
        return { error: `given list element ${at} is null; a null string cannot be sorted` };
      }
    }
    if (texts.length < elements.length) {
      const length = { min: elements.length, max: elements.length };
      return { ...computedUnknown(elements, { type: STRINGS, notNull: true }), length };
    }
    return list(texts.sort(compareText).map(string));
  },
};

/** The part of the answer that a known prefix decides. */
const startswith: FunctionDefinition = {
  parameters: [
    { name: 'str', type: STRING, allowUnknown: true },
    { name: 'prefix', type: STRING },
  ],
  result: BOOL,
  call: ([text, prefix]) => {
    if (prefix?.kind !== 'string' || text === undefined) return { error: 'a string is required' };
    if (text.kind === 'string') return bool(text.value.startsWith(prefix.value));
    const known = text.kind === 'unknown' ? (text.prefix ?? '') : '';
    if (known.startsWith(prefix.value)) return bool(true);
    if (!prefix.value.startsWith(known)) return bool(false);
    return unknownResult(startswith, [text, prefix]);
  },
};

export const STRING_FUNCTIONS: FunctionTable = {
  ...regexFunctions,
  chomp: mapping((text) => text.replace(/(?:\r\n?|\n)*$/, '')),
  endswith: ofStrings(['str', 'suffix'], BOOL, ([text, suffix]) => bool(text.endsWith(suffix))),
  indent,
  join,
  lower: mapping(toLower),
  replace,
  sort,
  split: ofStrings(['separator', 'str'], STRINGS, ([separator, text]) =>
    list((separator === '' ? [...text] : text.split(separator)).map(string)),
  ),
  startswith,
  strcontains: ofStrings(['str', 'substr'], BOOL, ([text, part]) => bool(text.includes(part))),
  strrev: mapping((text) => graphemes(text).reverse().join('')),
  substr,
  title: mapping(toTitle),
  trim: ofStrings(['str', 'cutset'], STRING, ([text, cutset]) => string(trimmed(text, cutset))),
  trimprefix: ofStrings(['str', 'prefix'], STRING, ([text, prefix]) =>
    string(text.startsWith(prefix) ? text.slice(prefix.length) : text),
  ),
  trimspace: mapping((text) => text.replace(SPACE_START, '').replace(SPACE_END, '')),
  trimsuffix: ofStrings(['str', 'suffix'], STRING, ([text, suffix]) =>
    string(text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text),
  ),
  upper: mapping(toUpper),
};

/** The number of characters of a string. */
export function stringLength(text: string): Value {
  return number(graphemeCount(text));
}
