import { blockCount, type JsonPointer, type Rule, type RulePage } from '../src/rule/rule.ts';

const FILTERS: JsonPointer = '/filter_criteria/0/filter';
const DEFAULT_QUOTA = 5;

export default {
  name: 'filters-over-default-quota',
  summary: 'More than 5 filters need a raised quota',
  severity: 'off',
  stage: 'apply',
  when: { written: ['filter_criteria'] },
  *check({ mapping }) {
    const count = blockCount(mapping, FILTERS);
    if (count <= DEFAULT_QUOTA) return;
    yield {
      at: `${FILTERS}/${DEFAULT_QUOTA}`,
      message: `there are ${count} filters, but an account may have ${DEFAULT_QUOTA} in a mapping unless its quota is raised`,
      aws: `Too many filter patterns, maximum allowed ${DEFAULT_QUOTA} patterns, provided ${count} patterns.`,
      help: 'Join patterns: the elements of one array are alternatives; or ask AWS for a quota of up to 10',
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A mapping may have 5 filters; AWS raises this to 10 on request. The provider takes up to 10.
  `,
  evidence: [
    {
      source: 'recorded on AWS (cdk-preflight)',
      date: '2026-09-13',
      says: 'Too many filter patterns, maximum allowed 5 patterns, provided 11 patterns.',
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
          filter {
            pattern = jsonencode({ body = { type = ["a"] } })
          }
          filter {
            pattern = jsonencode({ body = { type = ["b"] } })
          }
          filter {
            pattern = jsonencode({ body = { type = ["c"] } })
          }
          filter {
            pattern = jsonencode({ body = { type = ["d"] } })
          }
          filter {
            pattern = jsonencode({ body = { type = ["e"] } })
          }
          filter { # warning
            pattern = jsonencode({ body = { type = ["f"] } })
          }
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        filter_criteria {
          filter {
            pattern = jsonencode({ data = { type = ["a"] } })
          }
          filter {
            pattern = jsonencode({ data = { type = ["b"] } })
          }
          filter {
            pattern = jsonencode({ data = { type = ["c"] } })
          }
          filter {
            pattern = jsonencode({ data = { type = ["d"] } })
          }
          filter {
            pattern = jsonencode({ data = { type = ["e"] } })
          }
          filter { # warning
            pattern = jsonencode({ data = { type = ["f"] } })
          }
          filter {
            pattern = jsonencode({ data = { type = ["g"] } })
          }
        }
      }
      `,
      `
      locals {
        types = ["a", "b", "c", "d", "e", "f"]
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          dynamic "filter" { # warning
            for_each = local.types

            content {
              pattern = jsonencode({ body = { type = [filter.value] } })
            }
          }
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = jsonencode({ body = { type = ["a"] } })
          }
          filter {
            pattern = jsonencode({ body = { type = ["b"] } })
          }
          filter {
            pattern = jsonencode({ body = { type = ["c"] } })
          }
          filter {
            pattern = jsonencode({ body = { type = ["d"] } })
          }
          filter {
            pattern = jsonencode({ body = { type = ["e"] } })
          }
        }
      }
      `,
      `
      variable "patterns" {
        type    = list(string)
        default = []
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          dynamic "filter" {
            for_each = var.patterns
            content {
              pattern = filter.value
            }
          }
        }
      }
      `,
    ],
  },
};
