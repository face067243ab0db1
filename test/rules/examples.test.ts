import { describe, expect, it } from 'vitest';
import { pages } from '../../rules/pages.ts';
import { EXAMPLE_TIME } from '../../src/cli/explain-page.ts';
import { lintPlan, lintText, rules } from '../../src/core.ts';
import { nodeFunctions } from '../../src/node/functions.ts';
import { describeProblem, exampleProblems } from '../../src/rule/example-problems.ts';
import { SourceFile } from '../../src/text/source-file.ts';

const functions = nodeFunctions(process.cwd());

describe('the examples of every rule hold', () => {
  it.each(rules.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
    const page = pages.get(name);
    if (page === undefined) throw new Error(`${name} has no page`);
    const severities = rule.severity === 'off' ? { [name]: 'warning' as const } : {};
    const lint = (text: string) =>
      lintText({ filename: 'main.tf', text, severities, functions, now: EXAMPLE_TIME }).diagnostics;
    const plan = (text: string) => {
      const result = lintPlan(new SourceFile('plan.json', text), { severities });
      if ('error' in result) throw new Error(result.error);
      return result.diagnostics;
    };
    const problems = exampleProblems({ name, examples: page.examples, lintText: lint, lintPlan: plan });
    expect(problems.map(describeProblem)).toEqual([]);
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
      const { invalid = [], valid = [], plans } = page?.examples ?? {};
      expect([...invalid, ...(plans?.invalid ?? [])].length).toBeGreaterThanOrEqual(2);
      expect([...valid, ...(plans?.valid ?? [])].length).toBeGreaterThanOrEqual(2);
    },
  );

  it('belongs to a rule', () => {
    expect([...pages.keys()].sort()).toEqual(rules.map(({ name }) => name).sort());
  });
});
