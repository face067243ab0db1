import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
  expect(Object.keys(listed[0])).toEqual(['name', 'severity', 'stage', 'summary', 'fixable', 'docs']);
  expect(listed.find(({ name }: { name: string }) => name === 'fifo-queue-window')).toMatchObject({
    fixable: ['safe', 'unsafe'],
    docs: 'docs/rules/fifo-queue-window.md',
  });
});

test('a rule is explained: text, evidence and examples', async () => {
  const { status, stdout } = await runIn('/', ['explain', 'fifo-queue-window']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^fifo-queue-window: .*\nerror; shows at terraform apply; has fixes: safe and unsafe\n/);
  expect(stdout).toContain('Batching window is not supported for FIFO queues');
  expect(stdout).toContain('Reported\n  resource "aws_lambda_event_source_mapping" "orders" {\n    event_source_arn');
  expect(stdout).toContain(
    '\n  error: maximum_batching_window_in_seconds is 5, but a FIFO queue has no batching window [fifo-queue-window]\n',
  );
});

test('what preplan itself reports is explained too', async () => {
  const { status, stdout } = await runIn('/', ['explain', 'unused-suppression']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^unused-suppression\nwarning; reported by preplan itself\n\nA preplan-ignore comment/);
});

test('every rule can be explained, and the code on its page in docs is what is printed', async () => {
  for (const { name } of rules) {
    const { status, stdout } = await runIn('/', ['explain', name]);
    expect(status).toBe(0);
    const blocks = readFileSync(`docs/rules/${name}.md`, 'utf8').matchAll(
      /^(`{3,})(?:hcl|json|text|diff)\n(.*?)\n\1$/gms,
    );
    const codes = [...blocks].map(([, , code = '']) => code.replace(/^(?=.)/gm, '  '));
    expect(codes.length).toBeGreaterThan(3);
    for (const code of codes) expect(stdout).toContain(`\n${code}\n`);
  }
});

test('the list in docs names every rule, and its links lead to pages', () => {
  const list = readFileSync('docs/rules.md', 'utf8');
  const linked = [...list.matchAll(/\]\((rules\/[^)]*)\)/g)].map(([, to = '']) => to);
  expect(linked.toSorted()).toEqual(rules.map(({ name }) => `rules/${name}.md`).sort());
  expect(linked.filter((to) => !existsSync(`docs/${to}`))).toEqual([]);
  expect(readdirSync('docs/rules')).toHaveLength(rules.length);
});

test('an unknown rule: the nearest is named', async () => {
  expect(await runIn('/', ['explain', 'fifo-queue-windows'])).toEqual({
    status: 2,
    stdout: '',
    stderr: 'preplan: there is no rule fifo-queue-windows, did you mean fifo-queue-window?; preplan rules lists them\n',
  });
});
