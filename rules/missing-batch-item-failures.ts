import { type Rule, type RulePage, SQS, STREAMS, whySource } from '../src/rule/rule.ts';

export default {
  name: 'missing-batch-item-failures',
  summary: 'A partial failure repeats the whole batch',
  severity: 'off',
  stage: 'runtime',
  when: { sources: [...SQS, ...STREAMS] },
  *check({ mapping }) {
    if (!mapping.lacks('/function_response_types')) return;
    const size = mapping.number('/batch_size');
    if (size === 1 || (size === undefined && !mapping.lacks('/batch_size'))) return;
    yield {
      at: '/function_response_types',
      message: 'function_response_types is absent, so that one failed record brings the whole batch back',
      help: 'Write function_response_types = ["ReportBatchItemFailures"], and let the function answer with the records that failed',
      related: whySource(mapping),
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Without \`ReportBatchItemFailures\` a batch succeeds or fails as a whole. Whether it is worth the while depends on the function,
    which has to answer with the failed records.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide, batch item failures',
      date: '2026-11-23',
      says: 'Lambda retries the entire batch',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" { # warning
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn        = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name           = "clicks"
        starting_position       = "LATEST"
        batch_size              = 100
        function_response_types = [] # warning
      }
      `,
      `
      locals {
        responses = []
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = { orders = 10, returns = 1 }

        event_source_arn        = "arn:aws:sqs:eu-west-1:123456789012:\${each.key}"
        function_name           = each.key
        batch_size              = each.value
        function_response_types = local.responses # warning
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        batch_size       = 1
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn        = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name           = "orders"
        function_response_types = ["ReportBatchItemFailures"]
      }
      `,
      `
      variable "size" {
        type = number
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        batch_size       = var.size
      }
      `,
    ],
  },
};
