import { DESTINATION, KAFKA, type Rule, type RulePage } from '../src/rule/rule.ts';

export default {
  name: 'capped-kafka-retries',
  summary: 'With a destination, endless Kafka retries stop at 10',
  severity: 'off',
  stage: 'runtime',
  when: { sources: KAFKA, written: ['destination_config'] },
  *check({ mapping }) {
    if (!mapping.has(DESTINATION)) return;
    if (!mapping.lacks('/maximum_retry_attempts') && mapping.number('/maximum_retry_attempts') !== -1) return;
    yield {
      at: DESTINATION,
      message: 'records go to the destination after 10 attempts, although maximum_retry_attempts sets no limit',
      help: 'Write maximum_retry_attempts in provisioned mode to choose the number',
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    With a destination for failed records, a Kafka source does not try for ever: after 10 attempts the record goes to the
    destination.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide, Kafka topic as on-failure destination',
      date: '2026-11-23',
      says: 'with an on-failure destination, infinite retries become 10',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = "arn:aws:s3:::failed" # warning
          }
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn       = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name          = "orders"
        topics                 = ["orders"]
        starting_position      = "LATEST"
        maximum_retry_attempts = -1

        destination_config {
          on_failure {
            destination_arn = "kafka://failed" # warning
          }
        }
      }
      `,
      `
      variable "topics" {
        type    = list(string)
        default = ["orders", "returns"]
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = toset(var.topics)

        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = [each.key]
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = "arn:aws:sqs:eu-west-1:123456789012:failed" # warning
          }
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn       = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name          = "orders"
        topics                 = ["orders"]
        starting_position      = "LATEST"
        maximum_retry_attempts = 5

        provisioned_poller_config {
          minimum_pollers = 1
        }

        destination_config {
          on_failure {
            destination_arn = "arn:aws:s3:::failed"
          }
        }
      }
      `,
      `
      variable "attempts" {
        type = number
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn       = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name          = "orders"
        topics                 = ["orders"]
        starting_position      = "LATEST"
        maximum_retry_attempts = var.attempts

        provisioned_poller_config {
          minimum_pollers = 1
        }

        destination_config {
          on_failure {
            destination_arn = "arn:aws:s3:::failed"
          }
        }
      }
      `,
    ],
  },
};
