/** The patterns of a mapping's filters, read from what is known of their texts. */
import type { JsonPointer } from '../text/pointer.ts';
import type { Value } from '../value/value.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';
import { patternProblems } from './filter-pattern-grammar.ts';
import { HOLE, type JsonNode, type JsonObject, type JsonProblem, readJson } from './filter-pattern-json.ts';
import type { PatternProblem } from './filter-pattern-problem.ts';

export interface FilterPattern {
  /** `undefined` when the text is not JSON. */
  readonly root: JsonNode | undefined;
  readonly syntax: JsonProblem | undefined;
  readonly problems: readonly PatternProblem[];
  /** With one letter, `HOLE`, for each stretch that is not known. */
  readonly text: string;
}

export interface MappingFilter {
  /** The argument that holds the pattern. */
  readonly at: JsonPointer;
  readonly value: Value;
  readonly pattern: FilterPattern;
}

/** A filter whose pattern the engine takes, as far as it is known. */
export interface WorkingFilter extends MappingFilter {
  readonly root: JsonObject;
}

const parsed = new WeakMap<Value, FilterPattern>();

/** `undefined` when nothing is known of the text. */
export function parseFilterPattern(value: Value): FilterPattern | undefined {
  const known = parsed.get(value);
  if (known !== undefined) return known;
  const pattern = parse(value);
  if (pattern !== undefined) parsed.set(value, pattern);
  return pattern;
}

function parse(value: Value): FilterPattern | undefined {
  const parts = value.kind === 'string' ? [value.value] : value.kind === 'unknown' ? value.parts : undefined;
  if (parts === undefined) return undefined;
  const text = parts.map((part) => (typeof part === 'string' ? part : HOLE)).join('');
  const root = readJson(
    text,
    parts.flatMap((part) => (typeof part === 'string' ? [] : [part.prefix])),
  );
  if (root === undefined) return undefined;
  if ('problem' in root) return { root: undefined, syntax: root.problem, problems: [], text };
  return { root, syntax: undefined, problems: [...patternProblems(root)], text };
}

/** The filters whose patterns are known at least in part; those without one, or with an empty one, are left out. */
export function filters(mapping: EventSourceMapping): readonly MappingFilter[] {
  const found: MappingFilter[] = [];
  const criteria = mapping.get('/filter_criteria');
  for (const index of 'elements' in criteria ? criteria.elements.keys() : []) {
    const blocks = mapping.get(`/filter_criteria/${index}/filter`);
    for (const filter of 'elements' in blocks ? blocks.elements.keys() : []) {
      const at: JsonPointer = `/filter_criteria/${index}/filter/${filter}/pattern`;
      const value = mapping.get(at);
      const pattern = value.kind === 'string' && value.value === '' ? undefined : parseFilterPattern(value);
      if (pattern !== undefined) found.push({ at, value, pattern });
    }
  }
  return found;
}

/** The filters in whose patterns there is nothing to refuse; of those that are secret nothing is told. */
export function workingFilters(mapping: EventSourceMapping): readonly WorkingFilter[] {
  return filters(mapping).flatMap((filter) => {
    const { root, problems } = filter.pattern;
    const works = root?.kind === 'object' && problems.length === 0 && filter.value.sensitive !== true;
    return works ? [{ ...filter, root }] : [];
  });
}
