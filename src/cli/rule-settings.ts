import { rules } from '../core.ts';
import { CONFIGURATION_RULES, ENGINE_RULES } from '../lint/engine-rules.ts';
import type { LintSettings } from '../lint/lint.ts';
import { PreplanError } from '../node/preplan-error.ts';
import { nearest } from '../rule/describe.ts';
import type { Severity } from '../text/diagnostic.ts';
import type { LintArguments } from './arguments.ts';

/** What a comment may suppress. */
export function suppressibleRules(): readonly string[] {
  return [...rules.map((rule) => rule.name), ...CONFIGURATION_RULES];
}

/** What may be set. */
export function settableRules(): readonly string[] {
  return [...rules.map((rule) => rule.name), ...ENGINE_RULES];
}

/** What `--rule NAME=off|warning|error` and `--only NAME` ask for. */
export function ruleSettings({ rule, only }: Pick<LintArguments, 'rule' | 'only'>): LintSettings {
  const severities: Record<string, Severity | 'off'> = {};
  for (const setting of rule) {
    const equals = setting.indexOf('=');
    const name = equals === -1 ? setting : setting.slice(0, equals);
    checkName(name);
    severities[name] = severityOf(setting, equals === -1 ? undefined : setting.slice(equals + 1));
  }
  for (const name of only) checkName(name);
  return { severities, ...(only.length > 0 && { only }) };
}

function severityOf(setting: string, severity: string | undefined): Severity | 'off' {
  if (severity === 'off' || severity === 'warning' || severity === 'error') return severity;
  throw new PreplanError(`--rule ${setting} sets no severity; write --rule NAME=off, NAME=warning or NAME=error`);
}

function checkName(name: string): void {
  if (name === 'syntax-error') {
    throw new PreplanError('syntax-error cannot be set: what follows a syntax error is not checked; leave it out');
  }
  const names = settableRules();
  if (names.includes(name)) return;
  const known = nearest(name, names);
  throw new PreplanError(
    `there is no rule ${name}${known === undefined ? '' : `, did you mean ${known}?`}; preplan rules lists them`,
  );
}
