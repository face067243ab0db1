/** Configurations with what Terraform itself says of them: the verdict must be the same, but for those that are listed with a reason. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lintText } from '../src/core.ts';
import { FUNCTIONS } from './functions.ts';
import pending from './probes-pending.json' with { type: 'json' };

interface Probe {
  readonly probe: string;
  readonly hcl: string;
  readonly validate: 'accepted' | 'refused';
  readonly plan?: 'accepted' | 'refused';
}

const FILE = fileURLToPath(new URL('../../shared/cases/validator-probes.json', import.meta.url));
const probes: readonly Probe[] = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')).probes : [];
const reasons: Readonly<Record<string, string>> = pending;

function difference({ hcl, validate, plan }: Probe): string | undefined {
  const wanted = validate === 'refused' || plan === 'refused';
  const errors = lintText({ filename: 'main.tf', text: hcl, functions: FUNCTIONS }).diagnostics.filter(
    ({ severity, stage, assumptions }) =>
      severity === 'error' && (stage === 'validate' || stage === 'plan') && assumptions === undefined,
  );
  if (wanted === errors.length > 0) return undefined;
  return `Terraform ${wanted ? 'refuses it' : 'accepts it'}, we say ${errors.map(({ rule, message }) => `${rule}: ${message}`).join('; ') || 'nothing'}`;
}

describe.skipIf(probes.length === 0)(
  `probes of Terraform's validators${probes.length === 0 ? ' (skipped: ../shared is absent)' : ''}`,
  () => {
    it.each(probes.filter(({ probe }) => reasons[probe] === undefined).map((one) => [one.probe, one] as const))(
      '%s',
      (_, one) => {
        expect(difference(one)).toBeUndefined();
      },
    );

    it.each(probes.filter(({ probe }) => reasons[probe] !== undefined).map((one) => [one.probe, one] as const))(
      '%s is pending',
      (name, one) => {
        expect(difference(one), `${name} passes: take it out of probes-pending.json`).toBeDefined();
      },
    );

    it('knows every pending probe', () => {
      const names = probes.map(({ probe }) => probe);
      expect(Object.keys(reasons).filter((name) => !names.includes(name))).toEqual([]);
    });
  },
);
