import { describe, expect, it } from 'vitest';
import { pages } from '../../rules/pages.ts';
import { lintText } from '../../src/core.ts';
import { exampleText } from '../../src/rule/hcl.ts';
import { FUNCTIONS } from '../functions.ts';

interface Written {
  readonly queue?: string;
  readonly lambda?: string;
  readonly mapping?: string;
  readonly reserved?: number;
  /** What else is in the file. */
  readonly text?: string;
  readonly severities?: Readonly<Record<string, 'warning'>>;
}

const WITHOUT = 'function-without-concurrency';

/** The rules that report something of a mapping whose queue hides for less time than its function may run. */
function rules({
  queue = '',
  lambda = '',
  mapping = '',
  reserved = 5,
  text: more = '',
  severities = {},
}: Written): readonly string[] {
  const text = `resource "aws_sqs_queue" "orders" {
  name                       = "orders"
  visibility_timeout_seconds = 30
  ${queue}
}

resource "aws_lambda_function" "orders" {
  function_name                  = "orders"
  role                           = var.role
  timeout                        = 60
  reserved_concurrent_executions = ${reserved}
  ${lambda}
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.orders.arn
  ${mapping}
}
`;
  return lintText({ filename: 'main.tf', text: text + more, severities }).diagnostics.map(({ rule }) => rule);
}

const ignoring = (names: string): string => `lifecycle {\n    ignore_changes = ${names}\n  }`;
const limited = 'scaling_config {\n    maximum_concurrency = 10\n  }';

it('believes what is written in a queue and a function', () => {
  expect(rules({})).toEqual(['visibility-timeout-below-function-timeout']);
  expect(rules({ mapping: limited })).toContain('maximum-concurrency-over-reserved');
  expect(rules({ queue: ignoring('[tags]'), lambda: ignoring('[source_code_hash]') })).toHaveLength(1);
});

it('does not believe a timeout that something else sets', () => {
  expect(rules({ queue: ignoring('[visibility_timeout_seconds]') })).toEqual([]);
  expect(rules({ lambda: ignoring('[timeout]') })).toEqual([]);
  expect(rules({ lambda: ignoring('all') })).toEqual([]);
});

it('does not believe a reserved concurrency that something else sets', () => {
  const lambda = ignoring('[reserved_concurrent_executions, timeout]');
  expect(rules({ mapping: limited, lambda })).toEqual([]);
});

describe('a reserved concurrency that several mappings share', () => {
  const sum = 'concurrency-sum-over-reserved';
  const share = (lambda: string, target: string) => {
    const queue = (name: string) => `
resource "aws_lambda_event_source_mapping" "${name}" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:${name}"
  function_name    = ${target}
  scaling_config {
    maximum_concurrency = 3
  }
}
`;
    const alias = `
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.orders.function_name
  function_version = "1"
}
`;
    return rules({ lambda, text: alias + queue('a') + queue('b') });
  };

  it.each(['aws_lambda_function.orders.arn', 'aws_lambda_alias.live.arn'])('is believed behind %s', (target) => {
    expect(share('', target)).toContain(sum);
    expect(share(ignoring('[tags]'), target)).toContain(sum);
    expect(share(ignoring('[reserved_concurrent_executions]'), target)).not.toContain(sum);
    expect(share(ignoring('all'), target)).not.toContain(sum);
  });
});

it('does not believe that something else leaves a function switched off', () => {
  const off = (lambda: string) => rules({ lambda, reserved: 0, severities: { [WITHOUT]: 'warning' } });
  expect(off('')).toContain(WITHOUT);
  expect(off(ignoring('[tags]'))).toContain(WITHOUT);
  expect(off(ignoring('[reserved_concurrent_executions]'))).not.toContain(WITHOUT);
});

describe('in a resource that ignores its changes, nothing is believed by', () => {
  const found = (name: string, text: string) =>
    lintText({ filename: 'main.tf', text, functions: FUNCTIONS, severities: { [name]: 'warning' } }).diagnostics.filter(
      ({ rule }) => rule === name,
    ).length;
  const distrust = (text: string) =>
    text.replace(/^resource "(?!aws_lambda_event_source_mapping).*\{$/gm, `$&\n  ${ignoring('all')}`);

  it.each([
    'aws-managed-key-across-accounts',
    'concurrency-sum-over-reserved',
    'filter-on-missing-image',
    'function-timeout-over-14-minutes',
    'kms-key-closed-to-lambda',
    'maximum-concurrency-over-reserved',
    'msk-auth-mismatch',
    'queue-without-redrive-policy',
    'role-cannot-reach-broker',
    'role-cannot-read-source',
    'role-cannot-write-destination',
    'stream-not-enabled',
    'unsupported-broker-authentication',
    'visibility-timeout-below-function-timeout',
    WITHOUT,
  ])('%s', (name) => {
    for (const example of pages.get(name)?.examples.invalid ?? []) {
      const text = exampleText(example);
      expect(found(name, text)).toBeGreaterThan(0);
      expect(found(name, distrust(text))).toBe(0);
    }
  });
});
