import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { LintResult } from '../../src/lint/lint.ts';
import { formatJunit } from '../../src/report/junit.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { EMPTY_RESULT, finding, HOSTILE_RESULT } from './hostile-result.ts';

const OPTIONS = { quiet: false, time: '2026-11-25T12:00:00.000Z' };

const file = new SourceFile('m/main.tf', 'x = 1\ny = 2\n');
const range = file.range({ start: 6, end: 11 });
const mapping = (name: string) => ({
  address: `aws_lambda_event_source_mapping.${name}`,
  instances: 1,
  range,
  kinds: [],
  checked: 'fully' as const,
  undetermined: [],
});
const plain = { message: 'b is 2', range, related: [], aws: undefined, help: 'less', assumptions: undefined };
const RESULT = {
  ...EMPTY_RESULT,
  diagnostics: [
    finding('error', { ...plain, addresses: ['aws_lambda_event_source_mapping.bad["x"]'] } as object),
    finding('warning', { ...plain, addresses: ['aws_lambda_event_source_mapping.odd'] } as object),
    finding('error', { ...plain, addresses: [], rule: 'syntax-error' } as object),
  ],
  mappings: [mapping('bad'), mapping('good'), mapping('odd')],
} satisfies LintResult;

test('a test for each mapping, and for what is wrong elsewhere', () => {
  const failure = (rule: string) =>
    `      <failure message="b is 2" type="${rule}">error: b is 2 [${rule}]\nm/main.tf:2:1\nhelp: less\nshows at: terraform apply</failure>\n`;
  expect(formatJunit(RESULT, OPTIONS)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="m/main.tf" package="preplan" id="0" timestamp="2026-11-25T12:00:00" hostname="localhost" tests="4" failures="2" errors="0" time="0">
    <properties>
      <property name="warnings" value="1"/>
    </properties>
    <testcase name="aws_lambda_event_source_mapping.bad" classname="m/main.tf" time="0">
${failure('value-out-of-range')}    </testcase>
    <testcase name="aws_lambda_event_source_mapping.good" classname="m/main.tf" time="0"/>
    <testcase name="aws_lambda_event_source_mapping.odd" classname="m/main.tf" time="0"/>
    <testcase name="syntax-error" classname="m/main.tf" time="0">
${failure('syntax-error')}    </testcase>
    <system-out>warning: b is 2 [value-out-of-range]\nm/main.tf:2:1\nhelp: less\nshows at: terraform apply</system-out>
    <system-err></system-err>
  </testsuite>
</testsuites>
`);
});

test('several errors of one mapping are one failure', () => {
  const [error] = RESULT.diagnostics;
  if (error === undefined) throw new Error('no error');
  const text = formatJunit({ ...RESULT, diagnostics: [error, { ...error, message: 'c is 3' }] }, OPTIONS);
  expect(text).toContain('<failure message="b is 2 (and 1 more)"');
  expect(text).toContain('error: c is 3');
});

test('nothing breaks out', () => {
  const text = formatJunit(HOSTILE_RESULT, OPTIONS);
  expect(text).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff\ufffe\uffff]/);
  expect(
    text
      .match(/<(?!\/|\?)[^ >/]+/g)
      ?.filter(
        (tag) => !/^<(testsuites|testsuite|properties|property|testcase|failure|system-out|system-err)$/.test(tag),
      ),
  ).toEqual([]);
});

const xmllint = spawnSync('xmllint', ['--version']).status === 0;

describe.skipIf(!xmllint)('as a consumer reads it (skipped: xmllint is not installed)', () => {
  test.each([
    ['nothing', EMPTY_RESULT],
    ['a result', RESULT],
    ['hostile texts', HOSTILE_RESULT],
  ])('%s fits the schema', (_, result) => {
    const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', 'test/report/junit.xsd', '-'], {
      input: formatJunit(result, OPTIONS),
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '- validates\n' });
  });

  test('the schema refuses what does not fit', () => {
    const { status } = spawnSync('xmllint', ['--noout', '--schema', 'test/report/junit.xsd', '-'], {
      input: formatJunit(RESULT, OPTIONS).replace('<testcase name=', '<testcase title='),
    });
    expect(status).not.toBe(0);
  });
});
