/**
 * Breaks every real mapping of ../shared/corpus/esm in each way that applies to it, and prints how many of the breaks are
 * found, by rule. `node scripts/run.mjs scripts/mutate-corpus.ts [--missed]`
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lintModules } from '../src/core.ts';
import { parse } from '../src/hcl/parser.ts';
import { nodeFunctions } from '../src/node/functions.ts';
import { memoryFileSystem } from '../src/terraform/memory-file-system.ts';
import { SourceFile } from '../src/text/source-file.ts';
import { type Breakage, breakages } from './corpus-breakages.ts';

const CORPUS = '../shared/corpus/esm';
const TYPE = 'aws_lambda_event_source_mapping';
const functions = nodeFunctions(process.cwd());

type Files = Readonly<Record<string, string>>;

/** The modules of the corpus that hold mappings, by folder. */
function modules(): ReadonlyMap<string, Files> {
  const names = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tf'));
  const found = new Map<string, Record<string, string>>();
  for (const name of names) {
    const folder = dirname(name);
    const files = found.get(folder) ?? {};
    files[name.slice(folder.length + 1)] = readFileSync(join(CORPUS, name), 'utf8');
    found.set(folder, files);
  }
  return new Map([...found].filter(([, files]) => Object.values(files).some((text) => text.includes(`"${TYPE}"`))));
}

function lint(files: Files) {
  const { diagnostics, mappings } = lintModules({
    fileSystem: memoryFileSystem(files),
    modules: [{ directory: '.', called: false, named: true }],
    functions,
  });
  const signs = diagnostics.map(({ rule, message, addresses }) => ({ rule, sign: `${rule} ${message} ${addresses}` }));
  return { signs, mappings };
}

interface Tally {
  applied: number;
  found: number;
  otherwise: number;
  readonly missed: string[];
}

const tallies = new Map<Breakage, Tally>(
  breakages.map((breakage) => [breakage, { applied: 0, found: 0, otherwise: 0, missed: [] }]),
);
let mappings = 0;
const started = Date.now();
for (const [folder, files] of modules()) {
  const before = lint(files);
  const known = new Set(before.signs.map(({ sign }) => sign));
  const broken = new Set(before.signs.map(({ rule }) => rule));
  for (const [filename, text] of Object.entries(files)) {
    for (const block of parse(new SourceFile(filename, text)).body.content({ resource: 2 }).blocks) {
      const [type, name] = block.labels.map(({ value }) => value);
      if (type !== TYPE || name === undefined) continue;
      const kinds = before.mappings.find(({ address }) => address === `${TYPE}.${name}`)?.kinds ?? [];
      mappings += 1;
      for (const [breakage, tally] of tallies) {
        const mutated = breakage.apply({ text, block, kinds });
        if (mutated === undefined || breakage.rules.some((rule) => broken.has(rule))) continue;
        const fresh = lint({ ...files, [filename]: mutated }).signs.filter(({ sign }) => !known.has(sign));
        tally.applied += 1;
        if (fresh.some(({ rule }) => breakage.rules.includes(rule))) tally.found += 1;
        else if (fresh.length > 0) tally.otherwise += 1;
        else
          tally.missed.push(
            `${folder}/${filename} ${name} (${kinds.length === 1 ? kinds[0] : `${kinds.length} kinds`})`,
          );
      }
    }
  }
}

for (const [{ title, rules }, { applied, found, otherwise, missed }] of tallies) {
  const share = applied === 0 ? '-' : `${((100 * found) / applied).toFixed(1)} %`;
  console.log(
    [
      share.padStart(7),
      `${found}/${applied}`.padStart(9),
      String(otherwise).padStart(4),
      title,
      rules.join(' | '),
    ].join('  '),
  );
  if (process.argv.includes('--missed')) for (const place of missed) console.log(`          ${place}`);
}
const sum = (count: (tally: Tally) => number): number =>
  [...tallies.values()].reduce((all, one) => all + count(one), 0);
console.log(
  `${mappings} mappings, ${sum(({ applied }) => applied)} breaks, ${sum(({ found }) => found)} found by the rule meant, ` +
    `${sum(({ otherwise }) => otherwise)} by another one; ${Date.now() - started} ms`,
);
