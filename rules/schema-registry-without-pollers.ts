import { argumentPointers, blockCount, KAFKA, type Rule, type RulePage } from '../src/rule/rule.ts';

export default {
  name: 'schema-registry-without-pollers',
  summary: 'Schema registries need provisioned mode',
  severity: 'error',
  stage: 'apply',
  when: {
    sources: KAFKA,
    written: ['amazon_managed_kafka_event_source_config', 'self_managed_kafka_event_source_config'],
  },
  *check({ mapping }) {
    if (!mapping.lacks('/provisioned_poller_config')) return;
    const [pointer] = argumentPointers('schema_registry_config').filter((at) => blockCount(mapping, at) > 0);
    if (pointer === undefined) return;
    yield {
      at: `${pointer}/0`,
      message:
        'schema_registry_config is set, but a schema registry works in provisioned mode only, and provisioned_poller_config is absent',
      help: 'Add a provisioned_poller_config block, for example with minimum_pollers = 1',
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Lambda reads a schema registry only in provisioned mode, that is with a \`provisioned_poller_config\` block.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide, schema registries; the answer itself is not recorded',
      date: '2026-11-23',
      says: 'provisioned mode is required',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/services-consume-kafka-events.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          schema_registry_config { # error
            schema_registry_uri = "arn:aws:glue:eu-west-1:123456789012:registry/orders"
            event_record_format = "JSON"

            schema_validation_config {
              attribute = "VALUE"
            }
          }
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
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

        self_managed_kafka_event_source_config {
          schema_registry_config { # error
            schema_registry_uri = "https://registry.example.com"
            event_record_format = "JSON"

            schema_validation_config {
              attribute = "VALUE"
            }
          }
        }
      }
      `,
      `
      locals {
        registry = "arn:aws:glue:eu-west-1:123456789012:registry/orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = toset(["orders", "returns"])

        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = each.key
        topics            = [each.key]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          dynamic "schema_registry_config" { # error
            for_each = [local.registry]

            content {
              schema_registry_uri = schema_registry_config.value
              event_record_format = "JSON"

              schema_validation_config {
                attribute = "VALUE"
              }
            }
          }
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          schema_registry_config {
            schema_registry_uri = "arn:aws:glue:eu-west-1:123456789012:registry/orders"
            event_record_format = "JSON"

            schema_validation_config {
              attribute = "VALUE"
            }
          }
        }

        provisioned_poller_config {
          minimum_pollers = 1
        }
      }
      `,
      `
      variable "pollers" {
        type    = list(number)
        default = []
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          schema_registry_config {
            schema_registry_uri = "arn:aws:glue:eu-west-1:123456789012:registry/orders"
            event_record_format = "JSON"

            schema_validation_config {
              attribute = "VALUE"
            }
          }
        }

        dynamic "provisioned_poller_config" {
          for_each = var.pollers
          content {
            minimum_pollers = provisioned_poller_config.value
          }
        }
      }
      `,
    ],
  },
};
