import { actual, type Rule, type RulePage } from '../src/rule/rule.ts';

export default {
  name: 'batch-size-zero',
  summary: 'batch_size 0 is ignored',
  severity: 'warning',
  stage: 'runtime',
  when: { written: ['batch_size'] },
  *check({ mapping }) {
    if (mapping.number('/batch_size') !== 0) return;
    yield {
      at: '/batch_size',
      message: `${actual(mapping.instance.values, '/batch_size')}, which the provider does not send: the mapping gets the default of its source, 10 for SQS and 100 for all others`,
      help: 'Remove batch_size, or write the number of records that one invocation is to get',
      fix: {
        title: 'Remove batch_size',
        applicability: 'safe',
        edits: [{ kind: 'remove', at: '/batch_size' }],
      },
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    The provider treats 0 as "not set" and hides the difference afterwards, so that nothing tells you that the batch size is
    the default of the source: 10 for SQS, 100 for all others.
  `,
  evidence: [
    {
      source: 'source of terraform-provider-aws, about 6.0',
      date: '2026-11-23',
      says: 'batch_size: DiffSuppressFunc returns true for 0; the value is read with GetOk',
    },
  ],
  references: [
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_event_source_mapping',
  ],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        batch_size       = 0 # warning
      }
      `,
      `
      variable "batch_size" {
        type    = number
        default = 0
      }

      variable "source_arn" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "any" {
        event_source_arn = var.source_arn
        function_name    = "orders"
        batch_size       = var.batch_size # warning
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        batch_size       = null
      }
      `,
      `
      variable "batch_size" {
        type = number
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        batch_size       = var.batch_size
      }
      `,
    ],
  },
};
