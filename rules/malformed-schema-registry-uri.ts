import { actual, argumentPointers, type JsonPointer, KAFKA, type Rule, type RulePage } from '../src/rule/rule.ts';

const GLUE_REGISTRY = /^arn:[^:]+:glue:[^:]+:[^:]+:registry\/[^/]+$/;
const URL = /^https:\/\/./;

export default {
  name: 'malformed-schema-registry-uri',
  summary: 'Neither a Glue registry ARN nor an https URL',
  severity: 'warning',
  stage: 'apply',
  when: {
    sources: KAFKA,
    written: ['amazon_managed_kafka_event_source_config', 'self_managed_kafka_event_source_config'],
  },
  *check({ mapping }) {
    for (const pointer of argumentPointers('schema_registry_config')) {
      const at: JsonPointer = `${pointer}/0/schema_registry_uri`;
      const uri = mapping.text(at);
      if (uri === undefined || GLUE_REGISTRY.test(uri) || URL.test(uri)) continue;
      const isSchema = uri.includes(':schema/');
      yield {
        at,
        message: `${actual(mapping.instance.values, at)}, but Lambda wants the ARN of a Glue registry or an https URL`,
        help: isSchema
          ? 'Write the ARN of the registry, …:registry/NAME, not that of a schema'
          : 'Write "arn:aws:glue:REGION:ACCOUNT:registry/NAME" or "https://…"',
      };
    }
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A schema registry is a Glue registry, named by its ARN, or a Confluent registry, named by its https URL. The usual slip is the
    ARN of a schema in place of that of its registry.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide, schema registries; the answer itself is not recorded',
      date: '2026-11-23',
      says: 'the ARN of the AWS Glue schema registry or the URL of the Confluent schema registry',
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
          schema_registry_config {
            schema_registry_uri = "arn:aws:glue:eu-west-1:123456789012:schema/orders/order" # warning
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
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          schema_registry_config {
            schema_registry_uri = "http://registry.example.com" # warning
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
      variable "registry" {
        type    = string
        default = "registry.example.com:8081"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          schema_registry_config {
            schema_registry_uri = var.registry # warning
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

      resource "aws_lambda_event_source_mapping" "confluent" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "confluent"
        topics            = ["orders"]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          schema_registry_config {
            schema_registry_uri = "https://registry.example.com"
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
      variable "registry" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          schema_registry_config {
            schema_registry_uri = "arn:aws:glue:eu-west-1:123456789012:\${var.registry}"
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
      resource "aws_glue_registry" "orders" {
        registry_name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          schema_registry_config {
            schema_registry_uri = aws_glue_registry.orders.arn
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
    ],
  },
};
