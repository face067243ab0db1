import { allIn, awsSays, MQ, type Rule, type RulePage, sourceName, whySource } from '../src/rule/rule.ts';

export default {
  name: 'missing-source-access',
  summary: 'The source needs source_access_configuration',
  severity: 'error',
  stage: 'apply',
  when: { sources: ['self-managed-kafka', ...MQ, 'documentdb'] },
  *check({ mapping }) {
    if (!mapping.lacks('/source_access_configuration')) return;
    const aws = awsSays(mapping, 'source_access_configuration');
    const isKafka = allIn(mapping.kinds, ['self-managed-kafka']);
    yield {
      at: '/source_access_configuration',
      message: `source_access_configuration is absent, but ${sourceName(mapping)} needs it to let Lambda in`,
      ...(aws !== undefined && { aws }),
      help: `Add source_access_configuration with type = "BASIC_AUTH" and the ARN of the secret${isKafka ? ', or with the other ways in that the cluster has' : ''}`,
      related: whySource(mapping),
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Lambda needs credentials, or a way into the network, for a Kafka cluster of your own, an MQ broker and a DocumentDB cluster. MSK
    can do without, by IAM.
  `,
  evidence: [
    {
      source: 'recorded on AWS (LocalStack snapshots), self-managed Kafka',
      date: '2024-09-03',
      says: "Required 'sourceAccessConfigurations' parameter is missing.",
    },
    {
      source: 'recorded on AWS (cdk-preflight), MQ',
      date: '2026-09-13',
      says: "Required 'sourceAccessConfigurations' parameter is missing.",
    },
    {
      source: 'recorded on AWS (cdk-preflight), DocumentDB',
      date: '2026-09-13',
      says: 'Invalid parameters: sourceAccessConfigurations, sourceAccessConfigurations',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_SourceAccessConfiguration.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" { # error
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = "kafka1.example.com:9092"
          }
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "jobs" { # error
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = ["jobs"]
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" { # error
        event_source_arn  = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"
        function_name     = "orders"
        starting_position = "LATEST"

        document_db_event_source_config {
          database_name = "orders"
        }
      }
      `,
      `
      locals {
        secrets = []
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = "kafka1.example.com:9092"
          }
        }

        dynamic "source_access_configuration" { # error
          for_each = local.secrets
          iterator = secret

          content {
            type = "BASIC_AUTH"
            uri  = secret.value
          }
        }
      }
      `,
    ],
    valid: [
      `
      variable "access" {
        type    = list(object({ type = string, uri = string }))
        default = []
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = ["jobs"]

        dynamic "source_access_configuration" {
          for_each = var.access
          iterator = entry
          content {
            type = entry.value.type
            uri  = entry.value.uri
          }
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
    ],
  },
};
