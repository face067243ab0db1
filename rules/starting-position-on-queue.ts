import {
  actual,
  allRefuse,
  awsSays,
  type Rule,
  type RulePage,
  refusingSource,
  whySource,
  writtenAt,
} from '../src/rule/rule.ts';

const ARGUMENTS = ['starting_position', 'starting_position_timestamp'] as const;

export default {
  name: 'starting-position-on-queue',
  summary: 'Queues have no starting position',
  severity: 'error',
  stage: 'apply',
  when: { written: ['starting_position', 'starting_position_timestamp'] },
  *check({ mapping }) {
    if (!allRefuse(mapping.kinds, 'starting_position')) return;
    const [argument] = ARGUMENTS.filter((name) => mapping.has(`/${name}`));
    if (argument === undefined) return;
    const aws = awsSays(mapping, argument);
    yield {
      at: `/${argument}`,
      message: `${actual(mapping.instance.values, `/${argument}`)}, but ${refusingSource(mapping, argument)} has no position to start from`,
      ...(aws !== undefined && { aws }),
      help: 'Remove starting_position and starting_position_timestamp',
      related: whySource(mapping),
      fix: {
        title: 'Remove the starting position',
        applicability: 'safe',
        edits: ARGUMENTS.map((name) => `/${name}` as const)
          .filter((at) => writtenAt(mapping.instance.values, at) !== undefined)
          .map((at) => ({ kind: 'remove', at })),
      },
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A queue hands out each message once and forgets it: there is no position to start from. AWS refuses a mapping of an SQS
    queue or of an MQ broker that names one. Modules that serve queues and streams pass \`null\` for queues.
  `,
  evidence: [
    {
      source: 'recorded on AWS (cdk-preflight; LocalStack snapshots)',
      date: '2026-09-13',
      says: 'StartingPosition is not valid for SQS event sources.',
    },
    {
      source: 'recorded on AWS (cdk-preflight), MQ',
      date: '2026-09-13',
      says: "Unsupported 'startingPosition' parameter for given event source mapping type.",
    },
    {
      source: 'recorded on AWS (cdk-preflight), timestamp alone on SQS',
      date: '2026-09-13',
      says: 'Timestamp is not valid for SQS event sources.',
    },
    {
      source: 'recorded on AWS (cdk-preflight), timestamp alone on MQ',
      date: '2026-09-13',
      says: "Unsupported 'startingPositionTimestamp' parameter for given event source mapping type.",
    },
  ],
  references: [
    'https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html',
  ],
  examples: {
    invalid: [
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = aws_sqs_queue.orders.arn
        function_name     = "orders"
        starting_position = "LATEST" # error
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn            = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name               = "jobs"
        queues                      = ["jobs"]
        starting_position           = "AT_TIMESTAMP" # error
        starting_position_timestamp = "2026-05-01T00:00:00Z"

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:jobs-AbCdEf"
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn            = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name               = "orders"
        starting_position_timestamp = "2026-05-01T00:00:00Z" # error
      }

      resource "aws_lambda_event_source_mapping" "returns" {
        event_source_arn            = "arn:aws:sqs:eu-west-1:123456789012:returns"
        function_name               = "returns"
        starting_position           = "LATEST" # error
        starting_position_timestamp = "2026-05-01T00:00:00Z"
      }
      `,
      `
      locals {
        sources = {
          orders = { arn = "arn:aws:sqs:eu-west-1:123456789012:orders", position = "TRIM_HORIZON" }
          clicks = { arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks", position = "LATEST" }
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = local.sources

        event_source_arn  = each.value.arn
        function_name     = each.key
        starting_position = each.value.position # error
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name     = "orders"
        starting_position = null
      }
      `,
      `
      variable "queue_arn" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "any" {
        event_source_arn  = var.queue_arn
        function_name     = "orders"
        starting_position = "LATEST"
      }
      `,
      `
      variable "position" {
        type    = string
        default = null
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name     = "orders"
        starting_position = var.position
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
