import { rules } from '../core.ts';
import { ownSeverities } from '../lint/engine-rules.ts';
import { type LintResult, severityOf } from '../lint/lint.ts';
import { RENAMED_RULES } from '../lint/renamed-rules.ts';
import { applySuppressions, isChecked, UNSUPPRESSIBLE_RULES, type Unsuppressed } from '../lint/suppressions.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { ModuleSettings } from './module-settings.ts';
import { suppressibleRules } from './rule-settings.ts';

export interface SuppressRequest {
  readonly result: LintResult;
  /** The files that hold suppression comments. */
  readonly files: readonly SourceFile[];
  /** The time, in RFC 3339. */
  readonly time: string;
  settingsOf(filename: string): ModuleSettings;
}

/** What is left when the comments in the files are obeyed, with what is wrong with them. */
export function suppress({ result, files, time, settingsOf }: SuppressRequest): Unsuppressed {
  const all = [...new Set(files.map(({ filename }) => settingsOf(filename)))];
  const ownIn = ({ lint: { plugins = [] } }: ModuleSettings) =>
    ownSeverities([...rules, ...plugins.flatMap((plugin) => plugin.rules)]);
  const own = new Map(all.map((settings) => [settings, ownIn(settings)]));
  return applySuppressions(result.diagnostics, files, {
    today: time.slice(0, 'YYYY-MM-DD'.length),
    requiresReason: (filename) => settingsOf(filename).config?.requireReason ?? false,
    rules: {
      current: suppressibleRules(all.flatMap(({ lint }) => lint.plugins ?? [])),
      renamed: RENAMED_RULES,
      ...(all.some(({ config }) => config?.rules.others) && { others: true }),
    },
    unsuppressible: UNSUPPRESSIBLE_RULES,
    severity(name, filename) {
      const settings = settingsOf(filename);
      const severity = own.get(settings)?.get(name);
      return severity && severityOf({ name, own: severity, filename }, settings.lint);
    },
    isComplete: (filename) => isChecked(filename, result),
  });
}
