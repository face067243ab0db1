import { argumentPointers, blockCount, KAFKA, type Rule, type RulePage, readArn } from '../src/rule/rule.ts';

export default {
  name: 'access-config-on-glue-registry',
  summary: 'Glue registries take no credentials',
  severity: 'warning',
  stage: 'apply',
  when: {
    sources: KAFKA,
    written: ['amazon_managed_kafka_event_source_config', 'self_managed_kafka_event_source_config'],
  },
  *check({ mapping }) {
    for (const pointer of argumentPointers('schema_registry_config')) {
      const uri = mapping.get(`${pointer}/0/schema_registry_uri`);
      const isGlue = readArn(uri)?.service === 'glue' || uri.is?.type === 'aws_glue_registry';
      if (!isGlue || blockCount(mapping, `${pointer}/0/access_config`) === 0) continue;
      yield {
        at: `${pointer}/0/access_config/0`,
        message: 'access_config is set, but Lambda reads a Glue registry with the execution role of the function',
        help: 'Remove access_config, and allow the role to read the registry',
        related: [{ message: 'this is a Glue registry', at: `${pointer}/0/schema_registry_uri` }],
        fix: {
          title: 'Remove access_config',
          applicability: 'unsafe',
          edits: Array.from({ length: blockCount(mapping, `${pointer}/0/access_config`) }, (_, index) => ({
            kind: 'remove',
            at: `${pointer}/0/access_config/${index}`,
          })),
        },
      };
    }
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Credentials are for Confluent registries. A Glue registry is read with the execution role of the function.
  `,
  evidence: [
    {
      source: 'AWS Lambda API reference (botocore 1.43.67); the answer itself is not recorded',
      date: '2026-08-07',
      says: 'AccessConfigs: for Confluent schema registries',
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
            schema_registry_uri = "arn:aws:glue:eu-west-1:123456789012:registry/orders"
            event_record_format = "JSON"

            access_config { # warning
              type = "BASIC_AUTH"
              uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
            }

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

            access_config { # warning
              type = "BASIC_AUTH"
              uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
            }

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
      locals {
        registries = {
          orders  = "arn:aws:glue:eu-west-1:123456789012:registry/orders"
          returns = "https://registry.example.com"
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = local.registries

        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = [each.key]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          schema_registry_config {
            schema_registry_uri = each.value
            event_record_format = "JSON"

            access_config { # warning
              type = "BASIC_AUTH"
              uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
            }

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
            schema_registry_uri = "https://registry.example.com"
            event_record_format = "JSON"

            access_config {
              type = "BASIC_AUTH"
              uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
            }

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
            schema_registry_uri = var.registry
            event_record_format = "JSON"

            access_config {
              type = "BASIC_AUTH"
              uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
            }

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
