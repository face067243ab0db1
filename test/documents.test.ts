import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fastGlob from 'fast-glob';
import { expect, test } from 'vitest';
import { COMMANDS } from '../src/cli/options.ts';
import { runIn } from './cli/run-in.ts';

const readme = readFileSync('README.md', 'utf8');

test('the findings in the README are what preplan prints', async () => {
  const { stdout } = await runIn(process.cwd(), ['fixtures/demo']);
  const [, block = ''] = /^```\n(error: [^`]*)```$/m.exec(readme) ?? [];
  const parts = block.trimEnd().split('\n\n');
  expect(parts.length).toBeGreaterThan(2);
  for (const part of parts) expect(`\n${stdout}`).toContain(`\n${part}\n`);
});

test('the example of JSON output is part of the real one', async () => {
  const { stdout } = await runIn(process.cwd(), ['--format', 'json', 'fixtures/demo']);
  const { diagnostics, summary } = JSON.parse(stdout);
  expect(readme).toContain(
    `"summary": ${JSON.stringify(summary).replaceAll(/[:,]/g, '$& ').replaceAll('{', '{ ').replaceAll('}', ' }')}`,
  );
  const [found] = diagnostics.filter(
    ({ pointer }: { pointer: string }) => pointer === '/maximum_batching_window_in_seconds',
  );
  const { line, column, offset } = found.range.start;
  expect(readme).toContain(`"start": { "line": ${line}, "column": ${column}, "offset": ${offset} }`);
});

test('the options and commands in the README exist', () => {
  const used = [...readme.matchAll(/preplan .*?--([a-z-]+)/g)].map(([, name = '']) => name);
  const known = ['help', ...Object.values(COMMANDS).flatMap(({ options }) => Object.keys(options))];
  expect(used.filter((name) => !known.includes(name))).toEqual([]);
  expect(used.length).toBeGreaterThan(5);
});

test('CONTRIBUTING.md gives a reason for every dependency', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const text = readFileSync('CONTRIBUTING.md', 'utf8');
  const names = Object.keys({ ...dependencies, ...devDependencies });
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

test('the scripts that CONTRIBUTING.md and README.md name exist', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  const text = readme + readFileSync('CONTRIBUTING.md', 'utf8');
  const named = [...text.matchAll(/npm run (\w+)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});

test('the links between the documents lead to files and headings that exist', () => {
  const headings = (path: string) =>
    [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, text = '']) =>
      text
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
  const links = fastGlob
    .sync(['*.md', 'docs/**/*.md', 'editors/*.md', 'editors/vscode/*.md'])
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({ file, target })),
    );
  const dead = links.filter(({ file, target }) => {
    if (/^https?:/.test(target)) return false;
    const [name = '', heading] = target.split('#');
    const path = name === '' ? file : join(dirname(file), name);
    return !existsSync(path) || (heading !== undefined && !headings(path).includes(heading));
  });
  expect(links.length).toBeGreaterThan(10);
  expect(dead).toEqual([]);
});
