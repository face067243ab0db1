import { accessEntries, allIn, type Rule, type RulePage } from '../src/rule/rule.ts';

const PARTNERS: readonly { readonly type: string; readonly partner: string }[] = [
  { type: 'VPC_SUBNET', partner: 'VPC_SECURITY_GROUP' },
  { type: 'VPC_SECURITY_GROUP', partner: 'VPC_SUBNET' },
];

export default {
  name: 'unpaired-vpc-access',
  summary: 'Subnets and security group come together',
  severity: 'error',
  stage: 'apply',
  *check({ mapping }) {
    if (!allIn(mapping.kinds, ['self-managed-kafka'])) return;
    const { entries, closed } = accessEntries(mapping);
    if (!closed) return;
    for (const { type, partner } of PARTNERS) {
      const found = entries.find((entry) => entry.type === type);
      if (found === undefined || entries.some((entry) => entry.type === partner)) continue;
      yield {
        at: found.pointer,
        message: `there is a ${type} entry, but no ${partner}, and Lambda needs both to enter a VPC`,
        help: `Add source_access_configuration with type = "${partner}"`,
      };
    }
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    To reach a Kafka cluster in a VPC, Lambda needs the subnets and a security group. One without the other leads nowhere; tools of
    AWS refuse it.
  `,
  evidence: [
    {
      source: 'AWS SAM and aws-cdk-lib 2.276; the answer of AWS is not recorded',
      date: '2026-11-23',
      says: 'both VPC_SUBNET and VPC_SECURITY_GROUP are needed',
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

        source_access_configuration { # error
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

        source_access_configuration { # error
          type = "VPC_SECURITY_GROUP"
          uri  = "security_group:sg-0123456789abcdef0"
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
