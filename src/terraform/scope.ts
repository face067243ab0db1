/** What the evaluator asks about names. */

import type { Expression } from '../hcl/ast.ts';
import type { Span } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Place, Reason, Value } from '../value/value.ts';
import type { ModuleCall } from './configuration.ts';
import type { LanguageFunctions } from './functions.ts';
import type { LocalDeclaration, Module, ResourceDeclaration } from './module.ts';
import type { StandIn } from './stand-in.ts';

/** Where an expression stands. */
export interface Scope {
  readonly module: ModuleScope;
  /** The file that the expression is in. */
  readonly file: SourceFile;
  /** Names bound around the expression: `each`, `count`, iterators of `dynamic` blocks, variables of `for`. */
  readonly bindings: Bindings | undefined;
  /** Takes that the evaluation may fail, for all that is known; `try` and `can` ask. */
  readonly doubt?: Doubt;
}

export interface Doubt {
  raised: boolean;
}

/** A bound name and those around it, innermost first. */
export interface Bindings {
  readonly name: string;
  readonly value: Value;
  /** Tells this iteration from others of the same loop, in the ids of conditions. */
  readonly iteration: string;
  readonly outer: Bindings | undefined;
}

export function findBinding(bindings: Bindings | undefined, name: string): Bindings | undefined {
  let found = bindings;
  while (found !== undefined && found.name !== name) found = found.outer;
  return found;
}

/** One instance of a module in the module tree. */
export interface ModuleScope {
  /** The module calls from the root, with instance keys: `worker["eu"]`. */
  readonly path: readonly string[];
  /** `validate`: variables, resources and repetitions are unknown, as `terraform validate` sees them. */
  readonly moment: 'validate' | 'plan';
  /** Absent where the host brings none: calls are unknown then. */
  readonly functions: LanguageFunctions | undefined;
  readonly declared: Module;
  /** The folder of the root module, as the host names it. */
  readonly root: string;
  /** The calls that lead here from the root. */
  readonly calls: readonly ModuleCall[];
  readonly existence: Existence;
  /** When the module is not on disk, what stands in for it. */
  readonly standIn: StandIn | undefined;
  /** What would stand in for the module, were it not on disk. */
  readonly known?: () => StandIn | undefined;
  variable(name: string): Value;
  /** The argument of the module call that a variable has its value from, and where it stands. */
  argument(variable: string): SourcedArgument | undefined;
  local(name: string, use: Place): Value;
  localDeclaration(name: string): LocalDeclaration | undefined;
  /** `undefined` when no such output is declared. */
  output(name: string, use: Place): Value | undefined;
  /** `path.module` and its siblings. */
  pathValue(name: string): Value;
  /** The resource of that address inside the module. */
  resource(address: string): ResourceDeclaration | undefined;
  repetition(resource: ResourceDeclaration): Repetition;
  /** The value of an argument as a resource block writes it; `undefined` when that does not tell the attribute. */
  writtenAttribute(resource: ResourceDeclaration, key: string | number | undefined, name: string): Value | undefined;
  /** What a module call leads to; `undefined` when it is not declared. */
  call(name: string): CalledModule | undefined;
  /** The instance of a module that references name by this path. */
  at(path: readonly string[]): ModuleScope | undefined;
  /** Runs a nested evaluation, or answers with the value for one that is nested too deep. */
  nested(evaluate: () => Value): Value;
  /** Takes steps from what is left for nested evaluations. */
  spend(steps: number): void;
}

/** An expression in the module that it is evaluated in. */
export interface SourcedArgument {
  readonly expression: Expression;
  readonly scope: Scope;
}

/** An outcome of a condition. */
export interface Outcome {
  readonly condition: string;
  readonly outcome: number;
}

/** Under which conditions something exists. */
export interface Existence {
  /** All of these have to hold. */
  readonly when: readonly Outcome[];
  /** `never`: there is none, for certain. `unknown`: stands for any number, perhaps none. */
  readonly number: 'one' | 'never' | 'unknown';
}

/** A module as a call reaches it: loaded when its instances are asked for. */
export interface CalledModule {
  /** Why nothing is known of it. */
  readonly missing: Reason | undefined;
  /** Whether all of its files could be read, without syntax errors. */
  readonly isWhole: boolean;
  /** Why not all of its outputs are known, where something stands in for it. */
  readonly partly?: Reason | undefined;
  readonly repetition: Repetition;
  /**
   * The instance with this key. Of a module that is repeated nobody knows how often, each key has an instance, and without a
   * key there is one that stands for all. `undefined` when there is none, or when the module is missing.
   */
  instance(key?: string | number): ModuleScope | undefined;
  /** All that are known, or the one that stands for all. Of a module without instances one that never exists. */
  instances(): readonly ModuleScope[];
}

/** How often a resource or a module is repeated, as far as it is known. */
export type Repetition =
  | { readonly kind: 'none' }
  | { readonly kind: 'count'; readonly value: Value; readonly known?: Known<number> }
  | { readonly kind: 'for_each'; readonly value: Value; readonly known?: Known<string> };

/** The instances by key, with the value of each; `when` is the condition under which they exist, none exist otherwise. */
export interface Known<Key> {
  readonly instances: ReadonlyMap<Key, Value>;
  readonly when?: Outcome;
}

export function placeOf(file: SourceFile, span: Span): Place {
  return { file, start: span.start, end: span.end };
}
