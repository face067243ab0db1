import { rules } from '../../rules/index.ts';
import { pages } from '../../rules/pages.ts';
import type { SarifRule } from '../report/sarif.ts';
import type { LoadedPlugin } from '../rule/plugin.ts';
import type { Rule, RulePage } from '../rule/rule.ts';
import { type EngineRule, engineRules } from './engine-rules.ts';
import { ruleUrl } from './rule-url.ts';

/** What SARIF tells about the rules, those of plug-ins included, and about what the engine itself reports. */
export function sarifRules(plugins: readonly LoadedPlugin[] = []): ReadonlyMap<string, SarifRule> {
  const all = [
    ...rules.map((rule) => describeRule(rule, pages.get(rule.name))),
    ...plugins.flatMap((plugin) => plugin.rules.map((rule) => describePluginRule(rule, plugin))),
    ...engineRules.map(describeEngineRule),
  ];
  return new Map(all.map((rule) => [rule.id, rule]));
}

function describePluginRule({ name, summary, severity }: Rule, plugin: LoadedPlugin): SarifRule {
  return { id: name, summary, severity, help: `${summary}\n\nA rule of the plug-in ${plugin.name}.` };
}

function describeRule(
  { name, severity, summary }: Pick<(typeof rules)[number], 'name' | 'severity' | 'summary'>,
  page: RulePage | undefined,
): SarifRule {
  const helpUri = ruleUrl(name) ?? page?.references.find((reference) => reference.startsWith('https://'));
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

function describeEngineRule({ name, severity, summary }: EngineRule): SarifRule {
  return { id: name, summary, severity, help: summary };
}
