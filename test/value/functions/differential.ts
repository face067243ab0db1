/** Random expressions evaluated here and by `terraform console`: the answers must be the same. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hasFailed } from '../../../src/value/functions/failure.ts';
import type { Value } from '../../../src/value/value.ts';
import { evaluateText, hostWithTemplates } from './evaluate-expression.ts';
import { generateCall, seededRandom } from './generate-expression.ts';
import { LIBRARIES } from './libraries.ts';
import { memoryFiles } from './memory-files.ts';

/** A console that gets a longer line says nothing. */
const LONGEST_LINE = 60_000;

/** Longer expressions tell nothing that shorter ones do not. */
const LONGEST_EXPRESSION = 1_500;

const FILES = {
  'hello.txt': 'hello\n',
  'other.txt': 'other',
  'dir/nested.json': '{"a": 1}',
  'dir/unicode.txt': '日本語 é\n',
};

const HOST = hostWithTemplates({ libraries: LIBRARIES, files: memoryFiles(FILES) });

export interface Difference {
  readonly expression: string;
  /** JSON, or `error`. */
  readonly terraform: string;
  readonly ours: string;
}

export interface Comparison {
  readonly agreed: number;
  /** Not known here, by the reason. */
  readonly unknown: ReadonlyMap<string, number>;
  readonly failed: number;
  readonly differences: readonly Difference[];
}

export function hasTerraform(): boolean {
  return spawnSync('terraform', ['version'], { env: environment() }).status === 0;
}

/** Expressions numbered from `start` of the given seed. */
export function generateExpressions({ seed, count }: { seed: number; count: number }): readonly string[] {
  const random = seededRandom(seed);
  const expressions: string[] = [];
  for (let index = 0; expressions.length < count; index++) {
    const expression = generateCall(random, index);
    if (expression.length <= LONGEST_EXPRESSION) expressions.push(expression);
  }
  return expressions;
}

export function compareWithTerraform(expressions: readonly string[]): Comparison {
  const directory = mkdtempSync(join(tmpdir(), 'preplan-functions-'));
  try {
    for (const [name, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), text);
    }
    return compareIn(directory, expressions);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function compareIn(directory: string, expressions: readonly string[]): Comparison {
  const unknown = new Map<string, number>();
  const differences: Difference[] = [];
  let agreed = 0;
  let failed = 0;
  for (const batch of batches(expressions)) {
    const answers = askTerraform(directory, batch);
    for (const [index, expression] of batch.entries()) {
      const terraform = answers[index] ?? 'no answer';
      const ours = answer(expression);
      if (typeof ours !== 'string') unknown.set(ours.unknown, (unknown.get(ours.unknown) ?? 0) + 1);
      else if (ours === terraform) agreed++;
      else differences.push({ expression, terraform, ours });
      if (terraform === 'error') failed++;
    }
  }
  return { agreed, unknown, failed, differences };
}

function answer(expression: string): string | { readonly unknown: string } {
  let value: Value;
  try {
    value = evaluateText(`jsonencode(${expression})`, HOST);
  } catch (error) {
    return `threw ${error}`;
  }
  if (value.kind === 'string') return value.value;
  if (hasFailed(value)) return 'error';
  return { unknown: value.kind === 'unknown' ? (value.reasons[0]?.text ?? 'no reason') : value.kind };
}

function batches(expressions: readonly string[]): readonly (readonly string[])[] {
  const result: string[][] = [];
  let size = LONGEST_LINE;
  for (const expression of expressions) {
    const more = Buffer.byteLength(wrapped(expression)) + 2;
    if (size + more > LONGEST_LINE) {
      result.push([]);
      size = 100;
    }
    result.at(-1)?.push(expression);
    size += more;
  }
  return result;
}

function wrapped(expression: string): string {
  return `try(nonsensitive(jsonencode(${expression})), false)`;
}

/** One answer for each expression. What a batch does not survive is asked for one by one. */
function askTerraform(directory: string, batch: readonly string[]): readonly string[] {
  const line = `base64encode(jsonencode([${batch.map(wrapped).join(', ')}]))\n`;
  const { stdout, status } = spawnSync('terraform', ['console', '-no-color'], {
    cwd: directory,
    env: environment(),
    input: line,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 30_000,
    killSignal: 'SIGKILL',
  });
  const encoded = /^"(.*)"$/m.exec(stdout)?.[1];
  if (status === 0 && encoded !== undefined) {
    const answers = JSON.parse(Buffer.from(encoded, 'base64').toString()) as readonly (string | false)[];
    return answers.map((each) => (each === false ? 'error' : each));
  }
  if (batch.length === 1) return ['no answer'];
  const middle = batch.length >> 1;
  return [...askTerraform(directory, batch.slice(0, middle)), ...askTerraform(directory, batch.slice(middle))];
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: '/dev/null' };
}
