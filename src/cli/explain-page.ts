import { lintPlan, lintText } from '../core.ts';
import type { LintResult } from '../lint/lint.ts';
import { PLAIN } from '../report/colours.ts';
import type { Block } from '../report/document.ts';
import { formatPretty, moment } from '../report/pretty.ts';
import { exampleText } from '../rule/hcl.ts';
import { planText } from '../rule/plan-example.ts';
import type { Rule, RulePage } from '../rule/rule.ts';
import type { FunctionSource } from '../terraform/functions.ts';
import type { Fix } from '../text/diagnostic.ts';
import { SourceFile } from '../text/source-file.ts';
import { fixDiff } from './explain-fix.ts';

/** The moment at which examples are linted, so that they give the same output on every day. */
export const EXAMPLE_TIME = '2026-11-25T00:00:00Z';

interface ExplainedRule {
  readonly blocks: readonly Block[];
  /** The kinds of fixes that findings in the examples have. */
  readonly fixes: readonly Fix['applicability'][];
}

/** The page of a rule, with what preplan prints for each of its examples. */
export function explainRule({
  rule,
  page,
  functions,
}: {
  readonly rule: Rule;
  readonly page: RulePage;
  readonly functions: FunctionSource;
}): ExplainedRule {
  const { docs, evidence, examples, references } = page;
  const { plans = { invalid: [], valid: [] } } = examples;
  const reported = [
    ...examples.invalid.map((example) => report(withoutMarkers(exampleText(example)), { rule, functions })),
    ...plans.invalid.map((example) => reportPlan(planText(example), rule)),
  ];
  const fixes = [...new Set(reported.flatMap((example) => example.fixes))].sort();
  const blocks: readonly Block[] = [
    { kind: 'heading', level: 1, text: `${rule.name}: ${rule.summary}` },
    { kind: 'paragraph', text: standing(rule, fixes) },
    { kind: 'paragraph', text: exampleText(docs).trimEnd() },
    { kind: 'heading', level: 2, text: 'Reported' },
    ...reported.flatMap((example) => example.blocks),
    { kind: 'heading', level: 2, text: 'Accepted' },
    ...examples.valid.map((example) => hcl(exampleText(example))),
    ...plans.valid.map((example) => planned(planText(example))),
    { kind: 'heading', level: 2, text: 'Evidence' },
    {
      kind: 'table',
      head: ['source', 'date', 'says'],
      rows: evidence.map(({ source, date, says }) => [source, date, says]),
    },
    { kind: 'heading', level: 2, text: 'See' },
    { kind: 'list', items: references.map((to) => ({ kind: 'link', text: to, to })) },
    { kind: 'heading', level: 2, text: 'Change it' },
    {
      kind: 'paragraph',
      text: `Everywhere: \`"rules": { "${rule.name}": "${rule.severity === 'off' ? 'warning' : 'off'}" }\` in \`preplan.json\`.
At one place: the comment \`# preplan-ignore: ${rule.name} -- reason\`.`,
    },
  ];
  return { blocks, fixes };
}

/** How severe a rule is and when it shows. */
export function standing({ severity, stage }: Rule, fixes: ExplainedRule['fixes']): string {
  return [
    severity === 'off' ? 'advice: off by default, a warning when switched on' : severity,
    `shows at ${moment(stage)}`,
    ...(fixes.length === 0 ? [] : [`has fixes: ${fixes.join(' and ')}`]),
  ].join('; ');
}

/** An example with what preplan says of it. */
function report(
  text: string,
  { rule, functions }: { readonly rule: Rule; readonly functions: FunctionSource },
): ExplainedRule {
  const file = new SourceFile('main.tf', text);
  const result = lintText({
    filename: file.filename,
    text,
    functions,
    now: EXAMPLE_TIME,
    ...(rule.severity === 'off' && { severities: { [rule.name]: 'warning' } }),
  });
  const own = result.diagnostics.filter((diagnostic) => diagnostic.rule === rule.name);
  const diff = fixDiff(file, own);
  return {
    blocks: [hcl(text), output(result, file), ...(diff === undefined ? [] : [diff])],
    fixes: own.flatMap(({ fix }) => fix?.applicability ?? []),
  };
}

/** A plan with what `preplan --plan` says of it. */
function reportPlan(text: string, rule: Rule): ExplainedRule {
  const file = new SourceFile('plan.json', text);
  const result = lintPlan(file, rule.severity === 'off' ? { severities: { [rule.name]: 'warning' } } : {});
  if ('error' in result) throw new Error(`an example of ${rule.name} ${result.error}`);
  return { blocks: [planned(text), output(result, file)], fixes: [] };
}

function output(result: LintResult, file: SourceFile): Block {
  const text = formatPretty(result, {
    source: (filename) => (filename === file.filename ? file : undefined),
    colours: PLAIN,
    quiet: false,
    terraformSays: new Map(),
  });
  return { kind: 'code', language: 'text', text };
}

function planned(text: string): Block {
  return { kind: 'code', language: 'json', text };
}

function hcl(text: string): Block {
  return { kind: 'code', language: 'hcl', text };
}

/** An example without the comments that say where its findings are. */
function withoutMarkers(text: string): string {
  return text.replaceAll(/ +# (?:error|warning)$/gm, '');
}
