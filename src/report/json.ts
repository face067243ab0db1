import type { LintResult, MappingCoverage, SuppressedDiagnostic } from '../lint/lint.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { Position, SourceRange } from '../text/range.ts';
import { summarize } from './summary.ts';

/**
 * The report for programs, one line of JSON: the contract is `schemas/output.schema.json`. `quiet` leaves warnings out of
 * `diagnostics`; the summary still counts them. `showSuppressed` adds what comments suppress.
 */
export function formatJson(
  result: LintResult,
  { quiet, showSuppressed = false }: { readonly quiet: boolean; readonly showSuppressed?: boolean },
): string {
  const shown = result.diagnostics.filter(({ severity }) => severity === 'error' || !quiet);
  const output = {
    format_version: '1.0',
    diagnostics: shown.map(diagnosticJson),
    suppressed: showSuppressed ? (result.suppressed ?? []).map(suppressedJson) : undefined,
    mappings: result.mappings.map(mappingJson),
    summary: summarize(result),
  };
  return `${stringifyJson(output)}\n`;
}

/** JSON in which no control character is left raw: some terminals obey those above U+007E too. */
export function stringifyJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(
    /[\x7f-\x9f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function diagnosticJson(diagnostic: Diagnostic) {
  const { fix, related = [], assumptions = [] } = diagnostic;
  return {
    rule: diagnostic.rule,
    severity: diagnostic.severity,
    stage: diagnostic.stage,
    message: diagnostic.message,
    help: diagnostic.help,
    aws: diagnostic.aws,
    addresses: diagnostic.addresses,
    pointer: diagnostic.pointer,
    range: rangeJson(diagnostic.range),
    related:
      related.length === 0 ? undefined : related.map(({ message, range }) => ({ message, range: rangeJson(range) })),
    assumptions: assumptions.length === 0 ? undefined : assumptions,
    fix: fix && {
      title: fix.title,
      applicability: fix.applicability,
      edits: fix.edits.map(({ range, text }) => ({ range: rangeJson(range), text })),
    },
  };
}

function suppressedJson({ diagnostic, range, reason }: SuppressedDiagnostic) {
  return { ...diagnosticJson(diagnostic), suppression: { reason, range: rangeJson(range) } };
}

function mappingJson(mapping: MappingCoverage) {
  return {
    address: mapping.address,
    instances: mapping.instances,
    range: rangeJson(mapping.range),
    kinds: mapping.kinds,
    checked: mapping.checked,
    undetermined: mapping.undetermined.map(({ pointer, reason, range }) => ({
      pointer,
      reason,
      range: rangeJson(range),
    })),
  };
}

/** A range with its keys in the order of the contract. */
export function rangeJson({ filename, start, end }: SourceRange) {
  return { filename, start: positionJson(start), end: positionJson(end) };
}

function positionJson({ line, column, offset }: Position) {
  return { line, column, offset };
}
