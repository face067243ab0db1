import { actual, type Rule, type RulePage, whySource } from '../src/rule/rule.ts';

export default {
  name: 'fifo-queue-window',
  summary: 'FIFO queues have no batching window',
  severity: 'error',
  stage: 'apply',
  when: { sources: ['sqs-fifo'], written: ['maximum_batching_window_in_seconds'] },
  *check({ mapping }) {
    const window = mapping.number('/maximum_batching_window_in_seconds');
    if (window === undefined || window < 1) return;
    yield {
      at: '/maximum_batching_window_in_seconds',
      message: `${actual(mapping.instance.values, '/maximum_batching_window_in_seconds')}, but a FIFO queue has no batching window`,
      aws: 'Batching window is not supported for FIFO queues',
      help: 'Remove maximum_batching_window_in_seconds',
      related: whySource(mapping),
      fix: {
        title: 'Remove maximum_batching_window_in_seconds',
        applicability: 'safe',
        edits: [{ kind: 'remove', at: '/maximum_batching_window_in_seconds' }],
      },
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
      source:
        'recorded on AWS (cdk-preflight); quoted in aws/aws-lambda-dotnet#1758, where it wins over the batch size',
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
      `
      variable "stage" {
        type = string
      }

      locals {
        window = 5
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn                   = "arn:aws:sqs:eu-west-1:123456789012:\${var.stage}-orders.fifo"
        function_name                      = "orders"
        maximum_batching_window_in_seconds = local.window # error
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
