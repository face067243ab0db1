/**
 * Compares our parser with HashiCorp's on every `.tf` file of ../shared/corpus: accepted or not, and the JSON.
 *
 *   node scripts/run.mjs scripts/compare-corpus.ts
 */
import { compareBatch } from '../test/hcl-suite/compare.ts';
import { corpusNames, readCorpusFile } from '../test/hcl-suite/corpus.ts';

const names = corpusNames('.tf');
const batch = 500;
let accepted = 0;
let differences = 0;
for (let first = 0; first < names.length; first += batch) {
  const files = names.slice(first, first + batch);
  const result = compareBatch(files.map((name) => readCorpusFile(name).text));
  accepted += result.accepted;
  differences += result.differences.length;
  for (const { index, comparison } of result.differences) console.log(`${files[index]}: ${comparison}`);
}
const rejected = names.length - accepted;
console.log(
  `${names.length} files, ${accepted} with JSON from the reference parser, ${rejected} without, ${differences} differences`,
);
process.exitCode = differences === 0 ? 0 : 1;
