import { awsSays, MSK, type Rule, type RulePage, STREAMS, sourceName, whySource } from '../src/rule/rule.ts';

export default {
  name: 'missing-starting-position',
  summary: 'A stream or an MSK source needs a starting position',
  severity: 'error',
  stage: 'apply',
  when: { sources: [...STREAMS, ...MSK] },
  *check({ mapping }) {
    if (!mapping.lacks('/starting_position')) return;
    const aws = awsSays(mapping, 'starting_position');
    yield {
      at: '/starting_position',
      message: `starting_position is absent, but ${sourceName(mapping)} needs one`,
      ...(aws !== undefined && { aws }),
      help: 'Write starting_position = "LATEST" for new records only, or "TRIM_HORIZON" for all that the source still holds',
      related: whySource(mapping),
      fix: {
        title: 'Start at LATEST, with new records only',
        applicability: 'unsafe',
        edits: [{ kind: 'insert', at: '/starting_position', to: 'LATEST', beside: ['/event_source_arn'] }],
      },
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Lambda reads a stream from a position that the mapping has to name. AWS refuses a mapping of a Kinesis or DynamoDB stream
    without it; for MSK the developer guide lists it as required.

    A queue has no position: there the argument must be absent. Self-managed Kafka and DocumentDB are covered by
    \`implicit-starting-position\`, because AWS was seen to accept them without one.
  `,
  evidence: [
    {
      source: 'recorded on AWS (LocalStack snapshots)',
      date: '2025-11-25',
      says: "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    },
    {
      source: 'AWS Lambda developer guide, Amazon MSK parameters',
      date: '2026-11-23',
      says: 'StartingPosition: required',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
  examples: {
    invalid: [
      `
      resource "aws_kinesis_stream" "clicks" {
        name        = "clicks"
        shard_count = 1
      }

      resource "aws_lambda_event_source_mapping" "clicks" { # error
        event_source_arn = aws_kinesis_stream.clicks.arn
        function_name    = "clicks"
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = null # error
      }
      `,
      `
      variable "source_arn" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "any_stream" { # error
        event_source_arn       = var.source_arn
        function_name          = "orders"
        parallelization_factor = 2
      }
      `,
    ],
    valid: [
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "orders"
      }
      `,
      `
      variable "stream_arn" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = var.stream_arn
        function_name    = "orders"
      }
      `,
      `
      variable "position" {
        type    = string
        default = null
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders"
        function_name     = "orders"
        starting_position = var.position
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "never" {
        count            = 0
        event_source_arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders"
        function_name    = "orders"
      }
      `,
      `
      variable "is_stream" {
        type = bool
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = var.is_stream ? "arn:aws:kinesis:eu-west-1:123456789012:stream/orders" : "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name     = "orders"
        starting_position = var.is_stream ? "LATEST" : null
      }
      `,
    ],
  },
};
