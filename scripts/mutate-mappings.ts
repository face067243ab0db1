/**
 * Writes valid mappings of every source kind in many ways (variables, locals, conditionals, functions, `dynamic`, `for_each`,
 * modules, JSON syntax), some of them with one value that may be wrong, and prints where the verdict here and that of the
 * real provider differ. `node scripts/run.mjs scripts/mutate-mappings.ts COUNT SEED [KEEP-FOLDER]`
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Comparison, compareWithProvider, findErrors } from '../test/provider/differential.ts';
import { generateMapping } from '../test/provider/generate-mapping.ts';
import { findProvider, startTerraform } from '../test/provider/real-terraform.ts';

const [count = 200, seed = 1] = process.argv.slice(2, 4).map(Number);
const keep = process.argv[4];
const provider = findProvider();
if ('missing' in provider) throw new Error(provider.missing);
const started = Date.now();
const mappings = Array.from({ length: count }, (_, index) => generateMapping(seed * 100_000 + index));
const show = (name: string, files: Readonly<Record<string, string>>, lines: readonly string[]): void => {
  console.log(`${name}\n${lines.map((line) => `  ${line}`).join('\n')}`);
  if (keep === undefined) return;
  for (const [path, text] of Object.entries(files)) {
    const file = join(keep, name.replaceAll(/\W+/g, '-'), path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
};

let alarms = 0;
for (const { name, files, broken } of mappings) {
  if (broken) continue;
  const errors = findErrors({ name, files });
  if (errors.length === 0) continue;
  alarms++;
  show(
    name,
    files,
    errors.map(
      ({ rule, stage, message, assumptions = [] }) =>
        `alarm ${rule} (${stage}): ${message} ${assumptions.join(' && ')}`,
    ),
  );
}
console.log(
  `${alarms} of ${mappings.filter(({ broken }) => !broken).length} unbroken mappings are reported; ${Date.now() - started} ms`,
);

const terraform = await startTerraform(provider.file);
try {
  const { agreed, differences, notJudged }: Comparison = compareWithProvider(mappings, terraform);
  const byName = new Map(mappings.map((mapping) => [mapping.name, mapping]));
  for (const { name, ours, theirs } of differences) {
    show(name, byName.get(name)?.files ?? {}, [`here:      ${ours}`, `Terraform: ${theirs}`]);
  }
  for (const { name, reason } of notJudged) show(name, byName.get(name)?.files ?? {}, [`not judged: ${reason}`]);
  console.log(
    `${count} mappings of seed ${seed}: ${agreed} agree, ${differences.length} differ, ${notJudged.length} not judged; ${Date.now() - started} ms`,
  );
} finally {
  terraform.stop();
}
