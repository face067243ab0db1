import { functionKeys, mappingName, relatives, sourceKeys } from '../src/rule/relatives.ts';
import { isEnabled, type Rule, type RulePage } from '../src/rule/rule.ts';

export default {
  name: 'shared-stream-consumer',
  summary: 'One stream consumer serves one mapping',
  severity: 'warning',
  stage: 'runtime',
  when: { sources: ['kinesis-consumer'], severalMappings: true },
  *check({ mapping, configuration }) {
    if (!isEnabled(mapping)) return;
    const own = functionKeys(mapping.instance.values, configuration);
    const first = [...relatives(mapping, configuration, { keysOf: sourceKeys }).earlier()].find((other) => {
      const theirs = functionKeys(other.instance.values, configuration);
      const areKnown = own !== undefined && theirs !== undefined;
      // Of the same function another rule speaks.
      return isEnabled(other) && areKnown && !own.some((key) => theirs.includes(key));
    });
    if (first === undefined) return;
    yield {
      at: '/event_source_arn',
      message: `${mappingName(first)} reads the same stream consumer, which serves one mapping only`,
      help: 'Register a consumer for each mapping, or read the stream itself',
      related: [
        { message: `${first.address} reads it`, place: first.instance.sourceMap.locate('/event_source_arn', 'value') },
      ],
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A registered consumer gives one reader a throughput of its own. Two mappings that read one consumer take the subscription to a shard
    from each other, so that both stall again and again.
  `,
  evidence: [
    {
      source: 'general knowledge of enhanced fan-out; not recorded for mappings',
      date: '2026-11-24',
      says: 'one subscription to a shard at a time for each consumer',
    },
  ],
  references: ['https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html'],
  examples: {
    invalid: [
      `
      resource "aws_kinesis_stream_consumer" "clicks" {
        name       = "clicks"
        stream_arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
      }

      resource "aws_lambda_event_source_mapping" "count" {
        event_source_arn  = aws_kinesis_stream_consumer.clicks.arn
        function_name     = "count"
        starting_position = "LATEST"
      }

      resource "aws_lambda_event_source_mapping" "archive" {
        event_source_arn  = aws_kinesis_stream_consumer.clicks.arn # warning
        function_name     = "archive"
        starting_position = "TRIM_HORIZON"
      }
      `,
      `
      locals {
        consumer = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks/consumer/lambda:1542837284"
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        for_each = { count = "count-clicks", archive = "archive-clicks" }

        event_source_arn  = local.consumer # warning
        function_name     = each.value
        starting_position = "LATEST"
      }
      `,
    ],
    valid: [
      `
      resource "aws_kinesis_stream_consumer" "clicks" {
        for_each = toset(["count", "archive"])

        name       = each.key
        stream_arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        for_each = toset(["count", "archive"])

        event_source_arn  = aws_kinesis_stream_consumer.clicks[each.key].arn
        function_name     = each.key
        starting_position = "LATEST"
      }

      resource "aws_lambda_event_source_mapping" "off" {
        event_source_arn  = aws_kinesis_stream_consumer.clicks["count"].arn
        function_name     = "off"
        starting_position = "LATEST"
        enabled           = false
      }
      `,
      `
      variable "function" {
        type = string
      }

      resource "aws_kinesis_stream" "clicks" {
        name = "clicks"
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        for_each = toset(["count", "archive"])

        event_source_arn  = aws_kinesis_stream.clicks.arn
        function_name     = each.key
        starting_position = "LATEST"
      }

      resource "aws_lambda_event_source_mapping" "first" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks/consumer/lambda:1542837284"
        function_name     = "first"
        starting_position = "LATEST"
      }

      resource "aws_lambda_event_source_mapping" "second" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks/consumer/lambda:1542837284"
        function_name     = var.function
        starting_position = "LATEST"
      }
      `,
    ],
  },
};
