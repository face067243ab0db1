import { actual, allRefuse, type Rule, type RulePage } from '../src/rule/rule.ts';

export default {
  name: 'timestamp-without-at-timestamp',
  summary: 'A timestamp is only valid with AT_TIMESTAMP',
  severity: 'error',
  stage: 'apply',
  when: { written: ['starting_position_timestamp'] },
  *check({ mapping: { instance, kinds, text, has } }) {
    if (kinds.size === 0 || allRefuse(kinds, 'starting_position')) return;
    const position = text('/starting_position');
    if (position === undefined || position === 'AT_TIMESTAMP') return;
    if (!has('/starting_position') || !has('/starting_position_timestamp')) return;
    yield {
      at: '/starting_position_timestamp',
      message: `${actual(instance.values, '/starting_position_timestamp')}, but a timestamp goes with starting_position AT_TIMESTAMP, not ${position}`,
      aws: 'Timestamp only valid with StartingPosition AT_TIMESTAMP',
      help: `Remove starting_position_timestamp to start at ${position}`,
      related: [{ message: `starting_position is ${position}`, at: '/starting_position' }],
      fix: {
        title: 'Remove starting_position_timestamp',
        applicability: 'unsafe',
        edits: [{ kind: 'remove', at: '/starting_position_timestamp' }],
      },
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A timestamp is only read with \`starting_position = "AT_TIMESTAMP"\`. With any other position AWS refuses it.
  `,
  evidence: [
    {
      source: 'recorded on AWS (LocalStack snapshots, Kinesis and DynamoDB; cdk-preflight)',
      date: '2025-02-17',
      says: 'Timestamp only valid with StartingPosition AT_TIMESTAMP',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn            = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name               = "clicks"
        starting_position           = "LATEST"
        starting_position_timestamp = "2026-05-01T00:00:00Z" # error
      }
      `,
      `
      variable "source_arn" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "any" {
        event_source_arn            = var.source_arn
        function_name               = "orders"
        starting_position           = "TRIM_HORIZON"
        starting_position_timestamp = "2026-05-01T00:00:00Z" # error
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn            = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name               = "orders"
        topics                      = ["orders"]
        starting_position           = "AT_TIMESTAMP"
        starting_position_timestamp = "2026-05-01T00:00:00Z"
      }
      `,
      `
      variable "position" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn            = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name               = "clicks"
        starting_position           = var.position
        starting_position_timestamp = "2026-05-01T00:00:00Z"
      }
      `,
      `
      variable "since" {
        type    = string
        default = null
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn            = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name               = "clicks"
        starting_position           = "LATEST"
        starting_position_timestamp = var.since
      }
      `,
    ],
  },
};
