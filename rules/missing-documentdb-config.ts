import { awsSays, type Rule, type RulePage, sourceName, whySource } from '../src/rule/rule.ts';

export default {
  name: 'missing-documentdb-config',
  summary: 'A DocumentDB source needs its database',
  severity: 'error',
  stage: 'apply',
  when: { sources: ['documentdb'] },
  *check({ mapping, provider }) {
    if (!mapping.lacks('/document_db_event_source_config')) return;
    // Older providers do not know the block.
    if (provider.isBefore('4.64.0')) return;
    const aws = awsSays(mapping, 'document_db_event_source_config');
    yield {
      at: '/document_db_event_source_config',
      message: `document_db_event_source_config is absent, but a mapping of ${sourceName(mapping)} names the database that it reads`,
      ...(aws !== undefined && { aws }),
      help: 'Add document_db_event_source_config { database_name = "…" }',
      related: whySource(mapping),
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A mapping of a DocumentDB cluster reads the change stream of one database, or of one collection in it, which a
    \`document_db_event_source_config\` block names.
  `,
  evidence: [
    {
      source: 'recorded on AWS (cdk-preflight)',
      date: '2026-09-13',
      says: 'Invalid parameters: databaseName',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" { # error
        event_source_arn  = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"
        function_name     = "orders"
        starting_position = "LATEST"

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      resource "aws_docdb_cluster" "orders" {
        cluster_identifier = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" { # error
        event_source_arn  = aws_docdb_cluster.orders.arn
        function_name     = "orders"
        starting_position = "LATEST"

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      locals {
        databases = []
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"
        function_name     = "orders"
        starting_position = "LATEST"

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }

        dynamic "document_db_event_source_config" { # error
          for_each = local.databases

          content {
            database_name = document_db_event_source_config.value
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
      }
      `,
      `
      variable "databases" {
        type    = list(string)
        default = []
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"
        function_name     = "orders"
        starting_position = "LATEST"

        dynamic "document_db_event_source_config" {
          for_each = var.databases
          content {
            database_name = document_db_event_source_config.value
          }
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
    ],
  },
};
