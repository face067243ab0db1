/**
 * Writes everything that is derived from other files: the precompiled validators and tables of the schemas, the
 * registries of the rules, the schema of `preplan.json`, and then the pages in `docs/`. With `--check` nothing is written;
 * stale files are listed and the exit status is 1.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configSchema } from './generate-config-schema.ts';
import { readRules, rulePages, ruleParts, ruleRegistry } from './generate-rules.ts';
import { resourceRegistry, resourceTable } from './generate-tables.ts';
import { compiledValidator } from './generate-validators.ts';
import { bringUpToDate, type GeneratedFile } from './generated-files.ts';
import type { ResourceJsonSchema } from './json-schema.ts';

function generate(root: string): readonly GeneratedFile[] {
  const resources = readdirSync(join(root, 'schemas'))
    .filter((name) => /^aws_\w+\.json$/.test(name))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(root, 'schemas', name), 'utf8')) as ResourceJsonSchema);
  const generated = 'src/schema/generated';
  const rules = readRules(root, ruleNames(root));
  return [
    ...resources.flatMap((schema) => [
      { path: `${generated}/${fileName(schema)}.limits.ts`, text: compiledValidator(schema) },
      { path: `${generated}/${fileName(schema)}.table.ts`, text: resourceTable(schema) },
    ]),
    {
      path: `${generated}/resources.ts`,
      text: resourceRegistry(resources.map((schema) => ({ schema, file: fileName(schema) }))),
    },
    { path: 'schemas/config.schema.json', text: configSchema(ruleNames(root)) },
    { path: 'rules/index.ts', text: ruleRegistry(rules) },
    ...ruleParts(rules).map(({ name, text }) => ({ path: `rules/parts/${name}.ts`, text })),
    { path: 'rules/pages.ts', text: rulePages(ruleNames(root)) },
  ];
}

function fileName({ title }: ResourceJsonSchema): string {
  return title.replaceAll('_', '-');
}

const GENERATED_RULE_FILES = ['index.ts', 'pages.ts'];

function ruleNames(root: string): readonly string[] {
  return readdirSync(join(root, 'rules'))
    .filter((name) => name.endsWith('.ts') && !GENERATED_RULE_FILES.includes(name))
    .map((name) => name.slice(0, -'.ts'.length))
    .sort();
}

/** The pages show what the rules report, so they need a program that is bundled from up-to-date registries. */
function generatePages(checkOnly: boolean): boolean {
  const command = ['scripts/run.mjs', 'scripts/generate-pages.ts', ...(checkOnly ? ['--check'] : [])];
  return spawnSync(process.execPath, command, { stdio: 'inherit' }).status === 0;
}

function main(root: string, checkOnly: boolean): number {
  const stale = bringUpToDate(generate(root), { root, checkOnly });
  const pagesAreFine = generatePages(checkOnly);
  if (pagesAreFine && (!checkOnly || stale === 0)) return 0;
  if (checkOnly) console.log('Run `npm run generate` and commit the result.');
  return 1;
}

process.exitCode = main(process.cwd(), process.argv.includes('--check'));
