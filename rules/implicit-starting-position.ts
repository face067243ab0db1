import { type Rule, type RulePage, sourceName, whySource } from '../src/rule/rule.ts';

export default {
  name: 'implicit-starting-position',
  summary: 'The mapping relies on an undocumented default position',
  severity: 'warning',
  stage: 'runtime',
  when: { sources: ['self-managed-kafka', 'documentdb'] },
  *check({ mapping }) {
    if (!mapping.lacks('/starting_position')) return;
    yield {
      at: '/starting_position',
      message: `starting_position is absent, and what ${sourceName(mapping)} starts from then is not documented`,
      help: mapping.kinds.has('documentdb')
        ? 'Write the position that is meant: "LATEST", "TRIM_HORIZON" or "AT_TIMESTAMP"'
        : 'Write the position: "TRIM_HORIZON" is what AWS was seen to take',
      related: whySource(mapping),
      ...(!mapping.kinds.has('documentdb') && {
        fix: {
          title: 'Start at TRIM_HORIZON, which AWS was seen to take',
          applicability: 'unsafe',
          edits: [
            { kind: 'insert', at: '/starting_position', to: 'TRIM_HORIZON', beside: ['/topics', '/function_name'] },
          ],
        },
      }),
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    The developer guide lists \`starting_position\` as required for self-managed Kafka and DocumentDB, but AWS accepts a mapping
    without it: self-managed Kafka was answered with \`TRIM_HORIZON\`, which reads everything that the topic still holds. A
    default that is not documented may change, and replaces the mapping when it is written down later.
  `,
  evidence: [
    {
      source: 'recorded on AWS (LocalStack snapshots), self-managed Kafka without a position',
      date: '2024-09-03',
      says: '"StartingPosition": "TRIM_HORIZON"',
    },
    {
      source: 'acceptance test of hashicorp/aws (about 6.0), run on AWS: DocumentDB',
      date: '2025',
      says: 'the mapping is created without starting_position',
    },
    { source: 'AWS Lambda developer guide', date: '2026-11-23', says: 'StartingPosition: required' },
  ],
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/with-kafka.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html',
  ],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" { # warning
        function_name = "orders"
        topics        = ["orders"]

        self_managed_event_source {
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = "kafka1.example.com:9092,kafka2.example.com:9092"
          }
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" { # warning
        event_source_arn = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"
        function_name    = "orders"

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
      locals {
        position = null
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = toset(["orders", "returns"])

        event_source_arn  = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"
        function_name     = each.key
        starting_position = local.position # warning

        document_db_event_source_config {
          database_name = each.key
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "TRIM_HORIZON"

        self_managed_event_source {
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = "kafka1.example.com:9092"
          }
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      variable "position" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"
        function_name     = "orders"
        starting_position = var.position

        document_db_event_source_config {
          database_name = "orders"
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
