import { describe, expect, it } from 'vitest';
import { pages } from '../../rules/pages.ts';
import { lintText, rules } from '../../src/core.ts';
import { nodeFunctions } from '../../src/node/functions.ts';
import { testRule } from '../../src/rule/test-rule.ts';

const functions = nodeFunctions(process.cwd());
const now = '2026-11-25T00:00:00Z';

describe('the examples of every rule hold', () => {
  it.each(rules.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
    const page = pages.get(name);
    if (page === undefined) throw new Error(`${name} has no page`);
    const severities = rule.severity === 'off' ? { [name]: 'warning' as const } : {};
    const lint = (text: string) => lintText({ filename: 'main.tf', text, severities, functions, now }).diagnostics;
    expect(testRule({ rule, page, lintText: lint })).toEqual([]);
  });
});

describe('every page', () => {
  it.each(rules.map((rule) => [rule.name] as const))(
    '%s has docs, evidence, references and enough examples',
    (name) => {
      const page = pages.get(name);
      expect(page?.docs.trim()).not.toBe('');
      expect(page?.evidence.length).toBeGreaterThan(0);
      expect(page?.references.length).toBeGreaterThan(0);
      expect(page?.examples.invalid.length).toBeGreaterThanOrEqual(2);
      expect(page?.examples.valid.length).toBeGreaterThanOrEqual(2);
    },
  );

  it('belongs to a rule', () => {
    expect([...pages.keys()].sort()).toEqual(rules.map(({ name }) => name).sort());
  });
});
