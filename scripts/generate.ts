/**
 * Writes everything that is derived from other files: the precompiled validators and tables of the schemas, the
 * registries of the rules, and the schema of `preplan.json`. With `--check` nothing is written; stale files are listed and
 * the exit status is 1.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configSchema } from './generate-config-schema.ts';
import { rulePages, ruleRegistry } from './generate-rules.ts';
import { resourceRegistry, resourceTable } from './generate-tables.ts';
import { compiledValidator } from './generate-validators.ts';
import type { ResourceJsonSchema } from './json-schema.ts';

interface GeneratedFile {
  /** Relative to the project's root. */
  readonly path: string;
  readonly text: string;
}

function generate(root: string): readonly GeneratedFile[] {
  const resources = readdirSync(join(root, 'schemas'))
    .filter((name) => /^aws_\w+\.json$/.test(name))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(root, 'schemas', name), 'utf8')) as ResourceJsonSchema);
  const generated = 'src/schema/generated';
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
    { path: 'rules/index.ts', text: ruleRegistry(ruleNames(root)) },
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

function isStale(root: string, { path, text }: GeneratedFile): boolean {
  const file = join(root, path);
  return !existsSync(file) || readFileSync(file, 'utf8') !== text;
}

function main(root: string, checkOnly: boolean): number {
  const stale = generate(root).filter((file) => isStale(root, file));
  for (const { path, text } of stale) {
    console.log(`${checkOnly ? 'stale' : 'wrote'} ${path}`);
    if (checkOnly) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  if (!checkOnly || stale.length === 0) return 0;
  console.log('Run `npm run generate` and commit the result.');
  return 1;
}

process.exitCode = main(process.cwd(), process.argv.includes('--check'));
