import { accessEntries, actual, type JsonPointer, type Rule, type RulePage, type Value } from '../src/rule/rule.ts';

export default {
  name: 'missing-vpc-uri-prefix',
  summary: 'VPC_SUBNET values are written subnet:subnet-…',
  severity: 'warning',
  stage: 'apply',
  when: { sources: ['self-managed-kafka'], written: ['source_access_configuration'] },
  *check({ mapping }) {
    for (const { pointer, type, uri } of accessEntries(mapping).entries) {
      if (type !== 'VPC_SUBNET' || !isBareSubnet(uri)) continue;
      const at: JsonPointer = `${pointer}/uri`;
      yield {
        at,
        message: `${actual(mapping.instance.values, at)}, but the documented form of a VPC_SUBNET is "subnet:" and the id`,
        help: 'Write "subnet:" before the id',
        related: [{ message: 'the type is VPC_SUBNET', at: `${pointer}/type` }],
        fix: {
          title: 'Write "subnet:" before the id',
          applicability: 'unsafe',
          edits: [{ kind: 'prefix', at, text: 'subnet:' }],
        },
      };
    }
  },
} satisfies Rule;

function isBareSubnet(uri: Value): boolean {
  if (uri.is?.type === 'aws_subnet' && uri.is.attribute.join('.') === 'id' && !uri.is.splat) return true;
  if (uri.kind === 'string') return uri.value.startsWith('subnet-');
  if (uri.kind !== 'unknown') return false;
  const [first] = uri.parts ?? [];
  return (typeof first === 'string' ? first : (uri.prefix ?? '')).startsWith('subnet-');
}

export const page: RulePage = {
  docs: `
    AWS and the provider document \`subnet:subnet-0123\` for a subnet and \`security_group:sg-0123\` for a security group. AWS was seen
    to accept a security group without its prefix, so that only subnets are reported, and only as a warning.
  `,
  evidence: [
    {
      source: 'page of the Terraform resource',
      date: '2026-11-23',
      says: 'type: VPC_SUBNET, uri: "subnet:subnet-example1"',
    },
    {
      source: 'acceptance test of hashicorp/aws (about 6.0), run on AWS',
      date: '2025',
      says: 'VPC_SECURITY_GROUP with a raw sg-… is accepted',
    },
  ],
  references: [
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_event_source_mapping',
  ],
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
          type = "VPC_SUBNET"
          uri  = "subnet-0123456789abcdef0" # warning
        }

        source_access_configuration {
          type = "VPC_SECURITY_GROUP"
          uri  = "security_group:sg-0123456789abcdef0"
        }
      }
      `,
      `
      resource "aws_subnet" "kafka" {
        vpc_id     = "vpc-0123456789abcdef0"
        cidr_block = "10.0.1.0/24"
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
          type = "VPC_SUBNET"
          uri  = aws_subnet.kafka.id # warning
        }

        source_access_configuration {
          type = "VPC_SECURITY_GROUP"
          uri  = "security_group:sg-0123456789abcdef0"
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

        dynamic "source_access_configuration" {
          for_each = toset(["subnet-0123456789abcdef0"])
          iterator = subnet

          content {
            type = "VPC_SUBNET"
            uri  = subnet.value # warning
          }
        }

        source_access_configuration {
          type = "VPC_SECURITY_GROUP"
          uri  = "security_group:sg-0123456789abcdef0"
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_subnet" "kafka" {
        vpc_id     = "vpc-0123456789abcdef0"
        cidr_block = "10.0.1.0/24"
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
          type = "VPC_SUBNET"
          uri  = "subnet:\${aws_subnet.kafka.id}"
        }

        source_access_configuration {
          type = "VPC_SECURITY_GROUP"
          uri  = "sg-0123456789abcdef0"
        }
      }
      `,
      `
      variable "subnet" {
        type = string
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
          type = "VPC_SUBNET"
          uri  = var.subnet
        }

        source_access_configuration {
          type = "VPC_SECURITY_GROUP"
          uri  = "security_group:sg-0123456789abcdef0"
        }
      }
      `,
    ],
  },
};
