import { type JsonPointer, type Rule, type RulePage, referenceText } from '../src/rule/rule.ts';

const SERVERS: JsonPointer = '/self_managed_event_source/0/endpoints/KAFKA_BOOTSTRAP_SERVERS';

export default {
  name: 'confluent-endpoint-scheme',
  summary: 'confluent_kafka_cluster.bootstrap_endpoint starts with SASL_SSL://',
  severity: 'warning',
  stage: 'apply',
  when: { written: ['self_managed_event_source'] },
  *check({ mapping }) {
    const { is } = mapping.get(SERVERS);
    if (is?.type !== 'confluent_kafka_cluster' || is.attribute.join('.') !== 'bootstrap_endpoint') return;
    yield {
      at: SERVERS,
      message: `KAFKA_BOOTSTRAP_SERVERS is ${referenceText(is)}, which begins with SASL_SSL://, but a server is host:port`,
      aws: "ValidationException: … 'selfManagedEventSource.endpoints' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(([a-zA-Z0-9]…)):[0-9]{1,5}",
      help: `Write replace(${referenceText(is)}, "SASL_SSL://", "")`,
      fix: {
        title: 'Take SASL_SSL:// away with replace(…)',
        applicability: 'safe',
        edits: [{ kind: 'surround', at: SERVERS, before: 'replace(', after: ', "SASL_SSL://", "")' }],
      },
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    The Confluent provider gives \`bootstrap_endpoint\` with a scheme, which AWS does not take.
  `,
  evidence: [
    {
      source: 'quoted in confluentinc/terraform-provider-confluent#118; the same in #128',
      date: '2022-10-13',
      says: 'SASL_SSL://xxx-xxxxx.westeurope.azure.confluent.cloud:9092',
    },
  ],
  references: [
    'https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_kafka_cluster',
  ],
  examples: {
    invalid: [
      `
      resource "confluent_kafka_cluster" "orders" {
        display_name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = confluent_kafka_cluster.orders.bootstrap_endpoint # warning
          }
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      data "confluent_kafka_cluster" "orders" {
        id = "lkc-123456"
      }

      locals {
        servers = data.confluent_kafka_cluster.orders.bootstrap_endpoint
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = local.servers # warning
          }
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
      resource "confluent_kafka_cluster" "orders" {
        display_name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = replace(confluent_kafka_cluster.orders.bootstrap_endpoint, "SASL_SSL://", "")
          }
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      variable "servers" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = trimprefix(var.servers, "SASL_SSL://")
          }
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      data "confluent_kafka_cluster" "orders" {
        id = "lkc-123456"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = split("//", data.confluent_kafka_cluster.orders.bootstrap_endpoint)[1]
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
