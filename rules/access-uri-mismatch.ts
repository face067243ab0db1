import {
  accessEntries,
  actual,
  arnService,
  BROKERS,
  type JsonPointer,
  namedResource,
  type Rule,
  type RulePage,
  readArn,
  type Value,
} from '../src/rule/rule.ts';

const SECRETS: ReadonlySet<string> = new Set([
  'BASIC_AUTH',
  'SASL_SCRAM_256_AUTH',
  'SASL_SCRAM_512_AUTH',
  'CLIENT_CERTIFICATE_TLS_AUTH',
  'SERVER_ROOT_CA_CERTIFICATE',
]);

export default {
  name: 'access-uri-mismatch',
  summary: 'The uri does not fit its access type',
  severity: 'error',
  stage: 'apply',
  when: { sources: BROKERS, written: ['source_access_configuration'] },
  *check({ mapping }) {
    for (const { pointer, type, uri } of accessEntries(mapping).entries) {
      const at: JsonPointer = `${pointer}/uri`;
      const wanted = type === undefined ? undefined : mismatch(type, uri);
      if (type === undefined || wanted === undefined) continue;
      yield {
        at,
        message: `${actual(mapping.instance.values, at)}, but for ${type} it must be ${wanted.form}`,
        help: wanted.help,
        related: [{ message: `the type is ${type}`, at: `${pointer}/type` }],
      };
    }
  },
} satisfies Rule;

function mismatch(type: string, uri: Value): { readonly form: string; readonly help: string } | undefined {
  if (SECRETS.has(type)) {
    if (!isNoSecret(uri)) return undefined;
    return {
      form: 'the ARN of a secret in Secrets Manager',
      help: 'Write the ARN of the secret, for example aws_secretsmanager_secret.NAME.arn',
    };
  }
  const start = uri.kind === 'string' ? uri.value : (readablePrefix(uri) ?? '');
  const isArn = start.startsWith('arn:') || arnService(uri) !== undefined;
  switch (type) {
    case 'VPC_SUBNET':
      if (!isArn && !/^(?:security_group:|sg-)/.test(start)) return undefined;
      return { form: '"subnet:" and the id of a subnet', help: 'Write "subnet:subnet-…"' };
    case 'VPC_SECURITY_GROUP':
      if (!isArn && !/^(?:subnet:|subnet-)/.test(start)) return undefined;
      return { form: '"security_group:" and the id of a security group', help: 'Write "security_group:sg-…"' };
    case 'VIRTUAL_HOST':
      return isArn ? { form: 'the name of a virtual host', help: 'Write the name, for example "/"' } : undefined;
    default:
      return undefined;
  }
}

/** Text that is known and no ARN of a secret, or an attribute of another resource. */
function isNoSecret(uri: Value): boolean {
  const service = arnService(uri);
  if (service !== undefined) return service !== 'secretsmanager';
  const resource = namedResource(uri);
  if (resource !== undefined) return true;
  return uri.kind === 'string' && readArn(uri) === undefined;
}

function readablePrefix(value: Value): string | undefined {
  if (value.kind !== 'unknown') return undefined;
  const [first] = value.parts ?? [];
  return typeof first === 'string' ? first : value.prefix;
}

export const page: RulePage = {
  docs: `
    What \`uri\` holds depends on the type of the entry: the ARN of a secret for passwords and certificates, \`subnet:\` or
    \`security_group:\` and an id for the network, a name for a virtual host.
  `,
  evidence: [
    {
      source: 'AWS Lambda API reference (botocore 1.43.67); the answers are not recorded',
      date: '2026-08-07',
      says: 'SourceAccessConfiguration.URI: the value for your chosen configuration in Type',
    },
    {
      source: 'quoted in aws/aws-cdk#18571, a secret that the role cannot read',
      date: '2022-01-20',
      says: "Cannot access secret manager value arn:aws:secretsmanager:…. Please ensure the role can perform the 'secretsmanager:GetSecretValue' action on your broker in IAM.",
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
          type = "SASL_SCRAM_512_AUTH"
          uri  = "orders-secret" # error
        }

        source_access_configuration {
          type = "VPC_SUBNET"
          uri  = "sg-0123456789abcdef0" # error
        }

        source_access_configuration {
          type = "VPC_SECURITY_GROUP"
          uri  = "security_group:sg-0123456789abcdef0"
        }
      }
      `,
      `
      resource "aws_secretsmanager_secret" "jobs" {
        name = "jobs"
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = ["jobs"]

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = aws_secretsmanager_secret.jobs.name # error
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
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf" # error
        }
      }
      `,
      `
      locals {
        access = [
          { type = "BASIC_AUTH", uri = "orders-secret" },
          { type = "SERVER_ROOT_CA_CERTIFICATE", uri = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf" },
        ]
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
          for_each = local.access
          iterator = entry

          content {
            type = entry.value.type
            uri  = entry.value.uri # error
          }
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_secretsmanager_secret" "jobs" {
        name = "jobs"
      }

      resource "aws_secretsmanager_secret_version" "jobs" {
        secret_id     = aws_secretsmanager_secret.jobs.id
        secret_string = "{}"
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = ["jobs"]

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = aws_secretsmanager_secret_version.jobs.secret_id
        }
      }

      resource "aws_lambda_event_source_mapping" "by_id" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = ["retries"]

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = aws_secretsmanager_secret.jobs.id
        }
      }
      `,
      `
      variable "account" {
        type = string
      }

      variable "secret" {
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
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:\${var.account}:secret:orders"
        }

        source_access_configuration {
          type = "SERVER_ROOT_CA_CERTIFICATE"
          uri  = var.secret
        }

        source_access_configuration {
          type = "VPC_SUBNET"
          uri  = "subnet:subnet-0123456789abcdef0"
        }

        source_access_configuration {
          type = "VPC_SECURITY_GROUP"
          uri  = "sg-0123456789abcdef0"
        }
      }
      `,
    ],
  },
};
