/**
 * Compares our parser with HashiCorp's on generated and mutated files: accepted or not, the JSON, no exception, no input that
 * takes a second. Prints every difference with the seed that makes it again.
 *
 *   node scripts/run.mjs scripts/fuzz-hcl.ts [count] [first seed]
 */
import { fuzz } from '../test/hcl-suite/fuzz.ts';

const [count = '200000', firstSeed = '1'] = process.argv.slice(2);
const batch = 4000;
const started = Date.now();
const total = { inputs: 0, bytes: 0, accepted: 0, slowest: 0, differences: 0 };
for (let first = Number(firstSeed); total.inputs < Number(count); first += batch) {
  const result = fuzz({ first, count: Math.min(batch, Number(count) - total.inputs) });
  total.inputs += result.inputs;
  total.bytes += result.bytes;
  total.accepted += result.accepted;
  total.slowest = Math.max(total.slowest, result.slowestMilliseconds);
  total.differences += result.differences.length;
  for (const { seed, comparison, text } of result.differences)
    console.log(`${seed} ${comparison}: ${JSON.stringify(text)}`);
  const seconds = Math.round((Date.now() - started) / 1000);
  console.error(`${total.inputs} inputs, ${total.differences} differences, ${seconds} s`);
}
const size = Math.round(total.bytes / total.inputs);
console.log(
  `${total.inputs} inputs (${size} characters on average), ${total.accepted} accepted by both, ` +
    `${total.differences} differences, slowest ${Math.round(total.slowest)} ms`,
);
process.exitCode = total.differences === 0 && total.slowest < 1000 ? 0 : 1;
