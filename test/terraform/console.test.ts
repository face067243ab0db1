/** Random expressions must have the value that Terraform's console gives them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { numberText } from '../../src/value/decimal.ts';
import { sortedEntries } from '../../src/value/set.ts';
import type { Value } from '../../src/value/value.ts';
import { blockAt, configurationOf } from './module-text.ts';

const found = spawnSync('terraform', ['version'], { encoding: 'utf8' }).status === 0;

/** A linear congruential generator: the same expressions in every run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 0x100000000) * below);
  };
}

type Below = (below: number) => number;

function pick<T>(below: Below, options: readonly [T, ...T[]]): T {
  return options[below(options.length)] ?? options[0];
}

const NUMBERS = ['0', '1', '2', '7', '10', '0.1', '0.2', '1.5', '300', '9007199254740993', '1e21', '3.14159'] as const;
const STRINGS = ['""', '"a"', '"b"', '"10"', '"0.5"', '"true"', '"é"', '"x y"'] as const;
const KEYS = ['a', 'b', 'k'] as const;

/** A random expression; `parts` takes the expressions inside it, which stand for themselves. */
function expression(below: Below, depth: number, parts: string[]): string {
  if (depth <= 0) return literal(below);
  const inner = (): string => {
    const text = expression(below, depth - 1, parts);
    parts.push(text);
    return text;
  };
  switch (below(16)) {
    case 0:
    case 1:
      return `(${inner()} ${pick(below, ['+', '-', '*', '%'])} ${inner()})`;
    case 2:
      return `(${inner()} / ${pick(below, ['2', '3', '7', '0.3'])})`;
    case 3:
      return `(${inner()} ${pick(below, ['<', '<=', '>', '>='])} ${inner()})`;
    case 4:
      return `(${inner()} ${pick(below, ['==', '!='])} ${inner()})`;
    case 5:
      return `(${comparison(below)} ${pick(below, ['&&', '||'])} ${comparison(below)})`;
    case 6:
    case 7:
      return `(${below(3) === 0 ? inner() : comparison(below)} ? ${inner()} : ${inner()})`;
    case 8:
      return `[${[inner(), inner()].slice(0, below(3)).join(', ')}]`;
    case 9:
      return `{ ${pick(below, KEYS)} = ${inner()}, (${pick(below, STRINGS)}) = ${inner()} }`;
    case 10:
      return `[${inner()}, ${inner()}][${pick(below, ['0', '1', '"1"', '2'])}]`;
    case 11:
      return `{ a = ${inner()}, b = ${inner()} }${pick(below, ['.a', '["b"]', '.c'])}`;
    case 12:
      return `"${pick(below, ['', 'p-', '$-'])}\${${inner()}}${pick(below, ['', '-s'])}"`;
    case 13:
      return `[for i, v in [${inner()}, ${inner()}] : ${pick(below, ['v', 'i', '"${i}${v}"', '[v]', 'v if i > 0'])}]`;
    case 14:
      return `{ for k, v in { b = ${inner()}, a = ${inner()} } : ${pick(below, ['k => v', '"x" => v', '"x" => k...', 'k => k if v == 1'])} }`;
    default:
      return `${pick(below, [`${inner()}[*]`, `[{ a = ${inner()} }, { a = ${inner()} }][*].a`, `-${literal(below)}`, `!${comparison(below)}`, `"%{ if ${comparison(below)} }\${${inner()}}%{ else }n%{ endif }"`])}`;
  }
}

function literal(below: Below): string {
  return pick(below, [
    pick(below, NUMBERS),
    pick(below, NUMBERS),
    pick(below, STRINGS),
    pick(below, STRINGS),
    'true',
    'false',
    'null',
    '[]',
    '{}',
  ]);
}

function comparison(below: Below): string {
  return `(${pick(below, NUMBERS)} ${pick(below, ['<', '==', '>='])} ${pick(below, NUMBERS)})`;
}

/** As `jsonencode` writes it. */
function json(value: Value): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'bool':
      return String(value.value);
    case 'number':
      return numberText(value);
    case 'string':
      return JSON.stringify(value.value);
    case 'list':
    case 'set':
    case 'tuple':
      return `[${value.elements.map(json).join(',')}]`;
    case 'map':
    case 'object':
      return `{${sortedEntries(value.entries)
        .map(([key, entry]) => `${JSON.stringify(key)}:${json(entry)}`)
        .join(',')}}`;
    case 'unknown':
      return value.failed ? 'FAILED' : 'UNKNOWN';
    case 'choice':
      return 'CHOICE';
  }
}

function hasFailed(value: Value): boolean {
  if (value.kind === 'unknown') return value.failed === true;
  if ('elements' in value) return value.elements.some(hasFailed);
  return 'entries' in value && [...value.entries.values()].some(hasFailed);
}

function ours(expressions: readonly string[]): readonly string[] {
  const body = expressions.map((text, at) => `  e${at} = ${text}`).join('\n');
  const { values } = blockAt(configurationOf(`resource "m" "a" {\n${body}\n}`), 'm.a').instances[0] ?? {};
  return expressions.map((_, at) => {
    const value = values?.entries.get(`e${at}`);
    if (value === undefined) return 'ABSENT';
    return hasFailed(value) ? 'FAILED' : json(value);
  });
}

function terraform(expressions: readonly string[], directory: string): readonly string[] {
  const tried = expressions.map((text) => `try(jsonencode(${text}), "FAILED")`).join(', ');
  const { stdout, stderr } = spawnSync('terraform', ['console', '-no-color'], {
    cwd: directory,
    input: `base64encode(jsonencode([${tried}]))\n`,
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: '/dev/null' },
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(Buffer.from(JSON.parse(stdout), 'base64').toString('utf8'));
}

describe.skipIf(!found)('against terraform console (skipped when terraform is not on the path)', () => {
  const directory = found ? mkdtempSync(join(tmpdir(), 'preplan-console-')) : '';

  test.each([1, 2, 3, 4, 5, 6])('400 random expressions, seed %i', (seed) => {
    const below = random(seed);
    const cases = Array.from({ length: 400 }, () => {
      const parts: string[] = [];
      return { text: expression(below, 1 + below(3), parts), parts };
    }).filter(({ text }) => text.length < 400);
    const texts = cases.map(({ text }) => text);
    const theirs = terraform(texts, directory);
    const mine = ours(texts);
    const different = cases.flatMap(({ text, parts }, at) => {
      if (mine[at] === theirs[at]) return [];
      // Where Terraform gives up on the whole expression for a part whose value is not needed, we need not.
      if (theirs[at] === 'FAILED' && ours(parts).includes('FAILED')) return [];
      return [{ text, ours: mine[at], terraform: theirs[at] }];
    });
    expect(different).toEqual([]);
    if (seed === 6) rmSync(directory, { recursive: true });
  });
});
