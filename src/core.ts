/** The core as hosts use it: modules in, what is wrong with their mappings out. The only place where rules meet the engine. */
import { rules } from '../rules/index.ts';
import { moduleAdapters } from './lambda/adapters/module-adapters.ts';
import { joinDiagnostics, sortDiagnostics } from './lint/arrange.ts';
import {
  configurationDiagnostics,
  type LintResult,
  type LintRun,
  type LintSettings,
  lint,
  lintAgain,
} from './lint/lint.ts';
import type { Build, LintMemory } from './lint/lint-memory.ts';
import type { LoadedPlugin } from './rule/plugin.ts';
import { resourceBlocks } from './schema/resource-schemas.ts';
import type { Configuration } from './terraform/configuration.ts';
import { type ConfigureOptions, configure } from './terraform/configure.ts';
import { isModuleFile } from './terraform/file-selection.ts';
import type { FileSystem } from './terraform/file-system.ts';
import { type FunctionSource, languageFunctions } from './terraform/functions.ts';
import { type LoadedModule, type LoadOptions, loadModuleFrom, type UnreadFile } from './terraform/load.ts';
import { lockedVersion } from './terraform/lock-file.ts';
import type { ModuleAdapters } from './terraform/module-adapter.ts';
import { type ModuleLoader, moduleLoader } from './terraform/module-loader.ts';
import { planConfiguration } from './terraform/plan.ts';
import { type VariableSettings, variableValues } from './terraform/variable-values.ts';
import type { Diagnostic } from './text/diagnostic.ts';
import type { SourceFile } from './text/source-file.ts';

export { rules };

/** The word in the text of every module that holds a mapping: the resource type, and the argument of modules that make them. */
export const MAPPING_WORD = 'event_source_mapping';

/** A module is a folder. */
export interface ModuleToLint {
  readonly directory: string;
  /** Whether some folder calls it that `callersOf` does not name: its variables are then unknown, whatever their defaults. */
  readonly called: boolean;
  /** Checks the syntax of all its files to the end, even if no mapping is in it. */
  readonly named?: boolean;
}

export interface LintRequest extends LintSettings {
  readonly fileSystem: FileSystem;
  readonly modules: readonly ModuleToLint[];
  /** The folders that call a folder as a module; by default none are known. */
  readonly callersOf?: (directory: string) => readonly string[];
  /** Gives all names of one folder the same form; by default `a/./b/../c` becomes `a/c`. */
  readonly normalize?: (path: string) => string;
  /** How files are parsed; by default anew. */
  readonly parse?: NonNullable<LoadOptions['parse']>;
  /** The functions of the language; without, calls are unknown. */
  readonly functions?: FunctionSource;
  /** Where variables of root modules get values besides their files of values. */
  readonly variables?: VariableSettings;
  /** The version of hashicorp/aws that will run, where no lock file says it. */
  readonly providerVersion?: string | undefined;
  /** What is known of the module from the last time, if it is one that nobody calls. */
  readonly memory?: LintMemory;
  /** Told before each root module how many there are, and how many are done. */
  readonly onProgress?: (progress: { readonly done: number; readonly all: number }) => void;
}

export interface ModulesResult extends LintResult {
  /** Files of the modules that could not be read: the result is incomplete. */
  readonly unread: readonly UnreadFile[];
}

/**
 * Lints the mappings of modules and of the modules that they call. A module that others call is looked at where these call
 * it, from the modules that nobody calls downwards; else by itself. A folder that is not there, or that holds no
 * configuration, has nothing to say.
 */
export function lintModules(request: LintRequest): ModulesResult {
  const {
    fileSystem,
    modules,
    callersOf = () => [],
    normalize,
    parse,
    functions,
    memory,
    onProgress,
    variables,
    ...rest
  } = request;
  const { providerVersion, ...settings } = rest;
  const named = new Set(modules.filter((module) => module.named).map(({ directory }) => directory));
  const loader = moduleLoader(fileSystem, {
    check: (directory) => (named.has(directory) ? 'all' : { words: [MAPPING_WORD] }),
    ...(parse && { parse }),
    ...(normalize && { normalize }),
  });
  const asked = new Map(modules.map((module) => [loader.resolve('', module.directory), module]));
  const roots = [...new Set([...asked.keys()].flatMap((directory) => rootsAbove(directory, callersOf)))];
  const configured = new Set<string>();
  const reached = new Set<string>();
  const syntax: Diagnostic[] = [];
  const addSyntax = (directory: string): void => {
    const loaded = asked.has(directory) || reached.has(directory) ? loader.load(directory) : undefined;
    syntax.push(...configurationDiagnostics(loaded?.diagnostics ?? [], settings));
  };

  const surroundingsOf = ({ module }: LoadedModule, called: boolean): Surroundings => {
    const { plugins } = settings;
    const given = called ? undefined : variableValues(module, fileSystem, variables ?? NO_VARIABLES);
    syntax.push(...configurationDiagnostics(given?.diagnostics ?? [], settings));
    return { called, functions, fileSystem, loader, providerVersion, plugins, variables: given?.values };
  };

  function* configureRoot(directory: string, called: boolean): Iterable<Configuration> {
    configured.add(directory);
    const loaded = loader.load(directory);
    if (loaded === undefined) return;
    yield toConfiguration(loaded, surroundingsOf(loaded, called));
    addSyntax(directory);
    loader.forget(directory);
  }
  function* configurations(): Iterable<Configuration> {
    for (const [done, directory] of roots.entries()) {
      onProgress?.({ done, all: roots.length });
      yield* configureRoot(directory, asked.get(directory)?.called ?? false);
    }
    // Whoever calls these does not reach them: what they are called with is not known.
    for (const directory of asked.keys()) {
      if (!reached.has(directory) && !configured.has(directory)) yield* configureRoot(directory, true);
    }
  }

  const run: LintRun = {
    rules,
    ...settings,
    looksAt: ({ calls }, { directory }) => {
      const path = [loader.resolve('', directory), ...calls.map((call) => call.directory)];
      const at = path.findIndex((folder) => asked.has(folder));
      for (const folder of at === -1 ? [] : path.slice(at)) reached.add(folder);
      return at !== -1;
    },
  };
  const again = (): LintResult | undefined => {
    const [directory = '', ...more] = asked.keys();
    const isCalled = asked.get(directory)?.called !== false || roots.join('\n') !== directory;
    const loaded = memory === undefined || isCalled || more.length > 0 ? undefined : loader.load(directory);
    if (memory === undefined || loaded === undefined) return undefined;
    const surroundings = surroundingsOf(loaded, false);
    const build: Build = (module, kept, onRead) =>
      toConfiguration({ module }, { ...surroundings, fileSystem: telling(fileSystem, onRead), memory: kept });
    const found = lintAgain({ loaded, build, memory }, run);
    if (found === undefined) return undefined;
    configured.add(directory);
    addSyntax(directory);
    return found;
  };
  const result = again() ?? lint(configurations(), run);
  for (const directory of reached) if (!configured.has(directory)) addSyntax(directory);
  return {
    ...result,
    diagnostics: sortDiagnostics(joinDiagnostics([...result.diagnostics, ...syntax])),
    unread: loader.unread,
  };
}

/** The file system, telling when somebody looks at what a module is made of. */
function telling({ readFile, readDirectory, isDirectory }: FileSystem, onRead: () => void): FileSystem {
  return {
    readFile(path) {
      if (isModuleFile(path.slice(path.lastIndexOf('/') + 1))) onRead();
      return readFile(path);
    },
    readDirectory(path) {
      onRead();
      return readDirectory(path);
    },
    isDirectory,
  };
}

const NO_VARIABLES: VariableSettings = { environment: {}, options: [] };

/** The modules from which a module is reached and which nobody calls; it itself when there is none. */
function rootsAbove(directory: string, callersOf: (directory: string) => readonly string[]): readonly string[] {
  const roots: string[] = [];
  const seen = new Set([directory]);
  const pending = [directory];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const callers = callersOf(next);
    if (callers.length === 0) roots.push(next);
    for (const caller of callers) {
      if (seen.has(caller)) continue;
      seen.add(caller);
      pending.push(caller);
    }
  }
  return roots.length > 0 ? roots.sort() : [directory];
}

/** Lints one text as a module of its own. */
export function lintText({
  filename,
  text,
  functions,
  providerVersion,
  ...settings
}: LintSettings &
  Pick<LintRequest, 'functions' | 'providerVersion'> & {
    readonly filename: string;
    readonly text: string;
  }): LintResult {
  const loaded = loadModuleFrom([{ filename, text }], '.', { check: 'all' } satisfies LoadOptions);
  const result = lint(
    [toConfiguration(loaded, { called: false, functions, providerVersion, plugins: settings.plugins })],
    { rules, ...settings },
  );
  const syntax = configurationDiagnostics(loaded.diagnostics, settings);
  return { ...result, diagnostics: sortDiagnostics(joinDiagnostics([...result.diagnostics, ...syntax])) };
}

/** Lints what was made elsewhere: the configuration of a plan. */
export function lintConfiguration(configuration: Configuration, settings: LintSettings): LintResult {
  return lint([configuration], { rules, ...settings });
}

/** Lints a plan in JSON; what is wrong with the text, to follow its name, when it is none. */
export function lintPlan(file: SourceFile, settings: LintSettings): LintResult | { readonly error: string } {
  const plan = planConfiguration(file, { blocks: resourceBlocks });
  return 'error' in plan ? plan : lintConfiguration(plan.configuration, settings);
}

/** Those of plug-ins first: they may know better. Ours are not even loaded before a module is missing. */
function adaptersWith(plugins: readonly LoadedPlugin[]): ModuleAdapters {
  const theirs = plugins.flatMap(({ modules = [] }) => modules);
  return theirs.length === 0 ? () => moduleAdapters : () => [...theirs, ...moduleAdapters];
}

interface Surroundings extends Pick<ConfigureOptions, 'called' | 'memory'> {
  readonly plugins: LintSettings['plugins'];
  readonly functions: FunctionSource | undefined;
  readonly fileSystem?: FileSystem;
  readonly loader?: ModuleLoader;
  readonly variables?: ConfigureOptions['variables'] | undefined;
  readonly providerVersion: string | undefined;
}

function toConfiguration({ module }: Pick<LoadedModule, 'module'>, surroundings: Surroundings): Configuration {
  const { called, functions, fileSystem, loader, memory, variables, providerVersion, plugins = [] } = surroundings;
  const files = fileSystem && { fileSystem, directory: module.directory };
  return configure(module, {
    blocks: resourceBlocks,
    called,
    functions: functions && languageFunctions(functions, files),
    adapters: adaptersWith(plugins),
    ...(loader && { loader }),
    ...(variables && { variables }),
    memory,
    // The lock file of a module that others call is not read when they are applied.
    selectedVersion: () =>
      (called || fileSystem === undefined ? undefined : lockedVersion(fileSystem, module.directory)) ??
      (providerVersion === undefined ? undefined : { text: providerVersion, by: 'providerVersion' }),
  });
}
