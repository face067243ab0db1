import { type JsonPointer, type Rule, type RulePage, writtenAt } from '../src/rule/rule.ts';

const FILTERS: JsonPointer = '/filter_criteria/0/filter';

export default {
  name: 'empty-filter',
  summary: 'A filter without a pattern',
  severity: 'warning',
  stage: 'runtime',
  when: { written: ['filter_criteria'] },
  *check({ mapping }) {
    const filters = mapping.get(FILTERS);
    if (!('elements' in filters)) return;
    for (const [index, filter] of filters.elements.entries()) {
      if (filter.kind === 'unknown') continue;
      const pattern: JsonPointer = `${FILTERS}/${index}/pattern`;
      const isEmpty = mapping.text(pattern) === '';
      if (!isEmpty && !mapping.lacks(pattern)) continue;
      const isWritten = writtenAt(mapping.instance.values, pattern) !== undefined;
      yield {
        at: isWritten ? pattern : `${FILTERS}/${index}`,
        message: `the pattern of a filter is ${isEmpty ? 'empty' : isWritten ? 'null' : 'absent'}: AWS refuses it, or no record passes it`,
        help: 'Remove the filter, or write its pattern',
        fix: {
          title: filters.elements.length > 1 ? 'Remove the filter' : 'Remove filter_criteria',
          applicability: 'unsafe',
          edits: [{ kind: 'remove', at: filters.elements.length > 1 ? `${FILTERS}/${index}` : '/filter_criteria/0' }],
        },
      };
    }
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A filter without a pattern was seen to be accepted and to match nothing, and to be refused; both are of no use. An empty
    \`filter_criteria\` block, without any filter, is dropped by AWS and not reported.
  `,
  evidence: [
    {
      source: 'terraform-aws-modules/terraform-aws-lambda#271',
      date: '2022-02-23',
      says: 'the plan is accepted and nothing matched',
    },
    {
      source: 'quoted in terraform-aws-modules/terraform-aws-lambda#585',
      date: '2024-06-17',
      says: 'Invalid filter pattern definition.',
    },
    {
      source: 'recorded on AWS (LocalStack snapshots)',
      date: '2025-12-18',
      says: 'empty criteria are dropped from the answer',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {} # warning
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = "" # warning
          }

          filter {
            pattern = null # warning
          }
        }
      }
      `,
      `
      locals {
        patterns = [jsonencode({ body = { type = ["order"] } }), ""]
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          dynamic "filter" {
            for_each = local.patterns

            content {
              pattern = filter.value # warning
            }
          }
        }
      }
      `,
    ],
    valid: [
      `
      variable "pattern" {
        type    = string
        default = ""
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = var.pattern
          }
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {}
      }
      `,
      `
      variable "filters" {
        type    = list(map(string))
        default = []
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          dynamic "filter" {
            for_each = var.filters
            content {}
          }
        }
      }
      `,
    ],
  },
};
