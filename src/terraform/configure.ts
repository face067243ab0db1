/** A module and the modules that it calls, as a configuration: whatever somebody asks for is loaded and evaluated then. */
import type { Reference } from '../value/value.ts';
import type { Tree } from './called-module.ts';
import type {
  Configuration,
  ConfigurationDiagnostic,
  ConfigurationMemory,
  ImportBlock,
  OriginalConfiguration,
  ResourceBlock,
  ResourceBlocks,
  VersionStatement,
} from './configuration.ts';
import { evaluation } from './evaluation.ts';
import type { LanguageFunctions } from './functions.ts';
import { importBlocks } from './import-blocks.ts';
import { type Module, type ResourceDeclaration, resourceAddress } from './module.ts';
import type { ModuleAdapters } from './module-adapter.ts';
import type { ModuleLoader } from './module-loader.ts';
import { callsLeadingTo } from './module-reach.ts';
import { type GivenValue, type Inputs, moduleScope } from './module-scope.ts';
import { type BlockOptions, EvaluatedBlock } from './resource-block.ts';
import type { ModuleScope } from './scope.ts';

export interface ConfigureOptions {
  /** The nested blocks of the resource types that matter; the others are read as if they had none, except `dynamic` ones. */
  readonly blocks: ResourceBlocks;
  /** Whether some folder calls the module: its variables are then unknown, whatever their defaults. */
  readonly called: boolean;
  /** Values from outside, which go before defaults. */
  readonly variables?: ReadonlyMap<string, GivenValue>;
  /** The language's functions; without, calls are unknown. */
  readonly functions?: LanguageFunctions | undefined;
  /** Where the modules come from that the module calls; without, nothing is known of them. */
  readonly loader?: ModuleLoader;
  /** What is known of modules that are not on disk. */
  readonly adapters?: ModuleAdapters | undefined;
  /** The version of hashicorp/aws that is selected for the module and those that it calls; asked at most once. */
  readonly selectedVersion?: () => VersionStatement | undefined;
  readonly memory?: ConfigurationMemory | undefined;
}

/** `diagnostics` grows while instances and templates are evaluated: read it last. */
export function configure(module: Module, options: ConfigureOptions): Configuration {
  const { selectedVersion } = options;
  let selection: { readonly found: VersionStatement | undefined } | undefined;
  const selected = (): VersionStatement | undefined => {
    selection ??= { found: selectedVersion?.() };
    return selection.found;
  };
  const diagnostics: ConfigurationDiagnostic[] = [];
  const tree = treeOf(module, options, collector(diagnostics));
  const root = rootScope(module, options, tree);

  const blocksByScope = new Map<ModuleScope, ScopeBlocks>();
  const blocksIn = (scope: ModuleScope): ScopeBlocks => {
    const known =
      blocksByScope.get(scope) ?? blocksOfScope(scope, options, { validated: validatedScope(scope, tree), selected });
    blocksByScope.set(scope, known);
    return known;
  };
  const findBlocks = (type: string): readonly ResourceBlock[] => {
    const leads = callsLeadingTo(type, options);
    const enters = ({ declared, calls }: ModuleScope, call: string) =>
      leads({ module: declared, names: calls.map(({ name }) => name), root: module.directory }, call);
    return [...scopesBelow(root, enters)].flatMap((scope) => blocksIn(scope).ofType(type));
  };
  const referenced = new Map<Reference, ResourceBlock>();
  const blocksByType = new Map<string, readonly ResourceBlock[]>();
  let blocks: readonly ResourceBlock[] | undefined;
  let imports: readonly ImportBlock[] | undefined;
  const configuration: OriginalConfiguration = {
    get original() {
      return configuration;
    },
    made: new Map(),
    directory: module.directory,
    get files() {
      const files = [...tree.scopes.values()].flatMap(({ declared }) => declared.files.map(({ filename }) => filename));
      return [...new Set(files)];
    },
    get blocks() {
      blocks ??= [...scopesBelow(root, () => true)].flatMap((scope) => blocksIn(scope).all());
      return blocks;
    },
    blocksOf: (type) => {
      const known = blocksByType.get(type) ?? findBlocks(type);
      blocksByType.set(type, known);
      return known;
    },
    get imports() {
      imports ??= importBlocks(module, root);
      return imports;
    },
    diagnostics,
    ...(options.memory && { memory: options.memory }),
    seen: (block) => block,
    resource: (reference) => {
      const known = referenced.get(reference);
      if (known !== undefined) return known;
      const block = blockOf(reference, root, blocksIn);
      if (block !== undefined) referenced.set(reference, block);
      return block;
    },
  };
  return configuration;
}

function treeOf(module: Module, { loader, adapters, functions }: ConfigureOptions, report: Tree['report']): Tree {
  return { loader, adapters, root: module.directory, functions, evaluation: evaluation(), scopes: new Map(), report };
}

function rootScope(module: Module, options: ConfigureOptions, tree: Tree): ModuleScope {
  const inputs: Inputs = { kind: 'root', called: options.called, variables: options.variables ?? new Map() };
  return moduleScope({
    loaded: { module, diagnostics: [], unread: [] },
    standIn: undefined,
    moment: 'plan',
    path: [],
    calls: [],
    existence: { when: [], number: 'one' },
    tree,
    inputs,
  });
}

/** A module as its expressions see it. */
export function scopeOf(module: Module, options: Omit<ConfigureOptions, 'blocks'>): ModuleScope {
  const complete = { ...options, blocks: {} };
  return rootScope(
    module,
    complete,
    treeOf(module, complete, () => {}),
  );
}

/** Notes each finding once. */
function collector(found: ConfigurationDiagnostic[]): Tree['report'] {
  const reported = new Set<string>();
  return (diagnostic) => {
    const id = `${diagnostic.rule} ${diagnostic.place.file.filename} ${diagnostic.place.start}`;
    if (reported.has(id)) return;
    reported.add(id);
    found.push(diagnostic);
  };
}

/** The module of a scope as `terraform validate` sees it, which is the same in all its instances. */
function validatedScope(planned: ModuleScope, tree: Tree): () => ModuleScope {
  let scope: ModuleScope | undefined;
  return () => {
    scope ??= moduleScope({
      loaded: { module: planned.declared, diagnostics: [], unread: [] },
      standIn: planned.standIn,
      moment: 'validate',
      path: planned.calls.map(({ name }) => name),
      calls: planned.calls,
      existence: { when: [], number: 'one' },
      tree: { ...tree, scopes: new Map() },
      inputs: { kind: 'call', argument: () => undefined },
    });
    return scope;
  };
}

/** The blocks of a module, each made when it is asked for. */
interface ScopeBlocks {
  get(address: string): ResourceBlock | undefined;
  ofType(type: string): readonly ResourceBlock[];
  all(): readonly ResourceBlock[];
}

function blocksOfScope(
  planned: ModuleScope,
  options: ConfigureOptions,
  { validated, selected }: Pick<BlockOptions, 'validated' | 'selected'>,
): ScopeBlocks {
  const { declared, standIn } = planned;
  const made = new Map<string, ResourceBlock | undefined>();
  const make = (declaration: ResourceDeclaration): ResourceBlock | undefined => {
    const { mode, type } = declaration;
    if (mode === 'ephemeral') return undefined;
    const nested = Object.hasOwn(options.blocks, type) ? (options.blocks[type] ?? {}) : {};
    const block = new EvaluatedBlock({ declaration, mode, nested, planned, validated, selected });
    // Nobody has written what a stand-in might make.
    return standIn !== undefined && block.instances.length === 0 ? undefined : block;
  };
  const blockOf = (declaration: ResourceDeclaration): ResourceBlock | undefined => {
    const address = resourceAddress(declaration);
    if (!made.has(address)) made.set(address, make(declaration));
    return made.get(address);
  };
  return {
    get(address) {
      const declaration = declared.resources.get(address);
      return declaration && blockOf(declaration);
    },
    ofType: (type) => declared.resourcesOf(type).flatMap((declaration) => blockOf(declaration) ?? []),
    all: () => [...declared.resources.values()].flatMap((declaration) => blockOf(declaration) ?? []),
  };
}

/** A module and the instances of those that it calls, in the order of their calls; of a call without instances one that never exists. */
function* scopesBelow(
  scope: ModuleScope,
  enters: (caller: ModuleScope, call: string) => boolean,
): Iterable<ModuleScope> {
  yield scope;
  for (const name of scope.declared.calls.keys()) {
    if (!enters(scope, name)) continue;
    for (const instance of scope.call(name)?.instances() ?? []) yield* scopesBelow(instance, enters);
  }
}

function blockOf(
  reference: Reference,
  root: ModuleScope,
  blocksIn: (scope: ModuleScope) => ScopeBlocks,
): ResourceBlock | undefined {
  const { subject, type, name } = reference;
  if ((subject !== 'managed' && subject !== 'data') || type === undefined) return undefined;
  const scope = root.at(reference.module);
  return scope && blocksIn(scope).get(resourceAddress({ mode: subject, type, name }));
}
