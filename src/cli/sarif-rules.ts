import { rules } from '../../rules/index.ts';
import { pages } from '../../rules/pages.ts';
import type { SarifRule } from '../report/sarif.ts';
import type { RulePage } from '../rule/rule.ts';

/** What SARIF tells about the rules, and about what the engine itself reports. */
export function sarifRules(): ReadonlyMap<string, SarifRule> {
  return new Map(
    [...rules.map((rule) => describeRule(rule, pages.get(rule.name))), ...ENGINE].map((rule) => [rule.id, rule]),
  );
}

function describeRule(
  { name, severity, summary }: Pick<(typeof rules)[number], 'name' | 'severity' | 'summary'>,
  page: RulePage | undefined,
): SarifRule {
  const [helpUri] = page?.references.filter((reference) => reference.startsWith('https://')) ?? [];
  const evidence = (page?.evidence ?? []).map(({ source, date, says }) => `- ${source} (${date}): ${says}`);
  const sections = [page?.docs.trim() ?? summary, ...(evidence.length > 0 ? [evidence.join('\n')] : [])];
  return {
    id: name,
    summary,
    severity,
    help: [...sections, `\`preplan explain ${name}\` tells more.`].join('\n\n'),
    ...(helpUri !== undefined && { helpUri }),
  };
}

const ENGINE: readonly SarifRule[] = [
  ['syntax-error', 'error', 'A file is not in the language that it should be in; what follows was not checked.'],
  ['internal-error', 'error', 'preplan itself made a mistake: one rule was not applied to one mapping.'],
  ['reference-cycle', 'error', 'Values depend on each other in a circle.'],
  [
    'invalid-function-call',
    'error',
    'A function is called that does not exist, or with arguments that it does not take.',
  ],
  ['failed-variable-validation', 'error', 'A variable has a value that its own validation refuses.'],
  ['unused-suppression', 'warning', 'A preplan-ignore comment names a rule that reports nothing there.'],
  ['expired-suppression', 'warning', 'The day until which a preplan-ignore comment was good is over.'],
  ['invalid-suppression', 'warning', 'A preplan-ignore comment is written or placed so that it suppresses nothing.'],
].map(([id = '', severity, summary = '']) => ({
  id,
  summary,
  severity: severity === 'error' ? 'error' : 'warning',
  help: summary,
}));
