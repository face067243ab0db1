import { actual, type JsonPointer, type Rule, type RulePage } from '../src/rule/rule.ts';

const FACTOR: JsonPointer = '/parallelization_factor';
const WINDOW: JsonPointer = '/tumbling_window_in_seconds';

export default {
  name: 'parallel-tumbling-window',
  summary: 'A tumbling window reads each shard with one batch at a time',
  severity: 'error',
  stage: 'apply',
  when: { sources: ['kinesis-stream', 'kinesis-consumer', 'dynamodb-stream'], written: ['tumbling_window_in_seconds'] },
  *check({ mapping }) {
    const [factor, window] = [mapping.number(FACTOR), mapping.number(WINDOW)];
    if (factor === undefined || factor <= 1 || window === undefined || window <= 0) return;
    yield {
      at: FACTOR,
      message: `${actual(mapping.instance.values, FACTOR)}, but it is 1 where tumbling_window_in_seconds is set, here to ${window}`,
      aws: 'Parallelization factor must be equal to 1 when tumbling window period is configured',
      help: 'Remove parallelization_factor, or remove tumbling_window_in_seconds',
      related: [{ message: `tumbling_window_in_seconds is ${window}`, at: WINDOW }],
      fix: {
        title: 'Remove parallelization_factor',
        applicability: 'unsafe',
        edits: [{ kind: 'remove', at: FACTOR }],
      },
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    In a tumbling window the function carries a state from one batch of a shard to the next, so that only one batch of the
    shard can be on its way: \`parallelization_factor\` must be 1, which is the default. A window of 0 is not sent to AWS.
  `,
  evidence: [
    {
      source:
        'quoted in the public log of a deployment with terraform apply: Kinesis, a factor of 10 and a window of 60 seconds',
      date: '2026-11-25',
      says: 'InvalidParameterValueException: Parallelization factor must be equal to 1 when tumbling window period is configured',
    },
    {
      source: 'terraform-aws-modules/terraform-aws-lambda#619',
      date: '2024-09-10',
      says: 'when using a tumbling window the parallelization factor must be equal to 1',
    },
  ],
  references: ['https://github.com/terraform-aws-modules/terraform-aws-lambda/issues/619'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn           = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name              = "clicks"
        starting_position          = "LATEST"
        parallelization_factor     = 4 # error
        tumbling_window_in_seconds = 30
      }
      `,
      `
      resource "aws_dynamodb_table" "votes" {
        name             = "votes"
        hash_key         = "id"
        stream_enabled   = true
        stream_view_type = "NEW_IMAGE"
      }

      variable "readers" {
        type    = number
        default = 2
      }

      resource "aws_lambda_event_source_mapping" "votes" {
        event_source_arn           = aws_dynamodb_table.votes.stream_arn
        function_name              = "votes"
        starting_position          = "LATEST"
        parallelization_factor     = var.readers # error
        tumbling_window_in_seconds = 900
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn           = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name              = "clicks"
        starting_position          = "LATEST"
        parallelization_factor     = 1
        tumbling_window_in_seconds = 30
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn           = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name              = "clicks"
        starting_position          = "LATEST"
        parallelization_factor     = 4
        tumbling_window_in_seconds = 0
      }
      `,
      `
      variable "seconds" {
        type = number
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn           = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name              = "clicks"
        starting_position          = "LATEST"
        parallelization_factor     = 4
        tumbling_window_in_seconds = var.seconds
      }
      `,
    ],
  },
};
