import { areDuplicates, duplicateKeys, mappingName, relatives } from '../src/rule/relatives.ts';
import {
  allIn,
  type Configuration,
  type EventSourceKind,
  type EventSourceMapping,
  KAFKA,
  type Rule,
  type RulePage,
  SQS,
  STREAMS,
} from '../src/rule/rule.ts';

export default {
  name: 'duplicate-mapping',
  summary: 'Two mappings join the same source and function',
  severity: 'error',
  stage: 'apply',
  when: { severalMappings: true, creation: true },
  *check({ mapping, configuration }) {
    const first = firstDuplicate(mapping, configuration);
    if (first === undefined) return;
    const isKafka = allIn(mapping.kinds, KAFKA);
    const aws = refusal(mapping.kinds);
    yield {
      at: '/function_name',
      message: `${mappingName(first)} already joins the same source and function${isKafka ? ' for a topic of this mapping' : ''}, and there can be only one such mapping`,
      ...(aws !== undefined && { aws }),
      help: `Remove one of the two, or name another function, version or alias${isKafka ? ', or another topic' : ''}`,
      related: [
        {
          message: `${first.address} names the same function`,
          place: first.instance.sourceMap.locate('/function_name', 'value'),
        },
        {
          message: 'this is the source of both',
          at: mapping.has('/event_source_arn') ? '/event_source_arn' : '/self_managed_event_source/0',
        },
      ],
    };
  },
} satisfies Rule;

function firstDuplicate(mapping: EventSourceMapping, configuration: Configuration): EventSourceMapping | undefined {
  for (const other of relatives(mapping, configuration, { keysOf: duplicateKeys }).earlier()) {
    if (areDuplicates(mapping, other)) return other;
  }
  return undefined;
}

const UPDATE = 'Please update or delete the existing mapping with UUID <uuid>';
const SQS_EXISTS = `An event source mapping with SQS arn (" <arn> ") and function (" <function> ") already exists. ${UPDATE}`;
const STREAM_EXISTS = `The event source arn (" <arn> ") and function (" <function> ") provided mapping already exists. ${UPDATE}`;
const KAFKA_EXISTS = `An event source mapping with event source ("<servers>"), function ("<function arn>"), topics ("<topic>") already exists. ${UPDATE}`;

function refusal(kinds: ReadonlySet<EventSourceKind>): string | undefined {
  if (allIn(kinds, SQS)) return SQS_EXISTS;
  if (allIn(kinds, STREAMS)) return STREAM_EXISTS;
  return allIn(kinds, KAFKA) ? KAFKA_EXISTS : undefined;
}

export const page: RulePage = {
  docs: `
    A source and a function, or one version or alias of it, can be joined by one mapping only; on Kafka by one for each topic, on a
    broker by one for each queue. AWS refuses the second, which is often one that was made by hand or by another module: then import
    it in place of creating it.

    Not reported: an alias beside the function itself, mappings of which one exists under another condition, sources and functions
    that are not known.
  `,
  evidence: [
    { source: 'recorded on AWS (LocalStack snapshots), SQS', date: '2025-11-25', says: SQS_EXISTS },
    { source: 'recorded on AWS (LocalStack snapshots), Kinesis and DynamoDB', date: '2025-11-25', says: STREAM_EXISTS },
    { source: 'recorded on AWS (LocalStack snapshots), self-managed Kafka', date: '2024-09-03', says: KAFKA_EXISTS },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
  examples: {
    invalid: [
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = aws_lambda_function.orders.arn
      }

      resource "aws_lambda_event_source_mapping" "orders_again" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = aws_lambda_function.orders.function_name # error
        enabled          = false
      }
      `,
      `
      locals {
        functions = {
          live   = "orders"
          backup = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = local.functions

        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders"
        function_name     = each.value # error
        starting_position = "LATEST"
      }
      `,
      `
      variable "canary" {
        type = bool
      }

      resource "aws_lambda_event_source_mapping" "canary" {
        count = var.canary ? 1 : 0

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders" # error
      }
      `,
      `
      variable "servers" {
        type    = list(string)
        default = ["b-1.example.com:9096", "b-2.example.com:9096"]
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = "b-1.example.com:9096,b-2.example.com:9096"
          }
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }

      resource "aws_lambda_event_source_mapping" "again" {
        function_name     = "orders" # error
        topics            = ["orders"]
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = "\${var.servers[1]}"
          }
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
    ],
    valid: [
      `
      variable "canary" {
        type = bool
      }

      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "plain" {
        count = var.canary ? 0 : 1

        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "orders"
      }

      resource "aws_lambda_event_source_mapping" "canary" {
        count = var.canary ? 1 : 0

        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "orders"
        batch_size       = 1
      }
      `,
      `
      variable "first" {
        type = number
      }

      variable "second" {
        type = number
      }

      resource "aws_lambda_event_source_mapping" "first" {
        count = var.first

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
      }

      resource "aws_lambda_event_source_mapping" "second" {
        count = var.second

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
      }
      `,
      `
      variable "queue_arn" {
        type = string
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        publish       = true
      }

      resource "aws_lambda_alias" "live" {
        name             = "live"
        function_name    = aws_lambda_function.orders.function_name
        function_version = "1"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = {
          function = aws_lambda_function.orders.arn
          alias    = aws_lambda_alias.live.arn
          version  = aws_lambda_function.orders.qualified_arn
        }

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = each.value
      }

      resource "aws_lambda_event_source_mapping" "given" {
        event_source_arn = var.queue_arn
        function_name    = aws_lambda_function.orders.arn
      }

      resource "aws_lambda_event_source_mapping" "given_too" {
        event_source_arn = var.queue_arn
        function_name    = aws_lambda_function.orders.arn
      }
      `,
      `
      resource "aws_msk_cluster" "orders" {
        cluster_name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "topics" {
        for_each = toset(["orders", "returns"])

        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "orders"
        topics            = [each.key]
        starting_position = "LATEST"
      }

      variable "topic" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "given" {
        count = 2

        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "given"
        topics            = [var.topic]
        starting_position = "LATEST"
      }

      resource "aws_lambda_event_source_mapping" "groups" {
        for_each = toset(["blue", "green"])

        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "invoices"
        topics            = ["orders"]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          consumer_group_id = each.key
        }
      }

      resource "aws_lambda_event_source_mapping" "regions" {
        for_each = toset(["eu-west-1", "us-east-1"])

        region            = each.key
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = "b-1.example.com:9096"
          }
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
    ],
  },
};
