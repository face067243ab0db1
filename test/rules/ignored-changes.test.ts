import { expect, it } from 'vitest';
import { lintText } from '../../src/core.ts';

interface Written {
  readonly queue?: string;
  readonly lambda?: string;
  readonly mapping?: string;
}

/** The rules that report something of a mapping whose queue hides for less time than its function may run. */
function rules({ queue = '', lambda = '', mapping = '' }: Written): readonly string[] {
  const text = `resource "aws_sqs_queue" "orders" {
  name                       = "orders"
  visibility_timeout_seconds = 30
  ${queue}
}

resource "aws_lambda_function" "orders" {
  function_name                  = "orders"
  role                           = var.role
  timeout                        = 60
  reserved_concurrent_executions = 5
  ${lambda}
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.orders.arn
  ${mapping}
}
`;
  return lintText({ filename: 'main.tf', text }).diagnostics.map(({ rule }) => rule);
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
