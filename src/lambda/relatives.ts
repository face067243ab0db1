/**
 * Mappings that have something in common: a source, a function, a group. All mappings of a configuration are entered once under
 * what they name, so that a mapping is compared only with those that may matter.
 */
import type { Configuration, ResourceBlock, ResourceInstance } from '../terraform/configuration.ts';
import type { MappingValue, Value } from '../value/value.ts';
import { createEventSourceMapping, type EventSourceMapping } from './event-source-mapping.ts';
import { functionBehind } from './function-target.ts';
import { valueAt } from './presence.ts';

/** Under which keys a mapping is entered; `undefined` when nothing is known. The same function gives the same kind of key. */
export type KeysOf = (values: MappingValue, configuration: Configuration) => readonly string[] | undefined;

export interface Relatives {
  /** Those that are written before the mapping, in order; each is looked at when it is asked for. */
  earlier(): Iterable<EventSourceMapping>;
  all(): Iterable<EventSourceMapping>;
  /** Whether one that counts is written after it, so that the mapping is not the last. */
  hasLater(counts?: (other: EventSourceMapping) => boolean): boolean;
}

/**
 * The other mappings that are entered under one of `keys`, by default the mapping's own, and that may exist together with it: of
 * blocks that are repeated an unknown number of times, or under different conditions, that is not known.
 */
export function relatives(
  mapping: EventSourceMapping,
  configuration: Configuration,
  {
    keysOf,
    keys = keysOf(mapping.instance.values, configuration),
  }: { readonly keysOf: KeysOf; readonly keys?: readonly string[] | undefined },
): Relatives {
  const index = indexOf(configuration.original, keysOf);
  const own = index.entries.get(mapping.address);
  if (own === undefined || keys === undefined || keys.length === 0) return NONE;
  const lists = [...keys.map((key) => index.byKey.get(key) ?? []), index.open];
  if (lists.every((list) => list.every((entry) => entry === own))) return ALONE;
  const blocks = mappingBlocks(configuration);
  const ownBlock = blocks[own.block];
  const seen = (entry: Entry): EventSourceMapping | undefined => {
    const block = blocks[entry.block];
    const instance = block && instanceAt(block, entry);
    if (block === undefined || instance === undefined || ownBlock === undefined) return undefined;
    if (!mayCoexist({ block: ownBlock, instance: mapping.instance }, { block, instance })) return undefined;
    const named = keysOf(instance.values, configuration) ?? [];
    return named.some((key) => keys.includes(key)) ? otherMapping(instance, configuration) : undefined;
  };
  function* among(isMeant: (entry: Entry) => boolean): Iterable<EventSourceMapping> {
    for (const entry of inOrder(lists)) {
      const other = isMeant(entry) ? seen(entry) : undefined;
      if (other !== undefined) yield other;
    }
  }
  return {
    earlier: () => among(({ order }) => order < own.order),
    all: () => among((entry) => entry !== own),
    // From the end, so that of many there is one to look at.
    hasLater: (counts = () => true) =>
      lists.some((list) => {
        for (let at = list.length - 1; at >= 0; at--) {
          const entry = list[at];
          if (entry === undefined || entry.order <= own.order) return false;
          const other = seen(entry);
          if (other !== undefined && counts(other)) return true;
        }
        return false;
      }),
  };
}

/** Of a mapping of which nothing is known, none counts as the last. */
const NONE: Relatives = { earlier: () => [], all: () => [], hasLater: () => true };
const ALONE: Relatives = { ...NONE, hasLater: () => false };

interface Entry {
  /** Of the blocks of mappings. */
  readonly block: number;
  /** Of the instances of the block when the index was made. */
  readonly at: number;
  readonly address: string;
  readonly order: number;
}

interface Index {
  /** By address. */
  readonly entries: ReadonlyMap<string, Entry>;
  readonly byKey: ReadonlyMap<string, readonly Entry[]>;
  /** Those of which nothing is known, or not in all possible worlds. */
  readonly open: readonly Entry[];
}

/** The entries of lists that are in order, each once. */
function* inOrder(lists: readonly (readonly Entry[])[]): Iterable<Entry> {
  const next = lists.map(() => 0);
  for (;;) {
    const heads = lists.flatMap((list, at) => list[next[at] ?? 0] ?? []);
    const [first, ...others] = heads;
    if (first === undefined) return;
    const least = others.reduce((best, entry) => (entry.order < best.order ? entry : best), first);
    yield least;
    for (const [at, list] of lists.entries()) if (list[next[at] ?? 0] === least) next[at] = (next[at] ?? 0) + 1;
  }
}

const indexes = new WeakMap<Configuration, Map<KeysOf, Index>>();

function indexOf(configuration: Configuration, keysOf: KeysOf): Index {
  const known = indexes.get(configuration) ?? new Map<KeysOf, Index>();
  indexes.set(configuration, known);
  const found = known.get(keysOf) ?? createIndex(configuration, keysOf);
  known.set(keysOf, found);
  return found;
}

function createIndex(configuration: Configuration, keysOf: KeysOf): Index {
  const entries = new Map<string, Entry>();
  const byKey = new Map<string, Entry[]>();
  const open: Entry[] = [];
  for (const [block, { instances }] of mappingBlocks(configuration).entries()) {
    for (const [at, { address, values }] of instances.entries()) {
      const entry = { block, at, address, order: entries.size };
      entries.set(address, entry);
      const keys = keysOf(values, configuration);
      if (keys === undefined) open.push(entry);
      for (const key of new Set(keys)) {
        const same = byKey.get(key);
        if (same === undefined) byKey.set(key, [entry]);
        else same.push(entry);
      }
    }
  }
  return { entries, byKey, open };
}

function mappingBlocks(configuration: Configuration): readonly ResourceBlock[] {
  return configuration.blocksOf('aws_lambda_event_source_mapping').filter(({ mode }) => mode === 'managed');
}

function instanceAt({ instances }: ResourceBlock, { at, address }: Entry): ResourceInstance | undefined {
  const instance = instances[at];
  return instance?.address === address ? instance : instances.find((candidate) => candidate.address === address);
}

interface InstanceOf {
  readonly block: ResourceBlock;
  readonly instance: ResourceInstance;
}

/** Two conditions are two doubts: perhaps nobody ever chooses them together. */
function mayCoexist(own: InstanceOf, other: InstanceOf): boolean {
  if (own.instance.uncertain || other.instance.uncertain || !haveSameProvider(own, other)) return false;
  const [mine, theirs] = [own.instance.when, other.instance.when];
  if (mine === undefined || theirs === undefined) return true;
  return mine.condition === theirs.condition && mine.outcome === theirs.outcome;
}

function haveSameProvider(own: InstanceOf, other: InstanceOf): boolean {
  const [mine, theirs] = [own, other].map(({ instance }) => valueAt(instance.values, '/region'));
  const sameRegion =
    mine?.kind === 'string' ? theirs?.kind === 'string' && mine.value === theirs.value : mine?.kind === theirs?.kind;
  return sameRegion && own.block.meta.provider.name === other.block.meta.provider.name;
}

function otherMapping(instance: ResourceInstance, configuration: Configuration): EventSourceMapping {
  return createEventSourceMapping({ instance, judged: instance.values, configuration, sourceJudged: false });
}

/** Keys of a value: two values that share one are the same for certain. `undefined` when nothing of it is known. */
export function valueKeys(value: Value): readonly string[] | undefined {
  const keys = attributeKeys(value);
  if (value.kind === 'string' && value.value !== '') return [`text ${value.value}`, ...keys];
  return keys.length > 0 || value.kind === 'null' ? keys : undefined;
}

function attributeKeys({ is }: Value): readonly string[] {
  if (is === undefined || (is.subject !== 'managed' && is.subject !== 'data') || is.splat || is.unknownKey) return [];
  const { module, subject, type, name, key = null, attribute } = is;
  return [`attribute ${JSON.stringify([module, subject, type, name, key, attribute])}`];
}

/** By the source, when it is an ARN. */
export const sourceKeys: KeysOf = (values) => valueKeys(valueAt(values, '/event_source_arn'));

/**
 * By the function and its version or alias. Name, partial ARN and ARN of one function are the same: relatives use the same
 * provider, and a mapping lives in the account and the region of its function.
 */
export const functionKeys: KeysOf = (values, configuration) => {
  const value = valueAt(values, '/function_name');
  const keys = value.kind === 'string' ? [functionKey(value.value), ...attributeKeys(value)] : valueKeys(value);
  const { is } = value;
  if (is === undefined || is.type !== 'aws_lambda_function' || is.attribute.join('.') === 'qualified_arn') return keys;
  const [instance, ...others] = functionBehind(value, configuration);
  if (instance === undefined || others.length > 0) return keys;
  const name = valueAt(instance.values, '/function_name');
  const byName = name.kind === 'string' ? [functionKey(name.value)] : [];
  return [...(keys ?? []), `resource ${instance.address}`, ...byName];
};

const BEFORE_NAME = /^(?:arn:[^:]*:lambda:[^:]*:[^:]*:function:|(?:[a-z]{2}[a-z-]*-\d:)?(?:\d{12}:)?(?:function:)?)/;

/** The name with its version or alias. */
function functionKey(text: string): string {
  return `function ${text.replace(BEFORE_NAME, '')}`;
}

/** A mapping in a sentence; of one that only some condition brings about it is said so. */
export function mappingName({ address, instance }: EventSourceMapping): string {
  return instance.when === undefined ? address : `${address} (where it exists)`;
}

/** Whether the mapping works for certain. */
export function isEnabled(mapping: EventSourceMapping): boolean {
  const enabled = mapping.get('/enabled');
  return enabled.kind === 'null' || ('value' in enabled && String(enabled.value) === 'true');
}
