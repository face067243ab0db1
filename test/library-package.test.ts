/** The library as it is published: what `npm pack` packs, unpacked into `node_modules`, and nothing else of preplan. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pack } from './packed.ts';

const { NODE_OPTIONS: _unset, ...env } = process.env;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preplan-library-'));
  mkdirSync(join(folder, 'node_modules'));
  cpSync(pack().root, join(folder, 'node_modules/preplan'), { recursive: true });
  mkdirSync(join(folder, 'demo'));
  cpSync('fixtures/demo/main.tf', join(folder, 'demo/main.tf'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function node(...argv: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: folder, env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const PROGRAM = `
const files = { 'demo/main.tf': require('node:fs').readFileSync('demo/main.tf', 'utf8') };
const { diagnostics, mappings } = lintFiles({ files });
console.log(JSON.stringify({ diagnostics, mappings: mappings.map(({ address, checked }) => ({ address, checked })) }));
`;

test('an import and a require find what the program finds', () => {
  const required = node('-e', `const { lintFiles } = require('preplan'); ${PROGRAM}`);
  const imported = node(
    '--input-type=module',
    '-e',
    `import { createRequire } from 'node:module'; import { lintFiles } from 'preplan';
    const require = createRequire(import.meta.url); ${PROGRAM}`,
  );
  expect({ status: required.status, stdout: required.stdout }).toEqual({ status: 0, stdout: imported.stdout });
  const library: { diagnostics: readonly object[] } = JSON.parse(imported.stdout);
  const program = JSON.parse(node('node_modules/preplan/dist/cli.cjs', 'demo', '--format', 'json').stdout);
  expect(library.diagnostics.length).toBeGreaterThan(1);
  expect(library.diagnostics).toEqual(program.diagnostics);
});

test('it needs nothing of Node and nothing of a browser', async () => {
  const { metafile, outputFiles } = await build({
    stdin: { contents: "export { lintText } from 'preplan';", resolveDir: folder },
    bundle: true,
    platform: 'neutral',
    format: 'iife',
    globalName: 'preplan',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  expect(Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter(({ external }) => external))).toEqual(
    [],
  );
  writeFileSync(join(folder, 'bundle.js'), outputFiles[0]?.text ?? '');
  // A context of its own has the language and nothing else.
  const text = 'resource "aws_lambda_event_source_mapping" "m" {\n  batch_sise = md5(yamldecode("a"))\n}\n';
  const script = `
    const source = require('node:fs').readFileSync('bundle.js', 'utf8');
    const call = ';JSON.stringify(preplan.lintText({ filename: "main.tf", text: ' + ${JSON.stringify(JSON.stringify(text))} + ' }).diagnostics.map(({ rule }) => rule))';
    console.log(require('node:vm').runInNewContext(source + call, {}));
  `;
  expect(node('-e', script)).toEqual({
    status: 0,
    stderr: '',
    stdout: expect.stringContaining('unsupported-argument'),
  });
});

test('it has types, which need neither those of Node nor of the DOM', () => {
  writeFileSync(
    join(folder, 'typed.ts'),
    `import { type Diagnostic, type LintResult, lintFiles, lintPlan, lintText, rules } from 'preplan';
    const result: LintResult = lintText({ filename: 'main.tf', text: '', severities: { 'batch-size-zero': 'off' } });
    const first: Diagnostic | undefined = lintFiles({ files: { 'main.tf': '' }, variables: { a: '1' } }).diagnostics[0];
    const line: number | undefined = first?.range.start.line;
    const plan = lintPlan({ filename: 'plan.json', text: '{}' });
    export const all = [result.mappings.length, line, 'error' in plan ? plan.error : plan.files, rules[0]?.name];
    // @ts-expect-error the severity does not exist
    lintText({ filename: 'main.tf', text: '', severities: { 'batch-size-zero': 'fatal' } });`,
  );
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'es2023',
    lib: ['es2023'],
    module: 'nodenext',
    types: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }));
  expect(node(resolve('node_modules/typescript/bin/tsc'), '-p', '.')).toEqual({ status: 0, stdout: '', stderr: '' });
});

test('the README shows a program that runs', () => {
  const [, example = ''] = /```js\n(import .+?)```/s.exec(readFileSync('README.md', 'utf8')) ?? [];
  writeFileSync(join(folder, 'main.tf'), 'resource "aws_lambda_event_source_mapping" "m" {\n  batch_sise = 1\n}\n');
  writeFileSync(join(folder, 'example.mjs'), example);
  const { status, stdout, stderr } = node('example.mjs');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('main.tf:2:3 error');
});
