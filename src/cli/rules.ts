import { rules } from '../core.ts';
import { stringifyJson } from '../report/json.ts';
import { singleLine } from '../report/terminal-text.ts';
import type { ExitStatus, Host } from './host.ts';
import { pluginRules } from './plugin-rules.ts';
import { ruleFixes } from './rule-fixes.ts';
import { ruleUrl } from './rule-url.ts';

/** `preplan rules`. */
export async function runRules(
  { format, plugins }: { readonly format: 'pretty' | 'json'; readonly plugins: boolean },
  host: Host,
): Promise<ExitStatus> {
  const ours = rules.map(({ name, severity, stage, summary }) => ({
    name,
    severity,
    stage,
    summary,
    fixable: ruleFixes.get(name) ?? [],
    docs: `docs/rules/${name}.md`,
    url: ruleUrl(name),
  }));
  const theirs = (await pluginRules(host, { plugins })).map(({ rule: { name, severity, stage, summary }, plugin }) => ({
    ...{ name, severity, stage, summary, plugin },
  }));
  const listed = [...ours, ...theirs].sort((a, b) => (a.name < b.name ? -1 : 1));
  if (format === 'json') {
    host.stdout.write(`${stringifyJson(listed, 2)}\n`);
    return 0;
  }
  const width = Math.max(...listed.map(({ name }) => name.length));
  for (const { name, severity, stage, summary, ...rest } of listed) {
    const from = 'plugin' in rest ? ` (plug-in ${rest.plugin})` : '';
    host.stdout.write(
      `${name.padEnd(width)}  ${severity.padEnd(7)}  ${stage.padEnd(8)}  ${singleLine(summary)}${from}\n`,
    );
  }
  host.stdout.write(`\n${listed.length} rules; preplan explain NAME tells more about one\n`);
  return 0;
}
