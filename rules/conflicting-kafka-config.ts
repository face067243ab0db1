import { blockCount, exclusionStage, type JsonPointer, type Rule, type RulePage } from '../src/rule/rule.ts';

/** Blocks and what each conflicts with; the provider computes both blocks, so that only a written one counts. */
const CONFLICTS: readonly {
  readonly block: string;
  readonly other: string;
  readonly help: string;
  readonly to?: string;
}[] = [
  {
    block: 'self_managed_kafka_event_source_config',
    other: 'event_source_arn',
    to: 'amazon_managed_kafka_event_source_config',
    help: 'Name the block amazon_managed_kafka_event_source_config, which belongs to event_source_arn',
  },
  {
    block: 'self_managed_kafka_event_source_config',
    other: 'amazon_managed_kafka_event_source_config',
    help: 'Remove the block that belongs to the other kind of cluster',
  },
  {
    block: 'amazon_managed_kafka_event_source_config',
    other: 'self_managed_event_source',
    to: 'self_managed_kafka_event_source_config',
    help: 'Name the block self_managed_kafka_event_source_config, which belongs to self_managed_event_source',
  },
];

export default {
  name: 'conflicting-kafka-config',
  summary: 'The Kafka config block belongs to the other kind of cluster',
  severity: 'error',
  stage: 'validate',
  when: { written: ['amazon_managed_kafka_event_source_config', 'self_managed_kafka_event_source_config'] },
  *check({ mapping }) {
    const isWritten = (argument: string): boolean =>
      argument === 'event_source_arn' ? mapping.has('/event_source_arn') : blockCount(mapping, `/${argument}`) > 0;
    const conflict = CONFLICTS.find(({ block, other }) => isWritten(block) && isWritten(other));
    if (conflict === undefined) return;
    const { block, other, help, to } = conflict;
    const at: JsonPointer = other === 'event_source_arn' ? '/event_source_arn' : `/${other}/0`;
    yield {
      at: `/${block}/0`,
      stage: exclusionStage(mapping.get(at)),
      message: `${block} is set, but the provider refuses it together with ${other}`,
      help,
      related: [{ message: `${other} is set`, at }],
      ...(to !== undefined && {
        fix: {
          title: `Name the block ${to}`,
          applicability: 'unsafe',
          edits: [{ kind: 'rename', at: `/${block}/0`, to }],
        },
      }),
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    The consumer group and the schema registry of a Kafka source are set in a block that depends on whose cluster it is:
    \`amazon_managed_kafka_event_source_config\` goes with \`event_source_arn\` (MSK), \`self_managed_kafka_event_source_config\`
    with \`self_managed_event_source\`.
  `,
  evidence: [
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: '"self_managed_kafka_event_source_config": conflicts with event_source_arn',
    },
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: '"amazon_managed_kafka_event_source_config": conflicts with self_managed_event_source',
    },
  ],
  references: [
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_event_source_mapping',
  ],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        self_managed_kafka_event_source_config { # error
          consumer_group_id = "orders"
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

        amazon_managed_kafka_event_source_config { # error
          consumer_group_id = "orders"
        }
      }
      `,
      `
      locals {
        groups = ["orders"]
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        dynamic "self_managed_kafka_event_source_config" { # error
          for_each = local.groups

          content {
            consumer_group_id = self_managed_kafka_event_source_config.value
          }
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
          consumer_group_id = "orders"
        }
      }
      `,
      `
      variable "cluster_arn" {
        type    = string
        default = null
      }

      variable "group" {
        type    = string
        default = null
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = var.cluster_arn
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        dynamic "self_managed_kafka_event_source_config" {
          for_each = var.group == null ? [] : [var.group]
          content {
            consumer_group_id = self_managed_kafka_event_source_config.value
          }
        }
      }
      `,
    ],
  },
};
