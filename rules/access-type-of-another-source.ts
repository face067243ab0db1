import {
  accessEntries,
  allIn,
  KAFKA,
  listed,
  MQ,
  type Rule,
  type RulePage,
  sourceName,
  whySource,
  words,
} from '../src/rule/rule.ts';

/** The types whose sources are known; newer ones prove nothing. */
const KNOWN: ReadonlySet<string> = new Set([
  'BASIC_AUTH',
  'VPC_SUBNET',
  'VPC_SECURITY_GROUP',
  'SASL_SCRAM_256_AUTH',
  'SASL_SCRAM_512_AUTH',
  'VIRTUAL_HOST',
  'CLIENT_CERTIFICATE_TLS_AUTH',
  'SERVER_ROOT_CA_CERTIFICATE',
]);

export default {
  name: 'access-type-of-another-source',
  summary: 'The access type does not exist for this source',
  severity: 'error',
  stage: 'apply',
  when: { sources: [...KAFKA, ...MQ, 'documentdb'], written: ['source_access_configuration'] },
  *check({ mapping }) {
    const allowed = [...mapping.kinds].map((kind) => words(kind, 'source_access_configuration'));
    for (const { pointer, type } of accessEntries(mapping).entries) {
      if (type === undefined || !KNOWN.has(type)) continue;
      if (!allowed.every((types) => types !== undefined && !types.includes(type))) continue;
      const types = [...new Set(allowed.flatMap((some) => some ?? []))];
      yield {
        at: `${pointer}/type`,
        message: `${type} is not a way into ${sourceName(mapping)}, which has ${listed(types)}`,
        ...(allIn(mapping.kinds, MQ) && {
          aws: 'Unsupported source access configurations type for given event source mapping type.',
        }),
        help: types.length === 1 ? `Write type = "${types[0]}"` : 'Remove the entry, or write one of these types',
        related: whySource(mapping),
      };
    }
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Each source has its own ways in. MSK takes \`SASL_SCRAM_512_AUTH\` and \`CLIENT_CERTIFICATE_TLS_AUTH\`, or nothing for IAM, and is
    reached through the network of the cluster, so that it has no VPC entries. MQ and DocumentDB take \`BASIC_AUTH\`, RabbitMQ also
    \`VIRTUAL_HOST\`, which exists nowhere else.
  `,
  evidence: [
    {
      source: 'recorded on AWS (cdk-preflight), MQ',
      date: '2026-09-13',
      says: 'Unsupported source access configurations type for given event source mapping type.',
    },
    {
      source: 'AWS Lambda API reference (botocore 1.43.67)',
      date: '2026-08-07',
      says: 'SourceAccessConfiguration.Type: names the sources of each type',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_SourceAccessConfiguration.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        source_access_configuration {
          type = "VPC_SUBNET" # error
          uri  = "subnet:subnet-0123456789abcdef0"
        }

        source_access_configuration {
          type = "SASL_SCRAM_512_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:AmazonMSK_orders-AbCdEf"
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = ["jobs"]

        source_access_configuration {
          type = "SASL_SCRAM_256_AUTH" # error
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
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

        source_access_configuration {
          type = "VIRTUAL_HOST" # error
          uri  = "/"
        }
      }
      `,
      `
      variable "access" {
        type    = map(string)
        default = { jobs = "BASIC_AUTH", retries = "SERVER_ROOT_CA_CERTIFICATE" }
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        for_each = var.access

        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = [each.key]

        source_access_configuration {
          type = each.value # error
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = ["jobs"]

        source_access_configuration {
          type = "VIRTUAL_HOST"
          uri  = "/"
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
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

        source_access_configuration {
          type = "VPC_SUBNET"
          uri  = "subnet:subnet-0123456789abcdef0"
        }

        source_access_configuration {
          type = "VPC_SECURITY_GROUP"
          uri  = "security_group:sg-0123456789abcdef0"
        }

        source_access_configuration {
          type = "SERVER_ROOT_CA_CERTIFICATE"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      variable "type" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        source_access_configuration {
          type = var.type
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
          type = "IAM_AUTH"
          uri  = "arn:aws:iam::123456789012:role/orders"
        }
      }
      `,
    ],
  },
};
