/**
 * A plan as a configuration: the resource instances that will be, each with what its configuration writes and the values that
 * the plan gives it. Rules and schemas cannot tell it from one that was evaluated, but for the actions of its instances.
 */
import { child, type JsonPointer } from '../text/pointer.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { MappingValue, Place, Reference } from '../value/value.ts';
import { keySuffix, modulePrefix } from './address.ts';
import type {
  Configuration,
  Lifecycle,
  OriginalConfiguration,
  ResourceBlock,
  ResourceBlocks,
  ResourceInstance,
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
import { type Positions, planPositions } from './plan-positions.ts';
import { plannedRequirement, plannedSettings } from './plan-providers.ts';
import { allNames, attributeOf, moduleAt, type PlanModule, writtenIn } from './plan-references.ts';
import { memberOf, type PlannedAttribute, plannedBody, plannedValue } from './plan-values.ts';

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
  const declared = groupBy(changes, declaredAddress);
  const find = (is: Reference) =>
    is.subject === 'managed' || is.subject === 'data' ? made.get(referredAddress(is)) : undefined;
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
        place: positions.place(declared.get(declaredAddress(first))?.[0]?.at ?? [], 'address'),
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
  const configuration: OriginalConfiguration = {
    get original() {
      return configuration;
    },
    made: new Map(),
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

function blockAddress({ path, ...resource }: Pick<ResourceChange, 'path' | 'mode' | 'type' | 'name'>): string {
  return `${modulePrefix(path)}${resourceAddress(resource)}`;
}

/** Of the block that a reference to a managed resource or data source names. */
function referredAddress({ subject, type = '', name, module }: Reference): string {
  return blockAddress({ path: module, mode: subject === 'data' ? 'data' : 'managed', type, name });
}

/** The address of a block without the instance keys of its module. */
function declaredAddress(change: ResourceChange): string {
  return blockAddress({ ...change, path: change.path.map(callName) });
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
  let own: readonly ResourceInstance[] | undefined;
  const made = (): readonly ResourceInstance[] => {
    own ??= instances.map((change) => instanceOf(change, declaration, parts));
    return own;
  };
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
      return plannedRequirement(declaration, plan, positions);
    },
    meta: {
      get mentions() {
        return mentionsOf(declaration);
      },
      get exported() {
        return isExported(first, module);
      },
      lifecycle: lifecycleOf(instances, positions),
      repeatedBy: undefined,
      get provider() {
        return plannedSettings(declaration, plan, positions);
      },
    },
    get instances() {
      return made();
    },
    // Both stand for blocks without instances, which a plan does not have.
    get template() {
      return made()[0] as ResourceInstance;
    },
    get hypothetical() {
      return made()[0] as ResourceInstance;
    },
  };
}

function repetitionOf(key: ResourceChange['key']): ResourceBlock['repetition'] {
  if (key === undefined) return 'none';
  return typeof key === 'number' ? 'count' : 'for_each';
}

const declarations = new WeakMap<JsonObject, ReadonlyMap<string, JsonObject>>();

/** What the configuration of a module has of a resource. */
function declarationOf({ configuration }: PlanModule, change: ResourceChange): JsonObject | undefined {
  const known = declarations.get(configuration) ?? declarationsIn(configuration);
  declarations.set(configuration, known);
  return known.get(resourceAddress(change));
}

function declarationsIn(configuration: JsonObject): ReadonlyMap<string, JsonObject> {
  const resources = arrayAt(configuration, 'resources').filter(isObject);
  // Of two with one address the first counts.
  return new Map(resources.map((resource) => [textAt(resource, 'address') ?? '', resource] as const).reverse());
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
      valueOf: (attribute) => plannedAttribute(attribute, parts),
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
  return [path.reduce<JsonPointer>(child, '')];
}

/** With the key of the only instance where none is written; `undefined` where it could be any of several. */
function single(is: Reference | undefined, { byBlock }: BlockParts): Reference | undefined {
  const instances = is && byBlock.get(referredAddress(is));
  const [only, ...others] = instances ?? [];
  if (is === undefined || only === undefined) return is;
  if (is.key !== undefined) return instances?.some(({ key }) => key === is.key) ? is : undefined;
  if (others.length > 0) return undefined;
  return only.key === undefined ? is : { ...is, key: only.key };
}

function plannedAttribute(is: Reference, { planned }: BlockParts): PlannedAttribute | undefined {
  const change = planned.get(`${referredAddress(is)}${keySuffix(is.key)}`);
  const [member] = is.attribute;
  if (change === undefined || member === undefined || !isObject(change.after)) return undefined;
  return { value: change.after[member], isUnknown: memberOf(change.afterUnknown, member) === true };
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
  const known = exports.get(configuration) ?? exportsOf(configuration);
  exports.set(configuration, known);
  return known === 'perhaps all' || known.has(resourceAddress(change));
}

const exports = new WeakMap<JsonObject, ReadonlySet<string> | 'perhaps all'>();

function exportsOf(configuration: JsonObject): ReadonlySet<string> | 'perhaps all' {
  if (allNames(configuration['resources']).some(isLocal)) return 'perhaps all';
  const others = arrayAt(configuration, 'resources').filter(
    (resource) =>
      isObject(resource) && textAt(resource, 'provider_config_key')?.split(':').at(-1)?.startsWith('aws') !== true,
  );
  const calls = Object.values(objectAt(configuration, 'module_calls')).map((call) => objectAt(call, 'expressions'));
  return new Set([objectAt(configuration, 'outputs'), calls, others].flatMap(allNames).map(addressIn));
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
