import { awsSays, blockCount, type Rule, type RulePage, sourceName, whySource } from '../src/rule/rule.ts';

export default {
  name: 'filter-on-documentdb',
  summary: 'DocumentDB sources cannot be filtered',
  severity: 'error',
  stage: 'apply',
  when: { sources: ['documentdb'], written: ['filter_criteria'] },
  *check({ mapping }) {
    if (blockCount(mapping, '/filter_criteria') === 0) return;
    if (blockCount(mapping, '/filter_criteria/0/filter') === 0) return;
    const aws = awsSays(mapping, 'filter_criteria');
    yield {
      at: '/filter_criteria/0',
      message: `filter_criteria is set, but events of ${sourceName(mapping)} cannot be filtered`,
      ...(aws !== undefined && { aws }),
      help: 'Remove filter_criteria, and choose the events in the function or by collection_name',
      related: whySource(mapping),
      fix: {
        title: 'Remove filter_criteria',
        applicability: 'unsafe',
        edits: [{ kind: 'remove', at: '/filter_criteria/0' }],
      },
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Lambda filters the records of every source but DocumentDB. AWS refuses a filter there, although AWS SAM has a property for it.
  `,
  evidence: [
    {
      source: 'recorded on AWS (cdk-preflight)',
      date: '2026-09-13',
      says: 'Invalid parameters: filterCriteria',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"
        function_name     = "orders"
        starting_position = "LATEST"

        document_db_event_source_config {
          database_name = "orders"
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }

        filter_criteria { # error
          filter {
            pattern = jsonencode({ event = { operationType = ["insert"] } })
          }
        }
      }
      `,
      `
      variable "pattern" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"
        function_name     = "orders"
        starting_position = "LATEST"

        document_db_event_source_config {
          database_name = "orders"
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }

        filter_criteria { # error
          filter {
            pattern = var.pattern
          }
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"
        function_name     = "orders"
        starting_position = "LATEST"

        document_db_event_source_config {
          database_name = "orders"
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }

        filter_criteria {}
      }
      `,
      `
      variable "patterns" {
        type    = list(string)
        default = []
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"
        function_name     = "orders"
        starting_position = "LATEST"

        document_db_event_source_config {
          database_name = "orders"
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }

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
