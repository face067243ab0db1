/**
 * Values that an argument takes only since some provider version, while the argument itself is older. Where the first such
 * version is not known, `before` is the end of the versions that were seen to refuse the value, so that what lies between is
 * never reported.
 */
import { child, type JsonPointer } from '../text/pointer.ts';
import type { MappingValue, Value } from '../value/value.ts';
import { refused } from './refused.ts';
import { type ArgumentSchema, type BlockSchema, type BodySchema, member } from './schema.ts';
import type { Judgement, Violation } from './validate.ts';
import type { ProviderVersions } from './version.ts';

interface NewerValue {
  /** The names of blocks and argument that lead there, joined by dots. */
  readonly path: string;
  readonly isMeant: (value: Value) => boolean;
  /** All versions before this one refuse the value. */
  readonly before: string;
  /** The versions that take it, as far as they are known. */
  readonly needs: string;
  /** Where that is known from, and the day. */
  readonly source: string;
  readonly date: string;
}

const NEWER_VALUES: readonly NewerValue[] = [
  {
    path: 'destination_config.on_failure.destination_arn',
    isMeant: (value) => knownStart(value).startsWith('kafka://'),
    before: '6.28.0',
    needs: '>= 6.28.0',
    source: 'hashicorp/terraform-provider-aws#45802, changelog of 6.28.0',
    date: '2026-01-07',
  },
  ...['destination_config.on_failure.destination_arn', 'kms_key_arn'].map((path) => ({
    path,
    isMeant: (value: Value) => /^arn:[^:]*:[^:]*:eusc-[^:]*:/.test(knownStart(value)),
    before: '6.29.0',
    needs: '>= 6.29.0',
    source: 'hashicorp/terraform-provider-aws#45895',
    date: '2026-01',
  })),
  {
    path: 'scaling_config.maximum_concurrency',
    isMeant: (value) => isOver(value, 1000),
    before: '5.52.0',
    needs: '>= 5.55.0 or so',
    source: 'hashicorp/terraform-provider-aws#37975, seen with 5.51.0; no upper bound in the source of about 5.55',
    date: '2024-06',
  },
  {
    path: 'filter_criteria.filter',
    isMeant: (value) => certainElements(value).length > 5,
    before: '5.12.0',
    needs: '>= 5.12.0',
    source: 'provider schemas of 5.11 and 5.12.0',
    date: '2026-11-23',
  },
  ...['maximum_retry_attempts', 'maximum_record_age_in_seconds'].map((path) => ({
    path,
    isMeant: (value: Value) => value.kind === 'number' && value.value === -1,
    // The changelog says 3.43.0, another source 3.38: the lower one counts.
    before: '3.38.0',
    needs: '>= 3.43.0',
    source: 'changelog of 3.43.0; documentation of 3.28 to 3.42',
    date: '2026-11-23',
  })),
  {
    path: 'provisioned_poller_config.maximum_pollers',
    isMeant: (value) => isOver(value, 2000),
    before: '6.1.0',
    needs: '> 6.0',
    source: 'provider source of about 6.0; terraform validate with 5.100.0',
    date: '2026-11-24',
  },
];

function knownStart(value: Value): string {
  return value.kind === 'string' ? value.value : value.kind === 'unknown' ? (value.prefix ?? '') : '';
}

function isOver(value: Value, most: number): boolean {
  return value.kind === 'number' && value.value > most;
}

/** The indexes of the elements that exist for certain. */
function certainElements(value: Value): readonly number[] {
  if (!('elements' in value)) return [];
  return [...value.elements.keys()].filter((index) => {
    const element = value.elements[index];
    return element !== undefined && !('representative' in element && element.representative === true);
  });
}

interface Walk {
  readonly versions: ProviderVersions;
  readonly pointer: JsonPointer;
  readonly path: readonly string[];
  readonly violations: Violation[];
}

/** Reports the values that no version that may run takes; in the instance that it gives they are unknown. */
export function checkNewerValues(body: BodySchema, values: MappingValue, versions: ProviderVersions): Judgement {
  const violations: Violation[] = [];
  const instance = checkBody(body, values, { versions, pointer: '', path: [], violations });
  return { violations, instance: violations.length === 0 ? values : instance };
}

function checkBody(body: BodySchema, values: MappingValue, walk: Walk): MappingValue {
  const entries = new Map<string, Value>();
  for (const [name, value] of values.entries) {
    const schema = member(body, name);
    const here = { ...walk, pointer: child(walk.pointer, name), path: [...walk.path, name] };
    entries.set(name, schema === undefined ? value : checkMember(schema, value, here));
  }
  return { ...values, entries };
}

function checkMember(schema: ArgumentSchema | BlockSchema, value: Value, walk: Walk): Value {
  const { versions, path } = walk;
  const name = path.join('.');
  const newer = NEWER_VALUES.find((one) => one.path === name && one.isMeant(value) && versions.isBefore(one.before));
  if (schema.kind === 'argument') {
    if (newer !== undefined) return refuse(schema, value, { ...walk, needs: newer.needs });
    return checkWords(schema, value, walk);
  }
  if (!('elements' in value)) return value;
  const kept = newer === undefined ? value : withinLimit(schema, value, { ...walk, needs: newer.needs });
  if (!('elements' in kept)) return kept;
  const elements = kept.elements.map((element, index) =>
    'entries' in element ? checkBody(schema.body, element, { ...walk, pointer: child(walk.pointer, index) }) : element,
  );
  return { ...kept, elements };
}

/** The blocks before the first one too many. */
function withinLimit(schema: BlockSchema, value: Value, walk: Walk & { readonly needs: string }): Value {
  const surplus = certainElements(value)[5];
  if (surplus === undefined || !('elements' in value)) return value;
  refuse(schema, value, { ...walk, pointer: child(walk.pointer, surplus) });
  return { ...value, elements: value.elements.slice(0, surplus), open: true };
}

/** A word, or each of several, against the words that came later. */
function checkWords(schema: ArgumentSchema, value: Value, walk: Walk): Value {
  const { allowedSince } = schema;
  if (allowedSince === undefined) return value;
  if ('elements' in value) {
    const elements = value.elements.map((element, index) =>
      checkWords(schema, element, { ...walk, pointer: child(walk.pointer, index) }),
    );
    return { ...value, elements };
  }
  if (value.kind !== 'string' || !Object.hasOwn(allowedSince, value.value)) return value;
  const since = allowedSince[value.value];
  return since !== undefined && walk.versions.lacks(since)
    ? refuse(schema, value, { ...walk, needs: `>= ${since}` })
    : value;
}

function refuse(
  schema: ArgumentSchema | BlockSchema,
  value: Value,
  { pointer, path, violations, needs }: Walk & { readonly needs: string },
): Value {
  violations.push({
    pointer,
    keyword: 'x-newer-value',
    params: {
      name: path.at(-1) ?? '',
      form: schema.kind,
      description: schema.description,
      since: schema.since,
      stage: 'validate',
      enforced: 'provider',
      value,
      needs,
      ...(schema.kind === 'block' && { count: certainElements(value).length }),
    },
  });
  return refused(value);
}
