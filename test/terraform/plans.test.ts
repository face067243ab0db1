/**
 * Real plans beside their sources: the mapping instances and every value that we know are those of the plan. What the plan
 * knows and we do not is in plans-unknown.json with the reason; an entry that is known by now must go.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeFileSystem } from '../../src/node/file-system.ts';
import { resourceBlocks } from '../../src/schema/resource-schemas.ts';
import type { ResourceInstance } from '../../src/terraform/configuration.ts';
import { configure } from '../../src/terraform/configure.ts';
import { languageFunctions } from '../../src/terraform/functions.ts';
import { moduleLoader } from '../../src/terraform/module-loader.ts';
import { variableValues } from '../../src/terraform/variable-values.ts';
import { numberText } from '../../src/value/decimal.ts';
import type { Value } from '../../src/value/value.ts';
import { FUNCTIONS } from '../functions.ts';
import unknowns from './plans-unknown.json' with { type: 'json' };

const TYPE = 'aws_lambda_event_source_mapping';
const folder = resolve('../shared/plans');
const found = existsSync(folder);

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

interface PlannedModule {
  readonly resources?: readonly { readonly address: string; readonly type: string; readonly values: Json }[];
  readonly child_modules?: readonly PlannedModule[];
}

function planFolders(below: string): readonly string[] {
  return readdirSync(below, { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    if (entry.isDirectory()) return planFolders(path);
    return entry.name === 'plan.json' ? [below] : [];
  });
}

function* plannedMappings(module: PlannedModule): Iterable<readonly [string, Json]> {
  for (const { address, type, values } of module.resources ?? []) if (type === TYPE) yield [address, values];
  for (const child of module.child_modules ?? []) yield* plannedMappings(child);
}

/** Where the root module of a plan is: of the corpus the index tells. */
function rootOf(directory: string): string {
  const root = roots.get(directory);
  return root === undefined ? directory : join(directory, root);
}

const indexFile = join(folder, 'corpus/index.json');
const index: readonly { readonly folder: string; readonly root: string }[] = existsSync(indexFile)
  ? JSON.parse(readFileSync(indexFile, 'utf8'))
  : [];
const roots = new Map(index.map((entry) => [join(folder, 'corpus', entry.folder.replaceAll('/', '+')), entry.root]));

function instancesOf(root: string): readonly ResourceInstance[] {
  const fileSystem = nodeFileSystem(root);
  const loader = moduleLoader(fileSystem, { check: () => 'all' });
  const module = loader.load('.')?.module;
  if (module === undefined) throw new Error(`no module in ${root}`);
  const { values } = variableValues(module, fileSystem, { environment: {}, options: [] });
  return configure(module, {
    blocks: resourceBlocks,
    called: false,
    loader,
    variables: values,
    functions: languageFunctions({ ...FUNCTIONS, mayRead: () => true }, { fileSystem, directory: '.' }),
  })
    .blocksOf(TYPE)
    .flatMap(({ instances }) => instances);
}

interface Comparison {
  readonly wrong: string[];
  readonly unknown: string[];
  known: number;
}

/** Compares a value with the planned one, `undefined` where the plan does not know it either. */
function compare(ours: Value, planned: Json | undefined, at: string, result: Comparison): void {
  switch (ours.kind) {
    case 'unknown':
    case 'choice':
      if (planned !== undefined && planned !== null) result.unknown.push(at);
      return;
    case 'null':
      return;
    case 'bool':
    case 'string':
    case 'number': {
      const text = ours.kind === 'number' ? numberText(ours) : String(ours.value);
      result.known += 1;
      if (planned === undefined || planned === null || String(planned) !== text) {
        result.wrong.push(`${at}: ${text}, planned ${JSON.stringify(planned)}`);
      }
      return;
    }
    case 'list':
    case 'set':
    case 'tuple': {
      if (!Array.isArray(planned)) {
        if (planned !== undefined && planned !== null)
          result.wrong.push(`${at}: a ${ours.kind}, planned ${JSON.stringify(planned)}`);
        return;
      }
      if (ours.open) result.unknown.push(at);
      else if (ours.elements.length !== planned.length)
        result.wrong.push(`${at}: ${ours.elements.length} elements, planned ${planned.length}`);
      else
        for (const [index, element] of ours.elements.entries())
          compareElement(element, planned, `${at}/${index}`, result);
      return;
    }
    case 'map':
    case 'object': {
      if (planned === undefined || planned === null) return;
      const entries = planned as { readonly [key: string]: Json };
      for (const [key, entry] of ours.entries) compare(entry, entries[key], `${at}/${key}`, result);
      return;
    }
  }
}

/** An element of what may be a set for the provider: one of the planned ones. */
function compareElement(element: Value, planned: readonly Json[], at: string, result: Comparison): void {
  const attempts = planned.map((each) => {
    const attempt: Comparison = { wrong: [], unknown: [], known: 0 };
    compare(element, each, at, attempt);
    return attempt;
  });
  const [best] = attempts.sort((a, b) => a.wrong.length - b.wrong.length || a.unknown.length - b.unknown.length);
  if (best === undefined) return;
  result.wrong.push(...best.wrong);
  result.unknown.push(...best.unknown);
  result.known += best.known;
}

describe.skipIf(!found)('real plans (skipped when ../shared is absent)', () => {
  const reasons: Readonly<Record<string, string>> = unknowns;
  const folders = found ? planFolders(folder) : [];
  const result = { wrong: [] as string[], unknown: [] as string[], known: 0, instances: 0 };
  for (const directory of folders) {
    const name = directory.slice(folder.length + 1);
    const plan = JSON.parse(readFileSync(join(directory, 'plan.json'), 'utf8'));
    const planned = new Map(plannedMappings(plan.planned_values?.root_module ?? {}));
    for (const { address, change } of plan.resource_changes ?? []) {
      // What only the state holds.
      if (change.actions.includes('forget')) planned.delete(address);
    }
    const instances = instancesOf(rootOf(directory));
    result.instances += planned.size;
    const addresses = instances.map(({ address }) => address);
    if (JSON.stringify([...addresses].sort()) !== JSON.stringify([...planned.keys()].sort())) {
      result.unknown.push(`${name} instances`);
      if (instances.every(({ uncertain, when }) => uncertain !== true && when === undefined))
        result.wrong.push(`${name}: ${addresses.join(', ')}, planned ${[...planned.keys()].join(', ')}`);
    }
    for (const { address, values } of instances) {
      const one: Comparison = { wrong: [], unknown: [], known: 0 };
      if (planned.has(address)) compare(values, planned.get(address), '', one);
      result.wrong.push(...one.wrong.map((text) => `${name} ${address}${text}`));
      result.unknown.push(...one.unknown.map((pointer) => `${name} ${address}${pointer}`));
      result.known += one.known;
    }
  }

  test(`${folders.length} plans with ${result.instances} mapping instances: the ${result.known} values that we know are planned so`, () => {
    expect(result.wrong).toEqual([]);
  });

  test(`the ${Object.keys(reasons).length} values that only the plan knows are listed with the reason`, () => {
    expect(result.unknown.filter((each) => reasons[each] === undefined)).toEqual([]);
    expect(Object.keys(reasons).filter((each) => !result.unknown.includes(each))).toEqual([]);
  });
});
