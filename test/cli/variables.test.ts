import { describe, expect, test } from 'vitest';
import { folderWith, runIn } from './run-in.ts';

const MAIN = `
variable "size" { type = number }
variable "stage" {
  type = string
  validation {
    condition     = contains(["dev", "prod"], var.stage)
    error_message = "The stage is dev or prod."
  }
}
resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:\${var.stage}"
  function_name    = "f"
  batch_size       = var.size
}
`;

async function findings(folder: string, argv: readonly string[] = [], environment: Record<string, string> = {}) {
  const { status, stdout, stderr } = await runIn(folder, [...argv, '--format', 'json'], { environment });
  if (stderr !== '') throw new Error(stderr);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { rule: string; message: string }[] };
  return { status, messages: diagnostics.map(({ rule, message }) => `${rule}: ${message}`) };
}

const tooMany = (whence: string) =>
  `value-out-of-range: batch_size is 20000 (${whence} of var.size), but AWS allows 1 to 10000`;

describe('variables of a root module', () => {
  test.each([
    ['--var', ['--var', 'size=20000', '--var', 'stage=dev'], tooMany('--var value')],
    [
      '--var-file',
      ['--var-file', 'big.tfvars'],
      'value-out-of-range: batch_size is 20000 (value of var.size, big.tfvars:1), but AWS allows 1 to 10000',
    ],
  ])('take values from %s', async (_name, argv, message) => {
    const folder = folderWith({ 'main.tf': MAIN, 'big.tfvars': 'size = 20000\nstage = "dev"\n' });
    expect(await findings(folder)).toEqual({ status: 0, messages: [] });
    expect(await findings(folder, argv)).toEqual({ status: 1, messages: [message] });
  });

  test('take values from the environment and from their files', async () => {
    const folder = folderWith({ 'main.tf': MAIN });
    expect(await findings(folder, [], { TF_VAR_size: '20000' })).toEqual({
      status: 1,
      messages: [tooMany('TF_VAR value')],
    });
    const withFile = folderWith({ 'main.tf': MAIN, 'x.auto.tfvars': 'size = 1\n' });
    expect(await findings(withFile, [], { TF_VAR_size: '20000' })).toEqual({ status: 0, messages: [] });
  });

  test('a value that fails its validation is an error', async () => {
    const folder = folderWith({ 'main.tf': MAIN });
    expect((await findings(folder, ['--var', 'stage=test'])).messages).toEqual([
      'failed-variable-validation: the value "test" of var.stage fails its validation: The stage is dev or prod.',
    ]);
  });

  test('are not those of a module that others call', async () => {
    const folder = folderWith({
      '.git/HEAD': '',
      'worker/main.tf': MAIN,
      'worker/terraform.tfvars': 'size = 20000\n',
      'main.tf': 'module "worker" {\n  source = "./worker"\n  size   = 10\n  stage  = "dev"\n}\n',
    });
    expect(await findings(folder, ['--var', 'size=20000'])).toEqual({ status: 0, messages: [] });
  });

  test('a broken file of values is told once', async () => {
    const folder = folderWith({ 'main.tf': MAIN, 'terraform.tfvars': 'size = \n' });
    const { messages } = await findings(folder, ['main.tf', 'terraform.tfvars']);
    expect(messages.filter((message) => message.startsWith('syntax-error'))).toHaveLength(1);
  });
});

test('--chdir works in another folder', async () => {
  const folder = folderWith({ 'live/main.tf': MAIN, 'live/big.tfvars': 'size = 20000\n' });
  const { stdout, status } = await runIn(folder, ['--chdir', 'live', '--var-file', 'big.tfvars', 'main.tf']);
  expect(status).toBe(1);
  expect(stdout).toContain('--> main.tf:');
  expect((await runIn(folder, ['--chdir', 'nowhere'])).status).toBe(2);
});

test('--show-undetermined lists what could not be determined, and where the reason is', async () => {
  const folder = folderWith({ 'main.tf': MAIN });
  const { stdout } = await runIn(folder, ['--show-undetermined']);
  expect(stdout).toContain(
    'aws_lambda_event_source_mapping.m is not fully checked:\n  batch_size: var.size has no value (main.tf:13:22)\n',
  );
  expect((await runIn(folder, [])).stdout).not.toContain('is not fully checked');
});
