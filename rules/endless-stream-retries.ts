import {
  type EventSourceMapping,
  type JsonPointer,
  type Rule,
  type RulePage,
  STREAMS,
  whySource,
} from '../src/rule/rule.ts';

const RETRIES: JsonPointer = '/maximum_retry_attempts';
const AGE: JsonPointer = '/maximum_record_age_in_seconds';

export default {
  name: 'endless-stream-retries',
  summary: 'One bad record can block a shard for days',
  severity: 'off',
  stage: 'runtime',
  when: { sources: STREAMS },
  *check({ mapping }) {
    if (!isEndless(mapping, RETRIES) || !isEndless(mapping, AGE)) return;
    yield {
      at: RETRIES,
      message:
        'neither maximum_retry_attempts nor maximum_record_age_in_seconds limits the retries: a record that always fails blocks its shard until it expires',
      help: 'Write maximum_retry_attempts, and on_failure for the records that are given up',
      related: whySource(mapping),
    };
  },
} satisfies Rule;

function isEndless(mapping: EventSourceMapping, pointer: JsonPointer): boolean {
  return mapping.lacks(pointer) || mapping.number(pointer) === -1;
}

export const page: RulePage = {
  docs: `
    By default Lambda tries a batch of a stream again until it succeeds or expires, which is a day for DynamoDB and up to a year for
    Kinesis; the shard waits meanwhile.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide, Kinesis on-failure',
      date: '2026-11-23',
      says: 'MaximumRetryAttempts: default -1',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "clicks" { # warning
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn              = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name                 = "clicks"
        starting_position             = "LATEST"
        maximum_retry_attempts        = -1 # warning
        maximum_record_age_in_seconds = -1
      }
      `,
      `
      locals {
        attempts = { clicks = -1, views = 3 }
      }

      resource "aws_lambda_event_source_mapping" "streams" {
        for_each = local.attempts

        event_source_arn       = "arn:aws:kinesis:eu-west-1:123456789012:stream/\${each.key}"
        function_name          = each.key
        starting_position      = "LATEST"
        maximum_retry_attempts = each.value # warning
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn       = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name          = "clicks"
        starting_position      = "LATEST"
        maximum_retry_attempts = 3
      }
      `,
      `
      variable "age" {
        type    = number
        default = null
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn              = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name                 = "clicks"
        starting_position             = "LATEST"
        maximum_record_age_in_seconds = var.age
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
      }

      resource "aws_lambda_event_source_mapping" "topic" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "topic"
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
    ],
  },
};
