import {
  actual,
  arnService,
  DESTINATION,
  KAFKA,
  listed,
  type Rule,
  type RulePage,
  STREAMS,
  sourceName,
  whySource,
  words,
} from '../src/rule/rule.ts';

const KAFKA_TOPIC = 'kafka://';
const NAMES: Readonly<Record<string, string>> = {
  sqs: 'an SQS queue',
  sns: 'an SNS topic',
  s3: 'an S3 bucket',
  kafka: 'a Kafka topic',
};

export default {
  name: 'unsupported-destination',
  summary: 'Failed records cannot be sent there',
  severity: 'error',
  stage: 'apply',
  when: { sources: [...STREAMS, ...KAFKA], written: ['destination_config'] },
  *check({ mapping }) {
    const value = mapping.get(DESTINATION);
    const isTopic = mapping.text(DESTINATION)?.startsWith(KAFKA_TOPIC) === true;
    // A service of that name would be a cluster, which is no destination; a topic is written kafka://.
    const service = isTopic ? 'kafka' : arnService(value);
    const allowed = new Set([...mapping.kinds].flatMap((kind) => words(kind, 'destination_config') ?? []));
    if (service === undefined || (allowed.has(service) && (isTopic || service !== 'kafka'))) return;
    const where = [...allowed].map((word) => NAMES[word] ?? word);
    yield {
      at: DESTINATION,
      message: `${actual(mapping.instance.values, DESTINATION)}, but failed records of ${sourceName(mapping)} go to ${listed(where, 'or')} only`,
      ...(isTopic ? {} : { aws: "The service specified by the TargetArn isn't supported as a destination." }),
      help: `Name the ARN of ${listed(
        where.filter((name) => name !== NAMES['kafka']),
        'or',
      )}`,
      related: whySource(mapping),
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Records that failed for good go to an SQS queue, an SNS topic or an S3 bucket; those of a Kafka source also to a topic of
    the same cluster, written \`kafka://topic\`. Lambda functions and EventBridge are destinations of asynchronous invocations
    only.
  `,
  evidence: [
    {
      source: 'recorded on AWS (cdk-preflight), a function as destination of a Kinesis mapping',
      date: '2026-09-13',
      says: "The service specified by the TargetArn isn't supported as a destination.",
    },
    {
      source: 'AWS Lambda developer guide, on-failure destinations',
      date: '2026-11-23',
      says: 'kafka:// for Kafka sources',
    },
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
            destination_arn = "arn:aws:lambda:eu-west-1:123456789012:function:failed" # error
          }
        }
      }
      `,
      `
      variable "region" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = "arn:aws:events:\${var.region}:123456789012:event-bus/failed" # error
          }
        }
      }
      `,
      `
      resource "aws_kinesis_firehose_delivery_stream" "failed" {
        name        = "failed"
        destination = "extended_s3"
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = aws_kinesis_firehose_delivery_stream.failed.arn # error
          }
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = "kafka://failed" # error
          }
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_s3_bucket" "failed" {
        bucket = "failed-orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = aws_s3_bucket.failed.arn
          }
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = "kafka://failed"
          }
        }
      }
      `,
      `
      variable "on_failure" {
        type    = string
        default = ""
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = var.on_failure
          }
        }
      }
      `,
    ],
  },
};
