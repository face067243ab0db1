import { actual, blockCount, exclusionStage, type Rule, type RulePage } from '../src/rule/rule.ts';

export default {
  name: 'two-event-sources',
  summary: 'Both kinds of source are set',
  severity: 'error',
  stage: 'validate',
  about: 'source',
  when: { written: ['self_managed_event_source'] },
  *check({ mapping }) {
    if (!mapping.has('/event_source_arn') || blockCount(mapping, '/self_managed_event_source') === 0) return;
    yield {
      at: '/event_source_arn',
      stage: exclusionStage(mapping.get('/event_source_arn')),
      message: `${actual(mapping.instance.values, '/event_source_arn')} and there is a self_managed_event_source block, but the provider wants exactly one of them`,
      help: 'Remove self_managed_event_source for an AWS resource, or event_source_arn for a Kafka cluster of your own',
      related: [{ message: 'self_managed_event_source is set', at: '/self_managed_event_source/0' }],
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A mapping has one source: an AWS resource, in \`event_source_arn\`, or a Kafka cluster of your own, in a
    \`self_managed_event_source\` block. MSK clusters are AWS resources and take \`event_source_arn\` only.
  `,
  evidence: [
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: '"event_source_arn": only one of `event_source_arn,self_managed_event_source` can be specified, but `event_source_arn,self_managed_event_source` were specified.',
    },
  ],
  references: [
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_event_source_mapping',
  ],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5" # error
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
      variable "servers" {
        type = string
      }

      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn # error
        function_name    = "orders"

        self_managed_event_source {
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = var.servers
          }
        }
      }
      `,
    ],
    valid: [
      `
      variable "cluster_arn" {
        type    = string
        default = null
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = var.cluster_arn
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        dynamic "self_managed_event_source" {
          for_each = var.cluster_arn == null ? [1] : []
          content {
            endpoints = {
              KAFKA_BOOTSTRAP_SERVERS = "kafka1.example.com:9092"
            }
          }
        }

        source_access_configuration {
          type = "SASL_SCRAM_512_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      variable "cluster_arn" {
        type    = string
        default = ""
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = var.cluster_arn
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

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
    ],
  },
};
