/**
 * Writes the pages for readers (one for each rule, the list of the rules, and the reference of the command line), and which
 * rules have fixes: the examples show it.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../rules/index.ts';
import { pages } from '../rules/pages.ts';
import { engineRules } from '../src/cli/engine-rules.ts';
import { explainRule } from '../src/cli/explain-page.ts';
import { nodeFunctions } from '../src/node/functions.ts';
import { type Block, formatMarkdown } from '../src/report/document.ts';
import type { Rule } from '../src/rule/rule.ts';
import type { Fix } from '../src/text/diagnostic.ts';
import { commandLinePage } from './command-line-page.ts';
import { bringUpToDate, type GeneratedFile } from './generated-files.ts';
import { rulesPage } from './rules-page.ts';

type Applicability = Fix['applicability'];

const FOLDER = 'docs/rules';

function generate(root: string): readonly GeneratedFile[] {
  const functions = nodeFunctions(root);
  const explained = rules.map((rule) => {
    const page = pages.get(rule.name);
    if (page === undefined) throw new Error(`${rule.name} has no page`);
    return { rule, ...explainRule({ rule, page, functions }) };
  });
  const generated = [
    ...explained.map(({ rule, blocks }) => file(`${FOLDER}/${rule.name}.md`, `rules/${rule.name}.ts`, blocks)),
    file('docs/rules.md', 'the rules', rulesPage(explained, engineRules)),
    file('docs/cli.md', 'src/cli/options.ts', commandLinePage()),
    { path: 'src/cli/rule-fixes.ts', text: ruleFixes(explained) },
  ];
  const paths = new Set(generated.map(({ path }) => path));
  const folder = join(root, FOLDER);
  const left = (existsSync(folder) ? readdirSync(folder) : [])
    .map((name) => `${FOLDER}/${name}`)
    .filter((path) => !paths.has(path));
  return [...generated, ...left.map((path) => ({ path, text: undefined }))];
}

/** The module that says which rules have fixes. */
function ruleFixes(explained: readonly { readonly rule: Rule; readonly fixes: readonly Applicability[] }[]): string {
  const entries = explained
    .filter(({ fixes }) => fixes.length > 0)
    .map(({ rule, fixes }) => `  ['${rule.name}', [${fixes.map((fix) => `'${fix}'`).join(', ')}]],\n`)
    .sort();
  return [
    '// Generated from the examples of the rules by `npm run generate`. Do not edit.\n',
    "import type { Fix } from '../text/diagnostic.ts';\n\n",
    '/** The kinds of fixes that findings of a rule have; rules without any are not here. */\n',
    "export const ruleFixes: ReadonlyMap<string, readonly Fix['applicability'][]> = new Map<\n",
    "  string,\n  readonly Fix['applicability'][]\n>([\n",
    ...entries,
    ']);\n',
  ].join('');
}

function file(path: string, source: string, blocks: readonly Block[]): GeneratedFile {
  return {
    path,
    text: `<!-- Generated from ${source} by \`npm run generate\`. Do not edit. -->\n\n${formatMarkdown(blocks)}`,
  };
}

const checkOnly = process.argv.includes('--check');
const stale = bringUpToDate(generate(process.cwd()), { root: process.cwd(), checkOnly });
process.exitCode = checkOnly && stale > 0 ? 1 : 0;
