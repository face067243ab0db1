import { allIn, allRefuse, type Rule, type RulePage } from '../src/rule/rule.ts';

export default {
  name: 'at-timestamp-without-timestamp',
  summary: 'AT_TIMESTAMP needs starting_position_timestamp',
  severity: 'error',
  stage: 'apply',
  when: { written: ['starting_position'] },
  *check({ mapping: { kinds, text, lacks } }) {
    const hasRuleOfItsOwn = allRefuse(kinds, 'starting_position') || allIn(kinds, ['dynamodb-stream']);
    if (kinds.size === 0 || hasRuleOfItsOwn) return;
    if (text('/starting_position') !== 'AT_TIMESTAMP' || !lacks('/starting_position_timestamp')) return;
    yield {
      at: '/starting_position_timestamp',
      message: 'starting_position_timestamp is absent, but starting_position is AT_TIMESTAMP, which needs it',
      aws: 'Need to specify a timestamp',
      help: 'Write starting_position_timestamp = "2026-01-31T00:00:00Z" with the moment to start from',
      related: [{ message: 'starting_position is AT_TIMESTAMP', at: '/starting_position' }],
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    \`AT_TIMESTAMP\` says that reading starts at a moment; \`starting_position_timestamp\` says which one. One without the other
    is refused. DynamoDB streams and queues never take \`AT_TIMESTAMP\`: they have rules of their own.
  `,
  evidence: [
    {
      source: 'quoted in awsdocs/aws-cloudformation-user-guide#334',
      date: '2019-05-13',
      says: 'Need to specify a timestamp',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "clicks" { # error
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "AT_TIMESTAMP"
      }
      `,
      `
      variable "source_arn" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "any" {
        event_source_arn            = var.source_arn
        function_name               = "clicks"
        starting_position           = "AT_TIMESTAMP"
        starting_position_timestamp = null # error
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn            = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name               = "clicks"
        starting_position           = "AT_TIMESTAMP"
        starting_position_timestamp = "2026-05-01T00:00:00+02:00"
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
        starting_position           = "AT_TIMESTAMP"
        starting_position_timestamp = var.since
      }
      `,
    ],
  },
};
