/**
 * A plan as a configuration: the resource instances that will be, each with what its configuration writes and the values that
 * the plan gives it. Rules and schemas cannot tell it from one that was evaluated, but for the actions of its instances.
 */
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { type JsonPointer, tokens } from '../text/pointer.ts';
import type { Span } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { MappingValue, Place, Reference } from '../value/value.ts';
import { keySuffix, modulePrefix } from './address.ts';
import type {
  Configuration,
  Lifecycle,
  ProviderRequirement,
  ProviderSettings,
  ResourceBlock,
  ResourceBlocks,
  ResourceInstance,
  SourceMap,
} from './configuration.ts';
import { resourceAddress } from './module.ts';
import {
  arrayAt,
  callName,
  isObject,
  type Json,
  type JsonObject,
  objectAt,
  type PlanFile,
  type ResourceChange,
  readPlanFile,
  textAt,
} from './plan-file.ts';
import { allNames, attributeOf, moduleAt, type PlanModule, writtenIn } from './plan-references.ts';
import { plannedBody, plannedValue } from './plan-values.ts';

export interface PlanOptions {
  /** Which names are blocks; of other types a list of bodies in the configuration tells. */
  readonly blocks: ResourceBlocks;
}

/** The configuration of a plan in JSON, or what is wrong with the text, to follow its name. */
export function planConfiguration(
  file: SourceFile,
  { blocks }: PlanOptions,
): { readonly configuration: Configuration } | { readonly error: string } {
  const plan = readPlanFile(file.text);
  return 'error' in plan ? plan : { configuration: configurationOf(plan, { file, blocks }) };
}

interface Surroundings extends PlanOptions {
  readonly file: SourceFile;
}

function configurationOf(plan: PlanFile, { file, blocks: nested }: Surroundings): Configuration {
  const positions = planPositions(file);
  const changes = plan.changes.filter(({ actions }) => actions.some((action) => !GONE.has(action)));
  const byBlock = groupBy(changes, blockAddress);
  const root = objectAt(plan.configuration, 'root_module');
  const modules = new Map<string, PlanModule>();
  const moduleOf = ({ path }: ResourceChange): PlanModule => {
    const id = path.join('\n');
    const known = modules.get(id) ?? moduleAt(root, path);
    modules.set(id, known);
    return known;
  };
  const made = new Map<string, ResourceBlock>();
  // A block of a module that is called several times is one block: its place is that of the first instance.
  const declared = groupBy(changes, (change) => blockAddress({ ...change, path: change.path.map(callName) }));
  const find = ({ subject, type, name, module }: Pick<Reference, 'subject' | 'type' | 'name' | 'module'>) =>
    (subject === 'managed' || subject === 'data') && type !== undefined
      ? made.get(`${modulePrefix(module)}${resourceAddress({ mode: subject, type, name })}`)
      : undefined;
  const planned = new Map(changes.map((change) => [change.address, change]));

  for (const [address, instances] of byBlock) {
    const [first] = instances;
    if (first === undefined) continue;
    const module = moduleOf(first);
    const declaration = declarationOf(module, first);
    // What is imported need not be written yet, and then nothing tells what will be.
    if (declaration === undefined) continue;
    made.set(
      address,
      planBlock({
        address,
        instances,
        place: positions.place(
          declared.get(blockAddress({ ...first, path: first.path.map(callName) }))?.[0]?.at ?? [],
          'address',
        ),
        module,
        declaration,
        nested: Object.hasOwn(nested, first.type) ? (nested[first.type] ?? {}) : {},
        plan,
        planned,
        byBlock,
        positions,
      }),
    );
  }
  const blocks = [...made.values()];
  const byType = groupBy(blocks, ({ type }) => type);
  const configuration: Configuration = {
    get original() {
      return configuration;
    },
    directory: '.',
    files: [file.filename],
    blocks,
    blocksOf: (type) => byType.get(type) ?? [],
    imports: [],
    diagnostics: [],
    seen: (block) => block,
    resource: find,
  };
  return configuration;
}

/** Actions after which there is nothing. */
const GONE: ReadonlySet<string> = new Set(['delete', 'forget']);

function blockAddress({ path, mode, type, name }: ResourceChange): string {
  return `${modulePrefix(path)}${resourceAddress({ mode, type, name })}`;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

interface BlockParts {
  readonly address: string;
  readonly instances: readonly ResourceChange[];
  readonly place: Place;
  readonly module: PlanModule;
  readonly declaration: JsonObject;
  readonly nested: ResourceBlocks[string];
  readonly plan: PlanFile;
  /** By address. */
  readonly planned: ReadonlyMap<string, ResourceChange>;
  readonly byBlock: ReadonlyMap<string, readonly ResourceChange[]>;
  readonly positions: Positions;
}

function planBlock(parts: BlockParts): ResourceBlock {
  const { address, instances, place, module, declaration, positions, plan } = parts;
  const [first] = instances as readonly [ResourceChange, ...ResourceChange[]];
  const { mode, type, name, path } = first;
  const own = instances.map((change) => instanceOf(change, declaration, parts));
  return {
    address,
    module: path.map(callName),
    calls: [],
    mode,
    type,
    name,
    place,
    repetition: repetitionOf(first.key),
    get provider() {
      return providerRequirement(declaration, plan, positions);
    },
    meta: {
      mentions: mentionsOf(declaration),
      exported: isExported(first, module),
      lifecycle: lifecycleOf(instances, positions),
      repeatedBy: undefined,
      get provider() {
        return providerSettings(declaration, plan, positions);
      },
    },
    instances: own,
    // Both stand for blocks without instances, which a plan does not have.
    get template() {
      return own[0] as ResourceInstance;
    },
    get hypothetical() {
      return own[0] as ResourceInstance;
    },
  };
}

function repetitionOf(key: ResourceChange['key']): ResourceBlock['repetition'] {
  if (key === undefined) return 'none';
  return typeof key === 'number' ? 'count' : 'for_each';
}

function declarationOf({ configuration }: PlanModule, { mode, type, name }: ResourceChange): JsonObject | undefined {
  const address = resourceAddress({ mode, type, name });
  const found = arrayAt(configuration, 'resources').find((resource) => textAt(resource, 'address') === address);
  return isObject(found) ? found : undefined;
}

function instanceOf(change: ResourceChange, declaration: JsonObject, parts: BlockParts): ResourceInstance {
  const { address, key, actions, at, before, replacedBy } = change;
  const { module, nested, positions } = parts;
  const each = { key, forEach: declaration['for_each_expression'] };
  const values = plannedBody(
    {
      expressions: objectAt(declaration, 'expressions'),
      after: change.after,
      unknown: change.afterUnknown,
      sensitive: change.afterSensitive,
    },
    {
      blocks: nested ?? {},
      attributeOf: (expression) =>
        single(attributeOf(expression, { module, each, place: positions.place(at, 'address') }), parts),
      writtenIn: (expression) => writtenIn(expression, { module, address, block: resourceAddress(change) }),
      hasValue: (attribute, value) => plannedText(attribute, parts) === value,
    },
  );
  return {
    address,
    ...(key !== undefined && { key }),
    values,
    sourceMap: positions.sourceMap(at),
    actions,
    ...(isObject(before) && {
      change: { before: plannedValue(before, undefined) as MappingValue, replacedBy: replacedBy.flatMap(pointerOf) },
    }),
  };
}

function pointerOf(path: Json): readonly JsonPointer[] {
  if (!Array.isArray(path) || !path.every((step) => typeof step === 'string' || typeof step === 'number')) return [];
  return [path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('') as JsonPointer];
}

/** With the key of the only instance where none is written; `undefined` where it could be any of several. */
function single(is: Reference | undefined, { byBlock }: BlockParts): Reference | undefined {
  const instances = is && changesBehind(is, byBlock);
  const [only, ...others] = instances ?? [];
  if (is === undefined || only === undefined) return is;
  if (is.key !== undefined) return instances?.some(({ key }) => key === is.key) ? is : undefined;
  if (others.length > 0) return undefined;
  return only.key === undefined ? is : { ...is, key: only.key };
}

function changesBehind(
  { subject, type = '', name, module }: Reference,
  byBlock: BlockParts['byBlock'],
): readonly ResourceChange[] | undefined {
  const mode = subject === 'data' ? 'data' : 'managed';
  return byBlock.get(`${modulePrefix(module)}${resourceAddress({ mode, type, name })}`);
}

function plannedText(is: Reference, { planned }: BlockParts): unknown {
  const { subject, type = '', name, key, attribute, module } = is;
  const mode = subject === 'data' ? 'data' : 'managed';
  const change = planned.get(`${modulePrefix(module)}${resourceAddress({ mode, type, name })}${keySuffix(key)}`);
  const [member] = attribute;
  return isObject(change?.after) && member !== undefined ? change.after[member] : undefined;
}

/** Addresses inside the module; a name below one is another of its attributes. */
function mentionsOf(declaration: JsonObject): ReadonlySet<string> {
  const names = [
    ...allNames(declaration['expressions']),
    ...allNames(declaration['count_expression']),
    ...allNames(declaration['for_each_expression']),
    ...arrayAt(declaration, 'depends_on').filter((name) => typeof name === 'string'),
  ];
  return new Set(names.map(addressIn));
}

/** `aws_sqs_queue.orders["a"].arn` → `aws_sqs_queue.orders`; `module.worker.queue` → `module.worker`. */
function addressIn(name: string): string {
  const steps = /^(data\.)?[\w-]+\.[\w-]+/.exec(name);
  return steps?.[0] ?? name;
}

/**
 * Whether an output, a module call or a resource of another provider names the block. A plan does not say what local values
 * hold, so that where one is used at all it may be this block.
 */
function isExported(change: ResourceChange, { configuration }: PlanModule): boolean {
  const address = resourceAddress(change);
  const others = arrayAt(configuration, 'resources').filter(
    (resource) =>
      isObject(resource) && textAt(resource, 'provider_config_key')?.split(':').at(-1)?.startsWith('aws') !== true,
  );
  const calls = Object.values(objectAt(configuration, 'module_calls')).map((call) => objectAt(call, 'expressions'));
  const names = [objectAt(configuration, 'outputs'), calls, others].flatMap(allNames);
  return names.some((name) => addressIn(name) === address) || usesLocals(configuration);
}

const localUsers = new WeakMap<JsonObject, boolean>();

function usesLocals(configuration: JsonObject): boolean {
  const known = localUsers.get(configuration) ?? allNames(configuration['resources']).some(isLocal);
  localUsers.set(configuration, known);
  return known;
}

function isLocal(name: string): boolean {
  return name.startsWith('local.') || name.startsWith('each.');
}

/** A plan tells of `create_before_destroy` where it replaces something; of two mappings that are not one for AWS nothing is to be said. */
function lifecycleOf(instances: readonly ResourceChange[], positions: Positions): Lifecycle {
  const replaced = instances.find(
    ({ actions, before, after }) =>
      actions[0] === 'create' &&
      actions[1] === 'delete' &&
      isSame(before, after, 'function_name') &&
      isSame(before, after, 'event_source_arn'),
  );
  return {
    ignoreChanges: [],
    ...(replaced && { createBeforeDestroy: positions.place([...replaced.at, 'change'], 'actions') }),
  };
}

function isSame(before: Json, after: Json, name: string): boolean {
  return isObject(before) && isObject(after) && before[name] === after[name];
}

const AWS = /(?:^|\/)hashicorp\/aws$/;

function providerConfig(
  declaration: JsonObject,
  plan: PlanFile,
): { readonly key: string; readonly config: JsonObject } {
  const key = textAt(declaration, 'provider_config_key') ?? '';
  return { key, config: objectAt(objectAt(plan.configuration, 'provider_config'), key) };
}

function providerRequirement(
  declaration: JsonObject,
  plan: PlanFile,
  positions: Positions,
): ProviderRequirement | undefined {
  const { key, config } = providerConfig(declaration, plan);
  const text = textAt(config, 'version_constraint');
  if (text === undefined || !AWS.test(textAt(config, 'full_name') ?? '')) return undefined;
  const place = positions.place(['configuration', 'provider_config', key], 'version_constraint');
  return { constraints: [{ text, by: 'required_providers', place }] };
}

/** The arguments that are constants. */
function providerSettings(declaration: JsonObject, plan: PlanFile, positions: Positions): ProviderSettings {
  const { key, config } = providerConfig(declaration, plan);
  const alias = textAt(config, 'alias');
  const name = textAt(config, 'name') ?? 'aws';
  const constants = Object.entries(objectAt(config, 'expressions')).flatMap(([argument, expression]) =>
    isObject(expression) && Object.hasOwn(expression, 'constant_value')
      ? [[argument, plannedValue(expression['constant_value'], undefined)] as const]
      : [],
  );
  const written = Object.keys(objectAt(config, 'expressions'));
  const unknowns = written
    .filter((argument) => !constants.some(([constant]) => constant === argument))
    .map((argument) => [argument, plannedValue(undefined, true)] as const);
  return {
    name: alias === undefined ? name : `${name}.${alias}`,
    values: { kind: 'object', entries: new Map([...constants, ...unknowns]) },
    sourceMap: {
      locate: (pointer) =>
        positions.place(['configuration', 'provider_config', key, 'expressions'], tokens(pointer)[0] ?? ''),
    },
  };
}

/** Names and indexes from the root of the file. */
type Path = readonly (string | number)[];

interface Positions {
  /** The value of a member, or what it should be in. */
  place(path: Path, member: string): Place;
  /** Of the instance whose change is there: its planned values. */
  sourceMap(at: Path): SourceMap;
}

/** The text is read for positions when the first one is asked for. */
function planPositions(file: SourceFile): Positions {
  let tree: { readonly root: Node | undefined } | undefined;
  const spanOf = (path: Path): Span | undefined => {
    tree ??= { root: parseTree(file.text) };
    const node = tree.root && findNodeAtLocation(tree.root, [...path]);
    return node && { start: node.offset, end: node.offset + node.length };
  };
  /** The first of the paths that is there. */
  const place = (...paths: readonly Path[]): Place => {
    let span: Span | undefined;
    const found = (): Span => {
      for (const path of paths) span ??= spanOf(path);
      span ??= { start: 0, end: 0 };
      return span;
    };
    return {
      file,
      get start() {
        return found().start;
      },
      get end() {
        return found().end;
      },
    };
  };
  return {
    place: (path, member) => place([...path, member], path),
    sourceMap: (at) => ({
      locate: (pointer) => {
        const steps = tokens(pointer).map((token) => (/^\d+$/.test(token) ? Number(token) : token));
        const around = steps.map((_, index) => [...at, 'change', 'after', ...steps.slice(0, steps.length - index)]);
        // What is not in the values is shown at the name of the instance.
        return place(...around, [...at, 'address']);
      },
    }),
  };
}
