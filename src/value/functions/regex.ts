/** Regular expressions in RE2's syntax, matched as Go matches them. */
import { list, object, string, tuple } from '../construct.ts';
import { STRING } from '../type.ts';
import type { Value } from '../value.ts';
import type { Libraries } from './libraries.ts';
import type { CallResult, FunctionDefinition, FunctionTable } from './signature.ts';

export interface Match {
  readonly start: number;
  readonly end: number;
  /** The capture groups from 1; `undefined` where a group took no part. */
  readonly groups: readonly (string | undefined)[];
  readonly text: string;
}

export interface Matches {
  readonly matches: readonly Match[];
  /** The names of the capture groups, in order; `undefined` for one without. */
  readonly names: readonly (string | undefined)[];
}

interface Search {
  readonly libraries: Libraries;
  readonly pattern: string;
  readonly text: string;
  readonly first?: boolean;
}

/** All matches that do not overlap; an empty one right behind another does not count. */
export function matchesOf({ libraries, pattern, text, first }: Search): Matches | { readonly error: string } {
  const { RE2JS } = libraries.regex();
  let compiled: ReturnType<typeof RE2JS.compile>;
  try {
    compiled = RE2JS.compile(pattern);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
  const names: (string | undefined)[] = Array.from({ length: compiled.groupCount() });
  for (const [name, index] of Object.entries(compiled.namedGroups())) names[index - 1] = name;
  const matcher = compiled.matcher(text);
  const matches: Match[] = [];
  let previousEnd = -1;
  for (let at = 0; at <= text.length && matcher.find(at); ) {
    const start = matcher.start();
    const end = matcher.end();
    if (end > start || start !== previousEnd) {
      const groups = names.map((_, index) => matcher.group(index + 1) ?? undefined);
      matches.push({ start, end, groups, text: text.slice(start, end) });
      if (first === true) break;
    }
    previousEnd = end;
    at = end > start ? end : end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
  }
  return { matches, names };
}

/** Go's replacement templates: `$1`, `$name`, `${name}`, `$$`; a name is as long as letters, digits and `_` follow. */
export function expandReplacement(template: string, match: Match, names: readonly (string | undefined)[]): string {
  return template.replace(
    /\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu,
    (whole, braced?: string, bare?: string) => {
      if (whole === '$$') return '$';
      const name = braced ?? bare ?? '';
      if (/^\d+$/.test(name)) return name === '0' ? match.text : (match.groups[Number(name) - 1] ?? '');
      return match.groups[names.indexOf(name)] ?? '';
    },
  );
}

/** Of a group that took no part. */
const NO_MATCH: Value = { kind: 'null', type: STRING };

/** One match as a value: the text without groups, a tuple of unnamed groups, an object of named ones. */
function matchValue(match: Match, names: readonly (string | undefined)[]): Value {
  if (names.length === 0) return string(match.text);
  const groups = match.groups.map((group) => (group === undefined ? NO_MATCH : string(group)));
  if (names[0] === undefined) return tuple(groups);
  return object(names.map((name, index) => [name ?? '', groups[index] ?? NO_MATCH]));
}

function search(first: boolean, give: (values: readonly Value[]) => CallResult): FunctionDefinition['call'] {
  return ([pattern, text], { libraries }) => {
    if (pattern?.kind !== 'string' || text?.kind !== 'string') return { error: 'a string is required' };
    const found = matchesOf({ libraries, pattern: pattern.value, text: text.value, first });
    if ('error' in found) return { error: `invalid regexp pattern: ${found.error}`, parameter: 'pattern' };
    if (found.names.includes(undefined) && found.names.some((name) => name !== undefined)) {
      return {
        error: 'invalid regexp pattern: cannot mix both named and unnamed capture groups',
        parameter: 'pattern',
      };
    }
    return give(found.matches.map((match) => matchValue(match, found.names)));
  };
}

const PARAMETERS = [
  { name: 'pattern', type: STRING },
  { name: 'string', type: STRING },
] as const;

export const regexFunctions: FunctionTable = {
  regex: {
    parameters: PARAMETERS,
    result: () => undefined,
    call: search(true, ([value]) => value ?? { error: 'pattern did not match any part of the given string' }),
  },
  regexall: {
    parameters: PARAMETERS,
    result: { kind: 'list', element: { kind: 'dynamic' } },
    call: search(false, (values) => list(values)),
  },
};
