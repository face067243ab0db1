/**
 * Takes out of what was found what comments in the files ask to ignore, and adds what is wrong with these comments. This is
 * the last step, after everything that one run checks has been found: a module may be called from several places, and a
 * comment in it is of use when it is for one of them.
 */
import { nearest } from '../rule/describe.ts';
import type { Diagnostic, Severity } from '../text/diagnostic.ts';
import type { SourceRange, Span } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import { sortDiagnostics } from './arrange.ts';
import { FIXED_RULES } from './engine-rules.ts';
import type { LintResult } from './lint.ts';
import { currentName, type RuleNames } from './renamed-rules.ts';
import { type NamedRule, SUPPRESSION_RULES, type SuppressionRule } from './suppression-comments.ts';
import { findSuppressions, type Suppression } from './suppression-scopes.ts';

export interface SuppressionSettings {
  /** The day on which comments with `until=` are judged: `2026-11-25`. */
  readonly today: string;
  /** A comment that gives no reason suppresses nothing. */
  requiresReason(filename: string): boolean;
  /** The rules that a comment may name. */
  readonly rules: RuleNames;
  /** Those that are always told. */
  readonly unsuppressible: readonly string[];
  /** With which severity a rule, or one of the ids of suppressions, reports in a file; `undefined` when it is off. */
  severity(rule: string, filename: string): Severity | undefined;
  /** Whether all that uses the file has been checked; if not, nobody knows which comments are of no use. */
  isComplete(filename: string): boolean;
}

/** What a comment keeps from being reported. */
export interface SuppressedDiagnostic {
  readonly diagnostic: Diagnostic;
  readonly reason?: string;
  /** The comment. */
  readonly range: SourceRange;
}

export interface Unsuppressed {
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedDiagnostic[];
}

/** What no comment keeps from being reported. */
export const UNSUPPRESSIBLE_RULES: readonly string[] = [...FIXED_RULES, ...SUPPRESSION_RULES];

/** Whether everything about the mappings of a file was judged: what could not be may be what a comment is for. */
export function isChecked(filename: string, { mappings }: Pick<LintResult, 'mappings'>): boolean {
  const inFile = mappings.filter(({ range }) => range.filename === filename);
  return (inFile.length > 0 ? inFile : mappings).every(({ checked }) => checked === 'fully');
}

/** `files` may hold all files, or only those that hold the word of the comments. */
export function applySuppressions(
  diagnostics: readonly Diagnostic[],
  files: readonly SourceFile[],
  settings: SuppressionSettings,
): Unsuppressed {
  const suppressions = files.flatMap((file) => findSuppressions(file));
  const inForce = suppressions.filter((suppression) => isInForce(suppression, settings));
  const used = new Set<NamedRule>();
  const left: Diagnostic[] = [];
  const suppressed: SuppressedDiagnostic[] = [];
  for (const diagnostic of diagnostics) {
    const matches = settings.unsuppressible.includes(diagnostic.rule)
      ? []
      : inForce.flatMap((suppression) => {
          const rule = suppression.directive.rules.find(
            ({ name }) => (currentName(name, settings.rules) ?? name) === diagnostic.rule,
          );
          return rule !== undefined && isCovered(diagnostic, suppression) ? [{ suppression, rule }] : [];
        });
    for (const { rule } of matches) used.add(rule);
    const [match] = matches;
    if (match === undefined) {
      left.push(diagnostic);
      continue;
    }
    const { file, directive } = match.suppression;
    suppressed.push({
      diagnostic,
      range: file.range(directive),
      ...(directive.reason !== undefined && { reason: directive.reason }),
    });
  }
  const problems = suppressions.flatMap((suppression) => [...judge(suppression, used, settings)]);
  return { diagnostics: problems.length === 0 ? left : sortDiagnostics([...left, ...problems]), suppressed };
}

function isInForce({ file, directive, misplaced }: Suppression, settings: SuppressionSettings): boolean {
  if (directive.problem !== undefined || misplaced !== undefined) return false;
  if (directive.until !== undefined && directive.until.day < settings.today) return false;
  return directive.reason !== undefined || !settings.requiresReason(file.filename);
}

/** By the place that is marked, or by what a module call passes to the module that is marked. */
function isCovered({ range, related = [] }: Diagnostic, suppression: Suppression): boolean {
  if (isInside(range, suppression)) return true;
  return related.some((one) => isInside(one.range, suppression) && suppression.isInCall(one.range.start.offset));
}

function isInside({ filename, start, end }: SourceRange, { file, covers }: Suppression): boolean {
  if (filename !== file.filename) return false;
  if (covers.kind === 'lines')
    return start.offset <= covers.end && Math.max(end.offset, start.offset + 1) > covers.start;
  return covers.start <= start.offset && start.offset < Math.max(covers.end, covers.start + 1);
}

interface Words {
  readonly message: string;
  readonly help: string;
}

function* judge(
  suppression: Suppression,
  used: ReadonlySet<NamedRule>,
  settings: SuppressionSettings,
): Iterable<Diagnostic> {
  const { file, directive, misplaced } = suppression;
  const report = (rule: SuppressionRule, span: Span, words: Words): Diagnostic[] => {
    const severity = settings.severity(rule, file.filename);
    if (severity === undefined) return [];
    return [{ rule, severity, stage: 'validate', ...words, range: file.range(span), addresses: [] }];
  };
  const form = 'Write preplan-ignore: rule-name, another-rule until=2027-01-31 -- reason';
  const wrong = directive.problem ?? misplaced;
  if (wrong !== undefined) {
    const help = misplaced === undefined ? form : 'Move it to the top of the file';
    const message = `this comment ${wrong}, so that it suppresses nothing`;
    yield* report('invalid-suppression', directive, { message, help });
    return;
  }
  for (const rule of directive.rules) {
    const problem = nameProblem(rule.name, settings);
    if (problem !== undefined) yield* report('invalid-suppression', rule, problem);
    const name = currentName(rule.name, settings.rules);
    if (name === undefined || name === rule.name) continue;
    const message = `${rule.name} is called ${name} now; this comment holds for it up to the next major release`;
    yield* report('outdated-suppression', rule, { message, help: `Write ${name}` });
  }
  if (directive.until !== undefined && directive.until.day < settings.today) {
    const message = `this comment was good until ${directive.until.day}, so that it suppresses nothing any more`;
    yield* report('expired-suppression', directive.until, { message, help: 'Mend what it hides, or set another day' });
    return;
  }
  if (directive.reason === undefined && settings.requiresReason(file.filename)) {
    const message = 'this comment gives no reason, which the configuration requires, so that it suppresses nothing';
    yield* report('invalid-suppression', directive, { message, help: 'Add -- and the reason' });
    return;
  }
  if (!settings.isComplete(file.filename)) return;
  for (const rule of directive.rules) {
    const name = currentName(rule.name, settings.rules);
    if (used.has(rule) || name === undefined || settings.severity(name, file.filename) === undefined) continue;
    const message = `${rule.name} reports nothing here, so that there is nothing to ignore`;
    yield* report('unused-suppression', rule, { message, help: `Remove ${rule.name} from the comment` });
  }
}

function nameProblem(name: string, { rules, unsuppressible }: SuppressionSettings): Words | undefined {
  if (currentName(name, rules) !== undefined) return undefined;
  if (unsuppressible.includes(name)) {
    return { message: `${name} cannot be suppressed`, help: `Mend what ${name} reports` };
  }
  const known = nearest(name, rules.current);
  return {
    message: `there is no rule ${name} to ignore${known === undefined ? '' : `, did you mean ${known}?`}`,
    help: known === undefined ? 'See preplan rules for the names of all rules' : `Write ${known}`,
  };
}
