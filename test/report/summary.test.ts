import { expect, test } from 'vitest';
import type { LintResult, MappingCoverage } from '../../src/lint/lint.ts';
import { formatSummary } from '../../src/report/summary.ts';
import { SourceFile } from '../../src/text/source-file.ts';

const range = new SourceFile('main.tf', '').range({ start: 0, end: 0 });

function mapping(...unknown: readonly (readonly [argument: string, reason: string])[]): MappingCoverage {
  return {
    address: 'aws_lambda_event_source_mapping.m',
    instances: 1,
    range,
    kinds: [],
    checked: unknown.length === 0 ? 'fully' : 'partly',
    undetermined: unknown.map(([argument, reason]) => ({
      pointer: argument === '' ? '' : `/${argument}`,
      reason,
      range,
    })),
  };
}

function summary(...mappings: readonly MappingCoverage[]): string {
  const result: LintResult = { diagnostics: [], mappings, files: 2, internalErrors: 0 };
  return formatSummary(result, { warningsHidden: false });
}

test('a run without mappings says how many files were looked at', () => {
  expect(summary()).toBe('no mappings in 2 files · 0 errors, 0 warnings');
});

test('what was fully checked needs no reason', () => {
  expect(summary(mapping(), mapping())).toBe('2 mappings: 2 fully checked · 0 errors, 0 warnings');
});

test('the reason for a partial check is named', () => {
  expect(summary(mapping(), mapping(), mapping(['event_source_arn', 'var.arn has no value']))).toBe(
    '3 mappings: 2 fully checked, 1 partly (event_source_arn unknown: var.arn has no value) · 0 errors, 0 warnings',
  );
});

test('of many reasons the most frequent two are named, one that is about the whole mapping without an argument', () => {
  const text = summary(
    mapping(['batch_size', 'var.a has no value'], ['topics', 'var.b has no value']),
    mapping(['topics', 'var.b has no value'], ['', 'for_each is not known']),
    mapping(['', 'for_each is not known'], ['filter_criteria/0/filter', 'var.c has no value']),
  );
  expect(text).toBe(
    '3 mappings: 0 fully checked, 3 partly (topics unknown: var.b has no value; for_each is not known; 2 more reasons) · 0 errors, 0 warnings',
  );
});
