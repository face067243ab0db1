/**
 * Mappings that have something in common: a source, a function, a group. All mappings of a configuration are entered once under
 * what they name, so that a mapping is compared only with those that may matter.
 */
import { type Configuration, madeOf, type ResourceBlock, type ResourceInstance } from '../terraform/configuration.ts';
import type { MappingValue, Reference, Value } from '../value/value.ts';
import { createEventSourceMapping, type EventSourceMapping } from './event-source-mapping.ts';
import { functionBehind } from './function-target.ts';
import { valueAt } from './presence.ts';

/** Under which keys a mapping is entered; `undefined` when nothing is known. The same function gives the same kind of key. */
export type KeysOf = (values: MappingValue, configuration: Configuration) => readonly string[] | undefined;

export interface Relatives {
  /** Those that are written before the mapping, in order; each is looked at when it is asked for. */
  earlier(): Iterable<EventSourceMapping>;
  /** The same, as they are written. */
  earlierInstances(): Iterable<ResourceInstance>;
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
  configuration.original.memory?.depends(standingOf(mapping.address, keysOf, keys));
  const own = index.entries.get(mapping.address);
  if (own === undefined || keys === undefined || keys.length === 0) return NONE;
  const lists = [...keys.map((key) => index.byKey.get(key) ?? []), index.open];
  if (lists.every((list) => list.every((entry) => entry === own))) return ALONE;
  const ownSide = sideOf(configuration.seen(own.block), mapping.instance);
  const seen = (entry: Entry): ResourceInstance | undefined => {
    const block = configuration.seen(entry.block);
    const instance = instanceAt(block, entry);
    if (instance === undefined || !mayCoexist(ownSide, sideOf(block, instance))) return undefined;
    const named = keysOf(instance.values, configuration) ?? [];
    return named.some((key) => keys.includes(key)) ? instance : undefined;
  };
  function* among(end: number): Iterable<ResourceInstance> {
    for (const entry of inOrder(lists)) {
      if (entry.order >= end) return;
      const other = entry === own ? undefined : seen(entry);
      if (other !== undefined) yield other;
    }
  }
  function* mappings(instances: Iterable<ResourceInstance>): Iterable<EventSourceMapping> {
    for (const instance of instances) yield otherMapping(instance, configuration);
  }
  return {
    earlier: () => mappings(among(own.order)),
    earlierInstances: () => among(own.order),
    all: () => mappings(among(Number.POSITIVE_INFINITY)),
    // From the end, so that of many there is one to look at.
    hasLater: (counts = () => true) =>
      lists.some((list) => {
        for (let at = list.length - 1; at >= 0; at--) {
          const entry = list[at];
          if (entry === undefined || entry.order <= own.order) return false;
          const other = seen(entry);
          if (other !== undefined && counts(otherMapping(other, configuration))) return true;
        }
        return false;
      }),
  };
}

/** Of a mapping of which nothing is known, none counts as the last. */
const NONE: Relatives = { earlier: () => [], earlierInstances: () => [], all: () => [], hasLater: () => true };
const ALONE: Relatives = { ...NONE, hasLater: () => false };

interface Entry {
  /** Of the original configuration. */
  readonly block: ResourceBlock;
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
function* inOrder(all: readonly (readonly Entry[])[]): Iterable<Entry> {
  const lists = all.filter((list) => list.length > 0);
  const [only = [], ...others] = lists;
  if (others.length === 0) {
    yield* only;
    return;
  }
  const next = lists.map(() => 0);
  for (;;) {
    let least: Entry | undefined;
    for (const [at, list] of lists.entries()) {
      const head = list[next[at] ?? 0];
      if (head !== undefined && (least === undefined || head.order < least.order)) least = head;
    }
    if (least === undefined) return;
    yield least;
    for (const [at, list] of lists.entries()) if (list[next[at] ?? 0] === least) next[at] = (next[at] ?? 0) + 1;
  }
}

const indexes = () => new Map<KeysOf, Index>();

function indexOf(configuration: Configuration, keysOf: KeysOf): Index {
  const known = madeOf(configuration, indexes);
  const found = known.get(keysOf) ?? createIndex(configuration, keysOf);
  known.set(keysOf, found);
  return found;
}

function createIndex(configuration: Configuration, keysOf: KeysOf): Index {
  const entries = new Map<string, Entry>();
  const byKey = new Map<string, Entry[]>();
  const open: Entry[] = [];
  for (const { block, instances } of keysOfBlocks(configuration, keysOf)) {
    for (const [at, { address, keys }] of instances.entries()) {
      const entry = { block, at, address, order: entries.size };
      entries.set(address, entry);
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

interface InstanceKeys {
  readonly address: string;
  readonly keys: readonly string[] | undefined;
}

type MakeKeys = (block: ResourceBlock, configuration: Configuration) => readonly InstanceKeys[];

const makers = new WeakMap<KeysOf, MakeKeys>();

/** One for each way to find keys, because what a memory keeps is known by what has made it. */
function makerOf(keysOf: KeysOf): MakeKeys {
  const make: MakeKeys =
    makers.get(keysOf) ??
    (({ mode, instances }, configuration) =>
      mode === 'managed'
        ? instances.map(({ address, values }) => ({ address, keys: keysOf(values, configuration) }))
        : []);
  makers.set(keysOf, make);
  return make;
}

interface BlockKeys {
  readonly block: ResourceBlock;
  readonly instances: readonly InstanceKeys[];
}

function keysOfBlocks(configuration: Configuration, keysOf: KeysOf): readonly BlockKeys[] {
  const make = makerOf(keysOf);
  const known = configuration.memory?.ofBlocks(MAPPING, make);
  return configuration
    .blocksOf(MAPPING)
    .map((block, at) => ({ block, instances: known?.[at] ?? make(block, configuration) }));
}

/** A question that a memory keeps for long, so that it must not hold anything of the configuration in which it came up. */
function standingOf(address: string, keysOf: KeysOf, keys: readonly string[] | undefined) {
  return (configuration: Configuration): string => standing(indexOf(configuration, keysOf), address, keys);
}

/** All that `relatives` reads in an index. */
function standing({ entries, byKey, open }: Index, address: string, keys: readonly string[] | undefined): string {
  const own = entries.get(address);
  if (own === undefined || keys === undefined) return '';
  const lists = [...keys.map((key) => byKey.get(key) ?? []), open];
  return lists
    .map((list) => list.map((entry) => `${entry.order < own.order ? '<' : ''}${entry.address}`).join(' '))
    .join('\n');
}

const MAPPING = 'aws_lambda_event_source_mapping';

function instanceAt({ instances }: ResourceBlock, { at, address }: Entry): ResourceInstance | undefined {
  const instance = instances[at];
  return instance?.address === address ? instance : instances.find((candidate) => candidate.address === address);
}

/** What decides whether two mappings may exist together. */
interface Side {
  readonly instance: ResourceInstance;
  readonly region: Value;
  readonly provider: string;
}

function sideOf({ meta }: ResourceBlock, instance: ResourceInstance): Side {
  return { instance, region: valueAt(instance.values, '/region'), provider: meta.provider.name };
}

/** Two conditions are two doubts: perhaps nobody ever chooses them together. */
function mayCoexist(own: Side, other: Side): boolean {
  if (own.instance.uncertain || other.instance.uncertain || !haveSameProvider(own, other)) return false;
  const [mine, theirs] = [own.instance.when, other.instance.when];
  if (mine === undefined || theirs === undefined) return true;
  return mine.condition === theirs.condition && mine.outcome === theirs.outcome;
}

function haveSameProvider({ region: mine, provider }: Side, { region: theirs, provider: other }: Side): boolean {
  const sameRegion =
    mine.kind === 'string' ? theirs.kind === 'string' && mine.value === theirs.value : mine.kind === theirs.kind;
  return sameRegion && provider === other;
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

const keysOfReferences = new WeakMap<Reference, readonly string[]>();

function attributeKeys({ is }: Value): readonly string[] {
  if (is === undefined || (is.subject !== 'managed' && is.subject !== 'data') || is.splat || is.unknownKey) return [];
  const known = keysOfReferences.get(is);
  if (known !== undefined) return known;
  const { module, subject, type, name, key = null, attribute } = is;
  const keys = [`attribute ${JSON.stringify([module, subject, type, name, key, attribute])}`];
  keysOfReferences.set(is, keys);
  return keys;
}

/** By the source, when it is an ARN. */
export const sourceKeys: KeysOf = (values) => valueKeys(valueAt(values, '/event_source_arn'));

/**
 * By the function and its version or alias. Name, partial ARN and ARN of one function are the same: relatives use the same
 * provider, and a mapping lives in the account and the region of its function.
 */
export const functionKeys: KeysOf = (values, configuration) => {
  const value = valueAt(values, '/function_name');
  const block = value.is && configuration.resource(value.is);
  const memory = madeOf(configuration, functionKeysOfValues);
  const known = memory.get(value);
  // An alias names a function that this world may show differently.
  if (known !== undefined && known.block === block && block?.type !== 'aws_lambda_alias') return known.keys;
  const keys = computeFunctionKeys(value, configuration);
  memory.set(value, { block, keys });
  return keys;
};

/** With the block that the value names, as it was seen. */
const functionKeysOfValues = () =>
  new Map<Value, { readonly block: ResourceBlock | undefined; readonly keys: readonly string[] | undefined }>();

function computeFunctionKeys(value: Value, configuration: Configuration): readonly string[] | undefined {
  const keys = value.kind === 'string' ? [functionKey(value.value), ...attributeKeys(value)] : valueKeys(value);
  const { is } = value;
  if (is === undefined || is.type !== 'aws_lambda_function' || is.attribute.join('.') === 'qualified_arn') return keys;
  const [instance, ...others] = functionBehind(value, configuration);
  if (instance === undefined || others.length > 0) return keys;
  const name = valueAt(instance.values, '/function_name');
  const byName = name.kind === 'string' ? [functionKey(name.value)] : [];
  return [...(keys ?? []), `resource ${instance.address}`, ...byName];
}

const BEFORE_NAME = /^(?:arn:[^:]*:lambda:[^:]*:[^:]*:function:|(?:[a-z]{2}[a-z-]*-\d:)?(?:\d{12}:)?(?:function:)?)/;

/** The name with its version or alias. */
function functionKey(text: string): string {
  return `function ${text.replace(BEFORE_NAME, '')}`;
}

/** A mapping in a sentence; of one that only some condition brings about it is said so. */
export function mappingName({ address, instance }: EventSourceMapping): string {
  return instance.when === undefined ? address : `${address} (where it exists)`;
}
