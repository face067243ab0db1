/**
 * Examples of a rule as assertions: in an `invalid` example each line that ends in `# error` or `# warning` carries exactly
 * one diagnostic of this rule, no other line does, and no other rule reports an error; a `valid` example is silent.
 */
import type { Diagnostic, Severity } from '../text/diagnostic.ts';
import { exampleText } from './hcl.ts';
import { planText } from './plan-example.ts';
import type { Rule, RulePage } from './rule.ts';

export type RuleExamples = RulePage['examples'];

/** Throws an error that names every example, line and reason; returns when all examples hold. */
export type TestRule = (rule: Rule, examples: RuleExamples, options?: TestOptions) => void;

export interface TestOptions {
  /** The time, in RFC 3339, for rules that ask for it. */
  readonly now?: string;
}

export interface ExampleProblem {
  readonly example: 'invalid' | 'valid' | 'invalid plan' | 'valid plan';
  /** Of the example among those of its sort, from 0. */
  readonly index: number;
  /** From 1; absent when it is about the whole example. */
  readonly line?: number;
  readonly message: string;
}

type Lint = (text: string) => readonly Diagnostic[];

type Example = ExampleProblem['example'];

/** What is wrong with the examples of the rule with this name; nothing when all of them hold. */
export function exampleProblems({
  name,
  examples: { invalid, valid, plans = { invalid: [], valid: [] } },
  lintText,
  lintPlan,
}: {
  readonly name: string;
  readonly examples: RuleExamples;
  /** Lints one file; the rule under test is switched on. */
  readonly lintText: Lint;
  /** Lints a plan in JSON. */
  readonly lintPlan: Lint;
}): readonly ExampleProblem[] {
  const problems = <T>(example: Example, examples: readonly T[], check: (one: T) => readonly Problem[]) =>
    examples.flatMap((one, index) => check(one).map((problem) => ({ example, index, ...problem })));
  return [
    ...problems('invalid', invalid, (example) => problemsOfInvalid(name, exampleText(example), lintText)),
    ...problems('valid', valid, (example) => lintText(exampleText(example)).map(unexpected)),
    ...problems('invalid plan', plans.invalid, (example) => problemsOfPlan(name, lintPlan(planText(example)))),
    ...problems('valid plan', plans.valid, (example) => lintPlan(planText(example)).map(unexpected)),
  ];
}

function problemsOfPlan(name: string, found: readonly Diagnostic[]): readonly Problem[] {
  const own = found.filter(({ rule }) => rule === name);
  const others = found.filter(({ rule, severity }) => rule !== name && severity === 'error').map(unexpected);
  return own.length === 1 ? others : [{ message: `wants one finding, got ${own.length}` }, ...others];
}

type Problem = Pick<ExampleProblem, 'line' | 'message'>;

function problemsOfInvalid(name: string, text: string, lintText: Lint): Problem[] {
  const expected = markers(text);
  if (expected.size === 0) return [{ message: 'no line is marked' }];
  const problems: Problem[] = [];
  const found = new Map<number, Diagnostic[]>();
  for (const diagnostic of lintText(text)) {
    if (diagnostic.rule === name) {
      const { line } = diagnostic.range.start;
      found.set(line, [...(found.get(line) ?? []), diagnostic]);
    } else if (diagnostic.severity === 'error') {
      problems.push(unexpected(diagnostic));
    }
  }
  for (const [line, severity] of expected) {
    const severities = (found.get(line) ?? []).map((diagnostic) => diagnostic.severity).join(', ');
    if (severities !== severity) problems.push({ line, message: `wants ${severity}, got ${severities || 'nothing'}` });
  }
  for (const [line, diagnostics] of found) {
    if (!expected.has(line)) problems.push(...diagnostics.map(unexpected));
  }
  return problems;
}

function markers(text: string): ReadonlyMap<number, Severity> {
  const found = new Map<number, Severity>();
  for (const [index, line] of text.split('\n').entries()) {
    const marker = /# (error|warning)$/.exec(line)?.[1];
    if (marker === 'error' || marker === 'warning') found.set(index + 1, marker);
  }
  return found;
}

function unexpected({ rule, severity, message, range }: Diagnostic): Problem {
  return { line: range.start.line, message: `unexpected ${severity} ${rule}: ${message}` };
}

/** `invalid example 1, line 3: wants error, got nothing`. */
export function describeProblem({ example, index, line, message }: ExampleProblem): string {
  return `${example} example ${index + 1}${line === undefined ? '' : `, line ${line}`}: ${message}`;
}
