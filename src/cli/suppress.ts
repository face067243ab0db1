import { rules } from '../core.ts';
import { ENGINE_RULES, FIXED_RULES } from '../lint/engine-rules.ts';
import { type LintResult, severityOf } from '../lint/lint.ts';
import { RENAMED_RULES } from '../lint/renamed-rules.ts';
import { SUPPRESSION_RULES } from '../lint/suppression-comments.ts';
import { applySuppressions, type Unsuppressed } from '../lint/suppressions.ts';
import type { Severity } from '../text/diagnostic.ts';
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
    new Map<string, Severity | 'off'>([
      ...ENGINE_RULES.map((name) => [name, 'warning'] as const),
      ...[...rules, ...plugins.flatMap((plugin) => plugin.rules)].map(
        ({ name, severity }) => [name, severity] as const,
      ),
    ]);
  const own = new Map(all.map((settings) => [settings, ownIn(settings)]));
  return applySuppressions(result.diagnostics, files, {
    today: time.slice(0, 'YYYY-MM-DD'.length),
    requiresReason: (filename) => settingsOf(filename).config?.requireReason ?? false,
    rules: {
      current: suppressibleRules(all.flatMap(({ lint }) => lint.plugins ?? [])),
      renamed: RENAMED_RULES,
      ...(all.some(({ config }) => config?.rules.others) && { others: true }),
    },
    unsuppressible: [...FIXED_RULES, ...SUPPRESSION_RULES],
    severity(name, filename) {
      const settings = settingsOf(filename);
      const severity = own.get(settings)?.get(name);
      return severity && severityOf({ name, own: severity, filename }, settings.lint);
    },
    // What could not be judged may be what a comment is for.
    isComplete(filename) {
      const inFile = result.mappings.filter(({ range }) => range.filename === filename);
      return (inFile.length > 0 ? inFile : result.mappings).every(({ checked }) => checked === 'fully');
    },
  });
}
