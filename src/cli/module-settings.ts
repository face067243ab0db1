import type { LintSettings } from '../lint/lint.ts';
import type { RuleNames } from '../lint/renamed-rules.ts';
import type { LoadedConfig } from '../node/config-file.ts';
import { findConfig } from '../node/config-search.ts';
import { relativePath } from '../node/paths.ts';
import { singleLine } from '../report/terminal-text.ts';
import type { VariableOption } from '../terraform/variable-values.ts';
import type { LintArguments } from './arguments.ts';
import type { Host } from './host.ts';
import { ruleNames, ruleSettings } from './rule-settings.ts';

/** What holds for one module: its configuration, and the arguments, which go before it. */
export interface ModuleSettings {
  readonly lint: LintSettings;
  /** Values of variables from the configuration. */
  readonly variables: readonly VariableOption[];
  /** Absent when there is none. */
  readonly config?: LoadedConfig;
}

/** The settings of each module, which are looked for once. */
export type SettingsOf = (directory: string) => Promise<ModuleSettings>;

export function moduleSettings(
  given: Pick<LintArguments, 'rule' | 'only' | 'config'> & Partial<Pick<LintArguments, 'plugins'>>,
  host: Host,
  names = ruleNames,
): SettingsOf {
  const { workingDirectory } = host;
  // A name that is not ours may be that of a plug-in, which is known later.
  const { settings: asked, warnings } = ruleSettings(given, () => ({ ...names(), others: true }));
  const flags: LintSettings = { ...asked, now: () => host.time() };
  const told = new Set<string>();
  const warn = (warning: string) => {
    if (!told.has(warning)) host.stderr.write(`preplan: ${singleLine(warning)}\n`);
    told.add(warning);
  };
  warnings.forEach(warn);
  const plain: ModuleSettings = { lint: flags, variables: [] };
  const byConfig = new Map<string, ModuleSettings>();

  async function load(path: string): Promise<ModuleSettings> {
    const known = byConfig.get(path);
    if (known !== undefined) return known;
    const { loadConfig } = await import('../node/config-file.ts');
    const config = await loadConfig(path, { workingDirectory, rules: names(), plugins: given.plugins ?? true });
    config.warnings.forEach(warn);
    const { severities = {}, ...rest } = flags;
    const overrides = [...config.overrides, { matches: () => true, severities }];
    const settings: ModuleSettings = {
      lint: { ...rest, overrides, ...(config.plugins.length > 0 && { plugins: config.plugins }) },
      variables: variableOptions(config),
      config,
    };
    byConfig.set(path, settings);
    return settings;
  }

  return async (directory) => {
    if (given.config !== undefined) return load(relativePath(given.config, workingDirectory));
    const path = findConfig(directory, workingDirectory);
    return path === undefined ? plain : load(path);
  };
}

/** What may be set in modules with these settings. */
export function namesIn(settings: readonly ModuleSettings[]): readonly RuleNames[] {
  return [ruleNames(), ...settings.flatMap(({ config }) => config?.rules ?? [])];
}

/** Files first, as weaker than values. */
function variableOptions({ variableFiles, variables }: LoadedConfig): readonly VariableOption[] {
  return [
    ...variableFiles.map((path) => ({ kind: 'file' as const, path })),
    ...Object.entries(variables).map(([name, value]) => ({
      kind: 'value' as const,
      name,
      text: expressionText(value),
    })),
  ];
}

/** As it would be given to `--var`: a string as it is, anything else as an expression. */
function expressionText(value: unknown): string {
  if (typeof value === 'string') return value;
  // In JSON text a template would start where in JSON it is text.
  return JSON.stringify(value).replace(/[$%](?=\{)/g, (marker) => marker + marker);
}
