/**
 * Compares what is said here with the verdict of the real provider: on the examples of every rule page, the labelled cases and
 * the probes. `node scripts/run.mjs scripts/provider-differential.ts [--verbose]`
 */

import { collect } from '../test/provider/collect.ts';
import { compareWithProvider } from '../test/provider/differential.ts';
import { findProvider, startTerraform } from '../test/provider/real-terraform.ts';

const provider = findProvider();
if ('missing' in provider) throw new Error(provider.missing);
const terraform = await startTerraform(provider.file);
try {
  const started = Date.now();
  const questions = collect();
  const { agreed, notJudged, differences, needless } = compareWithProvider(questions, terraform);
  for (const { name, reason } of notJudged)
    if (process.argv.includes('--verbose')) console.log(`${name} is not judged: ${reason}`);
  for (const { name, ours, theirs } of differences)
    console.log(`${name}\n  here:      ${ours}\n  Terraform: ${theirs}`);
  for (const name of needless) console.log(`${name} agrees: take it out of exceptions.json`);
  console.log(
    `${questions.length} configurations: ${agreed} agree, ${differences.length} differ, ${notJudged.length} cannot be judged here; ${Date.now() - started} ms`,
  );
  process.exitCode = differences.length + needless.length > 0 ? 1 : 0;
} finally {
  terraform.stop();
}
