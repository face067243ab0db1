import { rules } from '../core.ts';
import { CONFIGURATION_RULES, ENGINE_RULES } from '../lint/engine-rules.ts';
import type { LintSettings } from '../lint/lint.ts';
import { currentName, RENAMED_RULES, type RuleNames, renaming } from '../lint/renamed-rules.ts';
import { PreplanError } from '../node/preplan-error.ts';
import { nearest } from '../rule/describe.ts';
import type { LoadedPlugin } from '../rule/plugin.ts';
import type { Severity } from '../text/diagnostic.ts';
import type { LintArguments } from './arguments.ts';

/** What a comment may suppress: our rules, and those of plug-ins. */
export function suppressibleRules(plugins: readonly LoadedPlugin[]): readonly string[] {
  return [...rules, ...plugins.flatMap((plugin) => plugin.rules)].map(({ name }) => name).concat(CONFIGURATION_RULES);
}

/** What may be set. */
export function settableRules(): readonly string[] {
  return [...rules.map((rule) => rule.name), ...ENGINE_RULES];
}

/** What may be set, and what it was called before. */
export function ruleNames(): RuleNames {
  return { current: settableRules(), renamed: RENAMED_RULES };
}

export interface RuleSettings {
  readonly settings: Pick<LintSettings, 'severities' | 'only'>;
  readonly warnings: readonly string[];
}

/** The names that no rule of ours has or had; rules of plug-ins may. */
export function foreignNames({ rule, only }: Pick<LintArguments, 'rule' | 'only'>): readonly string[] {
  const names = ruleNames();
  return [...rule.map((setting) => setting.split('=', 1)[0] ?? ''), ...only].filter(
    (name) => currentName(name, names) === undefined,
  );
}

/** Refuses names that none of these has. */
export function checkNames(given: readonly string[], all: readonly RuleNames[]): void {
  for (const name of given) {
    if (all.every((names) => currentName(name, names) === undefined)) throw noRule(name, all);
  }
}

/** What `--rule NAME=off|warning|error` and `--only NAME` ask for. */
export function ruleSettings({ rule, only }: Pick<LintArguments, 'rule' | 'only'>, names = ruleNames): RuleSettings {
  const severities: Record<string, Severity | 'off'> = {};
  const warnings = new Set<string>();
  const read = (option: string, written: string): string => {
    const name = nameOf(written, names());
    if (name !== written) warnings.add(`${option}: ${renaming({ from: written, to: name })}`);
    return name;
  };
  for (const setting of rule) {
    const equals = setting.indexOf('=');
    const name = read(`--rule ${setting}`, equals === -1 ? setting : setting.slice(0, equals));
    severities[name] = severityOf(setting, equals === -1 ? undefined : setting.slice(equals + 1));
  }
  const onlyThese = only.map((name) => read(`--only ${name}`, name));
  return { settings: { severities, ...(only.length > 0 && { only: onlyThese }) }, warnings: [...warnings] };
}

function severityOf(setting: string, severity: string | undefined): Severity | 'off' {
  if (severity === 'off' || severity === 'warning' || severity === 'error') return severity;
  throw new PreplanError(`--rule ${setting} sets no severity; write --rule NAME=off, NAME=warning or NAME=error`);
}

/** The name that the rule has now. */
function nameOf(name: string, names: RuleNames): string {
  if (name === 'syntax-error') {
    throw new PreplanError('syntax-error cannot be set: what follows a syntax error is not checked; leave it out');
  }
  const current = currentName(name, names);
  if (current !== undefined) return current;
  throw noRule(name, [names]);
}

function noRule(name: string, all: readonly RuleNames[]): PreplanError {
  const known = nearest(name, [...new Set(all.flatMap(({ current }) => current))]);
  return new PreplanError(
    `there is no rule ${name}${known === undefined ? '' : `, did you mean ${known}?`}; preplan rules lists them`,
  );
}
