import { describe, expect, test } from 'vitest';
import { defineRule, hcl, type Rule, testRule } from '../../src/node/rule-api.ts';

const mapping = (batchSize: string) => hcl`
  resource "aws_lambda_event_source_mapping" "m" {
    event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:q"
    function_name    = "f"
    batch_size       = ${batchSize}
  }
`;

const seven: Rule = {
  name: 'seven',
  summary: 'Seven',
  severity: 'warning',
  stage: 'plan',
  *check({ mapping: { number }, now }) {
    if (number('/batch_size') === 7) yield { at: '/batch_size', message: `seven at ${now ?? 'no time'}` };
  },
};

describe('the examples of a rule', () => {
  test('hold', () => {
    testRule(seven, {
      invalid: [mapping('7 # warning'), mapping('length(split(",", "a,b,c,d,e,f,g")) # warning')],
      valid: [mapping('8'), mapping('batch_size')],
    });
  });

  test('hold for a rule that is off by default', () => {
    testRule({ ...seven, severity: 'off' }, { invalid: [mapping('7 # warning')], valid: [mapping('8')] });
  });

  test('see the time that is given', () => {
    expect(() => testRule(seven, { invalid: [], valid: [mapping('7')] }, { now: '2026-11-25T00:00:00Z' })).toThrow(
      'seven at 2026-11-25',
    );
    expect(() => testRule(seven, { invalid: [], valid: [mapping('7')] })).toThrow('seven at no time');
  });

  test('fail with example, line and reason', () => {
    expect(() => testRule(seven, { invalid: [mapping('7 # error')], valid: [mapping('7'), mapping('8')] })).toThrow(
      new Error(`seven: examples do not hold
invalid example 1, line 4: wants error, got warning
  4 |   batch_size       = 7 # error
valid example 1, line 4: unexpected warning seven: seven at no time
  4 |   batch_size       = 7`),
    );
  });

  test('fail where another rule has an error, and not where one warns', () => {
    testRule(seven, { invalid: [], valid: [mapping('0')] });
    expect(() => testRule(seven, { invalid: [], valid: [mapping('20000')] })).toThrow(
      'seven: an example does not hold\nvalid example 1, line 4: unexpected error value-out-of-range: batch_size is 20000',
    );
    expect(() => testRule(seven, { invalid: [], valid: ['resource {'] })).toThrow('unexpected error syntax-error');
  });

  test('fail where the rule crashes', () => {
    const crashing: Rule = { ...seven, check: () => [{ at: 'x', message: 'm' } as never] };
    expect(() => testRule(crashing, { invalid: [], valid: [mapping('1')] })).toThrow(
      'unexpected error internal-error: the rule seven crashed on aws_lambda_event_source_mapping.m: TypeError: a finding is at "x"',
    );
  });
});

test('a rule of ours needs no testing, and another cannot have its name', () => {
  expect(() => testRule({ ...seven, name: 'batch-size-zero' }, { invalid: [], valid: [] })).toThrow(
    'batch-size-zero is a rule of preplan; give yours another name',
  );
});

test('what is no rule is refused where it is defined, and where it is tested', () => {
  expect(defineRule(seven)).toBe(seven);
  const wrong = { ...seven, severity: 'fatal' } as never;
  expect(() => defineRule(wrong)).toThrow(
    'the rule seven has the severity "fatal"; write "error" or "warning" or "off"',
  );
  expect(() => testRule(wrong, { invalid: [], valid: [] })).toThrow('the rule seven has the severity "fatal"');
});
