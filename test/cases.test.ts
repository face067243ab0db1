/** The labelled cases of ../shared through the core. Those whose rule is yet to come are listed with the reason; the list must shrink. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lintText } from '../src/core.ts';
import type { Severity } from '../src/text/diagnostic.ts';
import pending from './cases-pending.json' with { type: 'json' };
import { FUNCTIONS } from './functions.ts';

interface Case {
  readonly id: string;
  readonly hcl: string;
  readonly expect: Severity | 'valid';
  /** Path of the argument, joined by dots, without indexes. */
  readonly at: string;
  readonly enable?: readonly string[];
  readonly tolerate?: readonly string[];
}

const FILE = fileURLToPath(new URL('../../shared/cases/cases.json', import.meta.url));
const cases: readonly Case[] = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : [];
const reasons: Readonly<Record<string, string>> = pending;

/** What is wrong with the result of a case; `undefined` when it is as labelled. */
function difference({ hcl, expect: wanted, at, enable = [], tolerate = [] }: Case): string | undefined {
  const severities = Object.fromEntries(enable.map((rule) => [rule, 'warning' as const]));
  const { diagnostics } = lintText({ filename: 'main.tf', text: hcl, severities, functions: FUNCTIONS });
  const found = diagnostics
    .filter(({ rule }) => !tolerate.includes(rule))
    .map(({ rule, severity, pointer }) => ({
      rule,
      severity,
      at: (pointer ?? '').replaceAll(/\/\d+/g, '').replace('/', '').replaceAll('/', '.'),
    }));
  const worst = found.some(({ severity }) => severity === 'error') ? 'error' : found.length > 0 ? 'warning' : 'valid';
  const all = found.map(({ rule, severity, at: place }) => `${severity} ${rule} at ${place}`).join(', ');
  if (worst !== wanted) return `wants ${wanted} at ${at}, got ${all || 'nothing'}`;
  const isThere = (place: string) =>
    place === '' || place === at || place.startsWith(`${at}.`) || at.startsWith(`${place}.`);
  if (wanted === 'valid' || found.some(({ severity, at: place }) => severity === wanted && isThere(place)))
    return undefined;
  return `right severity, wrong place: wants ${at}, got ${all}`;
}

describe.skipIf(cases.length === 0)(
  `labelled cases${cases.length === 0 ? ' (skipped: ../shared is absent)' : ''}`,
  () => {
    it.each(cases.filter(({ id }) => reasons[id] === undefined).map((one) => [one.id, one] as const))(
      '%s',
      (_, one) => {
        expect(difference(one)).toBeUndefined();
      },
    );

    it.each(cases.filter(({ id }) => reasons[id] !== undefined).map((one) => [one.id, one] as const))(
      '%s is pending',
      (id, one) => {
        expect(difference(one), `${id} passes: take it out of cases-pending.json`).toBeDefined();
      },
    );

    it('knows every pending id', () => {
      const ids = cases.map(({ id }) => id);
      expect(Object.keys(reasons).filter((id) => !ids.includes(id))).toEqual([]);
    });
  },
);
