import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, runIn } from './run-in.ts';

const FAULT = `resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:q"
  function_name    = "f"
  batch_size       = 20000
}
`;

const config = (settings: object) => JSON.stringify(settings);

/** `severity rule file` of each diagnostic. */
async function found(folder: string, ...argv: readonly string[]) {
  const { stdout, stderr } = await runIn(folder, ['--format', 'json', ...argv]);
  expect(stderr).toBe('');
  return JSON.parse(stdout).diagnostics.map(
    (one: { severity: string; rule: string; range: { filename: string } }) =>
      `${one.severity} ${one.rule} ${one.range.filename}`,
  );
}

describe('which file counts', () => {
  const WARN = config({ rules: { 'value-out-of-range': 'warning' } });
  const OFF = config({ rules: { 'value-out-of-range': 'off' } });

  test('the nearest one above each module', async () => {
    const folder = folderWith({
      'preplan.json': WARN,
      'a/main.tf': FAULT,
      'b/main.tf': FAULT,
      'b/preplan.json': OFF,
      'b/c/main.tf': FAULT,
    });
    expect(await found(folder)).toEqual(['warning value-out-of-range a/main.tf']);
    expect(await found(folder, 'a/main.tf', 'b/main.tf')).toEqual(['warning value-out-of-range a/main.tf']);
  });

  test('up to the root of the repository, from within it', async () => {
    const folder = folderWith({
      'preplan.json': OFF,
      'r/preplan.json': WARN,
      'r/a/main.tf': FAULT,
      'r/s/b/main.tf': FAULT,
    });
    mkdirSync(join(folder, 'r/.git'));
    mkdirSync(join(folder, 'r/s/.git'));
    expect(await found(join(folder, 'r/a'))).toEqual(['warning value-out-of-range main.tf']);
    expect(await found(join(folder, 'r'), 's')).toEqual(['error value-out-of-range s/b/main.tf']);
  });

  test('without a repository up to the working directory', async () => {
    const folder = folderWith({ 'preplan.json': OFF, 'r/a/main.tf': FAULT });
    expect(await found(join(folder, 'r'))).toEqual(['error value-out-of-range a/main.tf']);
    expect(await found(folder)).toEqual([]);
    expect(await found(join(folder, 'r'), '../r/a')).toEqual(['error value-out-of-range a/main.tf']);
  });

  test('one that is named counts for all', async () => {
    const folder = folderWith({ 'other.json': WARN, 'b/preplan.json': OFF, 'b/main.tf': FAULT });
    expect(await found(folder, '--config', 'other.json')).toEqual(['warning value-out-of-range b/main.tf']);
    const { status, stderr } = await runIn(folder, ['--config', 'missing.json']);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'preplan: missing.json does not exist; name a file that can be read\n',
    });
  });
});

describe('what it says', () => {
  test('arguments go before it', async () => {
    const folder = folderWith({
      'preplan.json': config({ rules: { 'value-out-of-range': 'off' } }),
      'main.tf': FAULT,
    });
    expect(await found(folder)).toEqual([]);
    expect(await found(folder, '--rule', 'value-out-of-range=warning')).toEqual(['warning value-out-of-range main.tf']);
  });

  test('overrides for some files, the last one wins', async () => {
    const folder = folderWith({
      'preplan.json': config({
        overrides: [
          { files: ['a', 'b'], rules: { 'value-out-of-range': 'warning' } },
          { files: ['b/*.tf'], rules: { 'value-out-of-range': 'off' } },
        ],
      }),
      'a/main.tf': FAULT,
      'b/main.tf': FAULT,
      'c/main.tf': FAULT,
    });
    expect(await found(folder)).toEqual(['warning value-out-of-range a/main.tf', 'error value-out-of-range c/main.tf']);
    expect(await found(folder, '--rule', 'value-out-of-range=warning', 'b')).toEqual([
      'warning value-out-of-range b/main.tf',
    ]);
  });

  test('what is ignored is not reported, not even when it is named', async () => {
    const folder = folderWith({
      'preplan.json': config({ ignore: ['a', 'b/*.tf'] }),
      'a/main.tf': FAULT,
      'b/main.tf': FAULT,
    });
    for (const argv of [[], ['a/main.tf'], ['b']]) {
      const { status, stdout } = await runIn(folder, argv);
      expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('no mappings') });
    }
  });

  test('values of variables, weaker than those of the command line', async () => {
    const folder = folderWith({
      'preplan.json': config({ variables: { size: 20000 }, variableFiles: ['more/values.tfvars'] }),
      'more/values.tfvars': 'size = 30000\nname = "f"\n',
      'm/main.tf': `variable "size" {\n  type = number\n}\nvariable "name" {}\n${FAULT.replace('20000', 'var.size').replace('"f"', 'var.name')}`,
    });
    expect((await runIn(folder, ['m'])).stdout).toContain('batch_size is 20000');
    expect((await runIn(folder, ['m'])).stdout).toContain('1 fully checked');
    expect((await runIn(folder, ['m', '--var', 'size=10'])).status).toBe(0);
  });

  test('the version of the provider, where no lock file says it', async () => {
    const text = FAULT.replace('batch_size       = 20000', 'tags = {}');
    const files = { 'preplan.json': config({ providerVersion: '4.67.0' }), 'main.tf': text };
    expect(await found(folderWith(files))).toEqual(['error argument-newer-than-provider main.tf']);
    expect(await found(folderWith({ 'main.tf': text }))).toEqual([]);
    const lock = 'provider "registry.terraform.io/hashicorp/aws" {\n  version = "5.90.0"\n}\n';
    expect(await found(folderWith({ ...files, '.terraform.lock.hcl': lock }))).toEqual([]);
  });

  test('it may extend others, whose globs are seen from where they are', async () => {
    const folder = folderWith({
      'base/preplan.json': config({
        rules: { 'value-out-of-range': 'off', 'batch-size-zero': 'error' },
        ignore: ['../m'],
        overrides: [{ files: ['**'], rules: { 'batch-size-zero': 'off' } }],
      }),
      'preplan.json': config({ extends: './base/preplan.json', rules: { 'value-out-of-range': 'warning' } }),
      'm/main.tf': FAULT,
      'base/main.tf': FAULT.replace('20000', '0'),
    });
    expect(await found(folder)).toEqual(['warning value-out-of-range m/main.tf']);
  });
});

describe('what is wrong with it ends the run', () => {
  test.each([
    [
      { 'preplan.json': '{\n  "rules": { "value-out-of-rang": "off" } }' },
      'preplan: preplan.json:2:14: there is no rule value-out-of-rang; did you mean value-out-of-range?\n',
    ],
    [
      { 'preplan.json': '{ "rule": {}, "ignored": [] }' },
      'preplan: preplan.json:1:3: there is no key rule; did you mean rules?\npreplan: preplan.json:1:15: there is no key ignored; did you mean ignore?\n',
    ],
    [{ 'preplan.json': '{ "extends": "x.json" }' }, 'preplan: preplan.json:1:14: x.json does not exist\n'],
    [
      { 'preplan.json': '{ "extends": "preplan.json" }' },
      'preplan: preplan.json:1:14: this file is extended by itself\n',
    ],
    [
      { 'preplan.json': '{ "extends": "b.json" }', 'b.json': '{ "extends": ["preplan.json"] }' },
      'preplan: b.json:1:15: this file is extended by itself\n',
    ],
  ])('%j', async (files, message) => {
    const { status, stdout, stderr } = await runIn(folderWith({ ...files, 'main.tf': FAULT }), []);
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: message });
  });
});

test('what holds for a file can be printed', async () => {
  const folder = folderWith({
    'preplan.json': config({
      ignore: ['b'],
      requireReason: true,
      overrides: [{ files: ['a'], rules: { 'value-out-of-range': 'warning' } }],
    }),
  });
  const print = async (file: string) => JSON.parse((await runIn(folder, ['--print-config', file])).stdout);
  const a = await print('a/main.tf');
  expect(a).toMatchObject({ file: 'a/main.tf', configuration: ['preplan.json'], ignored: false, requireReason: true });
  expect(a.rules).toMatchObject({
    'value-out-of-range': 'warning',
    'unused-suppression': 'warning',
    'reference-cycle': 'error',
  });
  const b = await print('b/main.tf');
  expect(b.ignored).toBe(true);
  expect(b.rules).toMatchObject({ 'value-out-of-range': 'error' });
});

describe('init', () => {
  test('writes a configuration that works, and never replaces one', async () => {
    const folder = folderWith({ 'main.tf': FAULT });
    expect(await runIn(folder, ['init'])).toMatchObject({ status: 0, stderr: '' });
    const text = readFileSync(join(folder, 'preplan.json'), 'utf8');
    expect(JSON.parse(text)).toEqual({ rules: {} });
    expect(await found(folder)).toEqual(['error value-out-of-range main.tf']);
    const again = await runIn(folder, ['init']);
    expect(again).toEqual({
      status: 2,
      stdout: '',
      stderr: 'preplan: preplan.json is here already and stays as it is; edit it, or remove it first\n',
    });
    expect(readFileSync(join(folder, 'preplan.json'), 'utf8')).toBe(text);
  });

  test('names the schema of an installed preplan', async () => {
    const schema = 'node_modules/preplan/schemas/config.schema.json';
    const folder = folderWith({ [schema]: '{}' });
    await runIn(folder, ['init']);
    expect(JSON.parse(readFileSync(join(folder, 'preplan.json'), 'utf8'))).toHaveProperty('$schema', `./${schema}`);
  });
});
