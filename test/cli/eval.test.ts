import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { folderWith, runIn } from './run-in.ts';

const MODULE = {
  'main.tf': `
variable "stage" { type = string }
variable "queues" {
  type    = list(string)
  default = ["a"]
}
variable "secret" {
  default   = "s3cret"
  sensitive = true
}
locals {
  size   = { dev = 1, prod = 10 }[var.stage]
  window = 5
  broken = jsondecode("{")
}
resource "aws_sqs_queue" "q" {}
module "none" { source = "./none" }
`,
  'prod.tfvars': 'stage = "prod"\n',
  'data/x.json': '{"a": 1}',
};

describe('preplan eval', () => {
  const folder = folderWith(MODULE);
  const answer = async (argv: readonly string[], stdin?: string) =>
    runIn(folder, ['eval', ...argv], stdin === undefined ? {} : { stdin });
  const json = async (expression: string, ...more: readonly string[]) =>
    JSON.parse((await answer([expression, '--format', 'json', ...more])).stdout);

  test('prints the value', async () => {
    expect(await answer(['local.window + 1'])).toEqual({ status: 0, stdout: '6\n', stderr: '' });
    expect((await answer(['jsondecode(file("data/x.json"))'])).stdout).toBe('{\n  "a" = 1\n}\n');
  });

  test('takes values of variables in the order of the options', async () => {
    expect((await answer(['local.size', '--var-file', 'prod.tfvars'])).stdout).toBe('10\n');
    expect((await answer(['local.size', '--var-file', 'prod.tfvars', '--var', 'stage=dev'])).stdout).toBe('1\n');
    expect((await answer(['local.size', '--var=stage=dev', '--var-file=prod.tfvars'])).stdout).toBe('10\n');
    const { stdout } = await runIn(folder, ['eval', 'var.stage'], { environment: { TF_VAR_stage: 'test' } });
    expect(stdout).toBe('"test"\n');
  });

  test('says why something is not known', async () => {
    expect((await answer(['var.stage'])).stdout).toBe(
      '(known after apply)\n  because var.stage has no value (main.tf:2)\n',
    );
    expect((await answer(['local.size'])).stdout).toBe(
      'when var.stage == "dev": 1\nwhen var.stage == "prod": 10\n  because it depends on var.stage (main.tf:12)\n',
    );
    expect((await answer(['{ a = aws_sqs_queue.q.arn }'])).stdout).toContain('aws_sqs_queue.q.arn is known only after');
  });

  test('for programs', async () => {
    expect(await json('var.queues')).toEqual({ value: ['a'], type: 'list(string)' });
    expect(await json('{ n = 12345678901234567890.5, t = [true, null] }')).toMatchObject({
      type: 'object({n=number, t=tuple([bool, any])})',
    });
    expect(await json('var.stage')).toEqual({
      unknown: {
        type: 'string',
        reasons: [
          {
            text: 'var.stage has no value',
            range: {
              filename: 'main.tf',
              start: { line: 2, column: 1, offset: 1 },
              end: { line: 2, column: 17, offset: 17 },
            },
          },
        ],
      },
    });
    expect(await json('local.broken')).toEqual({
      error: 'Call to function "jsondecode" failed: unexpected end of JSON input',
    });
    expect(await json('var.secret')).toEqual({ value: null, type: 'string', sensitive: true });
    expect(await json('module.none.x')).toMatchObject({ unknown: { type: 'any' } });
  });

  test('an error is told and is the status', async () => {
    expect(await answer(['local.broken'])).toEqual({
      status: 1,
      stdout: '',
      stderr: 'preplan: Call to function "jsondecode" failed: unexpected end of JSON input\n',
    });
    expect((await answer(['1 +'])).status).toBe(1);
    expect((await answer(['var.secret'])).stdout).toBe('(sensitive value)\n');
  });

  test('answers each line of standard input with a line', async () => {
    const { status, stdout } = await answer([], '1 + 1\n\n"a"\r\nvar.stage\n');
    const lines = stdout.split('\n');
    expect(lines).toHaveLength(5);
    expect(lines.slice(0, 3).map((line) => JSON.parse(line))).toEqual([
      { value: 2, type: 'number' },
      { error: expect.stringContaining('Missing expression') },
      { value: 'a', type: 'string' },
    ]);
    expect(status).toBe(0);
    expect((await answer([], '')).stdout).toBe('');
  });

  test('works in another folder, and without a module', async () => {
    const outside = folderWith({ 'sub/main.tf': 'locals {\n  x = "${path.module}!"\n}\n', 'sub/a.auto.tfvars': '' });
    expect((await runIn(outside, ['eval', 'local.x', '--chdir', 'sub'])).stdout).toBe('".!"\n');
    expect((await runIn(outside, ['eval', '1'])).stdout).toBe('1\n');
  });

  test.each([
    [['1', '2'], 'unknown'],
    [['1', '--chdir', 'nowhere'], '--chdir is nowhere, which is not a folder'],
    [['1', '--var', 'stage'], '--var is stage; give NAME=VALUE'],
    [['1', '--var-file', 'nowhere.tfvars'], '--var-file is nowhere.tfvars, which cannot be read'],
  ])('refuses %j', async (argv, message) => {
    const { status, stderr } = await answer(argv);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});

const hasTerraform = spawnSync('terraform', ['version'], { encoding: 'utf8' }).status === 0;

/** Values of every kind, as both must print them. */
const EXPRESSIONS = [
  '1',
  '0.1 + 0.2',
  '1/0',
  '-1/0',
  '1e30',
  'true',
  'null',
  '"a\\"b\\\\c\\tü\\u0001\\u200b😀"',
  '"${1}"',
  '"line\\nline"',
  '"\\n"',
  '"EOT\\nEOT_"',
  '[]',
  '{}',
  '[1, "a", null, [true]]',
  '{ b = 1, a = "x", "c d" = [{}] }',
  '{ a = { b = "x\\ny" } }',
  'toset(["b", "a"])',
  'tolist([])',
  'tomap({})',
  'tomap({ k = "v" })',
  'tolist([[1], [2, 3]])',
  'toset([1, 2])',
  'tostring(null)',
  'tonumber(null)',
  'tobool(null)',
  'tolist([null, "a"])',
  'tomap({ a = null, b = [1] })',
  '{ a = tostring(null), b = true ? tolist(["x"]) : null }',
  'true ? null : tolist(["x"])',
  'true ? null : tomap({ a = 1 })',
  'true ? null : toset(["x"])',
  'true ? null : [1]',
  'true ? null : { a = 1 }',
  'sensitive("x")',
  '[sensitive("x"), 1]',
  'sensitive([1])',
  '<<EOT\nx\nEOT',
  '"$${x} %%{y}"',
  '"\\u001f\\u007f\\u00a0"',
  '{ "" = 1 }',
  '{ "x\\ny" = 1 }',
  '[for x in ["a"] : { (x) = [x, [x]] }]',
  '12345678901234567890123',
  '1/3',
] as const;

describe.skipIf(!hasTerraform)('beside terraform console (skipped when terraform is not on the path)', () => {
  const folder = folderWith({ 'main.tf': '' });
  test.each(EXPRESSIONS.filter((expression) => !expression.includes('\n')))('%s', async (expression) => {
    const console = spawnSync('terraform', ['console', '-no-color'], {
      cwd: folder,
      input: `${expression}\n`,
      encoding: 'utf8',
      env: { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: '/dev/null' },
    });
    const { stdout } = await runIn(folder, ['eval', '--', expression]);
    if (console.status === 0) expect(stdout).toBe(console.stdout);
    else expect(stdout).toBe('');
  });
});
