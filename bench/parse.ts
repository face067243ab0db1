/**
 * The parser against its yardsticks, as ratios within one process: `JSON.parse` of the same content, the reference parser,
 * and `terraform fmt -check`. Everything that is compared runs in turn, round by round, and the median of the rounds' ratios
 * is shown, so that noise hits all alike.
 *
 *     node scripts/run.mjs bench/parse.ts [FOLDER] [ROUNDS]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parse } from '../src/hcl/parser.ts';
import { toJson } from '../src/hcl/to-json.ts';
import { SourceFile } from '../src/text/source-file.ts';

const CORPUS = '../shared/corpus';
const [folder = existsSync(CORPUS) ? CORPUS : 'fixtures', roundsText = '9'] = process.argv.slice(2);
const ROUNDS = Number(roundsText);
/** What the slow ones get to read. */
const SAMPLE_BYTES = 1_000_000;
/** A smaller corpus is read several times, so that a round takes long enough to be measured. */
const LEAST_BYTES = 4_000_000;

interface Source {
  readonly text: string;
  readonly json: string;
  readonly bytes: number;
}

/** The files below a folder that have a JSON form. */
function readSources(): Source[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tf'));
  return names.sort().flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const result = toJson(parse(new SourceFile(name, text)));
    return 'json' in result ? [{ text, json: JSON.stringify(result.json), bytes: Buffer.byteLength(text) }] : [];
  });
}

function total(sources: readonly Source[]): number {
  return sources.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Every n-th source, so that they come to about `SAMPLE_BYTES`. */
function sampleOf(sources: readonly Source[]): Source[] {
  const step = Math.max(1, Math.round(total(sources) / SAMPLE_BYTES));
  return sources.filter((_, index) => index % step === 0);
}

/** What a measured function made, so that it cannot be left out as useless. */
const kept: { result: unknown } = { result: undefined };

function parseAll(sources: readonly Source[], lazy: boolean): void {
  for (const { text } of sources) kept.result = parse(new SourceFile('main.tf', text), { lazy });
}

function parseJson(sources: readonly Source[]): void {
  for (const { json } of sources) kept.result = JSON.parse(json);
}

function convert(sources: readonly Source[]): void {
  for (const { text } of sources) kept.result = toJson(parse(new SourceFile('main.tf', text)));
}

function time(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((first, second) => first - second)[values.length >> 1] ?? Number.NaN;
}

function show(name: string, value: string, goal = ''): void {
  console.log(`${name.padEnd(44)}${value.padStart(14)}   ${goal}`);
}

function throughput(sources: readonly Source[]): void {
  const rounds: { full: number; lazy: number; json: number; converted: number }[] = [];
  for (let round = -2; round < ROUNDS; round++) {
    const times = {
      full: time(() => parseAll(sources, false)),
      json: time(() => parseJson(sources)),
      lazy: time(() => parseAll(sources, true)),
      converted: time(() => convert(sources)),
    };
    if (round >= 0) rounds.push(times);
  }
  const speed = (name: keyof (typeof rounds)[number]) =>
    `${(total(sources) / 1e3 / median(rounds.map((times) => times[name]))).toFixed(1)} MB/s`;
  show('full tree', speed('full'));
  show('lazy tree', speed('lazy'));
  show('full tree and JSON form', speed('converted'));
  show('full tree / JSON.parse', `${median(rounds.map(({ full, json }) => full / json)).toFixed(2)} x`, 'at most 1.7');
  show('full tree / lazy tree', `${median(rounds.map(({ full, lazy }) => full / lazy)).toFixed(2)} x`, 'at least 2');
}

/** Heap bytes that the trees hold for each byte of source; the texts themselves are not counted. */
function memory(sources: readonly Source[], lazy: boolean): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  const before = process.memoryUsage().heapUsed;
  kept.result = sources.map(({ text }) => parse(new SourceFile('main.tf', text), { lazy }));
  collect();
  const held = process.memoryUsage().heapUsed - before;
  kept.result = undefined;
  return held / total(sources);
}

async function reference(sources: readonly Source[]): Promise<void> {
  const { parse: referenceParse } = await import('@cdktf/hcl2json');
  const ratios: number[] = [];
  for (let round = -1; round < 3; round++) {
    const start = performance.now();
    for (const { text } of sources) kept.result = await referenceParse('main.tf', text);
    const theirs = performance.now() - start;
    // Our own time is so short that one run of it would be mostly noise.
    const ours = median([0, 1, 2, 3, 4].map(() => time(() => parseAll(sources, false))));
    if (round >= 0) ratios.push(theirs / ours);
  }
  show('@cdktf/hcl2json / full tree', `${median(ratios).toFixed(0)} x`, 'at least 50');
}

function terraform(sources: readonly Source[]): void {
  const copies = mkdtempSync(join(tmpdir(), 'preplan-parse-'));
  for (const [index, { text }] of sources.entries()) writeFileSync(join(copies, `${index}.tf`), text);
  const env = { ...process.env, CHECKPOINT_DISABLE: '1' };
  const run = () => spawnSync('terraform', ['fmt', '-check', '-list=false', copies], { env });
  const available = run().error === undefined;
  const ours = median([0, 1, 2, 3, 4].map(() => time(() => parseAll(sources, false))));
  if (available) show('terraform fmt -check / full tree', `${(time(run) / ours).toFixed(0)} x`);
  else show('terraform fmt -check / full tree', 'no terraform');
  rmSync(copies, { recursive: true });
}

const files = readSources();
console.log(`${files.length} files, ${(total(files) / 1e6).toFixed(1)} MB, in ${folder}`);
const sources = Array.from({ length: Math.ceil(LEAST_BYTES / total(files)) }, () => files).flat();
throughput(sources);
show('heap bytes per source byte, full', memory(sources, false).toFixed(2), 'at most 8');
show('heap bytes per source byte, lazy', memory(sources, true).toFixed(2));
const sample = sampleOf(sources);
await reference(sample);
terraform(sample);
