import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { folderWith, runIn, type Surroundings } from './run-in.ts';

const FAULT = `resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:q"
  function_name    = "f"
  batch_size       = 20000
}
`;
const GOOD = FAULT.replace('20000', '10');
/** Two warnings: batch_size 0 is not sent. */
const WARNINGS = `${FAULT}${FAULT.replace('"m"', '"n"').replace('"f"', '"g"')}`.replaceAll('20000', '0');

const schema: object = JSON.parse(readFileSync('schemas/output.schema.json', 'utf8'));
const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);

/** The JSON output, checked against its schema. */
async function lintJson(folder: string, ...argv: readonly string[]) {
  const outcome = await runIn(folder, ['--format', 'json', ...argv]);
  const json = JSON.parse(outcome.stdout);
  validate(json);
  expect(validate.errors).toBeNull();
  return { ...outcome, json };
}

const names = (json: { diagnostics: { range: { filename: string } }[] }) =>
  json.diagnostics.map(({ range }) => range.filename);

describe('what is checked', () => {
  const tree = {
    'a/main.tf': FAULT,
    'a/other.tf': 'resource "aws_sqs_queue" "other" {\n',
    'b/main.tf.json': JSON.stringify({
      resource: {
        aws_lambda_event_source_mapping: { m: { event_source_arn: 'arn:aws:sqs:eu-west-1:1:q', batch_size: 20000 } },
      },
    }),
    'c/main.tofu': FAULT,
    'd/broken.tf': 'resource "aws_sqs_queue" "q" {\n  name = \n}\n',
    '.terraform/modules/x/main.tf': FAULT,
    'node_modules/x/main.tf': FAULT,
  };

  test('without a path: every module below the working directory that holds a mapping', async () => {
    const { status, json } = await lintJson(folderWith(tree));
    expect(new Set(names(json))).toEqual(new Set(['a/main.tf', 'a/other.tf', 'b/main.tf.json', 'c/main.tofu']));
    expect(json.summary).toMatchObject({ files: 5, mappings: 3 });
    expect(status).toBe(1);
  });

  test('a file stands for its module, and is checked for syntax without a mapping too', async () => {
    const folder = folderWith(tree);
    expect(new Set(names((await lintJson(folder, 'a/other.tf')).json))).toEqual(new Set(['a/main.tf', 'a/other.tf']));
    expect(names((await lintJson(folder, 'd/broken.tf')).json)).toContain('d/broken.tf');
    expect(names((await lintJson(folder, 'd')).json)).toEqual([]);
  });

  test('folders and globs are searched; what is named is entered', async () => {
    const folder = folderWith(tree);
    expect(new Set(names((await lintJson(folder, 'c', '.terraform')).json))).toEqual(
      new Set(['.terraform/modules/x/main.tf', 'c/main.tofu']),
    );
    expect(names((await lintJson(folder, '*/*.tofu')).json)).toEqual(['c/main.tofu']);
  });

  test('paths are relative to the working directory, wherever the module is', async () => {
    const folder = folderWith(tree);
    expect(names((await lintJson(join(folder, 'b'), join(folder, 'c/main.tofu'))).json)).toEqual(['../c/main.tofu']);
  });

  test('files that belong to no configuration are checked for syntax when they are named', async () => {
    const folder = folderWith({ 'x.tfvars': 'a = [\n', '.terraform.lock.hcl': 'provider "x" {}\n' });
    expect(names((await lintJson(folder, 'x.tfvars')).json)).toEqual(['x.tfvars']);
    expect((await lintJson(folder, '.terraform.lock.hcl')).status).toBe(0);
  });

  test('standard input is a module of its own, or stands for a file of a module', async () => {
    const folder = folderWith({ 'm/main.tf': FAULT, 'm/variables.tf': 'variable "size" {\n  default = 20000\n}\n' });
    const alone = await runIn(folder, ['-'], { stdin: FAULT });
    expect(alone.stdout).toContain('--> stdin.tf:4:22');
    const text = FAULT.replace('"m"', '"n"').replace('"f"', '"g"').replace('20000', 'var.size');
    const inModule = await runIn(folder, ['-', '--stdin-filename', 'm/new.tf', '--format', 'json'], { stdin: text });
    expect(new Set(names(JSON.parse(inModule.stdout)))).toEqual(new Set(['m/new.tf']));
    expect(JSON.parse(inModule.stdout).diagnostics[0].related[0].range.filename).toBe('m/variables.tf');
    const replaced = await runIn(folder, ['-', '--stdin-filename', 'm/main.tf', '--format', 'json'], { stdin: GOOD });
    expect(JSON.parse(replaced.stdout)).toMatchObject({ diagnostics: [], summary: { mappings: 1 } });
  });

  test('a file of a module that others call concerns the mappings of these', async () => {
    const folder = folderWith({
      'shared/outputs.tf': 'output "size" {\n  value = 20000\n}\n',
      'between/main.tf': 'module "s" {\n  source = "../shared"\n}\noutput "size" {\n  value = module.s.size\n}\n',
      'live/main.tf': `module "b" {\n  source = "../between"\n}\n${FAULT.replace('20000', 'module.b.size')}`,
      'other/main.tf': FAULT,
    });
    expect(names((await lintJson(folder, 'shared/outputs.tf')).json)).toEqual(['live/main.tf']);
    expect(new Set(names((await lintJson(folder)).json))).toEqual(new Set(['live/main.tf', 'other/main.tf']));
  });

  test('defaults of variables count, except where a call says otherwise', async () => {
    const module = `variable "size" {\n  default = 20000\n}\n${FAULT.replace('20000', 'var.size')}`;
    expect((await lintJson(folderWith({ 'm/main.tf': module }))).json.summary.errors).toBe(1);
    const called = folderWith({ 'm/main.tf': module, 'main.tf': 'module "m" {\n  source = "./m"\n  size   = 10\n}\n' });
    expect((await lintJson(called)).json.summary).toMatchObject({ errors: 0, fully_checked: 1 });
  });
});

describe('the exit status', () => {
  const status = async (text: string, ...argv: readonly string[]) =>
    (await runIn(folderWith({ 'main.tf': text }), argv)).status;

  test('is 0 without errors, 1 with one', async () => {
    expect(await status(GOOD)).toBe(0);
    expect(await status(FAULT)).toBe(1);
  });

  test('is 1 with more warnings than allowed, also when they are not shown', async () => {
    expect(await status(WARNINGS)).toBe(0);
    expect(await status(WARNINGS, '--max-warnings', '2')).toBe(0);
    expect(await status(WARNINGS, '--max-warnings', '1')).toBe(1);
    expect(await status(WARNINGS, '--max-warnings', '1', '--quiet')).toBe(1);
  });
});

describe('rules', () => {
  const folder = folderWith({
    'main.tf': `${FAULT}${WARNINGS.replaceAll(/"(m|n)" \{/g, '"$1$1" {').replace('"f"', '"h"')}`,
  });
  const rules = async (...argv: readonly string[]) =>
    (await lintJson(folder, ...argv)).json.diagnostics.map(
      (found: { rule: string; severity: string }) => `${found.severity} ${found.rule}`,
    );

  test('may be switched off, or report with another severity', async () => {
    expect(await rules()).toEqual(['error value-out-of-range', 'warning batch-size-zero', 'warning batch-size-zero']);
    expect(await rules('--rule', 'value-out-of-range=off', '--rule', 'batch-size-zero=error')).toEqual([
      'error batch-size-zero',
      'error batch-size-zero',
    ]);
  });

  test('only those that are asked for report', async () => {
    expect(await rules('--only', 'value-out-of-range')).toEqual(['error value-out-of-range']);
  });

  test.each([
    [
      ['--rule', 'value-out-of-rang=off'],
      'there is no rule value-out-of-rang, did you mean value-out-of-range?; preplan rules lists them',
    ],
    [['--only', 'nonsense'], 'there is no rule nonsense; preplan rules lists them'],
    [['--rule', 'value-out-of-range'], 'sets no severity; write --rule NAME=off, NAME=warning or NAME=error'],
    [['--rule', 'value-out-of-range=loud'], 'sets no severity'],
    [['--rule', 'syntax-error=off'], 'syntax-error cannot be set'],
  ])('%j is refused', async (argv, message) => {
    const { status, stderr, stdout } = await runIn(folder, argv);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('the pretty format', () => {
  const folder = folderWith({ 'main.tf': FAULT });
  const output = async (argv: readonly string[], surroundings: Surroundings) =>
    (await runIn(folder, argv, surroundings)).stdout;

  test('ends in the line that says what was covered', async () => {
    expect((await output([], {})).split('\n').at(-2)).toBe('1 mapping: 1 fully checked · 1 error, 0 warnings');
  });

  test('is coloured on a terminal, unless the environment or an option say otherwise', async () => {
    expect(await output([], {})).not.toContain('\x1b');
    expect(await output([], { terminal: true })).toContain('\x1b[');
    expect(await output([], { terminal: true, environment: { NO_COLOR: '1' } })).not.toContain('\x1b');
    expect(await output([], { terminal: true, environment: { NO_COLOR: '' } })).toContain('\x1b[');
    expect(await output([], { terminal: true, environment: { TERM: 'dumb' } })).not.toContain('\x1b');
    expect(await output([], { environment: { FORCE_COLOR: '1' } })).toContain('\x1b[');
    expect(await output([], { terminal: true, environment: { FORCE_COLOR: '0' } })).not.toContain('\x1b');
    expect(await output(['--no-color'], { terminal: true })).not.toContain('\x1b');
    expect(await output(['--color'], { environment: { NO_COLOR: '1' } })).toContain('\x1b[');
  });
});

describe('progress', () => {
  const folder = folderWith({ 'a/main.tf': GOOD, 'b/main.tf': GOOD });

  /** A clock that moves on by a second at every look. */
  const clock = () => {
    let time = 0;
    return () => {
      time += 1000;
      return time;
    };
  };

  test('is shown on a terminal when work takes long, and removed before the report', async () => {
    const { stderr } = await runIn(folder, [], { terminal: true, now: clock() });
    expect(stderr).toContain('preplan: checked 1 of 2 modules');
    expect(stderr.endsWith('\r\x1b[K')).toBe(true);
  });

  test('is not shown elsewhere, or when work is short', async () => {
    expect((await runIn(folder, [], { now: clock() })).stderr).toBe('');
    expect((await runIn(folder, [], { terminal: true })).stderr).toBe('');
  });
});
