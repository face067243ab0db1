import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { runIn } from './run-in.ts';

test('the rules are listed', async () => {
  const { status, stdout } = await runIn('/', ['rules']);
  expect(status).toBe(0);
  for (const { name } of rules) expect(stdout).toMatch(new RegExp(`^${name} .*`, 'm'));
  expect(stdout).toContain(`\n${rules.length} rules; `);
  expect(rules.every(({ summary }) => stdout.includes(summary))).toBe(true);
});

test('as JSON too', async () => {
  const listed = JSON.parse((await runIn('/', ['rules', '--format', 'json'])).stdout);
  expect(listed).toHaveLength(rules.length);
  expect(Object.keys(listed[0])).toEqual(['name', 'severity', 'stage', 'summary']);
});

test('a rule is explained: text, evidence and examples', async () => {
  const { status, stdout } = await runIn('/', ['explain', 'fifo-queue-window']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^fifo-queue-window: .*\nerror, shows at terraform apply\n/);
  expect(stdout).toContain('Batching window is not supported for FIFO queues');
  expect(stdout).toContain('Reported\n  resource "aws_lambda_event_source_mapping" "orders" {\n    event_source_arn');
});

test('every rule can be explained', async () => {
  for (const { name } of rules) expect((await runIn('/', ['explain', name])).status).toBe(0);
});

test('an unknown rule: the nearest is named', async () => {
  expect(await runIn('/', ['explain', 'fifo-queue-windows'])).toEqual({
    status: 2,
    stdout: '',
    stderr: 'preplan: there is no rule fifo-queue-windows, did you mean fifo-queue-window?; preplan rules lists them\n',
  });
});
