/**
 * Possible worlds. A value that is one of finitely many (`choice`) hangs on a condition that nobody knows; a world decides
 * some conditions and leaves the others undecided, which makes their values unknown. Worlds are made on demand: looking at
 * the configuration through a world notes every undecided condition that was met, and only those are then decided, one at a
 * time and then together, by the smallest worlds first. What holds in a small world holds in each larger one, because an
 * unknown value never proves anything.
 */
import type { Configuration, ResourceBlock, ResourceInstance } from '../terraform/configuration.ts';
import type { ChoiceOption, ChoiceValue, MappingValue, SequenceValue, UnknownValue, Value } from '../value/value.ts';

/** One condition decided in a world. */
export interface Decision {
  readonly condition: string;
  readonly option: number;
  /** The number of options that the condition has. */
  readonly outOf: number;
  /** How the condition reads, for example `var.env == "prod" is false`. */
  readonly assumption: string;
  /** Whether the module itself writes every outcome. */
  readonly written: boolean;
}

/** The number of worlds that one mapping is looked at in. */
const MAXIMUM_WORLDS = 64;

interface Met {
  readonly options: readonly ChoiceOption[];
  written: boolean;
}

/** A configuration seen through some decisions. */
export class World {
  readonly decisions: readonly Decision[];
  readonly #outcomes: Map<string, number>;
  readonly #met = new Map<string, Met>();
  readonly #blocks = new Map<ResourceBlock, ResourceBlock>();

  /** `given`: an outcome that holds in all worlds that are looked at, so that nobody needs to be told. */
  constructor(decisions: readonly Decision[], given?: ResourceInstance['when']) {
    this.decisions = decisions;
    this.#outcomes = new Map(decisions.map(({ condition, option }) => [condition, option]));
    if (given !== undefined) this.#outcomes.set(given.condition, given.outcome);
  }

  /** One decision for each outcome of each condition that was met undecided, in the order of meeting. */
  get undecided(): readonly Decision[] {
    return [...this.#met].flatMap(([condition, { options, written }]) =>
      options.map(({ assumption }, option) => ({ condition, option, outOf: options.length, assumption, written })),
    );
  }

  /** The value in this world, without any choice in it; the same object where there was none. */
  see(value: MappingValue): MappingValue;
  see(value: Value): Value;
  see(value: Value): Value {
    if (!holdsChoice(value)) return value;
    switch (value.kind) {
      case 'null':
      case 'bool':
      case 'number':
      case 'string':
      case 'unknown':
        return value;
      case 'choice':
        return this.#seeChoice(value);
      case 'list':
      case 'set':
      case 'tuple':
        return { ...value, elements: value.elements.map((element) => this.see(element)) };
      case 'map':
      case 'object':
        return { ...value, entries: new Map([...value.entries].map(([name, entry]) => [name, this.see(entry)])) };
    }
  }

  /** All of an instance, whose undecided conditions count as met. */
  instance(instance: ResourceInstance): ResourceInstance {
    const values = this.see(instance.values);
    return values === instance.values ? instance : { ...instance, values };
  }

  configuration(configuration: Configuration): Configuration {
    const world = this;
    const byType = new Map<string, readonly ResourceBlock[]>();
    let blocks: readonly ResourceBlock[] | undefined;
    return {
      original: configuration.original,
      directory: configuration.directory,
      diagnostics: configuration.diagnostics,
      get files() {
        return configuration.files;
      },
      get imports() {
        return configuration.imports;
      },
      get blocks() {
        blocks ??= configuration.blocks.map((block) => world.#block(block));
        return blocks;
      },
      blocksOf(type) {
        const known = byType.get(type) ?? configuration.blocksOf(type).map((block) => world.#block(block));
        byType.set(type, known);
        return known;
      },
      seen: (block) => world.#block(block),
      resource(reference) {
        const block = configuration.resource(reference);
        return block && world.#block(block);
      },
    };
  }

  /** An instance whose arguments are seen when they are asked for, so that only their conditions count as met. */
  #part(instance: ResourceInstance): ResourceInstance {
    if (!holdsChoice(instance.values)) return instance;
    return { ...instance, values: { ...instance.values, entries: new SeenEntries(instance.values.entries, this) } };
  }

  /** Whether nothing that is decided excludes the instance. */
  #mayExist({ when }: ResourceInstance): boolean {
    const outcome = when && this.#outcomes.get(when.condition);
    return outcome === undefined || outcome === when?.outcome;
  }

  #seeChoice(choice: ChoiceValue): Value {
    const outcome = this.#outcomes.get(choice.condition.id);
    const option = outcome === undefined ? undefined : choice.options[outcome];
    if (option !== undefined) return this.see(option.value);
    const met = this.#met.get(choice.condition.id);
    if (met === undefined) this.#met.set(choice.condition.id, { options: choice.options, written: choice.written });
    else met.written &&= choice.written;
    return this.see(undecided(choice));
  }

  #block(block: ResourceBlock): ResourceBlock {
    if (ownViews.has(block)) return block;
    const known = this.#blocks.get(block) ?? new SeenBlock(block, (instances) => this.#instances(instances));
    this.#blocks.set(block, known);
    return known;
  }

  #instances(instances: readonly ResourceInstance[]): readonly ResourceInstance[] {
    return instances.filter((one) => this.#mayExist(one)).map((one) => this.#part(one));
  }
}

/** Blocks that are known to look the same in all worlds. */
const ownViews = new WeakSet<ResourceBlock>();

/** A block seen through a world. A class, because each world has many, of most of which nobody asks more than the type. */
class SeenBlock implements ResourceBlock {
  readonly #block: ResourceBlock;
  readonly #see: (instances: readonly ResourceInstance[]) => readonly ResourceInstance[];
  #instances: readonly ResourceInstance[] | undefined;

  constructor(block: ResourceBlock, see: (instances: readonly ResourceInstance[]) => readonly ResourceInstance[]) {
    this.#block = block;
    this.#see = see;
  }

  get address() {
    return this.#block.address;
  }

  get module() {
    return this.#block.module;
  }

  get calls() {
    return this.#block.calls;
  }

  get mode() {
    return this.#block.mode;
  }

  get type() {
    return this.#block.type;
  }

  get name() {
    return this.#block.name;
  }

  get place() {
    return this.#block.place;
  }

  get repetition() {
    return this.#block.repetition;
  }

  get provider() {
    return this.#block.provider;
  }

  get meta() {
    return this.#block.meta;
  }

  get instances() {
    const { instances } = this.#block;
    // At the moment of validate nothing is a choice, so that the template needs no view.
    if (isTheSameEverywhere(instances)) ownViews.add(this.#block);
    this.#instances ??= ownViews.has(this.#block) ? instances : this.#see(instances);
    return this.#instances;
  }

  get template() {
    return this.#block.template;
  }

  get hypothetical() {
    return this.#block.hypothetical;
  }
}

class SeenEntries implements ReadonlyMap<string, Value> {
  readonly #entries: ReadonlyMap<string, Value>;
  readonly #world: World;
  readonly size: number;

  constructor(entries: ReadonlyMap<string, Value>, world: World) {
    this.#entries = entries;
    this.#world = world;
    this.size = entries.size;
  }

  get(name: string): Value | undefined {
    const value = this.#entries.get(name);
    return value && this.#world.see(value);
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  keys(): MapIterator<string> {
    return this.#entries.keys();
  }

  values(): MapIterator<Value> {
    return this.#seen().values();
  }

  entries(): MapIterator<[string, Value]> {
    return this.#seen().entries();
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.#seen().entries();
  }

  forEach(visit: (value: Value, name: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [name, value] of this.#seen()) visit(value, name, this);
  }

  #seen(): Map<string, Value> {
    return new Map([...this.#entries].map(([name, value]) => [name, this.#world.see(value)]));
  }
}

const sameEverywhere = new WeakMap<readonly ResourceInstance[], boolean>();

/** Whether no condition decides anything about the instances of a block. */
function isTheSameEverywhere(instances: readonly ResourceInstance[]): boolean {
  const known = sameEverywhere.get(instances);
  if (known !== undefined) return known;
  const answer = instances.every(({ when, values }) => when === undefined && !holdsChoice(values));
  sameEverywhere.set(instances, answer);
  return answer;
}

const choiceHolders = new WeakMap<Value, boolean>();

function holdsChoice(value: Value): boolean {
  if (value.kind === 'choice') return true;
  const parts = 'elements' in value ? value.elements : 'entries' in value ? [...value.entries.values()] : [];
  if (parts.length === 0) return false;
  const known = choiceHolders.get(value);
  if (known !== undefined) return known;
  const holds = parts.some(holdsChoice);
  choiceHolders.set(value, holds);
  return holds;
}

/**
 * Nothing is claimed of an undecided value, not even that it is there: each of its outcomes has a world of its own. Of blocks
 * it is known what they hold, but not whether there are any.
 */
function undecided({ condition, options, late, sensitive }: ChoiceValue): UnknownValue | SequenceValue {
  const { text, place } = condition;
  const lists = options.flatMap(({ value }) => (value.kind === 'list' && value.blocks ? [value] : []));
  if (lists.length === options.length) {
    const elements = lists.flatMap((list) => list.elements).map(asRepresentative);
    return { kind: 'list', elements, blocks: true, open: true, ...(late && { late }) };
  }
  return {
    kind: 'unknown',
    ...(late && { late }),
    ...(sensitive && { sensitive }),
    references: options.flatMap(({ value }) => (value.kind === 'unknown' ? value.references : [])),
    reasons: [{ kind: 'expression', text: `${text} is not known`, ...(place && { place }) }],
  };
}

function asRepresentative(block: Value): Value {
  return block.kind === 'object' || block.kind === 'map' ? { ...block, representative: true } : block;
}

/** What looking at something through one world gave. */
export interface Look<Result> {
  readonly decisions: readonly Decision[];
  readonly result: Result;
}

/**
 * Looks at something in one world after another: first with nothing decided, then with each condition that was met decided
 * in each way, then with two of them, and so on, at most 64 worlds in all; in that order. `given` holds in all of them.
 */
export function explore<Result>(
  visit: (world: World) => Result,
  given?: ResourceInstance['when'],
): readonly Look<Result>[] {
  const looks: Look<Result>[] = [];
  const queue: (readonly Decision[])[] = [[]];
  const queued = new Set<string>();
  for (let next = queue.shift(); next !== undefined && looks.length < MAXIMUM_WORLDS; next = queue.shift()) {
    const world = new World(next, given);
    looks.push({ decisions: next, result: visit(world) });
    for (const decision of world.undecided) {
      if (looks.length + queue.length >= MAXIMUM_WORLDS) break;
      const decisions = [...next, decision];
      const key = decisions
        .map(({ condition, option }) => `${condition} ${option}`)
        .sort()
        .join('\n');
      if (queued.has(key)) continue;
      queued.add(key);
      queue.push(decisions);
    }
  }
  return looks;
}

/** Something that was found, and when it holds. */
export interface Held<Item> {
  readonly item: Item;
  /** Alternatives: it holds under any of these outcomes of one condition; none when it always holds. */
  readonly when: readonly Decision[];
}

/** Something that was found only under several independent conditions, which perhaps nobody ever chooses together. */
export interface Doubtful<Item> {
  readonly item: Item;
  readonly together: readonly Decision[];
}

/** What tells findings apart: equal keys are the same finding, equal causes find fault with the same thing. */
export interface Keys<Item> {
  readonly key: (item: Item) => string;
  readonly cause: (item: Item) => string;
}

/**
 * Sorts what was found in all worlds: what rests on at most one condition, and what needs more of them. What was found while
 * something was undecided, but not with every outcome of it, was a conclusion from too little.
 */
export function settle<Item>(
  allLooks: readonly Look<readonly Item[]>[],
  { key, cause }: Keys<Item>,
): { readonly held: readonly Held<Item>[]; readonly doubtful: readonly Doubtful<Item>[] } {
  const looks = lasting(allLooks, cause);
  const held = new Map<string, { item: Item; always: boolean; when: Decision[] }>();
  const doubtful = new Map<string, Doubtful<Item>>();
  for (const { decisions, result } of looks) {
    for (const item of result) {
      const itemKey = key(item);
      const known = held.get(itemKey);
      const [decision, ...more] = decisions;
      if (more.length > 0) {
        if (known === undefined && !doubtful.has(itemKey)) doubtful.set(itemKey, { item, together: decisions });
      } else if (decision === undefined) {
        held.set(itemKey, { item, always: true, when: [] });
      } else if (known === undefined) {
        held.set(itemKey, { item, always: false, when: [decision] });
      } else {
        known.when.push(decision);
      }
    }
  }
  return {
    held: [...held.values()].map(({ item, always, when }) => ({ item, when: always ? [] : oneCondition(when) })),
    doubtful: [...doubtful.values()],
  };
}

/** Every look without what a look at the same world with more decided does not find. */
function lasting<Item>(
  looks: readonly Look<readonly Item[]>[],
  cause: (item: Item) => string,
): readonly Look<readonly Item[]>[] {
  if (looks.length === 1) return looks;
  const causes = looks.map(({ result }) => new Set(result.map(cause)));
  return looks.map(({ decisions, result }) => {
    const nearer = causes.filter((_, at) => isDecidedFurther(looks[at]?.decisions ?? [], decisions));
    return { decisions, result: result.filter((item) => nearer.every((found) => found.has(cause(item)))) };
  });
}

/** Whether the first are the second and one more. */
function isDecidedFurther(decisions: readonly Decision[], than: readonly Decision[]): boolean {
  if (decisions.length !== than.length + 1) return false;
  return than.every((one) =>
    decisions.some(({ condition, option }) => condition === one.condition && option === one.option),
  );
}

/** The outcomes of the first condition all of whose outcomes do, which is none in need of mention, else of the first one. */
function oneCondition(decisions: readonly Decision[]): readonly Decision[] {
  const sameAs = (decision: Decision) => decisions.filter(({ condition }) => condition === decision.condition);
  if (decisions.some((decision) => sameAs(decision).length === decision.outOf)) return [];
  const [first] = decisions;
  return first === undefined ? [] : sameAs(first);
}
