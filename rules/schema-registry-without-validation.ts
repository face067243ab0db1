import { argumentPointers, blockCount, KAFKA, listed, type Rule, type RulePage } from '../src/rule/rule.ts';

const NEEDED = ['schema_registry_uri', 'event_record_format', 'schema_validation_config'];

export default {
  name: 'schema-registry-without-validation',
  summary: 'A schema registry without validation attributes',
  severity: 'warning',
  stage: 'apply',
  when: {
    sources: KAFKA,
    written: ['amazon_managed_kafka_event_source_config', 'self_managed_kafka_event_source_config'],
  },
  *check({ mapping }) {
    for (const pointer of argumentPointers('schema_registry_config')) {
      if (blockCount(mapping, pointer) === 0) continue;
      const missing = NEEDED.filter((name) => mapping.lacks(`${pointer}/0/${name}`));
      if (missing.length === 0) continue;
      yield {
        at: `${pointer}/0`,
        message: `schema_registry_config has no ${listed(missing, 'or')}, but a registry needs its address, the form of the records and what is validated`,
        help: `Add ${listed(missing)}`,
      };
    }
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A schema registry is set up by three things: its address, the form in which the function gets the records, and which parts of
    them are validated. The provider takes the block without any of them; what AWS answers is not recorded.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide, schema registries; reports of users',
      date: '2026-11-23',
      says: 'SchemaRegistryURI, EventRecordFormat and SchemaValidationConfigs',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_KafkaSchemaRegistryConfig.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          schema_registry_config { # warning
            schema_registry_uri = "arn:aws:glue:eu-west-1:123456789012:registry/orders"
          }
        }

        provisioned_poller_config {
          minimum_pollers = 1
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          schema_registry_config { # warning
            event_record_format = "SOURCE"

            schema_validation_config {
              attribute = "KEY"
            }
          }
        }

        provisioned_poller_config {
          minimum_pollers = 1
        }
      }
      `,
      `
      locals {
        format = null
      }

      resource "aws_glue_registry" "orders" {
        registry_name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          schema_registry_config { # warning
            schema_registry_uri = aws_glue_registry.orders.arn
            event_record_format = local.format

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
      variable "attributes" {
        type    = list(string)
        default = []
      }

      variable "form" {
        type    = string
        default = null
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          schema_registry_config {
            schema_registry_uri = "arn:aws:glue:eu-west-1:123456789012:registry/orders"
            event_record_format = var.form

            dynamic "schema_validation_config" {
              for_each = var.attributes
              content {
                attribute = schema_validation_config.value
              }
            }
          }
        }

        provisioned_poller_config {
          minimum_pollers = 1
        }
      }
      `,
    ],
  },
};
