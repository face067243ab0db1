/** A module and the modules that it calls, as a configuration: whatever somebody asks for is loaded and evaluated then. */
import type { Reference } from '../value/value.ts';
import type { Tree } from './called-module.ts';
import type {
  Configuration,
  ConfigurationDiagnostic,
  ImportBlock,
  ResourceBlock,
  ResourceBlocks,
  VersionStatement,
} from './configuration.ts';
import { evaluation } from './evaluation.ts';
import type { LanguageFunctions } from './functions.ts';
import { importBlocks } from './import-blocks.ts';
import { type Module, resourceAddress } from './module.ts';
import type { ModuleLoader } from './module-loader.ts';
import { callsLeadingTo } from './module-reach.ts';
import { type GivenValue, type Inputs, moduleScope } from './module-scope.ts';
import { type BlockOptions, resourceBlock } from './resource-block.ts';
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
  /** The version of hashicorp/aws that is selected for the module and those that it calls; asked at most once. */
  readonly selectedVersion?: () => VersionStatement | undefined;
}

/** `diagnostics` grows while instances and templates are evaluated: read it last. */
export function configure(module: Module, options: ConfigureOptions): Configuration {
  const { loader, selectedVersion } = options;
  let selection: { readonly found: VersionStatement | undefined } | undefined;
  const selected = (): VersionStatement | undefined => {
    selection ??= { found: selectedVersion?.() };
    return selection.found;
  };
  const diagnostics: ConfigurationDiagnostic[] = [];
  const tree = treeOf(module, options, collector(diagnostics));
  const root = rootScope(module, options, tree);

  const blocksByScope = new Map<ModuleScope, ReadonlyMap<string, ResourceBlock>>();
  const blocksIn = (scope: ModuleScope): ReadonlyMap<string, ResourceBlock> => {
    const known =
      blocksByScope.get(scope) ?? blocksOfModule(scope, options, { validated: validatedScope(scope, tree), selected });
    blocksByScope.set(scope, known);
    return known;
  };
  const findBlocks = (type: string): readonly ResourceBlock[] => {
    const leads = loader === undefined ? () => false : callsLeadingTo(type, loader);
    const enters = ({ declared, calls }: ModuleScope, call: string) =>
      leads({ module: declared, names: calls.map(({ name }) => name), root: module.directory }, call);
    return [...scopesBelow(root, enters)].flatMap((scope) =>
      [...blocksIn(scope).values()].filter((block) => block.type === type),
    );
  };
  const blocksByType = new Map<string, readonly ResourceBlock[]>();
  let blocks: readonly ResourceBlock[] | undefined;
  let imports: readonly ImportBlock[] | undefined;
  const configuration: Configuration = {
    get original() {
      return configuration;
    },
    directory: module.directory,
    get files() {
      const files = [...tree.scopes.values()].flatMap(({ declared }) => declared.files.map(({ filename }) => filename));
      return [...new Set(files)];
    },
    get blocks() {
      blocks ??= [...scopesBelow(root, () => true)].flatMap((scope) => [...blocksIn(scope).values()]);
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
    resource: (reference) => blockOf(reference, root, blocksIn),
  };
  return configuration;
}

function treeOf(module: Module, { loader, functions }: ConfigureOptions, report: Tree['report']): Tree {
  return { loader, root: module.directory, functions, evaluation: evaluation(), scopes: new Map(), report };
}

function rootScope(module: Module, options: ConfigureOptions, tree: Tree): ModuleScope {
  const inputs: Inputs = { kind: 'root', called: options.called, variables: options.variables ?? new Map() };
  return moduleScope({
    loaded: { module, diagnostics: [], unread: [] },
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

function blocksOfModule(
  planned: ModuleScope,
  options: ConfigureOptions,
  common: Pick<BlockOptions, 'validated' | 'selected'>,
): ReadonlyMap<string, ResourceBlock> {
  const blocks = new Map<string, ResourceBlock>();
  for (const declaration of planned.declared.resources.values()) {
    const { mode } = declaration;
    if (mode === 'ephemeral') continue;
    const nested = Object.hasOwn(options.blocks, declaration.type) ? (options.blocks[declaration.type] ?? {}) : {};
    blocks.set(resourceAddress(declaration), resourceBlock({ declaration, mode, nested, planned, ...common }));
  }
  return blocks;
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
  blocksIn: (scope: ModuleScope) => ReadonlyMap<string, ResourceBlock>,
): ResourceBlock | undefined {
  const { subject, type, name } = reference;
  if ((subject !== 'managed' && subject !== 'data') || type === undefined) return undefined;
  const scope = root.at(reference.module);
  return scope && blocksIn(scope).get(resourceAddress({ mode: subject, type, name }));
}
