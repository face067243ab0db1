/**
 * The registries of the rules. Pages have their own, so that a bundle which only lints holds none. What a rule says about
 * itself stands in the registry as data; the code of rules that few mappings ask for lies in parts that are loaded when one
 * of their rules is called.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { BROKERS, STREAMS } from '../src/lambda/event-source.ts';
import type { Rule } from '../src/rule/rule.ts';

const HEADER = '// Generated from the files of this folder by `npm run generate`. Do not edit.\n';

/** The rules in these files, which exist: the registry may not yet. */
export function readRules(root: string, names: readonly string[]): readonly Rule[] {
  const source = names.map((name) => `export { default as ${identifier(name)} } from './${name}.ts';`).join('\n');
  const { outputFiles } = buildSync({
    stdin: { contents: source, resolveDir: join(root, 'rules'), loader: 'ts' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    write: false,
    logLevel: 'warning',
  });
  const module = { exports: {} as Record<string, Rule> };
  new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '')(
    module,
    module.exports,
    createRequire(join(root, 'package.json')),
  );
  return names.flatMap((name) => module.exports[identifier(name)] ?? []);
}

/** A rule belongs to the first part that takes it; those that none takes are loaded with the engine. */
const PARTS: readonly { readonly name: string; takes(rule: Rule): boolean }[] = [
  { name: 'advice', takes: ({ severity }) => severity === 'off' },
  { name: 'several', takes: ({ when }) => when?.severalMappings === true },
  { name: 'plans', takes: ({ when }) => when?.plan === true },
  { name: 'calls', takes: ({ when }) => when?.unread === true },
  { name: 'filters', takes: ({ when }) => areAmong(when?.written, ['filter_criteria', 'kms_key_arn']) },
  { name: 'brokers', takes: ({ when }) => areAmong(when?.sources, BROKERS) || areAmong(when?.written, FOR_BROKERS) },
  { name: 'resources', takes: ({ when }) => when?.resources !== undefined },
  {
    name: 'streams',
    takes: ({ when }) => areAmong(when?.sources, [...STREAMS, ...BROKERS]) || areAmong(when?.written, FOR_STREAMS),
  },
  { name: 'violations', takes: ({ when }) => when?.violated !== undefined },
];

const FOR_BROKERS = [
  'amazon_managed_kafka_event_source_config',
  'metrics_config',
  'provisioned_poller_config',
  'self_managed_event_source',
  'self_managed_kafka_event_source_config',
  'source_access_configuration',
];
const FOR_STREAMS = ['destination_config', 'starting_position', 'starting_position_timestamp'];

function areAmong(some: readonly string[] | undefined, all: readonly string[]): boolean {
  return some?.every((one) => all.includes(one)) === true;
}

function partOf(rule: Rule): string | undefined {
  return PARTS.find(({ takes }) => takes(rule))?.name;
}

/** `rules/index.ts`: all rules, by name. */
export function ruleRegistry(rules: readonly Rule[]): string {
  const eager = rules.filter((rule) => partOf(rule) === undefined);
  const parts = [...new Set(rules.flatMap((rule) => partOf(rule) ?? []))].sort();
  return [
    HEADER,
    "import { byName, onDemand } from '../src/rule/on-demand.ts';\n",
    "import type { Rule } from '../src/rule/rule.ts';\n",
    ...eager.map(({ name }) => `import ${identifier(name)} from './${name}.ts';\n`),
    ...parts.map((part) => `import { load as ${part} } from './parts/${part}.ts';\n`),
    '\nexport const rules: readonly Rule[] = byName([\n',
    ...eager.map(({ name }) => `  ${identifier(name)},\n`),
    ...parts.map((part) => `  ...onDemand(${part}, ${dataOf(rules.filter((rule) => partOf(rule) === part))}),\n`),
    ']);\n',
  ].join('');
}

/** What the rules say about themselves, as a literal that is a text in JSON: read faster than as objects. */
function dataOf(rules: readonly Rule[]): string {
  const text = JSON.stringify(rules.map(({ check: _, ...data }) => data));
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** `rules/parts/*.ts`: the rules that are loaded together. */
export function ruleParts(rules: readonly Rule[]): readonly { readonly name: string; readonly text: string }[] {
  return PARTS.map(({ name: part }) => {
    const own = rules.filter((rule) => partOf(rule) === part);
    return {
      name: part,
      text: [
        HEADER,
        "import type { Rule } from '../../src/rule/rule.ts';\n",
        ...own.map(({ name }) => `import ${identifier(name)} from '../${name}.ts';\n`),
        '\nconst RULES: Readonly<Record<string, Rule>> = {\n',
        ...own.map(({ name }) => `  '${name}': ${identifier(name)},\n`),
        '};\n',
        '\nexport const load = (): Readonly<Record<string, Rule>> => RULES;\n',
      ].join(''),
    };
  });
}

/** `rules/pages.ts`: the page of each rule, by name. */
export function rulePages(names: readonly string[]): string {
  return [
    HEADER,
    "import type { RulePage } from '../src/rule/rule.ts';\n",
    ...names.map((name) => `import { page as ${identifier(name)} } from './${name}.ts';\n`),
    '\nexport const pages: ReadonlyMap<string, RulePage> = new Map<string, RulePage>([\n',
    ...names.map((name) => `  ['${name}', ${identifier(name)}],\n`),
    ']);\n',
  ].join('');
}

function identifier(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
