import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import type { LintResult } from '../../src/lint/lint.ts';
import { formatJson } from '../../src/report/json.ts';
import { SourceFile } from '../../src/text/source-file.ts';

const schema: object = JSON.parse(readFileSync('schemas/output.schema.json', 'utf8'));
const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);

const file = new SourceFile('modules/worker/main.tf', 'a = 1\nb = 2\n');
const range = file.range({ start: 6, end: 11 });

const FULL: LintResult = {
  diagnostics: [
    {
      rule: 'value-out-of-range',
      severity: 'error',
      stage: 'apply',
      message: 'b is 2',
      aws: 'no',
      help: 'set it to 1',
      range,
      related: [{ message: 'default', range }],
      addresses: ['module.worker["eu"].aws_lambda_event_source_mapping.m'],
      pointer: '/b',
      assumptions: ['var.env == "prod"'],
      fix: { title: 'Set b to 1', applicability: 'safe', edits: [{ range, text: 'b = 1' }] },
    },
    {
      rule: 'syntax-error',
      severity: 'warning',
      stage: 'validate',
      message: 'x\u009b2J',
      range,
      addresses: [],
      related: [],
    },
  ],
  mappings: [
    {
      address: 'aws_lambda_event_source_mapping.m',
      instances: 0,
      range,
      kinds: ['sqs-standard'],
      checked: 'partly',
      undetermined: [{ pointer: '/event_source_arn', reason: 'var.arn has no value', range }],
    },
  ],
  files: 1,
  internalErrors: 0,
};

test('the output is one line, and what the schema says', () => {
  const text = formatJson(FULL, { quiet: false });
  expect(text.endsWith('}\n')).toBe(true);
  expect(text.indexOf('\n')).toBe(text.length - 1);
  validate(JSON.parse(text));
  expect(validate.errors).toBeNull();
});

test('keys stand in the order of the contract, and absent ones are left out', () => {
  const { diagnostics, mappings, summary } = JSON.parse(formatJson(FULL, { quiet: false }));
  expect(Object.keys(diagnostics[0])).toEqual([
    'rule',
    'severity',
    'stage',
    'message',
    'help',
    'aws',
    'addresses',
    'pointer',
    'range',
    'related',
    'assumptions',
    'fix',
  ]);
  expect(Object.keys(diagnostics[1])).toEqual(['rule', 'severity', 'stage', 'message', 'addresses', 'range']);
  expect(Object.keys(mappings[0])).toEqual(['address', 'instances', 'range', 'kinds', 'checked', 'undetermined']);
  expect(diagnostics[0].range).toEqual({
    filename: 'modules/worker/main.tf',
    start: { line: 2, column: 1, offset: 6 },
    end: { line: 2, column: 6, offset: 11 },
  });
  expect(summary).toEqual({ files: 1, mappings: 1, fully_checked: 0, partly_checked: 1, errors: 1, warnings: 1 });
});

test('quiet leaves warnings out and counts them all the same', () => {
  const { diagnostics, summary } = JSON.parse(formatJson(FULL, { quiet: true }));
  expect(diagnostics.map((diagnostic: { rule: string }) => diagnostic.rule)).toEqual(['value-out-of-range']);
  expect(summary.warnings).toBe(1);
});

test('control characters that JSON allows are escaped', () => {
  const text = formatJson(FULL, { quiet: false });
  expect(text).not.toMatch(/[\x7f-\x9f]/);
  expect(JSON.parse(text).diagnostics[1].message).toBe('x\u009b2J');
});
