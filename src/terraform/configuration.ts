/**
 * A configuration: the resources of a module tree with their arguments evaluated, in the layout of `terraform show -json`
 * under `values`, holding only what the configuration writes. Rules cannot tell whether it came from `.tf` files or a plan.
 */
import type { JsonPart } from '../text/json-part.ts';
import type { JsonPointer } from '../text/pointer.ts';
import type { MappingValue, Place, Reference, Value } from '../value/value.ts';

/** Block types that a resource's body may hold, by name; decides in JSON syntax what is a block. */
export interface NestedBlocks {
  readonly [type: string]: NestedBlocks;
}

/** Resource type → its nested blocks. Resource types that are not listed have no known blocks. */
export type ResourceBlocks = Readonly<Record<string, NestedBlocks>>;

/** Answers where the value behind a pointer is written. */
export interface SourceMap {
  /**
   * `key` is the name of the argument or the header of the block, `value` its expression (a block's whole extent). Total: an
   * absent pointer, or one inside an expression that is not written out, gives its closest present ancestor; `''` is the
   * header of the resource block for either part. `within` names a part of the JSON text that the value is: where that part
   * is written out it is marked, else the whole value.
   */
  locate(pointer: JsonPointer, part: 'key' | 'value', within?: JsonPart): Place;
}

/** Something that is said of the version of a provider. */
export interface VersionStatement {
  /** A version, or a constraint in Terraform's words: `4.67.0`, `~> 4.0`. */
  readonly text: string;
  /** Who says it: `.terraform.lock.hcl`, `required_providers`, … */
  readonly by: string;
  readonly place?: Place;
}

/** What is known about the version of hashicorp/aws that will run. */
export interface ProviderRequirement {
  /** The very version. */
  readonly selected?: VersionStatement;
  /** All of them have to hold, those of calling modules too. */
  readonly constraints: readonly VersionStatement[];
}

/** What a caller writes for an instance and the module that it calls does not read. */
export interface UnreadKey {
  /** Where the source map finds it. */
  readonly at: JsonPointer;
  readonly name: string;
  /** As registries name it. */
  readonly module: string;
  /** The keys that it reads. */
  readonly read: readonly string[];
  /** The first version of the module that reads it. */
  readonly since?: string;
  /** The call may get this version or a newer one, of which nothing is known. */
  readonly knownBefore?: string;
}

/** What a plan says of a resource that exists. */
export interface PlannedChange {
  /** All its attributes before, computed ones too. */
  readonly before: MappingValue;
  /** The arguments whose change forces a replacement. */
  readonly replacedBy: readonly JsonPointer[];
}

export interface ResourceInstance {
  /** As Terraform prints it: `module.a.aws_x.y["k"]`. */
  readonly address: string;
  readonly key?: string | number;
  /** The arguments and nested blocks; a block type is a `list` with `blocks` set. An absent argument has no entry. */
  readonly values: MappingValue;
  readonly sourceMap: SourceMap;
  /** A plan's actions; empty from HCL. */
  readonly actions: readonly string[];
  /** In a plan that changes something that exists. */
  readonly change?: PlannedChange;
  /** The outcome of a condition under which the instance exists; without, it always does. */
  readonly when?: { readonly condition: string; readonly outcome: number };
  /** Besides, it is not known whether it exists, or for how many it stands. */
  readonly uncertain?: true;
  /** Where a module makes the instance from what its caller writes: what it passes over. */
  readonly unread?: readonly UnreadKey[];
}

/** The `lifecycle` block. */
export interface Lifecycle {
  /** Where `create_before_destroy = true` is written. */
  readonly createBeforeDestroy?: Place;
  /** Names of arguments. */
  readonly ignoreChanges: readonly string[] | 'all';
}

/** The provider configuration that a resource uses. */
export interface ProviderSettings {
  /** `aws` or `aws.alias`. */
  readonly name: string;
  /** The arguments, without `default_tags`; absent when the module has no such `provider` block. */
  readonly values?: MappingValue;
  readonly sourceMap?: SourceMap;
}

/** What a block says besides its own arguments. */
export interface ResourceMeta {
  /**
   * Addresses inside the module of all resources, data sources and module calls that the block names, `depends_on` included;
   * through local values and module calls too.
   */
  readonly mentions: ReadonlySet<string>;
  /** Whether an output, a module call or a resource of another provider names the block, so that others may do more with it. */
  readonly exported: boolean;
  readonly lifecycle: Lifecycle;
  /** The values in `for_each` or `count` that Terraform must know to plan, of a set its elements, and where the argument is. */
  readonly repeatedBy: { readonly values: readonly Value[]; readonly place: Place } | undefined;
  readonly provider: ProviderSettings;
}

/** An `import` block. */
export interface ImportBlock {
  /** The address of the block to which the resource is imported, without instance keys. */
  readonly to: string;
  readonly id: Value;
  /** The id. */
  readonly place: Place;
}

/** A module call on the way from the root to a block. */
export interface ModuleCall {
  readonly name: string;
  /** The header of the `module` block. */
  readonly place: Place;
  /** The folder that is called. */
  readonly directory: string;
}

/** One `resource` or `data` block in one instance of its module. */
export interface ResourceBlock {
  /** With the instance keys of its module, without its own: `module.a["eu"].aws_x.y`. */
  readonly address: string;
  /** Names of the module calls from the root. */
  readonly module: readonly string[];
  /** The same calls. */
  readonly calls: readonly ModuleCall[];
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** The header of the block. */
  readonly place: Place;
  /** How the block is repeated. */
  readonly repetition: 'none' | 'count' | 'for_each';
  /** Found when it is asked for, which may read the lock file; `undefined` when nothing is said, and for other providers. */
  readonly provider?: ProviderRequirement | undefined;
  readonly meta: ResourceMeta;
  /** Evaluated at first access. Empty for `count = 0`, of the module too. A repetition that is not known gives one instance that stands for all. */
  readonly instances: readonly ResourceInstance[];
  /** The block once, with variables, `each.*` and `count.*` unknown: what `terraform validate` sees. */
  readonly template: ResourceInstance;
  /** The block once as it would be planned, whether it has instances or not, with `each.*` and `count.*` unknown. */
  readonly hypothetical: ResourceInstance;
}

/** Something wrong with the configuration itself, found while it was built. `rule` is one of the engine's ids. */
export interface ConfigurationDiagnostic {
  readonly rule:
    | 'syntax-error'
    | 'reference-cycle'
    | 'invalid-declaration'
    | 'invalid-function-call'
    | 'failed-variable-validation';
  readonly message: string;
  /** `terraform validate` does not see it, `plan` does. */
  readonly late?: true;
  readonly help?: string;
  readonly place: Place;
  readonly related?: readonly { readonly message: string; readonly place: Place }[];
}

/** What is kept of a configuration from one look to the next, when little of it has changed. */
export interface ConfigurationMemory {
  /**
   * What a function makes of each block of a type, in order: computed anew only where something that it read has changed. The
   * function is known by its identity, and what it makes must not hold anything of the configuration.
   */
  ofBlocks<Made>(type: string, make: (block: ResourceBlock, configuration: Configuration) => Made): readonly Made[];
  /** What is computed just now depends on the answer to a question, and is computed anew when it has another one. */
  depends(ask: (configuration: Configuration) => string): void;
}

export interface Configuration {
  /** The same object in every view of one configuration, with all its instances and undecided values. */
  readonly original: OriginalConfiguration;
  /** The folder of the root module, as the host named it. */
  readonly directory: string;
  /** Names of the files that were read. */
  readonly files: readonly string[];
  /** All blocks, the root module's first; of a module without instances they are there once, without instances. */
  readonly blocks: readonly ResourceBlock[];
  /** Those of one resource type: modules without any are not loaded for it. */
  blocksOf(type: string): readonly ResourceBlock[];
  readonly imports: readonly ImportBlock[];
  readonly diagnostics: readonly ConfigurationDiagnostic[];
  /** Absent when a configuration is looked at only once. */
  readonly memory?: ConfigurationMemory;
  /** A block of the original as this view shows it. */
  seen(block: ResourceBlock): ResourceBlock;
  /** The block that a reference to a managed resource or data source names. */
  resource(reference: Reference): ResourceBlock | undefined;
}

export interface OriginalConfiguration extends Configuration {
  /** What `madeOf` has made, by its functions. */
  readonly made: Map<unknown, unknown>;
}

/**
 * What a function makes of the original of a configuration, which is made once for each of them. It is kept there and not in a
 * weak map: where that is older than a key, a quick collection of garbage spares the value, and with it, when that leads back to
 * the key, all of the configuration.
 */
export function madeOf<Made>({ original }: Configuration, make: (original: Configuration) => Made): Made {
  if (!original.made.has(make)) original.made.set(make, make(original));
  return original.made.get(make) as Made;
}
