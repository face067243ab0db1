import { type Rule, type RulePage, writtenAt } from '../src/rule/rule.ts';

export default {
  name: 'kms-key-without-filter',
  summary: 'kms_key_arn only encrypts filter criteria',
  severity: 'warning',
  stage: 'runtime',
  when: { written: ['kms_key_arn'] },
  *check({ mapping }) {
    if (!mapping.has('/kms_key_arn') || !mapping.lacks('/filter_criteria')) return;
    // A filter that is written wrongly may still be one.
    if (writtenAt(mapping.instance.values, '/filter_criteria') !== undefined) return;
    yield {
      at: '/kms_key_arn',
      message: 'kms_key_arn is set, but it encrypts filter criteria only, and filter_criteria is absent',
      help: 'Remove kms_key_arn; the records are encrypted by the source',
      fix: {
        title: 'Remove kms_key_arn',
        applicability: 'unsafe',
        edits: [{ kind: 'remove', at: '/kms_key_arn' }],
      },
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    The key of a mapping encrypts its filter criteria and nothing else. Without \`filter_criteria\` it does nothing; the records are
    encrypted by the settings of the source. aws-cdk refuses it, AWS accepts it.
  `,
  evidence: [
    {
      source: 'aws-cdk-lib 2.276',
      date: '2026-11-23',
      says: 'filter criteria are required with filterEncryption',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        kms_key_arn      = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab" # warning
      }
      `,
      `
      resource "aws_kms_key" "filters" {
        description = "filters"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        kms_key_arn      = aws_kms_key.filters.arn # warning
      }
      `,
      `
      resource "aws_kms_key" "filters" {
        description = "filters"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = toset(["orders", "returns"])

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:\${each.key}"
        function_name    = each.key
        kms_key_arn      = aws_kms_key.filters.arn # warning
      }
      `,
    ],
    valid: [
      `
      variable "filters" {
        type    = list(string)
        default = []
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        kms_key_arn      = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"

        dynamic "filter_criteria" {
          for_each = length(var.filters) > 0 ? [1] : []
          content {
            dynamic "filter" {
              for_each = var.filters
              content {
                pattern = filter.value
              }
            }
          }
        }
      }
      `,
      `
      variable "key" {
        type    = string
        default = null
      }

      resource "aws_lambda_event_source_mapping" "none" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "none"
        kms_key_arn      = ""
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        kms_key_arn      = var.key
      }
      `,
    ],
  },
};
