import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lintFiles, lintPlan, lintText, rules } from '../src/index.ts';

const MAPPING = `resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
  function_name    = "orders"
  batch_size       = var.size
}
`;

const names = ({ diagnostics }: { readonly diagnostics: readonly { readonly rule: string }[] }) =>
  diagnostics.map(({ rule }) => rule);

const found = (result: ReturnType<typeof lintFiles>) =>
  result.diagnostics.map(({ rule, range }) => `${range.filename}:${range.start.line} ${rule}`);

describe('a text', () => {
  it('is a module of its own, with the functions of the language', () => {
    const text = MAPPING.replace('var.size', 'parseint(regex("[0-9]+", "up to 20000"), 10)');
    const [diagnostic] = lintText({ filename: 'live/main.tf', text }).diagnostics;
    expect(diagnostic).toMatchObject({
      rule: 'value-out-of-range',
      severity: 'error',
      message: expect.stringContaining('20000'),
      pointer: '/batch_size',
      range: { filename: 'live/main.tf', start: { line: 4, column: 22 } },
    });
  });

  it('with what cannot be parsed still has a result', () => {
    expect(names(lintText({ filename: 'main.tf', text: `${MAPPING}x = [` }))).toContain('syntax-error');
  });
});

describe('comments', () => {
  const text = MAPPING.replace('var.size', '20000 # preplan-ignore: value-out-of-range until=2026-12-31 -- because');

  it('are obeyed, and say so', () => {
    const result = lintText({ filename: 'main.tf', text });
    expect(names(result)).toEqual([]);
    expect(result.suppressed).toMatchObject([{ reason: 'because', diagnostic: { rule: 'value-out-of-range' } }]);
  });

  it('expire where the time is given', () => {
    const [before, after] = ['2026-12-31T23:00:00Z', '2027-01-01T00:00:00Z'].map((now) =>
      lintText({ filename: 'main.tf', text, now }),
    );
    expect(before && names(before)).toEqual([]);
    expect(after && names(after)).toEqual(['value-out-of-range', 'expired-suppression']);
  });

  it('of no use are reported, in files whose own mappings could all be judged', () => {
    const idle = text.replace('20000', '5');
    expect(names(lintText({ filename: 'main.tf', text: idle }))).toEqual(['unused-suppression']);
    const files = { 'a/main.tf': idle, 'b/main.tf': `variable "size" {}\n${MAPPING}` };
    expect(found(lintFiles({ files }))).toEqual(['a/main.tf:4 unused-suppression']);
  });
});

describe('files', () => {
  const called = `variable "size" {\n  default = 20000\n}\n${MAPPING}`;

  it('of a module that others call are judged by these calls', () => {
    const caller = (size: number) => `module "worker" {\n  source = "../modules/worker"\n  size = ${size}\n}\n`;
    expect(found(lintFiles({ files: { 'modules/worker/main.tf': called } }))).toEqual([
      'modules/worker/main.tf:7 value-out-of-range',
    ]);
    expect(found(lintFiles({ files: { 'modules/worker/main.tf': called, 'live/main.tf': caller(5) } }))).toEqual([]);
    const wrong = lintFiles({ files: { './modules/worker/main.tf': called, './live/main.tf': caller(30000) } });
    expect(found(wrong)).toEqual(['modules/worker/main.tf:7 value-out-of-range']);
    expect(wrong.diagnostics[0]?.message).toContain('30000');
  });

  it('of values, the lock file and `variables` count', () => {
    expect(found(lintFiles({ files: { 'main.tf': called, 'terraform.tfvars': 'size = 5\n' } }))).toEqual([]);
    expect(found(lintFiles({ files: { 'main.tf': called }, variables: { size: '5' } }))).toEqual([]);
    const tagged = MAPPING.replace('batch_size       = var.size', 'tags = {}');
    expect(names(lintFiles({ files: { 'main.tf': tagged } }))).toEqual([]);
    expect(names(lintFiles({ files: { 'main.tf': tagged }, providerVersion: '4.67.0' }))).toEqual([
      'argument-newer-than-provider',
    ]);
  });

  it('that are not there are unknown, not missing', () => {
    const text = MAPPING.replace('var.size', 'tonumber(file("size.txt"))');
    const without = lintFiles({ files: { 'main.tf': text } });
    expect(found(without)).toEqual([]);
    expect(without.mappings).toMatchObject([{ checked: 'partly', undetermined: [{ pointer: '/batch_size' }] }]);
    expect(found(lintFiles({ files: { 'main.tf': text, 'size.txt': '20000' } }))).toEqual([
      'main.tf:4 value-out-of-range',
    ]);
    const counted = MAPPING.replace('var.size', '20000\n  count = fileexists("on.txt") ? 1 : 0');
    expect(found(lintFiles({ files: { 'main.tf': counted } }))).toEqual(['main.tf:4 value-out-of-range']);
  });

  it('may bear the names of what every object has', () => {
    expect(found(lintFiles({ files: { 'constructor/main.tf': called, 'constructor/toString': '' } }))).toEqual([
      'constructor/main.tf:7 value-out-of-range',
    ]);
  });
});

it('a plan is linted, and a text that is none is said to be none', () => {
  const text = readFileSync('fixtures/plans/workers/plan.json', 'utf8');
  const result = lintPlan({ filename: 'plan.json', text });
  expect('error' in result ? result.error : names(result)).toContain('duplicate-mapping');
  expect(lintPlan({ filename: 'plan.json', text: '{}' })).toEqual({ error: expect.stringContaining('plan') });
});

it('severities and `only` are obeyed', () => {
  const text = MAPPING.replace('var.size', '20000');
  const severityWith = (settings: object) =>
    lintText({ filename: 'main.tf', text, ...settings }).diagnostics.map(({ severity }) => severity);
  expect(severityWith({ severities: { 'value-out-of-range': 'warning' } })).toEqual(['warning']);
  expect(severityWith({ severities: { 'value-out-of-range': 'off' } })).toEqual([]);
  expect(severityWith({ only: ['value-out-of-range'] })).toEqual(['error']);
  expect(severityWith({ only: ['batch-size-zero'] })).toEqual([]);
});

it('rules are those of the program', () => {
  expect(rules).toContainEqual({
    name: 'value-out-of-range',
    summary: expect.any(String),
    severity: 'error',
    stage: 'validate',
  });
});
