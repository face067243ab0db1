import {
  accessEntries,
  type Configuration,
  child,
  instancesBehind,
  type Rule,
  type RulePage,
  readArn,
  type Value,
  valueAt,
  written,
} from '../src/rule/rule.ts';

const PREFIX = 'AmazonMSK_';

export default {
  name: 'msk-secret-name',
  summary: 'MSK SCRAM secrets are named AmazonMSK_…',
  severity: 'warning',
  stage: 'runtime',
  when: { sources: ['msk'], written: ['source_access_configuration'] },
  *check({ mapping, configuration }) {
    for (const { type, uri, pointer } of accessEntries(mapping).entries) {
      if (type !== 'SASL_SCRAM_512_AUTH') continue;
      const beginning = nameOf(uri, configuration);
      if (beginning === undefined || PREFIX.startsWith(beginning) || beginning.startsWith(PREFIX)) continue;
      yield {
        at: child(pointer, 'uri'),
        message: `the secret ${written(uri)} has a name that begins with "${beginning}", but a secret for an MSK cluster has one that begins with ${PREFIX}`,
        help: `Name a secret that is associated with the cluster; its name begins with ${PREFIX}`,
        related: [{ message: `with ${type} it must be a secret of the cluster`, at: child(pointer, 'type') }],
      };
    }
  },
} satisfies Rule;

/** The name of the secret as far as its beginning is known; not the random end of its ARN. */
function nameOf(uri: Value, configuration: Configuration): string | undefined {
  const arn = readArn(uri);
  if (arn?.service === 'secretsmanager') {
    const name = /^secret:(.*)$/.exec(arn.resource.prefix)?.[1];
    return arn.resource.complete ? name?.replace(/-\w{6}$/, '') : name;
  }
  const secrets = ['arn', 'id'].includes(uri.is?.attribute.join('.') ?? '')
    ? instancesBehind(uri, { type: 'aws_secretsmanager_secret', configuration })
    : [];
  const names = new Set(
    secrets.map(({ values }) => textOf(valueAt(values, '/name')) ?? textOf(valueAt(values, '/name_prefix'))),
  );
  const [name, ...others] = names;
  return others.length > 0 ? undefined : name;
}

function textOf(value: Value): string | undefined {
  if (value.kind === 'string') return value.value;
  return value.kind === 'unknown' ? value.prefix : undefined;
}

export const page: RulePage = {
  docs: `
    An MSK cluster takes user names and passwords only from secrets that are associated with it, and their names begin with
    \`AmazonMSK_\`. With another secret the mapping is created and stays idle with a connection error.
  `,
  evidence: [
    {
      source: 'AWS Lambda and Amazon MSK developer guides, SASL/SCRAM; the answer itself is not recorded',
      date: '2026-11-23',
      says: 'the name of the secret has the prefix AmazonMSK_',
    },
  ],
  references: ['https://docs.aws.amazon.com/msk/latest/developerguide/msk-password.html'],
  examples: {
    invalid: [
      `
      resource "aws_msk_cluster" "orders" {
        cluster_name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        source_access_configuration {
          type = "SASL_SCRAM_512_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders/kafka-AbCdEf" # warning
        }
      }
      `,
      `
      variable "environment" {
        type = string
      }

      resource "aws_msk_cluster" "orders" {
        cluster_name = "orders"
      }

      resource "aws_secretsmanager_secret" "kafka" {
        name = "orders-\${var.environment}"
      }

      locals {
        secret = aws_secretsmanager_secret.kafka.arn
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        source_access_configuration {
          type = "SASL_SCRAM_512_AUTH"
          uri  = local.secret # warning
        }
      }
      `,
    ],
    valid: [
      `
      variable "environment" {
        type = string
      }

      resource "aws_msk_cluster" "orders" {
        cluster_name = "orders"
      }

      resource "aws_secretsmanager_secret" "kafka" {
        name = "AmazonMSK_orders-\${var.environment}"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = {
          module  = aws_secretsmanager_secret.kafka.arn
          literal = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:AmazonMSK_orders-AbCdEf"
          partly  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:\${var.environment}-AbCdEf"
        }

        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "orders"
        topics            = ["orders-\${each.key}"]
        starting_position = "LATEST"

        source_access_configuration {
          type = "SASL_SCRAM_512_AUTH"
          uri  = each.value
        }
      }
      `,
      `
      variable "name" {
        type = string
      }

      resource "aws_msk_cluster" "orders" {
        cluster_name = "orders"
      }

      resource "aws_secretsmanager_secret" "kafka" {
        name = var.name
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        source_access_configuration {
          type = "SASL_SCRAM_512_AUTH"
          uri  = aws_secretsmanager_secret.kafka.arn
        }
      }

      resource "aws_lambda_event_source_mapping" "elsewhere" {
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = "b-1.example.com:9096"
          }
        }

        source_access_configuration {
          type = "SASL_SCRAM_512_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
    ],
  },
};
