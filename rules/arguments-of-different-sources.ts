import { type EventSourceKind, kindNames, listed, type Rule, type RulePage } from '../src/rule/rule.ts';

export default {
  name: 'arguments-of-different-sources',
  summary: 'No event source accepts these arguments together',
  severity: 'error',
  stage: 'apply',
  *check({ mapping: { contradiction } }) {
    if (contradiction === undefined) return;
    const [first, second] = contradiction;
    yield {
      at: second.pointer,
      part: 'key',
      message: `no event source takes ${first.argument} and ${second.argument} together: ${first.argument} is for ${sources(first.kinds)}, ${second.argument} is for ${sources(second.kinds)}`,
      help: `Remove ${first.argument} or ${second.argument}, whichever the source does not take`,
      related: [{ message: `${first.argument} is for ${sources(first.kinds)}`, at: first.pointer, part: 'key' }],
    };
  },
} satisfies Rule;

function sources(kinds: ReadonlySet<EventSourceKind>): string {
  return listed(kindNames(kinds), 'or');
}

export const page: RulePage = {
  docs: `
    Even when nothing is known of the source, its arguments tell what it can be: \`topics\` needs Kafka,
    \`parallelization_factor\` a stream. A mapping with both is refused by AWS, whatever its source is.
  `,
  evidence: [
    {
      source:
        'recorded on AWS (cdk-preflight; LocalStack snapshots), for each argument on a source that does not take it',
      date: '2026-09-13',
      says: 'Unsupported ParallelizationFactor parameter for given event source mapping type.',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
  examples: {
    invalid: [
      `
      variable "source_arn" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "any" {
        event_source_arn       = var.source_arn
        function_name          = "orders"
        topics                 = ["orders"]
        parallelization_factor = 2 # error
      }
      `,
      `
      variable "source_arn" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "any" {
        event_source_arn           = var.source_arn
        function_name              = "orders"
        tumbling_window_in_seconds = 60

        scaling_config { # error
          maximum_concurrency = 5
        }
      }
      `,
    ],
    valid: [
      `
      variable "source_arn" {
        type = string
      }

      variable "topics" {
        type    = list(string)
        default = null
      }

      resource "aws_lambda_event_source_mapping" "any" {
        event_source_arn       = var.source_arn
        function_name          = "orders"
        topics                 = var.topics
        parallelization_factor = 2
        starting_position      = "LATEST"
      }
      `,
      `
      variable "source_arn" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "any" {
        event_source_arn           = var.source_arn
        function_name              = "orders"
        topics                     = ["orders"]
        starting_position          = "LATEST"
        tumbling_window_in_seconds = 0
        maximum_retry_attempts     = -1
      }
      `,
      `
      variable "source_arn" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = var.source_arn
        function_name    = "jobs"
        queues           = ["jobs"]
        batch_size       = 100

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
    ],
  },
};
