/**
 * The library: Terraform files as texts in, what is wrong with their mappings out. It is synchronous, reads nothing, writes
 * nothing and needs neither Node nor a DOM, so that it runs in editors, on servers and in browsers alike. Input that is wrong
 * gives diagnostics; nothing throws.
 */
import * as core from './core.ts';
import { CONFIGURATION_RULES, ownSeverities } from './lint/engine-rules.ts';
import { type LintResult, severityOf } from './lint/lint.ts';
import { RENAMED_RULES } from './lint/renamed-rules.ts';
import { applySuppressions, isChecked, UNSUPPRESSIBLE_RULES } from './lint/suppressions.ts';
import type { Rule } from './rule/rule.ts';
import { bundledFunctions } from './terraform/bundled-functions.ts';
import { sourceFolder } from './terraform/called-module.ts';
import { isModuleFile } from './terraform/file-selection.ts';
import { memoryFileSystem } from './terraform/memory-file-system.ts';
import { moduleLoader } from './terraform/module-loader.ts';
import type { Severity } from './text/diagnostic.ts';
import { SourceFile } from './text/source-file.ts';

export type { LintResult, MappingCoverage, SuppressedDiagnostic } from './lint/lint.ts';
export type { Diagnostic, Fix, RelatedInformation, Severity, Stage } from './text/diagnostic.ts';
export type { TextEdit } from './text/edit.ts';
export type { Position, SourceRange } from './text/range.ts';

export interface Settings {
  /** Severities of single rules by name, where they are not to be the rules' own. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
  /** When given, only these rules report, and syntax errors. */
  readonly only?: readonly string[];
  /** The version of hashicorp/aws that will run (`6.2.0`), where no lock file says it. */
  readonly providerVersion?: string;
  /** The time, in RFC 3339; without it nothing that depends on the time is judged, and no comment expires. */
  readonly now?: string;
}

export interface TextToLint extends Settings {
  /** The name that ranges bear; one that ends in `.json` is read in JSON syntax. */
  readonly filename: string;
  readonly text: string;
}

export interface FilesToLint extends Settings {
  /**
   * Texts by relative path (`modules/worker/main.tf`), `/` on every system: modules, and what they read (`terraform.tfvars`,
   * `.terraform.lock.hcl`, templates). A file that is not here is unknown to the functions that read it.
   */
  readonly files: Readonly<Record<string, string>>;
  /** Values for variables of root modules, as `--var NAME=VALUE` takes them. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** What `preplan rules` lists; a rule that is `off` is advice, which `severities` switches on. */
export const rules: readonly Pick<Rule, 'name' | 'summary' | 'severity' | 'stage'>[] = core.rules.map(
  ({ name, summary, severity, stage }) => ({ name, summary, severity, stage }),
);

/** Lints one text as a module of its own. */
export function lintText({ filename, text, ...settings }: TextToLint): LintResult {
  const result = core.lintText({ filename, text, functions: bundledFunctions(() => false), ...settings });
  return withoutSuppressed(result, [new SourceFile(filename, text)], settings);
}

/** Lints all modules among the files. A module that others of them call is judged by these calls, as Terraform runs it. */
export function lintFiles({ files, variables = {}, ...settings }: FilesToLint): LintResult {
  const fileSystem = memoryFileSystem(files);
  const directories = new Set(Object.keys(files).flatMap(moduleDirectory));
  const result = core.lintModules({
    ...settings,
    fileSystem,
    modules: [...directories].map((directory) => ({ directory, called: false, named: true })),
    callersOf: callersAmong(directories, fileSystem),
    functions: bundledFunctions(({ path }) => 'text' in fileSystem.readFile(path)),
    variables: {
      environment: {},
      options: Object.entries(variables).map(([name, text]) => ({ kind: 'value', name, text })),
    },
  });
  const sources = Object.entries(files).map(([path, text]) => new SourceFile(path.replace(/^\.\//, ''), text));
  return withoutSuppressed(result, sources, settings);
}

/** Lints a plan as `terraform show -json` prints it; `error` says what is wrong with a text that is no plan, to follow its name. */
export function lintPlan({ filename, text, ...settings }: TextToLint): LintResult | { readonly error: string } {
  return core.lintPlan(new SourceFile(filename, text), settings);
}

function moduleDirectory(path: string): readonly string[] {
  const slash = path.lastIndexOf('/');
  if (!isModuleFile(path.slice(slash + 1))) return [];
  return [slash === -1 ? '.' : path.slice(0, slash).replace(/^\.\//, '')];
}

function callersAmong(
  directories: ReadonlySet<string>,
  fileSystem: core.LintRequest['fileSystem'],
): (directory: string) => readonly string[] {
  const loader = moduleLoader(fileSystem, { check: () => ({ words: [] }) });
  const callers = new Map<string, string[]>();
  for (const directory of directories) {
    for (const declaration of loader.load(directory)?.module.calls.values() ?? []) {
      const names = [declaration.name];
      const called = sourceFolder({ declaration, directory, names, root: directory, loader });
      if (called === undefined || called === directory) continue;
      callers.set(called, [...(callers.get(called) ?? []), directory]);
    }
  }
  return (directory) => callers.get(directory) ?? [];
}

/** Obeys the comments in the files, and reports what is wrong with them. */
function withoutSuppressed(result: LintResult, files: readonly SourceFile[], settings: Settings): LintResult {
  const own = ownSeverities(rules);
  const obeyed = applySuppressions(result.diagnostics, files, {
    today: settings.now?.slice(0, 'YYYY-MM-DD'.length) ?? '',
    requiresReason: () => false,
    rules: { current: [...rules.map(({ name }) => name), ...CONFIGURATION_RULES], renamed: RENAMED_RULES },
    unsuppressible: UNSUPPRESSIBLE_RULES,
    severity(name, filename) {
      const severity = own.get(name);
      return severity && severityOf({ name, own: severity, filename }, settings);
    },
    isComplete: (filename) => isChecked(filename, result),
  });
  return { ...result, ...obeyed };
}
