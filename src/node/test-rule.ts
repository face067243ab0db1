import { lintPlan, lintText, rules } from '../core.ts';
import type { LintResult, LintSettings } from '../lint/lint.ts';
import { ruleProblems } from '../rule/define-rule.ts';
import {
  describeProblem,
  type ExampleProblem,
  exampleProblems,
  type RuleExamples,
  type TestRule,
} from '../rule/example-problems.ts';
import { guarded } from '../rule/guarded.ts';
import { exampleText } from '../rule/hcl.ts';
import { SourceFile } from '../text/source-file.ts';
import { nodeFunctions } from './functions.ts';

/** With the whole engine behind it: loaded by the first call only. */
export const testRule: TestRule = (rule, examples, { now } = {}) => {
  const [problem] = ruleProblems(rule);
  if (problem !== undefined) throw new Error(problem);
  const { name, severity } = rule;
  if (rules.some((own) => own.name === name)) throw new Error(`${name} is a rule of preplan; give yours another name`);
  const settings: LintSettings = {
    plugins: [{ name, rules: [guarded(rule)] }],
    ...(severity === 'off' && { severities: { [name]: 'warning' } }),
    ...(now !== undefined && { now }),
  };
  const functions = nodeFunctions(process.cwd());
  const relevant = ({ diagnostics }: Pick<LintResult, 'diagnostics'>) =>
    diagnostics.filter((found) => found.rule === name || found.severity === 'error');
  const problems = exampleProblems({
    name,
    examples,
    lintText: (text) => relevant(lintText({ filename: 'main.tf', text, functions, ...settings })),
    lintPlan: (text) => relevant(planResult(text, settings)),
  });
  if (problems.length === 0) return;
  const one = problems.length === 1;
  const quoted = problems.map((found) => `${describeProblem(found)}${quote(found, examples)}`);
  throw new Error(`${name}: ${one ? 'an example does' : 'examples do'} not hold\n${quoted.join('\n')}`);
};

/** The text of an example of ours is always a plan. */
function planResult(text: string, settings: LintSettings): LintResult {
  const result = lintPlan(new SourceFile('plan.json', text), settings);
  if ('error' in result) throw new Error(`plan.json ${result.error}`);
  return result;
}

function quote({ example, index, line }: ExampleProblem, examples: RuleExamples): string {
  if (example !== 'invalid' && example !== 'valid') return '';
  const text = line === undefined ? undefined : exampleText(examples[example][index] ?? '').split('\n')[line - 1];
  return text === undefined ? '' : `\n  ${line} | ${text}`;
}
