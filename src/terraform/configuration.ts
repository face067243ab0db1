/**
 * A configuration: the resources of a module tree with their arguments evaluated, in the layout of `terraform show -json`
 * under `values`, holding only what the configuration writes. Rules cannot tell whether it came from `.tf` files or a plan.
 */
import type { JsonPointer } from '../text/pointer.ts';
import type { MappingValue, Place, Reference } from '../value/value.ts';

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
   * header of the resource block for either part.
   */
  locate(pointer: JsonPointer, part: 'key' | 'value'): Place;
}

/** What is known about the provider version that will run: the lock file's, or the constraints of the module. */
export interface ProviderRequirement {
  readonly selected?: string;
  /** Terraform constraint strings, all of which must hold. */
  readonly constraints: readonly string[];
  readonly place?: Place;
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
}

/** One `resource` or `data` block in one place of the module tree. */
export interface ResourceBlock {
  /** Without instance keys: `module.a.aws_x.y`. */
  readonly address: string;
  /** Names of the module calls from the root. */
  readonly module: readonly string[];
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** The header of the block. */
  readonly place: Place;
  /** How the block is repeated. */
  readonly repetition: 'none' | 'count' | 'for_each';
  readonly provider?: ProviderRequirement;
  /** Evaluated at first access. Empty for `count = 0`. A repetition that is not known gives one instance that stands for all. */
  readonly instances: readonly ResourceInstance[];
  /** The block once, with variables, `each.*` and `count.*` unknown: what `terraform validate` sees. */
  readonly template: ResourceInstance;
}

/** Something wrong with the configuration itself, found while it was built. `rule` is one of the engine's ids. */
export interface ConfigurationDiagnostic {
  readonly rule: 'syntax-error' | 'reference-cycle' | 'invalid-function-call' | 'failed-variable-validation';
  readonly message: string;
  readonly help?: string;
  readonly place: Place;
  readonly related?: readonly { readonly message: string; readonly place: Place }[];
}

export interface Configuration {
  /** The folder of the root module, as the host named it. */
  readonly directory: string;
  /** Names of the files that were read. */
  readonly files: readonly string[];
  readonly blocks: readonly ResourceBlock[];
  readonly diagnostics: readonly ConfigurationDiagnostic[];
  /** The block that a reference to a managed resource or data source names. */
  resource(reference: Reference): ResourceBlock | undefined;
}
