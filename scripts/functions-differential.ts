/**
 * Evaluates random expressions here and in `terraform console` and prints where the answers differ. Bundle it with esbuild,
 * then run it with the number of expressions and the seed, and `--all` to see known differences too:
 * `node functions-differential.cjs 20000 1`.
 */
import { compareWithTerraform, generateExpressions } from '../test/value/functions/differential.ts';
import { KNOWN_DIFFERENCES } from '../test/value/functions/known-differences.ts';

const verbose = process.argv.includes('--all');
const [count = 20_000, seed = 1] = process.argv
  .slice(2)
  .filter((word) => word !== '--all')
  .map(Number);
const started = Date.now();
const { agreed, unknown, failed, differences } = compareWithTerraform(generateExpressions({ seed, count }));
const known = new Map<string, number>();
for (const difference of differences) {
  const reason = KNOWN_DIFFERENCES.find(({ applies }) => applies(difference))?.reason;
  if (reason !== undefined) known.set(reason, (known.get(reason) ?? 0) + 1);
  if (reason !== undefined && !verbose) continue;
  const { expression, terraform, ours } = difference;
  console.log(`${expression}\n  terraform: ${terraform}\n  here:      ${ours}`);
}
for (const [reason, times] of known) console.log(`differs ${times} times: ${reason}`);
const explained = [...known.values()].reduce((sum, times) => sum + times, 0);
const notKnown = [...unknown].sort(([, a], [, b]) => b - a);
for (const [reason, times] of notKnown) console.log(`not known ${times} times: ${reason}`);
console.log(
  `${count} expressions with seed ${seed}: ${agreed} agree (${failed} of all fail in Terraform), ${explained} differ for known reasons, ` +
    `${differences.length - explained} differ otherwise, ` +
    `${notKnown.reduce((sum, [, times]) => sum + times, 0)} are not known here; ${Date.now() - started} ms`,
);
process.exitCode = differences.length > explained ? 1 : 0;
