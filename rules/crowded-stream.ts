import { relatives, sourceKeys } from '../src/rule/relatives.ts';
import { isEnabled, type Rule, type RulePage } from '../src/rule/rule.ts';

const MOST_READERS = 2;

export default {
  name: 'crowded-stream',
  summary: 'More than two readers per DynamoDB shard',
  severity: 'off',
  stage: 'runtime',
  when: { sources: ['dynamodb-stream'], severalMappings: true },
  *check({ mapping, configuration }) {
    if (!isEnabled(mapping)) return;
    const others = relatives(mapping, configuration, { keysOf: sourceKeys });
    if (others.hasLater(isEnabled)) return;
    const earlier = [...others.earlier()].filter(isEnabled);
    if (earlier.length < MOST_READERS) return;
    yield {
      at: '/event_source_arn',
      message: `${earlier.length + 1} mappings read this stream, but a shard of a DynamoDB stream serves ${MOST_READERS} readers at a time without being throttled`,
      help: 'Let one function hand the records on, for example through an SNS topic, or stream the table to Kinesis',
      related: earlier.slice(0, MOST_RELATED).map((other) => ({
        message: `${other.address} reads it too`,
        place: other.instance.sourceMap.locate('/event_source_arn', 'value'),
      })),
    };
  },
} satisfies Rule;

/** More places than these would not help. */
const MOST_RELATED = 8;

export const page: RulePage = {
  docs: `
    Each shard of a DynamoDB stream serves two readers at a time. More mappings throttle each other, so that all of them fall behind.
  `,
  evidence: [
    {
      source: 'general knowledge of DynamoDB Streams; not recorded for mappings',
      date: '2026-11-24',
      says: 'no more than two processes should read from the same shard at the same time',
    },
  ],
  references: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = { count = "count", archive = "archive", notify = "notify" }

        event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-02-17T16:33:01.784"
        function_name     = each.value
        starting_position = "LATEST"

      }

      resource "aws_lambda_event_source_mapping" "fourth" {
        event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-02-17T16:33:01.784" # warning
        function_name     = "fourth"
        starting_position = "LATEST"
      }
      `,
      `
      resource "aws_dynamodb_table" "orders" {
        name             = "orders"
        hash_key         = "id"
        billing_mode     = "PAY_PER_REQUEST"
        stream_enabled   = true
        stream_view_type = "NEW_IMAGE"

        attribute {
          name = "id"
          type = "S"
        }
      }

      locals {
        stream    = aws_dynamodb_table.orders.stream_arn
        functions = ["count", "archive", "notify"]
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        count = 3

        event_source_arn  = local.stream # warning
        function_name     = local.functions[count.index]
        starting_position = "LATEST"
      }
      `,
    ],
    valid: [
      `
      variable "off" {
        type    = bool
        default = false
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        count = 2

        event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-02-17T16:33:01.784"
        function_name     = "orders-\${count.index}"
        starting_position = "LATEST"
      }

      resource "aws_lambda_event_source_mapping" "off" {
        event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-02-17T16:33:01.784"
        function_name     = "off"
        starting_position = "LATEST"
        enabled           = var.off
      }
      `,
      `
      variable "stream_arn" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        count = 3

        event_source_arn  = var.stream_arn
        function_name     = "orders-\${count.index}"
        starting_position = "LATEST"
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        count = 3

        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks-\${count.index}"
        starting_position = "LATEST"
      }
      `,
    ],
  },
};
