import { expect, test } from 'vitest';
import { confirmSyntax } from '../../src/cli/confirm-syntax.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { hostIn } from './run-in.ts';

const good = new SourceFile('good.tf', 'x = 1\n');
const broken = new SourceFile('broken.tf', 'x = \n');
const deep = new SourceFile('deep.tf', `x = ${'('.repeat(600)}1${')'.repeat(600)}\n`);

function found(file: SourceFile, rule = 'syntax-error'): Diagnostic {
  const range = file.range({ start: 0, end: 1 });
  return { rule, severity: 'error', stage: 'validate', message: 'x', range, addresses: [] };
}

const native = (filename: string) => [good, broken, deep].find((file) => file.filename === filename);

test('the reference parser has the last word: what it accepts is no syntax error, and our parser is to blame', async () => {
  const { host, written } = hostIn('/');
  const other = found(good, 'value-out-of-range');
  const { diagnostics, terraformSays } = await confirmSyntax([found(good), other, found(broken)], native, host);
  expect(diagnostics).toEqual([other, found(broken)]);
  expect([...terraformSays]).toEqual([['broken.tf', expect.stringContaining('Invalid expression')]]);
  expect(written.stderr).toBe(
    "preplan: good.tf is good HCL, but preplan's own parser did not understand all of it; please report the file\n",
  );
});

test('without an answer the error stands, and the reason is told once', async () => {
  const { host, written } = hostIn('/');
  const { diagnostics } = await confirmSyntax([found(deep), found(deep)], native, host);
  expect(diagnostics).toHaveLength(2);
  expect(written.stderr.trimEnd().split('\n')).toEqual([
    expect.stringContaining("unconfirmed by HashiCorp's parser: it nests deeper"),
  ]);
});

test('JSON syntax is not asked about', async () => {
  const { host, written } = hostIn('/');
  const json = new SourceFile('x.tf.json', '{');
  expect((await confirmSyntax([found(json)], () => undefined, host)).diagnostics).toHaveLength(1);
  expect(written.stderr).toBe('');
});
