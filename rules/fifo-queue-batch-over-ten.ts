import { actual, type Rule, type RulePage, whySource } from '../src/rule/rule.ts';

export default {
  name: 'fifo-queue-batch-over-ten',
  summary: 'A FIFO queue delivers at most 10 messages per batch',
  severity: 'error',
  stage: 'apply',
  when: { sources: ['sqs-fifo'], written: ['batch_size'] },
  *check({ mapping }) {
    const size = mapping.number('/batch_size');
    if (size === undefined || size <= 10) return;
    const hasWindow = mapping.has('/maximum_batching_window_in_seconds');
    yield {
      at: '/batch_size',
      message: `${actual(mapping.instance.values, '/batch_size')}, but a FIFO queue delivers at most 10 records per batch`,
      aws: hasWindow
        ? 'Batching window is not supported for FIFO queues'
        : 'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
      help: 'Write batch_size = 10 or less; a batching window does not help, a FIFO queue has none',
      related: whySource(mapping),
      fix: {
        title: 'Set batch_size to 10',
        applicability: 'unsafe',
        edits: [{ kind: 'replace', at: '/batch_size', to: 10 }],
      },
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A FIFO queue delivers at most 10 messages per batch, and has no batching window that could gather more. AWS says so in two
    steps, which is a trap: without a window it asks for one, and with one it says that FIFO queues have none.
  `,
  evidence: [
    {
      source: 'recorded on AWS (cdk-preflight), without a window',
      date: '2026-09-13',
      says: 'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    },
    {
      source: 'recorded on AWS (cdk-preflight), with a window',
      date: '2026-09-13',
      says: 'Batching window is not supported for FIFO queues',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders.fifo"
        function_name    = "orders"
        batch_size       = 100 # error
      }
      `,
      `
      resource "aws_sqs_queue" "orders" {
        name_prefix = "orders"
        fifo_queue  = true
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "orders"
        batch_size       = 11 # error
      }
      `,
      `
      locals {
        batches = { orders = 10, returns = 25 }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = local.batches

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:\${each.key}.fifo"
        function_name    = each.key
        batch_size       = each.value # error
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders.fifo"
        function_name    = "orders"
        batch_size       = 10
      }
      `,
      `
      variable "fifo" {
        type = bool
      }

      resource "aws_sqs_queue" "orders" {
        name_prefix = "orders"
        fifo_queue  = var.fifo
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn                   = aws_sqs_queue.orders.arn
        function_name                      = "orders"
        batch_size                         = 100
        maximum_batching_window_in_seconds = 5
      }
      `,
    ],
  },
};
