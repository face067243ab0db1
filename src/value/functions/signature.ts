/** What a function is, as data. `call.ts` makes the calls. */
import type { Type } from '../type.ts';
import type { Reference, Value } from '../value.ts';
import type { Libraries } from './libraries.ts';
import type { ModuleFiles } from './module-files.ts';

export interface Parameter {
  readonly name: string;
  readonly type: Type;
  readonly allowNull?: true;
  /** The implementation is called even when the argument, or the number of its elements, is not known. */
  readonly allowUnknown?: true;
}

/** Why a call fails, in Terraform's words; `parameter` when Terraform blames one argument. */
export interface CallError {
  readonly error: string;
  readonly parameter?: string;
  /** `error` is the whole sentence. */
  readonly complete?: true;
  /** It fails as things are here, but a file that is missing may be made before Terraform runs. */
  readonly uncertain?: true;
}

export type CallResult = Value | CallError;

export function isCallError(result: CallResult): result is CallError {
  return 'error' in result;
}

/** What the functions ask of their surroundings. */
export interface FunctionHost {
  readonly libraries: Libraries;
  /** Absent where there is no file system: the functions that read files are unknown then. */
  readonly files?: ModuleFiles;
  /** Renders a template with these variables and nothing else; functions in it get `host`, which renders no further ones. */
  readonly renderTemplate?: (template: Template, host: FunctionHost) => CallResult;
}

export interface Template {
  readonly text: string;
  /** The path as written, for messages; absent for `templatestring`. */
  readonly path?: string;
  readonly variables: ReadonlyMap<string, Value>;
}

export interface FunctionDefinition {
  readonly parameters: readonly Parameter[];
  readonly variadic?: Parameter;
  /** The type of a result that is not known; `undefined` when it depends on what is not known. */
  readonly result: Type | ((args: readonly Value[]) => Type | undefined);
  /** Whether the result may be null. */
  readonly nullable?: true;
  /**
   * How far the function looks into collections. `nothing`: it passes elements on unread, so that they may be unknown or a
   * choice and keep their marks. `sequences`: as `nothing`, but it needs to know which elements are sequences. `some`: it
   * reads elements, but knows what to do with unknown ones. By default it needs to know everything.
   */
  readonly reads?: 'nothing' | 'sequences' | 'some';
  /** What the result is, when it is one of the arguments' elements and not known. */
  readonly identity?: (args: readonly Value[]) => Reference | undefined;
  /** The function itself says how the result is marked. */
  readonly ownMarks?: true;
  /** The arguments have the parameters' types and are not null unless allowed. */
  readonly call: (args: readonly Value[], host: FunctionHost) => CallResult;
}

/** Functions by name. */
export type FunctionTable = Readonly<Record<string, FunctionDefinition>>;
