import { actual, type Rule, type RulePage, SQS, sourceName, whySource, writtenAt } from '../src/rule/rule.ts';

const WINDOW = '/maximum_batching_window_in_seconds';

export default {
  name: 'batch-over-ten-without-window',
  summary: 'An SQS batch above 10 needs a batching window',
  severity: 'error',
  stage: 'apply',
  when: { sources: SQS, written: ['batch_size'] },
  *check({ mapping }) {
    if (!mapping.kinds.has('sqs-standard')) return;
    const size = mapping.number('/batch_size');
    if (size === undefined || size <= 10 || !mapping.lacks('/maximum_batching_window_in_seconds')) return;
    const { values } = mapping.instance;
    yield {
      at: '/maximum_batching_window_in_seconds',
      message: `${actual(values, '/maximum_batching_window_in_seconds')}, but ${actual(values, '/batch_size')} and batches above 10 from ${sourceName(mapping)} need a window of at least 1 second`,
      aws: 'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
      help: 'Write maximum_batching_window_in_seconds = 1, or lower batch_size to 10',
      related: [{ message: actual(values, '/batch_size'), at: '/batch_size' }, ...whySource(mapping)],
      fix: {
        title: 'Set maximum_batching_window_in_seconds to 1',
        applicability: 'unsafe',
        edits: [
          writtenAt(values, WINDOW) === undefined
            ? { kind: 'insert', at: WINDOW, to: 1, beside: ['/batch_size', '/event_source_arn'] }
            : { kind: 'replace', at: WINDOW, to: 1 },
        ],
      },
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    One request to SQS returns at most 10 messages. Larger batches are gathered over a batching window, so that AWS refuses
    \`batch_size\` above 10 without one, when the mapping is created and when it is changed. A window of 0 is not sent and
    counts as none.

    The API reference repeats the sentence for streams, but those run with 100 and more records and no window.
  `,
  evidence: [
    {
      source: 'recorded on AWS (LocalStack snapshots, on create and update; cdk-preflight)',
      date: '2025-11-25',
      says: 'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    },
  ],
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html',
  ],
  examples: {
    invalid: [
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" { # error
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "orders"
        batch_size       = 100
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn                   = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name                      = "orders"
        batch_size                         = 11
        maximum_batching_window_in_seconds = 0 # error
      }
      `,
      `
      variable "batch_size" {
        type    = number
        default = 1000
      }

      resource "aws_lambda_event_source_mapping" "orders" { # error
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        batch_size       = var.batch_size
      }
      `,
      `
      locals {
        queues = {
          orders  = { batch_size = 100, window = 5 }
          returns = { batch_size = 50, window = 0 }
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = local.queues

        event_source_arn                   = "arn:aws:sqs:eu-west-1:123456789012:\${each.key}"
        function_name                      = each.key
        batch_size                         = each.value.batch_size
        maximum_batching_window_in_seconds = each.value.window # error
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn                   = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name                      = "orders"
        batch_size                         = 10000
        maximum_batching_window_in_seconds = 1
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"
        batch_size        = 200
      }
      `,
      `
      variable "window" {
        type    = number
        default = null
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn                   = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name                      = "orders"
        batch_size                         = "100"
        maximum_batching_window_in_seconds = var.window
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "topic" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"
        batch_size        = 1000
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = ["jobs"]
        batch_size       = 100

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }

      variable "overrides" {
        type    = map(number)
        default = {}
      }

      locals {
        defaults = { orders = 10, returns = 5 }
      }

      resource "aws_lambda_event_source_mapping" "merged" {
        for_each = merge(local.defaults, var.overrides)

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:\${each.key}"
        function_name    = each.key
        batch_size       = each.value
      }
      `,
    ],
  },
};
