/**
 * The whole process against an empty one, as paired medians: every round runs each command once, so that noise hits all
 * alike. `NODE_EXTRA_CA_CERTS` is unset: Node 20 reads those certificates at every start, which hides everything else.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROUNDS = Number(process.argv[2] ?? 30);

const folder = mkdtempSync(join(tmpdir(), 'preplan-startup-'));
const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
mkdirSync(join(folder, 'module'));
const empty = write('empty.cjs', '');
const small = write(
  'module/main.tf',
  `resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = aws_sqs_queue.q.arn
  function_name    = "f"
  batch_size       = 20000
}
resource "aws_sqs_queue" "q" {}
`,
);
const broken = write('broken.tf', 'resource "a" "b" {\n');

const cli = resolve('dist/cli.cjs');
const commands: readonly (readonly [name: string, ...args: string[]])[] = [
  ['an empty script', empty],
  ['one small file with a fault', cli, small],
  ['the same as JSON', cli, '--format', 'json', small],
  ['its folder (a search)', cli, join(folder, 'module')],
  ['--version', cli, '--version'],
  ['--help (yargs)', cli, '--help'],
  ['parse, one file', cli, 'parse', small],
  ['a syntax error (reference parser)', cli, broken],
];

const { NODE_EXTRA_CA_CERTS: _unset, ...env } = process.env;

function time(args: readonly string[]): number {
  const start = process.hrtime.bigint();
  spawnSync(process.execPath, args, { env, stdio: 'ignore' });
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

const rounds: number[][] = [];
for (let round = -2; round < ROUNDS; round++) {
  const times = commands.map(([, ...args]) => time(args));
  if (round >= 0) rounds.push(times);
}
for (const [index, [name]] of commands.entries()) {
  const milliseconds = median(rounds.map((times) => times[index] ?? Number.NaN));
  const ratio = median(rounds.map((times) => (times[index] ?? Number.NaN) / (times[0] ?? Number.NaN)));
  console.log(`${name.padEnd(36)}${milliseconds.toFixed(0).padStart(6)} ms${ratio.toFixed(2).padStart(8)} x`);
}
