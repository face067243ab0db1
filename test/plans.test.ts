/** Real plans of ../shared beside their sources: the same instances, and no finding of which the other knows nothing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { lintPlan } from '../src/core.ts';
import { SourceFile } from '../src/text/source-file.ts';
import { runIn } from './cli/run-in.ts';

const FOLDER = '../shared/plans';
const plans = existsSync(FOLDER)
  ? readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('plan.json'))
      .map((name) => dirname(name))
  : [];

/** What only a plan can tell, by plan and rule, with the reason. */
const ONLY_IN_PLAN: Readonly<Record<string, string>> = {
  'corpus/andrewinci+kafka2sqs+modules+lambda access-uri-mismatch':
    'the module alone does not know the value, which was made up for the plan',
  'sqs-tfvars-error batch-over-ten-without-window': 'the value comes from -var-file, which is not given here',
  'state-create-before-destroy replaced-mapping': 'a matter of plans',
  'state-replace replaced-mapping': 'a matter of plans',
};

test.skipIf(plans.length === 0)(
  'a plan deserves no finding that its sources do not (skipped: ../shared is absent)',
  async () => {
    const unexplained: string[] = [];
    for (const plan of plans) {
      const file = new SourceFile('plan.json', readFileSync(`${FOLDER}/${plan}/plan.json`, 'utf8'));
      const found = lintPlan(file, {});
      if ('error' in found) throw new Error(`${plan} ${found.error}`);
      expect(found.internalErrors).toBe(0);
      const { stdout } = await runIn(resolve(FOLDER, plan), ['--format', 'json', '.']);
      const inSources = new Set(
        (JSON.parse(stdout) as { diagnostics: { rule: string }[] }).diagnostics.map(({ rule }) => rule),
      );
      for (const { rule } of found.diagnostics) {
        if (!inSources.has(rule) && !Object.hasOwn(ONLY_IN_PLAN, `${plan} ${rule}`))
          unexplained.push(`${plan} ${rule}`);
      }
    }
    expect(plans.length).toBeGreaterThan(100);
    expect(unexplained).toEqual([]);
  },
  120_000,
);
