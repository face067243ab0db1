import { actual, KAFKA, KINESIS, type Rule, type RulePage } from '../src/rule/rule.ts';

export default {
  name: 'future-timestamp',
  summary: 'A starting timestamp must lie in the past',
  severity: 'off',
  stage: 'apply',
  when: { sources: [...KINESIS, ...KAFKA, 'documentdb'], written: ['starting_position_timestamp'] },
  *check({ mapping, now }) {
    const text = mapping.text('/starting_position_timestamp');
    if (now === undefined || text === undefined) return;
    const [start, today] = [Date.parse(text), Date.parse(now)];
    if (!(start > today)) return;
    yield {
      at: '/starting_position_timestamp',
      message: `${actual(mapping.instance.values, '/starting_position_timestamp')}, but a starting timestamp lies in the past, and now it is ${now}`,
      help: 'Write a time that is over, or starting_position = "LATEST" for what comes from now on',
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Reading starts at records that are there already, so that \`starting_position_timestamp\` cannot lie in the future. What is the future
    depends on the clock, which no other rule looks at; that is why this is advice.
  `,
  evidence: [
    {
      source: 'AWS API reference, CreateEventSourceMapping',
      date: '2026-08-07',
      says: 'StartingPositionTimestamp cannot be in the future.',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn            = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name               = "clicks"
        starting_position           = "AT_TIMESTAMP"
        starting_position_timestamp = "2999-01-01T00:00:00Z" # warning
      }
      `,
      `
      variable "year" {
        type    = number
        default = 2998
      }

      resource "aws_msk_cluster" "orders" {
        cluster_name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn            = aws_msk_cluster.orders.arn
        function_name               = "orders"
        topics                      = ["orders"]
        starting_position           = "AT_TIMESTAMP"
        starting_position_timestamp = "\${var.year + 1}-01-01T00:00:00+02:00" # warning
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn            = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name               = "clicks"
        starting_position           = "AT_TIMESTAMP"
        starting_position_timestamp = "2024-01-01T00:00:00Z"
      }
      `,
      `
      variable "start" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn            = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name               = "clicks"
        starting_position           = "AT_TIMESTAMP"
        starting_position_timestamp = var.start
      }
      `,
    ],
  },
};
