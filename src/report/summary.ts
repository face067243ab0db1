import type { LintResult, MappingCoverage } from '../lint/lint.ts';
import { argumentName } from '../rule/describe.ts';
import { singleLine } from './terminal-text.ts';

/** The figures of a run; the keys are those of the JSON output. */
export interface Summary {
  readonly files: number;
  readonly mappings: number;
  readonly fully_checked: number;
  readonly partly_checked: number;
  readonly errors: number;
  readonly warnings: number;
  /** Absent when nothing is suppressed. */
  readonly suppressed?: number;
}

export function summarize({ diagnostics, mappings, files, suppressed = [] }: LintResult): Summary {
  const fully = mappings.filter((mapping) => mapping.checked === 'fully').length;
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
  return {
    files,
    mappings: mappings.length,
    fully_checked: fully,
    partly_checked: mappings.length - fully,
    errors,
    warnings: diagnostics.length - errors,
    ...(suppressed.length > 0 && { suppressed: suppressed.length }),
  };
}

/** How many different reasons the closing line names. */
const REASONS = 2;

/**
 * The closing line, without a line feed: what was covered, why some of it only partly, and what was found, as in
 * `3 mappings: 2 fully checked, 1 partly (event_source_arn unknown: var.arn has no value) · 1 error, 0 warnings`.
 */
export function formatSummary(result: LintResult, { warningsHidden }: { readonly warningsHidden: boolean }): string {
  const summary = summarize(result);
  const hidden = warningsHidden && summary.warnings > 0 ? ' (not shown)' : '';
  const found = `${count(summary.errors, 'error')}, ${count(summary.warnings, 'warning')}${hidden}`;
  const suppressed = summary.suppressed === undefined ? '' : `, ${summary.suppressed} suppressed`;
  return `${coverage(result, summary)} · ${found}${suppressed}`;
}

function coverage({ mappings }: LintResult, summary: Summary): string {
  if (summary.mappings === 0) return `no mappings in ${count(summary.files, 'file')}`;
  const partly = summary.partly_checked === 0 ? '' : `, ${summary.partly_checked} partly${because(mappings)}`;
  return `${count(summary.mappings, 'mapping')}: ${summary.fully_checked} fully checked${partly}`;
}

/** The most frequent reasons for a partial check, in parentheses. */
function because(mappings: readonly MappingCoverage[]): string {
  const frequency = new Map<string, number>();
  for (const mapping of mappings) {
    const texts = mapping.undetermined.map(({ pointer, reason }) =>
      singleLine(pointer === '' ? reason : `${argumentName(pointer)} unknown: ${reason}`),
    );
    for (const text of new Set(texts)) frequency.set(text, (frequency.get(text) ?? 0) + 1);
  }
  if (frequency.size === 0) return '';
  const sorted = [...frequency].sort(([, a], [, b]) => b - a).map(([text]) => text);
  const more = sorted.length > REASONS ? [`${count(sorted.length - REASONS, 'more reason')}`] : [];
  return ` (${[...sorted.slice(0, REASONS), ...more].join('; ')})`;
}

/** `1 error`, `2 errors`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
