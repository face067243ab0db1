/** What a module call leads to: the folder that it names, and an instance of the module there for each key. */
import { literalValue } from '../hcl/traversal.ts';
import type { Reason } from '../value/value.ts';
import { keySuffix } from './address.ts';
import { argumentIn, type PartContent } from './body.ts';
import type { ConfigurationDiagnostic, ModuleCall } from './configuration.ts';
import type { Evaluation } from './evaluation.ts';
import type { LanguageFunctions } from './functions.ts';
import { iterationBindings, representativeBindings } from './iteration.ts';
import type { LoadedModule } from './load.ts';
import type { Declaration } from './module.ts';
import { adaptedCall, type ModuleAdapters } from './module-adapter.ts';
import type { ModuleLoader } from './module-loader.ts';
import type { Bindings, CalledModule, Existence, ModuleScope, Outcome, Repetition, SourcedArgument } from './scope.ts';
import { loadStandIn, type StandIn } from './stand-in.ts';

/** All instances of modules together are no more than these; beyond, a call leads nowhere. */
const MOST_MODULES = 10_000;

/** What all modules of a tree share. */
export interface Tree {
  /** Without one, no call leads anywhere. */
  readonly loader: ModuleLoader | undefined;
  readonly adapters: ModuleAdapters | undefined;
  /** The folder of the root module. */
  readonly root: string;
  readonly functions: LanguageFunctions | undefined;
  readonly evaluation: Evaluation;
  /** By path. */
  readonly scopes: Map<string, ModuleScope>;
  /** Takes what turns out to be wrong while values are computed. */
  readonly report: (diagnostic: ConfigurationDiagnostic) => void;
}

/** An instance of a module that is called. */
export interface Entry {
  readonly loaded: LoadedModule;
  readonly path: readonly string[];
  readonly calls: readonly ModuleCall[];
  readonly existence: Existence;
  readonly standIn: StandIn | undefined;
  readonly known?: () => StandIn | undefined;
  /** The argument of the call by this name. */
  readonly argument: (name: string) => SourcedArgument | undefined;
}

export interface Call {
  readonly caller: ModuleScope;
  readonly declaration: Declaration;
  readonly content: PartContent;
  readonly repetition: () => Repetition;
  readonly tree: Tree;
  readonly enter: (entry: Entry) => ModuleScope;
}

export function calledModule(call: Call): CalledModule {
  const { declaration, repetition } = call;
  const scopes = new Map<string | number | undefined, ModuleScope | undefined>();
  let target: Target | undefined;
  const found = (): Target => {
    target ??= targetOf(call);
    return target;
  };
  const enter = (key: string | number | undefined): ModuleScope | undefined => {
    const to = found();
    if ('missing' in to || call.tree.scopes.size > MOST_MODULES) return undefined;
    const made = repetition();
    const address = `module.${declaration.name}`;
    if (made.kind === 'none') return key === undefined ? instance(call, to, {}) : undefined;
    const known = iterationBindings(address, made, key);
    if (known !== undefined) return instance(call, to, { key, ...known });
    const none = made.known !== undefined;
    if (none && (key !== undefined || made.known.instances.size > 0)) return undefined;
    const bindings = representativeBindings(address, made, key);
    return instance(call, to, { key, bindings, number: none ? 'never' : 'unknown' });
  };
  const self: CalledModule = {
    get missing() {
      const to = found();
      return 'missing' in to ? to.missing : undefined;
    },
    get isWhole() {
      const to = found();
      if ('missing' in to || to.standIn !== undefined) return false;
      return to.loaded.unread.length === 0 && to.loaded.diagnostics.length === 0;
    },
    get partly() {
      const to = found();
      return 'loaded' in to && to.standIn !== undefined ? notOnDisk(declaration) : undefined;
    },
    get repetition() {
      return repetition();
    },
    instance(key) {
      if (!scopes.has(key)) scopes.set(key, enter(key));
      return scopes.get(key);
    },
    instances() {
      const made = repetition();
      const keys = made.kind === 'none' ? [] : [...(made.known?.instances.keys() ?? [])];
      return (keys.length > 0 ? keys : [undefined]).flatMap((key) => self.instance(key) ?? []);
    },
  };
  return self;
}

type Target = Found | { readonly missing: Reason };

interface Found {
  readonly directory: string;
  readonly loaded: LoadedModule;
  readonly standIn?: StandIn;
}

function notOnDisk({ name, place }: Declaration): Reason {
  return { kind: 'module', text: `module.${name} is not on disk; run terraform init`, place };
}

function standInFor({ declaration, tree: { adapters } }: Pick<Call, 'declaration' | 'tree'>): StandIn | undefined {
  const adapted = adapters && adaptedCall(declaration, adapters);
  return adapted && { ...adapted, call: declaration };
}

function targetOf({ caller, declaration, tree }: Call): Target {
  const { name, place } = declaration;
  const { loader, root } = tree;
  const address = `module.${name}`;
  const missing = (kind: Reason['kind'], text: string): Target => ({
    missing: { kind, text: `${address} ${text}`, place },
  });
  const names = [...caller.calls.map((site) => site.name), name];
  const source = loader && sourceFolder({ declaration, directory: caller.declared.directory, names, root, loader });
  if (source === undefined || loader === undefined) {
    const standIn = standInFor({ declaration, tree });
    if (standIn !== undefined) return { directory: '', loaded: loadStandIn(standIn), standIn };
    return loader === undefined ? missing('module', 'is not evaluated') : { missing: notOnDisk(declaration) };
  }
  const around = [loader.resolve('', root), ...caller.calls.map((site) => site.directory)];
  if (around.includes(source)) {
    tree.report({
      rule: 'reference-cycle',
      message: `${address} calls the folder that it is in, ${source === '.' ? 'the current one' : source}: Terraform would load it again and again`,
      help: 'Name another folder as the source',
      place,
    });
    return missing('cycle', 'calls the folder that it is in');
  }
  const loaded = loader.load(source);
  if (loaded === undefined) return missing('module', `is not on disk: there is no module in ${source}`);
  return { directory: source, loaded };
}

/** The folder that a call means; `undefined` when it is not a local one, and not installed. */
export function sourceFolder({
  declaration,
  directory,
  names,
  root,
  loader,
}: {
  readonly declaration: Declaration;
  /** Of the module that calls. */
  readonly directory: string;
  /** Of the calls from the root to this one. */
  readonly names: readonly string[];
  readonly root: string;
  readonly loader: ModuleLoader;
}): string | undefined {
  const source = argumentIn(declaration.parts, 'source');
  const text = source && literalValue(source.attribute.expression);
  if (typeof text === 'string' && isLocalSource(text)) return loader.resolve(directory, text);
  return loader.installed(root).get(names.join('.'));
}

/** Whether the source of a module is a path. */
export function isLocalSource(source: string): boolean {
  return /^\.\.?(?:\/|$)/.test(source);
}

interface Instance {
  readonly key?: string | number | undefined;
  readonly bindings?: Bindings | undefined;
  readonly when?: Outcome;
  readonly number?: Existence['number'];
}

function instance(
  call: Call,
  { directory, loaded, standIn }: Found,
  { key, bindings, when, number = 'one' }: Instance,
): ModuleScope {
  const { caller, declaration, content } = call;
  const { name, place } = declaration;
  const outer = caller.existence;
  let known: { readonly found: StandIn | undefined } | undefined;
  return call.enter({
    loaded,
    standIn,
    known() {
      known ??= { found: standIn ?? standInFor(call) };
      return known.found;
    },
    path: [...caller.path, `${name}${keySuffix(key)}`],
    calls: [...caller.calls, { name, place, directory }],
    existence: {
      when: when === undefined ? outer.when : [...outer.when, when],
      number: outer.number === 'one' ? number : number === 'never' ? 'never' : outer.number,
    },
    argument: (variable) => {
      const found = META_ARGUMENTS.has(variable)
        ? undefined
        : content.attributes.find(({ attribute }) => attribute.name === variable);
      if (found === undefined) return undefined;
      return {
        expression: found.attribute.expression,
        scope: { module: caller, file: found.file, bindings },
      };
    },
  });
}

const META_ARGUMENTS: ReadonlySet<string> = new Set([
  'source',
  'version',
  'count',
  'for_each',
  'providers',
  'depends_on',
]);
