import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { sarifRules } from '../../src/cli/sarif-rules.ts';
import { ENGINE_RULES, FIXED_RULES } from '../../src/lint/engine-rules.ts';
import type { LintResult } from '../../src/lint/lint.ts';
import { formatSarif } from '../../src/report/sarif.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { EMPTY_RESULT, finding, HOSTILE, HOSTILE_RESULT } from './hostile-result.ts';

/** The official schema is of an older draft; what differs is only how it names itself. */
const { $schema: _draft, id: _id, ...official } = schema as Record<string, unknown>;
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false }).compile(
  official,
);

function sarif(result: LintResult, options: Partial<Parameters<typeof formatSarif>[1]> = {}) {
  const text = formatSarif(result, {
    version: '1.2.3',
    rules: sarifRules(),
    root: 'file:///work/',
    quiet: false,
    unread: [],
    ...options,
  });
  const log = JSON.parse(text);
  expect(validate(log), JSON.stringify(validate.errors, undefined, 1)).toBe(true);
  // What the schema cannot say.
  for (const run of log.runs) {
    for (const one of run.results) expect(run.tool.driver.rules[one.ruleIndex].id).toBe(one.ruleId);
  }
  return { text, log, run: log.runs[0] };
}

const only = (diagnostic: Diagnostic): LintResult => ({ ...EMPTY_RESULT, diagnostics: [diagnostic] });

test('nothing found is a valid run too', () => {
  expect(sarif(EMPTY_RESULT).run).toMatchObject({
    tool: { driver: { name: 'preplan', version: '1.2.3', rules: [] } },
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: true }],
    results: [],
  });
});

test('a finding with all that it has', () => {
  const file = new SourceFile('modules/ä b/main.tf', 'x = 1\ny = 2\n');
  const { run } = sarif(
    only({
      ...finding('error'),
      message: 'batch_size is 20000',
      aws: 'no',
      help: 'Write less',
      assumptions: ['var.x'],
      addresses: ['module.a["x"].aws_lambda_event_source_mapping.m[0]'],
      range: file.range({ start: 6, end: 11 }),
      related: [{ message: 'here', range: file.range({ start: 0, end: 5 }) }],
    }),
  );
  expect(run.originalUriBaseIds).toEqual({ '%SRCROOT%': { uri: 'file:///work/' } });
  expect(run.results).toEqual([
    {
      ruleId: 'value-out-of-range',
      ruleIndex: 0,
      level: 'error',
      message: { text: 'batch_size is 20000\nWhen: var.x\nAWS says: no\nWrite less\nShows at terraform apply' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'modules/%C3%A4%20b/main.tf', uriBaseId: '%SRCROOT%' },
            region: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 6, charOffset: 6, charLength: 5 },
          },
          logicalLocations: [
            { fullyQualifiedName: 'module.a["x"].aws_lambda_event_source_mapping.m[0]', kind: 'resource' },
          ],
        },
      ],
      relatedLocations: [
        {
          id: 0,
          message: { text: 'here' },
          physicalLocation: {
            artifactLocation: { uri: 'modules/%C3%A4%20b/main.tf', uriBaseId: '%SRCROOT%' },
            region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 6, charOffset: 0, charLength: 5 },
          },
        },
      ],
      partialFingerprints: {
        'preplan/v1': 'value-out-of-range module.a.aws_lambda_event_source_mapping.m /batch_size',
      },
      properties: { stage: 'apply', pointer: '/batch_size', assumptions: ['var.x'] },
    },
  ]);
  const [rule] = run.tool.driver.rules;
  expect(rule).toMatchObject({ id: 'value-out-of-range', defaultConfiguration: { enabled: true, level: 'error' } });
  expect(rule.help.markdown).toContain('preplan explain value-out-of-range');
  expect(rule.shortDescription.text).toBe(rules.find(({ name }) => name === 'value-out-of-range')?.summary);
});

test('fingerprints do not depend on lines, and tell findings apart', () => {
  const fingerprints = (...diagnostics: readonly Diagnostic[]) =>
    sarif({ ...EMPTY_RESULT, diagnostics }).run.results.map(
      (one: { partialFingerprints: object }) => one.partialFingerprints,
    );
  const moved = new SourceFile(HOSTILE, '\n\n\nx = 1\n').range({ start: 3, end: 4 });
  expect(fingerprints(finding('error', { range: moved }))).toEqual(fingerprints(finding('error')));
  const [first, second, third] = fingerprints(
    finding('error'),
    finding('error', { pointer: '/topics' }),
    finding('error'),
  );
  expect(new Set([first, second, third].map((one) => JSON.stringify(one))).size).toBe(3);
});

test('nothing breaks out: what a file says stays inside of strings, and is no link', () => {
  const { text, run } = sarif(HOSTILE_RESULT);
  expect(text).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]/);
  const [error] = run.results;
  expect(error.message.text).toContain('\\[l](https://e.example) {{0}}');
  const { uri } = error.locations[0].physicalLocation.artifactLocation;
  expect(uri).toMatch(/^[\w%.!~*'()/-]+$/);
});

test('a suppressed finding says why, and does not count', () => {
  const [one] = sarif(HOSTILE_RESULT).run.results.filter((found: object) => 'suppressions' in found);
  expect(one.suppressions).toEqual([
    expect.objectContaining({ kind: 'inSource', status: 'accepted', justification: HOSTILE }),
  ]);
});

test('warnings may be left out; what could not be read is told', () => {
  expect(sarif(HOSTILE_RESULT).run.results).toHaveLength(4);
  const { run } = sarif(HOSTILE_RESULT, { quiet: true, unread: [{ path: 'a b.tf', why: 'permission denied' }] });
  expect(run.results).toHaveLength(3);
  expect(run.invocations).toEqual([
    {
      executionSuccessful: false,
      toolExecutionNotifications: [
        expect.objectContaining({ message: { text: 'a b.tf cannot be read: permission denied' } }),
      ],
    },
  ]);
});

test('paths outside of the root', () => {
  const uri = (filename: string) =>
    sarif(only(finding('error', { range: new SourceFile(filename, 'x').range({ start: 0, end: 1 }) }))).run.results[0]
      .locations[0].physicalLocation.artifactLocation;
  expect(uri('../x/main.tf')).toEqual({ uri: '../x/main.tf', uriBaseId: '%SRCROOT%' });
  expect(uri('/x y/main.tf')).toEqual({ uri: 'file:///x%20y/main.tf' });
  expect(uri('D:/x/main.tf')).toEqual({ uri: 'file:///D%3A/x/main.tf' });
});

describe('the description of the rules', () => {
  test('covers every rule and id, each with a text, and links that are URIs', () => {
    const described = sarifRules();
    for (const name of [...rules.map((rule) => rule.name), ...ENGINE_RULES, ...FIXED_RULES]) {
      expect(described.get(name)?.help).toBeTruthy();
    }
    for (const { helpUri } of described.values())
      if (helpUri !== undefined) expect(new URL(helpUri).protocol).toBe('https:');
    const linked = [...described.values()].filter(({ helpUri }) => helpUri !== undefined);
    expect(linked.length).toBeGreaterThan(50);
  });
});
