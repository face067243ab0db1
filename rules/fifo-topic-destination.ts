import { actual, DESTINATION, isFifoTopic, KAFKA, type Rule, type RulePage, STREAMS } from '../src/rule/rule.ts';

export default {
  name: 'fifo-topic-destination',
  summary: 'Failed records go to standard SNS topics',
  severity: 'warning',
  stage: 'apply',
  when: { sources: [...STREAMS, ...KAFKA], written: ['destination_config'] },
  *check({ mapping, configuration }) {
    if (!isFifoTopic(mapping.get(DESTINATION), configuration)) return;
    yield {
      at: DESTINATION,
      message: `${actual(mapping.instance.values, DESTINATION)}, a FIFO topic, but the developer guide names standard topics only`,
      help: 'Name a standard topic',
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    The developer guide names standard SNS topics as destinations of failed records. What AWS answers to a FIFO topic is not
    recorded; it refuses FIFO queues.
  `,
  evidence: [
    { source: 'AWS Lambda developer guide, on-failure destinations', date: '2026-11-23', says: 'a standard SNS topic' },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_OnFailure.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = "arn:aws:sns:eu-west-1:123456789012:failed.fifo" # warning
          }
        }
      }
      `,
      `
      resource "aws_sns_topic" "failed" {
        name       = "failed.fifo"
        fifo_topic = true
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = aws_sns_topic.failed.arn # warning
          }
        }
      }
      `,
      `
      variable "stage" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = "arn:aws:sns:eu-west-1:123456789012:\${var.stage}-failed.fifo" # warning
          }
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_sns_topic" "failed" {
        name = "failed"
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = aws_sns_topic.failed.arn
          }
        }
      }
      `,
      `
      variable "fifo" {
        type = bool
      }

      resource "aws_sns_topic" "failed" {
        name_prefix = "failed"
        fifo_topic  = var.fifo
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = aws_sns_topic.failed.arn
          }
        }
      }
      `,
    ],
  },
};
