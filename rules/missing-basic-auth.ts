import { accessEntries, MQ, type Rule, type RulePage, sourceName, whySource, words } from '../src/rule/rule.ts';

export default {
  name: 'missing-basic-auth',
  summary: 'MQ and DocumentDB need BASIC_AUTH credentials',
  severity: 'error',
  stage: 'apply',
  when: { sources: [...MQ, 'documentdb'], written: ['source_access_configuration'] },
  *check({ mapping }) {
    const { entries, closed } = accessEntries(mapping);
    if (!closed || entries.length === 0) return;
    const types = entries.flatMap(({ type }) => type ?? []);
    // A type of another source has a rule of its own.
    const allowed = new Set([...mapping.kinds].flatMap((kind) => words(kind, 'source_access_configuration') ?? []));
    if (types.includes('BASIC_AUTH') || !types.every((type) => allowed.has(type))) return;
    yield {
      at: '/source_access_configuration/0',
      message: `source_access_configuration has ${types.join(', ')} only, but ${sourceName(mapping)} needs BASIC_AUTH`,
      help: 'Add source_access_configuration with type = "BASIC_AUTH" and the ARN of the secret',
      related: whySource(mapping),
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    An MQ broker and a DocumentDB cluster let Lambda in with a user name and a password, which are in a secret that a \`BASIC_AUTH\`
    entry names. A virtual host does not replace it.
  `,
  evidence: [
    {
      source:
        'AWS Lambda API reference (botocore 1.43.67), SourceAccessConfiguration; AWS SAM asks for it too; the answer itself is not recorded',
      date: '2026-08-07',
      says: 'BASIC_AUTH – (Amazon MQ) The Secrets Manager secret that stores your broker credentials.',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_SourceAccessConfiguration.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = ["jobs"]

        source_access_configuration { # error
          type = "VIRTUAL_HOST"
          uri  = "/"
        }
      }
      `,
      `
      resource "aws_mq_broker" "jobs" {
        broker_name        = "jobs"
        engine_type        = "RabbitMQ"
        engine_version     = "3.13"
        host_instance_type = "mq.m5.large"

        user {
          username = "jobs"
          password = "correct-horse"
        }
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = aws_mq_broker.jobs.arn
        function_name    = "jobs"
        queues           = ["jobs"]

        source_access_configuration { # error
          type = "VIRTUAL_HOST"
          uri  = "/"
        }
      }
      `,
      `
      locals {
        hosts = ["/"]
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = ["jobs"]

        dynamic "source_access_configuration" { # error
          for_each = local.hosts
          iterator = host

          content {
            type = "VIRTUAL_HOST"
            uri  = host.value
          }
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
      variable "type" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = ["jobs"]

        source_access_configuration {
          type = "VIRTUAL_HOST"
          uri  = "/"
        }

        source_access_configuration {
          type = var.type
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      variable "secrets" {
        type = list(string)
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = ["jobs"]

        source_access_configuration {
          type = "VIRTUAL_HOST"
          uri  = "/"
        }

        dynamic "source_access_configuration" {
          for_each = var.secrets
          iterator = secret

          content {
            type = "BASIC_AUTH"
            uri  = secret.value
          }
        }
      }
      `,
    ],
  },
};
