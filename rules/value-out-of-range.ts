import {
  argumentName,
  enforcer,
  listed,
  type Rule,
  type RulePage,
  type Violation,
  type ViolationParams,
  whence,
  written,
} from '../src/rule/rule.ts';

export default {
  name: 'value-out-of-range',
  summary: 'A number or the length of a text is outside its range',
  severity: 'error',
  stage: 'validate',
  *check({ violations }) {
    for (const violation of violations) {
      const { pointer, params } = violation;
      const refused = refusal(violation);
      if (refused === undefined) continue;
      yield {
        at: pointer,
        message: `${argumentName(pointer)} ${refused}, but ${enforcer(params)} allows ${range(params, violation.keyword)}`,
        stage: params.stage,
        ...(params.aws !== undefined && { aws: params.aws }),
      };
    }
  },
} satisfies Rule;

function refusal({ keyword, params: { value, length, inBytes } }: Violation): string | undefined {
  if (value === undefined) return undefined;
  switch (keyword) {
    case 'minimum':
    case 'maximum':
      return `is ${written(value)}${whence(value)}`;
    case 'minLength':
    case 'maxLength':
      return length === 0
        ? `is ${written(value)}${whence(value)}`
        : `has ${length} ${inBytes ? 'bytes' : 'characters'}${whence(value)}`;
    default:
      return undefined;
  }
}

function range({ minimum, maximum, also = [], inBytes }: ViolationParams, keyword: Violation['keyword']): string {
  const unit = keyword.endsWith('Length') ? (inBytes ? ' bytes in UTF-8' : ' characters') : '';
  // 0 is let through where it means "not set", which is nothing to recommend.
  const single = also.filter((value) => value !== 0).map(String);
  return `${listed([...single, between(minimum, maximum, keyword)])}${unit}`;
}

function between(minimum: number | undefined, maximum: number | undefined, keyword: Violation['keyword']): string {
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${minimum} or more`;
  if (maximum !== undefined) return `at most ${maximum}`;
  return keyword.startsWith('min') ? 'more' : 'less';
}

export const page: RulePage = {
  docs: `
    Each number has a range, and so has the length of some texts. The provider checks a part of them when it validates;
    \`batch_size\`, the batching window, and the lengths of names that go to AWS are checked by nobody before AWS does.

    The limits are those of the widest source of facts: where AWS and the provider disagree, nothing is reported.
  `,
  evidence: [
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: 'expected parallelization_factor to be in the range (1 - 10), got 20',
    },
    {
      source: 'recorded on AWS (cdk-preflight)',
      date: '2026-09-13',
      says: 'MaximumRecordAgeInSeconds must be either -1 (forever) or between 60 and 604800 (inclusive)',
    },
    {
      source: 'AWS Lambda API reference (botocore 1.43.67)',
      date: '2026-08-07',
      says: 'BatchSize: Valid Range: Minimum value of 1. Maximum value of 10000.',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn                   = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name                      = "orders"
        batch_size                         = 10001 # error
        maximum_batching_window_in_seconds = 301 # error

        scaling_config {
          maximum_concurrency = 1 # error
        }
      }
      `,
      `
      variable "age" {
        type    = number
        default = 59
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn              = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name                 = "clicks"
        starting_position             = "LATEST"
        batch_size                    = -1 # error
        parallelization_factor        = 11 # error
        maximum_retry_attempts        = -2 # error
        maximum_record_age_in_seconds = var.age # error
        tumbling_window_in_seconds    = 901 # error
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn                   = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name                      = "orders"
        batch_size                         = "10000"
        maximum_batching_window_in_seconds = 300

        scaling_config {
          maximum_concurrency = 1200
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn              = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name                 = "clicks"
        starting_position             = "LATEST"
        parallelization_factor        = 1
        maximum_retry_attempts        = -1
        maximum_record_age_in_seconds = -1
        tumbling_window_in_seconds    = 900
      }
      `,
      `
      variable "size" {
        type = number
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"
        batch_size        = var.size * 10000
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn       = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name          = "clicks"
        starting_position      = "LATEST"
        maximum_retry_attempts = 0
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        provisioned_poller_config {
          maximum_pollers = 10000
        }
      }
      `,
    ],
  },
};
