import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { folderWith, runIn } from './run-in.ts';

const FAULT = `resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:q"
  function_name    = "f"
  batch_size       = 20000 # preplan-ignore: value-out-of-range until=2026-11-25 -- the \u001b[31mqueue
}
`;
const folder = folderWith({ 'main.tf': FAULT });
const status = async (...argv: readonly string[]) => (await runIn(folder, argv)).status;

test('a comment keeps a finding from being reported, and is counted', async () => {
  const { status, stdout } = await runIn(folder, []);
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: '1 mapping: 1 fully checked · 0 errors, 0 warnings, 1 suppressed\n',
  });
});

test('until the day that the host says is over', async () => {
  const { status, stdout } = await runIn(folder, [], { time: () => '2026-11-26T00:00:00.000Z' });
  expect(status).toBe(1);
  expect(stdout).toContain('[value-out-of-range]');
  expect(stdout).toContain('[expired-suppression]');
});

test('comments may be disregarded', async () => {
  expect(await status('--no-ignores')).toBe(1);
  expect(await status('--ignores')).toBe(0);
});

test('what is suppressed may be shown', async () => {
  const { stdout } = await runIn(folder, ['--show-suppressed']);
  expect(stdout).toContain('suppressed error: batch_size is 20000');
  expect(stdout).toContain('= suppressed: a comment asks for it: the ␛[31mqueue');
  const json = JSON.parse((await runIn(folder, ['--show-suppressed', '--format', 'json'])).stdout);
  const validate = new Ajv({ strict: true }).compile(JSON.parse(readFileSync('schemas/output.schema.json', 'utf8')));
  expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
  expect(json).toMatchObject({
    diagnostics: [],
    suppressed: [{ rule: 'value-out-of-range', suppression: { range: { start: { line: 4 } } } }],
    summary: { errors: 0, suppressed: 1 },
  });
  expect(JSON.parse((await runIn(folder, ['--format', 'json'])).stdout)).not.toHaveProperty('suppressed');
});

test('a syntax error is reported all the same', async () => {
  const broken = folderWith({ 'main.tf': `# preplan-ignore-file: syntax-error, value-out-of-range\n${FAULT}}\n` });
  const { status, stdout } = await runIn(broken, ['main.tf']);
  expect(status).toBe(1);
  expect(stdout).toContain('[syntax-error]');
  expect(stdout).toContain('syntax-error cannot be suppressed');
});

test('a comment without use is a warning, whose severity may be set', async () => {
  const text = FAULT.replace('20000', '10');
  const idle = folderWith({ 'main.tf': text });
  const { status, stdout } = await runIn(idle, []);
  expect(status).toBe(0);
  expect(stdout).toContain('warning: value-out-of-range reports nothing here, so that there is nothing to ignore');
  expect((await runIn(idle, ['--rule', 'unused-suppression=error'])).status).toBe(1);
  expect((await runIn(idle, ['--rule', 'unused-suppression=off'])).stdout).not.toContain('unused');
  expect((await runIn(idle, ['--rule', 'value-out-of-range=off'])).stdout).not.toContain('unused');
});

test('nobody says that a comment is without use where not everything is known', async () => {
  const unknown = folderWith({ 'main.tf': `variable "size" {}\n${FAULT.replace('20000', 'var.size')}` });
  expect((await runIn(unknown, [])).stdout).not.toContain('unused');
});

test('a reason may be required', async () => {
  const files = { 'main.tf': FAULT.replace(/ -- .*/, ''), 'preplan.json': '{ "requireReason": true }' };
  const { status, stdout } = await runIn(folderWith(files), []);
  expect(status).toBe(1);
  expect(stdout).toContain('this comment gives no reason, which the configuration requires');
});

test('standard input has its comments too', async () => {
  expect(await runIn(folder, ['-'], { stdin: FAULT })).toMatchObject({ status: 0 });
  expect(
    await runIn(folder, ['-', '--stdin-filename', 'main.tf'], { stdin: FAULT.replace('value-', 'x-') }),
  ).toMatchObject({ status: 1 });
});

test('a comment at a module call is for what the call passes', async () => {
  const child = `variable "size" {}\n${FAULT.replace(/20000.*/, 'var.size')}`;
  const call = (comment: string) => `module "m" {\n  source = "./m"\n  size   = 20000 ${comment}\n}\n`;
  const without = folderWith({ 'main.tf': call(''), 'm/main.tf': child });
  expect((await runIn(without, [])).status).toBe(1);
  const ignored = folderWith({ 'main.tf': call('# preplan-ignore: value-out-of-range'), 'm/main.tf': child });
  expect((await runIn(ignored, [])).stdout).toBe('1 mapping: 1 fully checked · 0 errors, 0 warnings, 1 suppressed\n');
});
