/** `preplan/rule`, which plug-ins are written with: the vocabulary of rules, and what defines and tests one. */
import type { TestRule } from '../rule/example-problems.ts';
import { testRule as runExamples } from './test-rule.ts';

export { defineRule } from '../rule/define-rule.ts';
export type { RuleExamples, TestOptions, TestRule } from '../rule/example-problems.ts';
export * from '../rule/filters.ts';
export { hcl } from '../rule/hcl.ts';
export * from '../rule/permissions.ts';
export type { Plugin } from '../rule/plugin.ts';
export * from '../rule/relatives.ts';
export * from '../rule/rule.ts';

/**
 * Runs the examples of a rule through the engine, with the functions of the language and all of preplan's own rules. In an
 * `invalid` example each line that ends in `# error` or `# warning` gets exactly one finding of the rule, and no other line
 * one; a `valid` one gets none. No example may have an error of another rule. A rule that is off is tested as a warning.
 */
export const testRule: TestRule = (rule, examples, options) => runExamples(rule, examples, options);
