import {
  CONSUMER_GROUPS,
  duplicateKeys,
  type KeysOf,
  mappingName,
  relatives,
  valueKeys,
} from '../src/rule/relatives.ts';
import { actual, KAFKA, type Rule, type RulePage, valueAt } from '../src/rule/rule.ts';

const groupKeys: KeysOf = (values) => {
  const keys = CONSUMER_GROUPS.map((pointer) => valueKeys(valueAt(values, pointer)));
  return keys.includes(undefined) ? undefined : keys.flatMap((known) => known ?? []);
};

export default {
  name: 'duplicate-consumer-group',
  summary: 'Consumer group ids are unique per Kafka mapping',
  severity: 'warning',
  stage: 'runtime',
  when: {
    sources: KAFKA,
    written: ['amazon_managed_kafka_event_source_config', 'self_managed_kafka_event_source_config'],
    severalMappings: true,
  },
  *check({ mapping, configuration }) {
    const at = CONSUMER_GROUPS.find((pointer) => mapping.has(pointer));
    if (at === undefined) return;
    const [first] = relatives(mapping, configuration, { keysOf: groupKeys }).earlier();
    // Of two mappings that are one for AWS another rule speaks.
    const duplicates = [...relatives(mapping, configuration, { keysOf: duplicateKeys }).earlier()];
    if (duplicates.some((other) => other.address === first?.address)) return;
    const place = first && CONSUMER_GROUPS.find((pointer) => first.has(pointer));
    if (first === undefined || place === undefined) return;
    yield {
      at,
      message: `${actual(mapping.instance.values, at)}, but ${mappingName(first)} has the same one, and each Kafka mapping needs a consumer group of its own`,
      help: 'Give each mapping its own consumer_group_id, or leave it out: AWS then makes one up',
      related: [{ message: `${first.address} has it first`, place: first.instance.sourceMap.locate(place, 'value') }],
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Each Kafka mapping needs a consumer group that no other mapping has. Two mappings in one group share the partitions of their topics
    in ways that nobody wants, and for a group that exists already AWS does not look at \`starting_position\`.
  `,
  evidence: [
    {
      source: 'AWS API reference, AmazonManagedKafkaEventSourceConfig and SelfManagedKafkaEventSourceConfig',
      date: '2026-08-07',
      says: 'The consumer group ID must be unique among all your Kafka event sources.',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_AmazonManagedKafkaEventSourceConfig.html'],
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

        amazon_managed_kafka_event_source_config {
          consumer_group_id = "shop"
        }
      }

      resource "aws_lambda_event_source_mapping" "returns" {
        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "returns"
        topics            = ["returns"]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          consumer_group_id = "shop" # warning
        }
      }
      `,
      `
      variable "group" {
        type    = string
        default = "shop"
      }

      resource "aws_msk_cluster" "orders" {
        cluster_name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = { orders = "orders-v2", returns = "returns-v1" }

        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "orders"
        topics            = [each.value]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          consumer_group_id = var.group # warning
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_msk_cluster" "orders" {
        cluster_name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = toset(["orders", "returns"])

        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "orders"
        topics            = [each.key]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          consumer_group_id = "shop-\${each.key}"
        }
      }
      `,
      `
      variable "group" {
        type = string
      }

      variable "blue" {
        type = bool
      }

      resource "aws_msk_cluster" "orders" {
        cluster_name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "blue" {
        count = var.blue ? 1 : 0

        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "blue"
        topics            = ["orders"]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          consumer_group_id = "shop"
        }
      }

      resource "aws_lambda_event_source_mapping" "green" {
        count = var.blue ? 0 : 1

        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "green"
        topics            = ["orders"]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          consumer_group_id = "shop"
        }
      }

      resource "aws_lambda_event_source_mapping" "given" {
        for_each = toset(["invoices", "refunds"])

        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "orders"
        topics            = [each.key]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          consumer_group_id = var.group
        }
      }
      `,
    ],
  },
};
