/** A part of what `scripts/provider-differential.ts` compares: the examples of rules whose findings Terraform itself shows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rules } from '../../src/core.ts';
import { examples } from './collect.ts';
import { compareWithProvider } from './differential.ts';
import { findProvider, type RealTerraform, startTerraform } from './real-terraform.ts';

const provider = findProvider();
const missing = 'missing' in provider ? provider.missing : undefined;
const early = new Set(rules.filter(({ stage }) => stage === 'validate' || stage === 'plan').map(({ name }) => name));

describe.skipIf(missing !== undefined)(
  `the real provider${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    let terraform: RealTerraform;

    beforeAll(async () => {
      if ('file' in provider) terraform = await startTerraform(provider.file);
    }, 60_000);

    afterAll(() => terraform?.stop());

    it('refuses what is refused here, at the same moment', { timeout: 300_000 }, () => {
      const questions = examples().filter(({ switchedOn: [rule = ''] = [] }) => early.has(rule));
      const { agreed, differences, needless } = compareWithProvider(questions, terraform);
      expect(differences.map(({ name, ours, theirs }) => ({ name, ours, theirs }))).toEqual([]);
      expect(needless).toEqual([]);
      expect(agreed).toBeGreaterThan(questions.length / 2);
    });
  },
);
