import { actual, allIn, type Rule, type RulePage, whySource } from '../src/rule/rule.ts';

export default {
  name: 'fifo-queue-window',
  summary: 'FIFO queues have no batching window',
  severity: 'error',
  stage: 'apply',
  *check({ mapping }) {
    const window = mapping.number('/maximum_batching_window_in_seconds');
    if (!allIn(mapping.kinds, ['sqs-fifo']) || window === undefined || window < 1) return;
    yield {
      at: '/maximum_batching_window_in_seconds',
      message: `${actual(mapping.instance.values, '/maximum_batching_window_in_seconds')}, but a FIFO queue has no batching window`,
      aws: 'Batching window is not supported for FIFO queues',
      help: 'Remove maximum_batching_window_in_seconds',
      related: whySource(mapping),
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Records of a FIFO queue are delivered in order and at once; there is no window in which they are gathered. A window of 0 is
    not sent and passes.
  `,
  evidence: [
    {
      source: 'recorded on AWS (cdk-preflight); quoted in aws-lambda-dotnet#1758',
      date: '2026-09-13',
      says: 'Batching window is not supported for FIFO queues',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn                   = "arn:aws:sqs:eu-west-1:123456789012:orders.fifo"
        function_name                      = "orders"
        maximum_batching_window_in_seconds = 5 # error
      }
      `,
      `
      resource "aws_sqs_queue" "orders" {
        name       = "orders.fifo"
        fifo_queue = true
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn                   = aws_sqs_queue.orders.arn
        function_name                      = "orders"
        batch_size                         = 10
        maximum_batching_window_in_seconds = "1" # error
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn                   = "arn:aws:sqs:eu-west-1:123456789012:orders.fifo"
        function_name                      = "orders"
        maximum_batching_window_in_seconds = 0
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn                   = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name                      = "orders"
        batch_size                         = 50
        maximum_batching_window_in_seconds = 5
      }
      `,
      `
      variable "queue_name" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn                   = "arn:aws:sqs:eu-west-1:123456789012:\${var.queue_name}"
        function_name                      = "orders"
        maximum_batching_window_in_seconds = 5
      }
      `,
    ],
  },
};
