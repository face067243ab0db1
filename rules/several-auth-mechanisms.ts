import { accessEntries, listed, type Rule, type RulePage } from '../src/rule/rule.ts';

const MECHANISMS: ReadonlySet<string> = new Set([
  'BASIC_AUTH',
  'SASL_SCRAM_256_AUTH',
  'SASL_SCRAM_512_AUTH',
  'CLIENT_CERTIFICATE_TLS_AUTH',
]);

export default {
  name: 'several-auth-mechanisms',
  summary: 'One authentication mechanism per mapping',
  severity: 'warning',
  stage: 'apply',
  when: { sources: ['self-managed-kafka', 'msk'], written: ['source_access_configuration'] },
  *check({ mapping }) {
    const { entries } = accessEntries(mapping);
    const found = entries.filter(({ type }) => type !== undefined && MECHANISMS.has(type));
    const [first, second] = found;
    if (first === undefined || second === undefined) return;
    yield {
      at: `${second.pointer}/type`,
      message: `the mapping authenticates with ${listed(found.flatMap(({ type }) => type ?? []))}, but it can use one mechanism only`,
      help: 'Keep one of the entries, and remove the other',
      related: [{ message: `${first.type} is the first mechanism`, at: `${first.pointer}/type` }],
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A mapping authenticates to Kafka in one way. What AWS answers to two is not recorded; its own tools refuse them.
    \`SERVER_ROOT_CA_CERTIFICATE\` and the VPC entries are no mechanisms and may stand beside one.
  `,
  evidence: [
    {
      source: 'AWS SAM and aws-cdk-lib 2.276; the answer of AWS is not recorded',
      date: '2026-11-23',
      says: 'multiple auth mechanisms are refused',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_SourceAccessConfiguration.html'],
  examples: {
    invalid: [
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

        source_access_configuration {
          type = "SASL_SCRAM_512_AUTH" # warning
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        source_access_configuration {
          type = "SASL_SCRAM_512_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:AmazonMSK_orders-AbCdEf"
        }

        source_access_configuration {
          type = "CLIENT_CERTIFICATE_TLS_AUTH" # warning
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      locals {
        mechanisms = ["SASL_SCRAM_256_AUTH", "SASL_SCRAM_512_AUTH"]
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

        dynamic "source_access_configuration" {
          for_each = local.mechanisms
          iterator = mechanism

          content {
            type = mechanism.value # warning
            uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
          }
        }
      }
      `,
    ],
    valid: [
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

        source_access_configuration {
          type = "SERVER_ROOT_CA_CERTIFICATE"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }

        source_access_configuration {
          type = "VPC_SUBNET"
          uri  = "subnet:subnet-0123456789abcdef0"
        }

        source_access_configuration {
          type = "VPC_SECURITY_GROUP"
          uri  = "security_group:sg-0123456789abcdef0"
        }
      }
      `,
      `
      variable "secrets" {
        type    = list(string)
        default = []
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

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }

        dynamic "source_access_configuration" {
          for_each = var.secrets
          iterator = secret
          content {
            type = "SASL_SCRAM_512_AUTH"
            uri  = secret.value
          }
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = ["jobs"]

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }

        source_access_configuration {
          type = "VIRTUAL_HOST"
          uri  = "/"
        }
      }
      `,
    ],
  },
};
