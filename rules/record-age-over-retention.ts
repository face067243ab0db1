import { actual, type Rule, type RulePage, whySource } from '../src/rule/rule.ts';

const RETENTION_IN_SECONDS = 86_400;

export default {
  name: 'record-age-over-retention',
  summary: 'DynamoDB streams forget records after 24 hours',
  severity: 'warning',
  stage: 'runtime',
  when: { sources: ['dynamodb-stream'], written: ['maximum_record_age_in_seconds'] },
  *check({ mapping }) {
    const age = mapping.number('/maximum_record_age_in_seconds');
    if (age === undefined || age <= RETENTION_IN_SECONDS) return;
    yield {
      at: '/maximum_record_age_in_seconds',
      message: `${actual(mapping.instance.values, '/maximum_record_age_in_seconds')}, but a DynamoDB stream keeps a record for ${RETENTION_IN_SECONDS} seconds (24 hours) only`,
      help: 'Write 86400 or less; records that fail until then leave the stream without reaching a destination',
      related: whySource(mapping),
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A DynamoDB stream keeps its records for 24 hours. A record that still fails after that time is gone before it reaches a
    larger \`maximum_record_age_in_seconds\`, and with it the entry in the failure destination. For Kinesis the retention is
    set on the stream, so that larger ages can be right there.
  `,
  evidence: [
    { source: 'AWS Lambda developer guide, DynamoDB', date: '2026-11-23', says: 'records expire after 24 hours' },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn              = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-02-17T16:33:01.784"
        function_name                 = "orders"
        starting_position             = "LATEST"
        maximum_record_age_in_seconds = 604800 # warning
      }
      `,
      `
      data "aws_dynamodb_table" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn              = data.aws_dynamodb_table.orders.stream_arn
        function_name                 = "orders"
        starting_position             = "LATEST"
        maximum_record_age_in_seconds = 86401 # warning
      }
      `,
      `
      variable "days" {
        type    = number
        default = 7
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn              = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-02-17T16:33:01.784"
        function_name                 = "orders"
        starting_position             = "LATEST"
        maximum_record_age_in_seconds = var.days * 86400 # warning
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn              = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-02-17T16:33:01.784"
        function_name                 = "orders"
        starting_position             = "LATEST"
        maximum_record_age_in_seconds = -1
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn              = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name                 = "clicks"
        starting_position             = "LATEST"
        maximum_record_age_in_seconds = 604800
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn              = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-02-17T16:33:01.784"
        function_name                 = "orders"
        starting_position             = "LATEST"
        maximum_record_age_in_seconds = 86400
      }
      `,
      `
      variable "age" {
        type = number
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn              = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-02-17T16:33:01.784"
        function_name                 = "orders"
        starting_position             = "LATEST"
        maximum_record_age_in_seconds = var.age
      }
      `,
    ],
  },
};
