import { actual, DESTINATION, isFifoQueue, KAFKA, type Rule, type RulePage, STREAMS } from '../src/rule/rule.ts';

export default {
  name: 'fifo-queue-destination',
  summary: 'A FIFO queue cannot receive failed records',
  severity: 'error',
  stage: 'apply',
  when: { sources: [...STREAMS, ...KAFKA], written: ['destination_config'] },
  *check({ mapping, configuration }) {
    if (!isFifoQueue(mapping.get(DESTINATION), configuration)) return;
    yield {
      at: DESTINATION,
      message: `${actual(mapping.instance.values, DESTINATION)}, a FIFO queue, but failed records go to standard queues only`,
      aws: "FIFO-type Amazon SQS queues aren't supported as a destination.",
      help: 'Name a standard queue',
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Lambda sends records that failed for good to standard queues; AWS refuses a FIFO queue as destination.
  `,
  evidence: [
    {
      source: 'recorded on AWS (cdk-preflight), DynamoDB',
      date: '2026-09-13',
      says: "FIFO-type Amazon SQS queues aren't supported as a destination.",
    },
    { source: 'AWS Lambda developer guide, Kinesis and Kafka', date: '2026-11-23', says: 'a standard SQS queue' },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_OnFailure.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-02-17T16:33:01.784"
        function_name     = "orders"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = "arn:aws:sqs:eu-west-1:123456789012:failed.fifo" # error
          }
        }
      }
      `,
      `
      resource "aws_sqs_queue" "failed" {
        name_prefix = "failed"
        fifo_queue  = true
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = aws_sqs_queue.failed.arn # error
          }
        }
      }
      `,
      `
      locals {
        failed = "arn:aws:sqs:eu-west-1:123456789012:failed.fifo"
      }

      resource "aws_lambda_event_source_mapping" "streams" {
        for_each = toset(["clicks", "views"])

        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/\${each.key}"
        function_name     = each.key
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = local.failed # error
          }
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_sqs_queue" "failed" {
        name = "failed"
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = aws_sqs_queue.failed.arn
          }
        }
      }
      `,
      `
      variable "queue" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = "arn:aws:sqs:eu-west-1:123456789012:\${var.queue}"
          }
        }
      }
      `,
    ],
  },
};
