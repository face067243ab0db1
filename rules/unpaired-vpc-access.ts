import { accessEntries, type Rule, type RulePage } from '../src/rule/rule.ts';

const PARTNERS: readonly { readonly type: string; readonly partner: string }[] = [
  { type: 'VPC_SUBNET', partner: 'VPC_SECURITY_GROUP' },
  { type: 'VPC_SECURITY_GROUP', partner: 'VPC_SUBNET' },
];

export default {
  name: 'unpaired-vpc-access',
  summary: 'Subnets and security group come together',
  severity: 'warning',
  stage: 'apply',
  when: { sources: ['self-managed-kafka'], written: ['source_access_configuration'] },
  *check({ mapping }) {
    const { entries, closed } = accessEntries(mapping);
    if (!closed) return;
    for (const { type, partner } of PARTNERS) {
      const found = entries.find((entry) => entry.type === type);
      if (found === undefined || entries.some((entry) => entry.type === partner)) continue;
      yield {
        at: found.pointer,
        message: `there is a ${type} entry, but no ${partner}, and what Lambda does with one of them alone is not documented`,
        help: `Add source_access_configuration with type = "${partner}"`,
      };
    }
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    To reach a Kafka cluster in a VPC, Lambda is given subnets and a security group. Tools of AWS refuse one without the other; what
    Lambda itself does is not recorded. EventBridge Pipes, which reads Kafka too, then takes the default security group of the VPC, which
    seldom lets anything reach the cluster.
  `,
  evidence: [
    {
      source: 'AWS SAM and aws-cdk-lib 2.276; the answer of AWS is not recorded',
      date: '2026-11-23',
      says: 'both VPC_SUBNET and VPC_SECURITY_GROUP are needed',
    },
    {
      source: 'API reference of EventBridge Pipes, SelfManagedKafkaAccessConfigurationVpc: why this is a warning only',
      date: '2026-11-25',
      says: 'If you do not specify a security group, the default security group for the VPC is used.',
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

        source_access_configuration { # warning
          type = "VPC_SUBNET"
          uri  = "subnet:subnet-0123456789abcdef0"
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

        source_access_configuration { # warning
          type = "VPC_SECURITY_GROUP"
          uri  = "security_group:sg-0123456789abcdef0"
        }
      }
      `,
      `
      locals {
        subnets = ["subnet-0123456789abcdef0"]
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

        dynamic "source_access_configuration" { # warning
          for_each = local.subnets
          iterator = subnet

          content {
            type = "VPC_SUBNET"
            uri  = "subnet:\${subnet.value}"
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
          type = "VPC_SUBNET"
          uri  = "subnet:subnet-0123456789abcdef0"
        }

        source_access_configuration {
          type = "VPC_SUBNET"
          uri  = "subnet:subnet-0123456789abcdef1"
        }

        source_access_configuration {
          type = "VPC_SECURITY_GROUP"
          uri  = "security_group:sg-0123456789abcdef0"
        }
      }
      `,
      `
      variable "groups" {
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

        source_access_configuration {
          type = "VPC_SUBNET"
          uri  = "subnet:subnet-0123456789abcdef0"
        }

        dynamic "source_access_configuration" {
          for_each = var.groups
          iterator = group
          content {
            type = "VPC_SECURITY_GROUP"
            uri  = group.value
          }
        }
      }
      `,
    ],
  },
};
