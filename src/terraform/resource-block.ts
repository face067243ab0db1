/** One resource block in one instance of its module: its instances, evaluated at first access. */
import { assumeOutcome } from '../value/choice.ts';
import { unknownFrom } from '../value/marks.ts';
import type { MappingValue, Value } from '../value/value.ts';
import { keySuffix, modulePrefix } from './address.ts';
import type { PartContent } from './body.ts';
import type {
  NestedBlocks,
  ProviderRequirement,
  ResourceBlock,
  ResourceInstance,
  VersionStatement,
} from './configuration.ts';
import { evaluateContent, resourceContent } from './evaluate-body.ts';
import { iterationBindings, representativeBindings } from './iteration.ts';
import { type ResourceDeclaration, resourceAddress } from './module.ts';
import { providerRequirement } from './provider-requirement.ts';
import { resourceMeta } from './resource-meta.ts';
import type { Bindings, ModuleScope, Outcome, Repetition } from './scope.ts';
import { instanceSourceMap } from './source-map.ts';
import { standInSourceMap, unreadKeys, withoutNothing, withUnread } from './stand-in.ts';

export interface BlockOptions {
  readonly declaration: ResourceDeclaration;
  readonly mode: ResourceBlock['mode'];
  readonly nested: NestedBlocks;
  readonly planned: ModuleScope;
  /** The same module as `terraform validate` sees it. */
  readonly validated: () => ModuleScope;
  /** The version of hashicorp/aws that is selected for the whole configuration. */
  readonly selected: () => VersionStatement | undefined;
}

/** What has been asked for of a block. */
interface Made {
  provider?: { readonly found: ProviderRequirement | undefined };
  content?: PartContent;
  instances?: readonly ResourceInstance[];
  template?: ResourceInstance;
  meta?: ResourceBlock['meta'];
  repetition?: ResourceBlock['repetition'];
}

/** A class, because a module has many, and of most of them nobody asks more than the address. */
export class EvaluatedBlock implements ResourceBlock {
  declare readonly address: string;
  declare readonly mode: ResourceBlock['mode'];
  declare readonly type: string;
  declare readonly name: string;
  declare private readonly options: BlockOptions;
  declare private made: Made;

  constructor(options: BlockOptions) {
    const { declaration, mode, planned } = options;
    this.address = modulePrefix(planned.path) + resourceAddress(declaration);
    this.mode = mode;
    this.type = declaration.type;
    this.name = declaration.name;
    this.options = options;
    this.made = {};
  }

  get module(): readonly string[] {
    return this.options.planned.calls.map((site) => site.name);
  }

  get calls(): ResourceBlock['calls'] {
    const { standIn, calls } = this.options.planned;
    return standIn === undefined ? calls : calls.slice(0, -1);
  }

  get place(): ResourceBlock['place'] {
    const { planned, declaration } = this.options;
    return planned.standIn?.call.place ?? declaration.place;
  }

  get repetition(): ResourceBlock['repetition'] {
    const { planned, declaration } = this.options;
    this.made.repetition ??= planned.repetition(declaration).kind;
    return this.made.repetition;
  }

  get provider(): ProviderRequirement | undefined {
    this.made.provider ??= { found: requirement(this.options) };
    return this.made.provider.found;
  }

  get meta(): ResourceBlock['meta'] {
    const { planned, declaration } = this.options;
    this.made.meta ??= resourceMeta(declaration, planned.declared, planned);
    return this.made.meta;
  }

  get instances(): readonly ResourceInstance[] {
    this.made.instances ??= expand(this.options, this.read());
    return this.made.instances;
  }

  get template(): ResourceInstance {
    this.made.template ??= templateOf(this.options, this.read());
    return this.made.template;
  }

  get hypothetical(): ResourceInstance {
    const { planned, declaration } = this.options;
    const scope = inhabited(planned);
    const bindings = representativeBindings(resourceAddress(declaration), scope.repetition(declaration));
    return instance({ options: this.options, content: this.read(), scope, bindings, uncertain: true });
  }

  private read(): PartContent {
    const { declaration, nested } = this.options;
    this.made.content ??= resourceContent(declaration.parts, nested);
    return this.made.content;
  }
}

function requirement({ declaration, planned, selected }: BlockOptions): ProviderRequirement | undefined {
  const callers = planned.path.flatMap((_, depth) => planned.at(planned.path.slice(0, depth))?.declared ?? []);
  return providerRequirement({ declaration, modules: [planned.declared, ...callers], selected: selected() });
}

function expand(options: BlockOptions, content: PartContent): readonly ResourceInstance[] {
  const { declaration, planned } = options;
  if (planned.existence.number === 'never') return [];
  const address = resourceAddress(declaration);
  const repetition = planned.repetition(declaration);
  if (repetition.kind === 'none') return [instance({ options, content, scope: planned, bindings: undefined })];
  if (repetition.known === undefined) {
    const bindings = representativeBindings(address, repetition);
    return [instance({ options, content, scope: planned, bindings, uncertain: true })];
  }
  return [...repetition.known.instances.keys()].flatMap((key) => {
    const found = iterationBindings(address, repetition, key);
    return found === undefined ? [] : [instance({ options, content, scope: planned, key, ...found })];
  });
}

function templateOf(options: BlockOptions, content: PartContent): ResourceInstance {
  const { declaration } = options;
  const scope = options.validated();
  const bindings = representativeBindings(resourceAddress(declaration), withoutType(scope.repetition(declaration)));
  return instance({ options, content, scope, bindings });
}

/** The module as a block sees it that is there: where one condition decides over several resources, the others are too. */
function inhabited(scope: ModuleScope): ModuleScope {
  return {
    ...scope,
    repetition: (declaration) => {
      const { known, ...made } = { known: undefined, ...scope.repetition(declaration) };
      return known?.instances.size === 0 ? made : scope.repetition(declaration);
    },
  };
}

/** What `validate` knows of a repetition: not even the type of `each.value`. */
function withoutType(repetition: Repetition): Repetition {
  return repetition.kind === 'for_each' ? { ...repetition, value: unknownFrom([repetition.value]) } : repetition;
}

interface InstanceOptions {
  readonly options: BlockOptions;
  readonly content: PartContent;
  readonly scope: ModuleScope;
  readonly bindings: Bindings | undefined;
  readonly key?: string | number;
  readonly when?: Outcome;
  readonly uncertain?: boolean;
}

function instance({ options, content, scope, bindings, key, when, uncertain }: InstanceOptions): ResourceInstance {
  const context = { scope: { module: scope, bindings }, blocks: options.nested };
  const { existence } = scope;
  const conditions = new Map(
    [...existence.when, ...(when === undefined ? [] : [when])].map((one) => [one.condition, one]),
  );
  const values = [...conditions.values()].reduce<Value>(
    (assumed, { condition, outcome }) => assumeOutcome(assumed, condition, outcome),
    evaluateContent(content, context),
  );
  const [last] = [...conditions.values()].slice(-1);
  const { standIn } = scope;
  // Only what is made of the entries of a map has keys of the caller's.
  const known = standIn ?? (typeof key === 'string' ? scope.known?.() : undefined);
  const made = known && { standIn: known, address: resourceAddress(options.declaration), key };
  const unread = made ? unreadKeys(made, scope) : [];
  const sourceMap = instanceSourceMap({ header: options.declaration.place, content, context });
  const callMap = made && standInSourceMap(made, scope);
  return {
    address: modulePrefix(scope.path) + resourceAddress(options.declaration) + keySuffix(key),
    ...(key !== undefined && { key }),
    values: withoutFailures(standIn ? withoutNothing(values as MappingValue) : (values as MappingValue)),
    sourceMap:
      standIn && callMap ? callMap : callMap && unread.length > 0 ? withUnread(sourceMap, callMap, unread) : sourceMap,
    ...(unread.length > 0 && { unread }),
    actions: [],
    ...(last && { when: last }),
    ...((uncertain || existence.number === 'unknown' || conditions.size > 1) && { uncertain: true as const }),
  };
}

/** Where Terraform reports an error for all outcomes of a condition but one, only that one needs a look. */
function withoutFailures(values: MappingValue): MappingValue {
  let entries: Map<string, Value> | undefined;
  for (const [name, value] of values.entries) {
    const settled = withoutFailure(value);
    if (settled === value) continue;
    entries ??= new Map(values.entries);
    entries.set(name, settled);
  }
  return entries === undefined ? values : { ...values, entries };
}

function withoutFailure(value: Value): Value {
  if (value.kind !== 'choice') return value;
  const possible = value.options.filter((option) => option.value.kind !== 'unknown' || option.value.failed !== true);
  const [only, ...others] = possible;
  return only === undefined || others.length > 0 ? value : withoutFailure(only.value);
}
