import { rules } from '../core.ts';
import { severityOf } from '../lint/lint.ts';
import { parentPath, relativePath } from '../node/paths.ts';
import { stringifyJson } from '../report/json.ts';
import type { ExitStatus, Host } from './host.ts';
import type { SettingsOf } from './module-settings.ts';
import { settableRules } from './rule-settings.ts';

/** `preplan --print-config FILE`: the settings that hold for a file, which need not exist. */
export async function runPrintConfig(file: string, settingsOf: SettingsOf, host: Host): Promise<ExitStatus> {
  const filename = relativePath(file, host.workingDirectory);
  const { lint, config } = await settingsOf(parentPath(filename));
  const { plugins = [] } = lint;
  const all = [...rules, ...plugins.flatMap((plugin) => plugin.rules)];
  const own = new Map(all.map(({ name, severity }) => [name, severity]));
  const severities = (config?.rules.current ?? settableRules()).map((name) => {
    const fallback = own.get(name) ?? (name.endsWith('-suppression') ? 'warning' : 'error');
    return [name, severityOf({ name, own: fallback, filename }, lint) ?? 'off'];
  });
  const printed = {
    file: filename,
    configuration: config?.files ?? [],
    ignored: config?.isIgnored(filename) ?? false,
    requireReason: config?.requireReason ?? false,
    variables: config?.variables ?? {},
    variableFiles: config?.variableFiles ?? [],
    providerVersion: config?.providerVersion,
    plugins: plugins.map(({ name }) => name),
    rules: Object.fromEntries(severities.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))),
  };
  host.stdout.write(`${stringifyJson(printed, 2)}\n`);
  return 0;
}
