import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { confirmSyntaxErrors, parseWithReference } from '../../src/node/reference-parser.ts';

test('a broken file is rejected in the words of HashiCorp, without positions and without a file name', () => {
  const verdicts = confirmSyntaxErrors([
    { filename: 'value.tf', text: 'a = \n' },
    { filename: 'twice.tf', text: 'a = 1\na = 2\nb = {\n' },
    { filename: 'quotes.tf', text: "a = 'x'\n" },
  ]);
  expect(verdicts.get('value.tf')).toEqual({
    verdict: 'rejects',
    text: 'Invalid expression; Expected the start of an expression, but found an invalid expression token.',
  });
  expect(verdicts.get('twice.tf')).toEqual({
    verdict: 'rejects',
    text: 'Attribute redefined; The argument "a" was already set at this file:1,1-2. Each argument may be set only once.',
  });
  expect(verdicts.get('quotes.tf')).toEqual({
    verdict: 'rejects',
    text: 'Invalid character; Single quotes are not valid. Use double quotes (") to enclose strings.',
  });
});

test('a file that is HCL is accepted, also one that the package cannot turn into JSON', () => {
  const verdicts = confirmSyntaxErrors([
    { filename: 'good.tf', text: 'a = 1\n' },
    { filename: 'mixed-labels.tf', text: 'b "x" {}\nb {}\n' },
    { filename: 'minus-true.tf', text: 'a = -true\n' },
  ]);
  expect([...verdicts.values()]).toEqual([{ verdict: 'accepts' }, { verdict: 'accepts' }, { verdict: 'accepts' }]);
});

test('nesting that would corrupt the parser is not given to it, and the other files still have their answer', () => {
  const verdicts = confirmSyntaxErrors([
    { filename: 'deep.tf', text: `a = ${'['.repeat(5000)}` },
    { filename: 'good.tf', text: 'a = 1\n' },
  ]);
  expect(verdicts.get('deep.tf')).toEqual({ verdict: 'unavailable', why: 'it nests deeper than 500 levels' });
  expect(verdicts.get('good.tf')).toEqual({ verdict: 'accepts' });
});

test('a text that kills the parser in spite of the cap costs only its own answer', () => {
  // Unary operators nest without brackets, so the estimate does not see them.
  const [before, deadly, behind, last] = parseWithReference([
    'a = 1\n',
    `a = ${'!'.repeat(20_000)}b\n`,
    'a = 2\n',
    'a = \n',
  ]);
  expect(before).toEqual({ kind: 'json', json: { a: 1 } });
  expect(deadly?.kind).toBe('unavailable');
  expect(behind).toEqual({ kind: 'json', json: { a: 2 } });
  expect(last?.kind).toBe('syntax-error');
});

test('no file, no process; and the package is not loaded into our own', () => {
  expect(confirmSyntaxErrors([])).toEqual(new Map());
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  expect(loaded.filter((file) => file.includes('hcl2json'))).toEqual([]);
});

test('bundled into CommonJS and far from any node_modules, it says that the package is not installed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preplan-reference-'));
  try {
    const outfile = join(folder, 'bundle.cjs');
    buildSync({
      entryPoints: ['src/node/reference-parser.ts'],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      define: { 'import.meta.url': 'ownUrl' },
      banner: { js: 'const ownUrl = require("node:url").pathToFileURL(__filename).href;' },
    });
    const bundle: { confirmSyntaxErrors: typeof confirmSyntaxErrors } = createRequire(import.meta.url)(outfile);
    expect(bundle.confirmSyntaxErrors([{ filename: 'a.tf', text: 'a = ' }]).get('a.tf')).toEqual({
      verdict: 'unavailable',
      why: '@cdktf/hcl2json is not installed',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
