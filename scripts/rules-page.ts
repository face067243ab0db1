import type { EngineRule } from '../src/cli/engine-rules.ts';
import type { Block, Inline } from '../src/report/document.ts';
import { moment } from '../src/report/pretty.ts';
import type { Rule } from '../src/rule/rule.ts';
import type { Fix, Stage } from '../src/text/diagnostic.ts';

const STAGES: readonly Stage[] = ['validate', 'plan', 'apply', 'runtime'];

interface ListedRule {
  readonly rule: Rule;
  readonly fixes: readonly Fix['applicability'][];
}

/** `docs/rules.md`: all rules by the moment at which their problem shows, then advice, then what preplan itself reports. */
export function rulesPage(rules: readonly ListedRule[], engineRules: readonly EngineRule[]): readonly Block[] {
  const active = rules.filter(({ rule }) => rule.severity !== 'off');
  const advice = rules.filter(({ rule }) => rule.severity === 'off');
  const errors = active.filter(({ rule }) => rule.severity === 'error').length;
  return [
    { kind: 'heading', level: 1, text: 'Rules' },
    {
      kind: 'paragraph',
      text: `${rules.length} rules: ${errors} report errors, ${active.length - errors} warnings, and ${advice.length} are advice that is off by default.
An error is what Terraform, the provider or AWS is known to refuse; a warning is what is accepted and then lossy, without
effect or racy, or what only documentation forbids. The tables are in the order of the moment at which the problem
would show; \`preplan explain NAME\` prints the page of a rule. A safe fix is the only repair, and does not change a system
that works; an unsafe one is one of several, or changes more than the fault.`,
    },
    ...STAGES.flatMap((stage) =>
      section(
        `Shows at ${moment(stage)}`,
        active.filter(({ rule }) => rule.stage === stage),
      ),
    ),
    ...section('Advice, off by default', advice),
    { kind: 'heading', level: 2, text: 'Reported by preplan itself' },
    {
      kind: 'table',
      head: ['name', 'severity', 'summary'],
      rows: engineRules.map(({ name, severity, summary }) => [{ kind: 'code', text: name }, severity, summary]),
    },
  ];
}

function section(title: string, rules: readonly ListedRule[]): readonly Block[] {
  if (rules.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: title },
    { kind: 'table', head: ['rule', 'severity', 'fix', 'summary'], rows: rules.map(row) },
  ];
}

function row({ rule: { name, severity, stage, summary }, fixes }: ListedRule): readonly Inline[] {
  const standing = severity === 'off' ? `shows at ${moment(stage)}` : severity;
  return [{ kind: 'link', text: name, to: `rules/${name}.md` }, standing, fixes.join(', '), summary];
}
