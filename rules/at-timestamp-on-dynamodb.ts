import { actual, type Rule, type RulePage, sourceName, whySource, writtenAt } from '../src/rule/rule.ts';

const TIMESTAMP = '/starting_position_timestamp';

export default {
  name: 'at-timestamp-on-dynamodb',
  summary: 'DynamoDB streams cannot start at a timestamp',
  severity: 'error',
  stage: 'apply',
  when: { sources: ['dynamodb-stream'], written: ['starting_position'] },
  *check({ mapping }) {
    if (mapping.text('/starting_position') !== 'AT_TIMESTAMP') return;
    yield {
      at: '/starting_position',
      message: `${actual(mapping.instance.values, '/starting_position')}, but ${sourceName(mapping)} starts at TRIM_HORIZON or LATEST only`,
      aws: 'Unsupported starting position for arn type: arn:aws:dynamodb:…',
      help: 'Write starting_position = "TRIM_HORIZON", which is at most 24 hours back, and remove starting_position_timestamp',
      related: whySource(mapping),
      fix: {
        title: 'Start at TRIM_HORIZON, without a timestamp',
        applicability: 'unsafe',
        edits: [
          { kind: 'replace', at: '/starting_position', to: 'TRIM_HORIZON' },
          ...(writtenAt(mapping.instance.values, TIMESTAMP) === undefined
            ? []
            : [{ kind: 'remove', at: TIMESTAMP } as const]),
        ],
      },
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    DynamoDB Streams cannot be searched by time: a reader starts at the oldest record (\`TRIM_HORIZON\`, at most 24 hours back)
    or behind the newest one (\`LATEST\`). Kinesis, Kafka and DocumentDB take \`AT_TIMESTAMP\`, although the page of the
    Terraform resource names Kinesis only.
  `,
  evidence: [
    {
      source: 'recorded on AWS (LocalStack snapshots; cdk-preflight)',
      date: '2026-09-13',
      says: 'Unsupported starting position for arn type: arn:aws:dynamodb:…',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn            = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-02-17T16:33:01.784"
        function_name               = "orders"
        starting_position           = "AT_TIMESTAMP" # error
        starting_position_timestamp = "2026-05-01T00:00:00Z"
      }
      `,
      `
      locals {
        position = "AT_TIMESTAMP"
      }

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

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = aws_dynamodb_table.orders.stream_arn
        function_name     = "orders"
        starting_position = local.position # error
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

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-02-17T16:33:01.784"
        function_name     = "orders"
        starting_position = var.position
      }
      `,
    ],
  },
};
