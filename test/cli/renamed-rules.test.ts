import { expect, test } from 'vitest';
import { moduleSettings } from '../../src/cli/module-settings.ts';
import { ruleNames, ruleSettings } from '../../src/cli/rule-settings.ts';
import { RENAMED_RULES } from '../../src/lint/renamed-rules.ts';
import { folderWith, hostIn } from './run-in.ts';

/** As if rules had been renamed. */
const names = () => ({
  ...ruleNames(),
  renamed: { 'size-range': 'value-out-of-range', 'no-batch': 'batch-size-zero' },
});

test('every old name stands for a rule that there is, and is not that of another', () => {
  const { current } = ruleNames();
  for (const [from, to] of Object.entries(RENAMED_RULES)) {
    expect(current).toContain(to);
    expect(current).not.toContain(from);
  }
});

test('--rule and --only take old names, with a warning', () => {
  const given = { rule: ['size-range=off', 'size-range=off'], only: ['batch-size-zero', 'no-batch'] };
  expect(ruleSettings(given, names)).toEqual({
    settings: { severities: { 'value-out-of-range': 'off' }, only: ['batch-size-zero', 'batch-size-zero'] },
    warnings: [
      '--rule size-range=off: size-range is called value-out-of-range now; write value-out-of-range',
      '--only no-batch: no-batch is called batch-size-zero now; write batch-size-zero',
    ],
  });
  expect(() => ruleSettings({ rule: ['size-rang=off'], only: [] }, names)).toThrow('there is no rule size-rang');
});

test('what a configuration calls by an old name is told once, with its place', async () => {
  const folder = folderWith({
    'base.json': '{ "rules": { "size-range": "warning" } }',
    'a/preplan.json': '{ "extends": "../base.json", "rules": { "no-batch": "off" } }',
    'b/preplan.json': '{ "extends": "../base.json" }',
  });
  const { host, written } = hostIn(folder);
  const settingsOf = moduleSettings({ rule: ['no-batch=error'], only: [], config: undefined }, host, names);
  const { lint } = await settingsOf('a');
  await settingsOf('b');
  const severities = lint.overrides?.map((override) => override.severities);
  expect(severities).toEqual([
    { 'value-out-of-range': 'warning' },
    { 'batch-size-zero': 'off' },
    { 'batch-size-zero': 'error' },
  ]);
  expect(written.stderr.split('\n')).toEqual([
    'preplan: --rule no-batch=error: no-batch is called batch-size-zero now; write batch-size-zero',
    'preplan: base.json:1:14: size-range is called value-out-of-range now; write value-out-of-range',
    'preplan: a/preplan.json:1:41: no-batch is called batch-size-zero now; write batch-size-zero',
    '',
  ]);
});
