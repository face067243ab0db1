/**
 * Measures error recovery: each of the 17 kinds of in-progress edits applied to real files; the share of the other top-level
 * blocks that have the same tree as before.
 *
 *   node scripts/run.mjs scripts/recovery.ts [files] [seed] [--losses]
 */
import { corpusNames, readCorpusFile } from '../test/hcl-suite/corpus.ts';
import { seededRandom } from '../test/hcl-suite/random.ts';
import { measureRecovery, suitsRecovery } from '../test/hcl-suite/recovery.ts';

const [wanted = '300', seed = '1'] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const random = seededRandom(Number(seed));
const names = [...corpusNames('.tf')];
const files = [];
while (files.length < Number(wanted) && names.length > 0) {
  const [name = ''] = names.splice(random.below(names.length), 1);
  const file = readCorpusFile(name);
  if (suitsRecovery(file.text)) files.push(file);
}
const results = measureRecovery(files, Number(seed));
const percent = (kept: number, others: number): string => `${((100 * kept) / Math.max(others, 1)).toFixed(3)} %`;
for (const { kind, edits, others, kept, diagnostics, losses } of results) {
  const figures = [
    `${edits} edits`,
    `${kept} of ${others} other blocks`,
    percent(kept, others),
    `${(diagnostics / edits).toFixed(2)} errors an edit`,
  ];
  console.log(`${kind.padEnd(26)} ${figures.join(', ')}`);
  if (process.argv.includes('--losses')) for (const loss of losses) console.log(`  ${loss}`);
}
const sum = (of: 'edits' | 'others' | 'kept'): number => results.reduce((total, result) => total + result[of], 0);
console.log(
  `all: ${files.length} files, ${sum('edits')} edits, ${sum('kept')} of ${sum('others')} other blocks, ${percent(sum('kept'), sum('others'))}`,
);
