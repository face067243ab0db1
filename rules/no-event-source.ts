import { actual, type Rule, type RulePage } from '../src/rule/rule.ts';

export default {
  name: 'no-event-source',
  summary: 'The mapping has no source',
  severity: 'error',
  stage: 'validate',
  about: 'source',
  *check({ mapping }) {
    if (!mapping.lacks('/event_source_arn') || !mapping.lacks('/self_managed_event_source')) return;
    yield {
      at: '/event_source_arn',
      message: `${actual(mapping.instance.values, '/event_source_arn')} and self_managed_event_source is absent, but the provider wants exactly one of them`,
      aws: 'Unrecognized event source.',
      help: 'Write event_source_arn with the ARN of the stream, queue, cluster or broker, or a self_managed_event_source block for Kafka of your own',
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A mapping joins a source and a function. The source is either an AWS resource, in \`event_source_arn\`, or a Kafka cluster
    of your own, in a \`self_managed_event_source\` block. The provider refuses a mapping with neither.
  `,
  evidence: [
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: '"event_source_arn": one of `event_source_arn,self_managed_event_source` must be specified',
    },
    { source: 'recorded on AWS (LocalStack snapshots)', date: '2025-02-17', says: 'Unrecognized event source.' },
  ],
  references: [
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_event_source_mapping',
  ],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" { # error
        function_name = "orders"
        batch_size    = 100
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = null # error
        function_name    = "orders"
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "never" { # error
        count         = 0
        function_name = "orders"
      }
      `,
    ],
    valid: [
      `
      variable "queue_arn" {
        type    = string
        default = null
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = var.queue_arn
        function_name    = "orders"
      }
      `,
      `
      variable "servers" {
        type    = list(string)
        default = []
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        dynamic "self_managed_event_source" {
          for_each = var.servers
          content {
            endpoints = {
              KAFKA_BOOTSTRAP_SERVERS = self_managed_event_source.value
            }
          }
        }
      }
      `,
    ],
  },
};
