import { grants, mayLetRolesIn, rolePolicies } from '../src/rule/permissions.ts';
import {
  arnService,
  DESTINATION,
  functionBehind,
  KAFKA,
  type Rule,
  type RulePage,
  STREAMS,
  type Value,
  written,
} from '../src/rule/rule.ts';

/** What Lambda does with records that failed, by the service that takes them. */
const ACTIONS: Readonly<Record<string, string>> = { sqs: 'sqs:SendMessage', sns: 'sns:Publish', s3: 's3:PutObject' };

export default {
  name: 'role-cannot-write-destination',
  summary: 'The role may not write to the failure destination',
  severity: 'warning',
  stage: 'runtime',
  when: {
    sources: [...STREAMS, ...KAFKA],
    written: ['destination_config'],
    resources: ['aws_iam_role'],
    creation: true,
  },
  *check({ mapping, configuration }) {
    const destination = mapping.get(DESTINATION);
    const service = arnService(destination);
    const action = service !== undefined && Object.hasOwn(ACTIONS, service) ? ACTIONS[service] : undefined;
    const policies = action && rolePolicies(mapping.get('/function_name'), configuration);
    if (action === undefined || !policies || grants(policies.document, action, target(destination, service))) return;
    if (mayLetRolesIn(destination, configuration)) return;
    const [lambda] = functionBehind(mapping.get('/function_name'), configuration);
    yield {
      at: DESTINATION,
      message: `records that failed go to ${written(destination)}, but the policies of ${policies.role.address}, the role of ${lambda?.address}, do not allow ${action} there`,
      help: `Allow ${service === 's3' ? 's3:PutObject and s3:ListBucket' : action} in a policy of the role`,
      related: [
        { message: 'the role; all its policies are in this module', place: policies.role.place },
        { message: 'this function writes them', at: '/function_name' },
      ],
    };
  },
} satisfies Rule;

/** Objects lie below the ARN of their bucket, so that patterns do not tell. */
function target(destination: Value, service: string | undefined): Value | undefined {
  return service === 's3' ? undefined : destination;
}

export const page: RulePage = {
  docs: `
    Lambda sends records that failed to the destination with the execution role of the function. Without the permission the records
    are gone when they fail, if AWS takes the mapping at all: for a queue it has been seen to refuse one.

    The rule reports only where everything about the role is known, as in role-cannot-read-source.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide, on-failure destinations of Kinesis, DynamoDB and Kafka',
      date: '2026-11-23',
      says: 'sqs:SendMessage for SQS, sns:Publish for SNS, s3:PutObject and s3:ListBucket for S3',
    },
    {
      source: 'quoted in the public log of a deployment with terraform apply: a queue as the destination of a stream',
      date: '2026-11-25',
      says: 'The function execution role does not have permissions to call SendMessage on SQS',
    },
  ],
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html',
  ],
  examples: {
    invalid: [
      `
      resource "aws_iam_role" "clicks" {
        name               = "clicks"
        assume_role_policy = file("assume.json")
      }

      resource "aws_iam_role_policy_attachment" "clicks" {
        role       = aws_iam_role.clicks.name
        policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaKinesisExecutionRole"
      }

      resource "aws_sqs_queue" "failed" {
        name = "clicks-failed"
      }

      resource "aws_lambda_function" "clicks" {
        function_name = "clicks"
        role          = aws_iam_role.clicks.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "clicks.zip"
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = aws_lambda_function.clicks.arn
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = aws_sqs_queue.failed.arn # warning
          }
        }
      }
      `,
      `
      locals {
        destination = "arn:aws:sns:eu-west-1:123456789012:clicks-failed"
      }

      data "aws_iam_policy_document" "clicks" {
        statement {
          actions   = ["kinesis:*"]
          resources = ["*"]
        }

        statement {
          actions   = ["sns:Publish"]
          resources = ["arn:aws:sns:eu-west-1:123456789012:alarms*"]
        }
      }

      resource "aws_iam_role" "clicks" {
        name               = "clicks"
        assume_role_policy = file("assume.json")
      }

      resource "aws_iam_role_policy" "clicks" {
        role   = aws_iam_role.clicks.id
        policy = data.aws_iam_policy_document.clicks.json
      }

      resource "aws_lambda_function" "clicks" {
        function_name = "clicks"
        role          = aws_iam_role.clicks.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "clicks.zip"
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = aws_lambda_function.clicks.arn
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = local.destination # warning
          }
        }
      }
      `,
    ],
    valid: [
      `
      data "aws_iam_policy_document" "clicks" {
        statement {
          actions   = ["kinesis:*"]
          resources = ["*"]
        }

        statement {
          actions   = ["sqs:SendMessage"]
          resources = [aws_sqs_queue.failed.arn]
        }
      }

      resource "aws_iam_role" "clicks" {
        name               = "clicks"
        assume_role_policy = file("assume.json")
      }

      resource "aws_iam_role_policy" "clicks" {
        role   = aws_iam_role.clicks.id
        policy = data.aws_iam_policy_document.clicks.json
      }

      resource "aws_sqs_queue" "failed" {
        name = "clicks-failed"
      }

      resource "aws_lambda_function" "clicks" {
        function_name = "clicks"
        role          = aws_iam_role.clicks.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "clicks.zip"
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = aws_lambda_function.clicks.arn
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = aws_sqs_queue.failed.arn
          }
        }
      }
      `,
      `
      variable "role" {
        type = string
      }

      data "aws_iam_role" "clicks" {
        name = "clicks"
      }

      resource "aws_iam_role" "shared" {
        name               = "shared"
        assume_role_policy = file("assume.json")
      }

      resource "aws_iam_role_policy_attachment" "shared" {
        role       = aws_iam_role.shared.name
        policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaKinesisExecutionRole"
      }

      module "permissions" {
        source = "../permissions"
        roles  = [aws_iam_role.shared.name]
      }

      resource "aws_lambda_function" "clicks" {
        for_each = { by_variable = var.role, by_data = data.aws_iam_role.clicks.arn, shared = aws_iam_role.shared.arn }

        function_name = each.key
        role          = each.value
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "clicks.zip"
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        for_each = toset(["by_variable", "by_data", "shared"])

        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = aws_lambda_function.clicks[each.key].arn
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = "arn:aws:s3:::clicks-failed"
          }
        }
      }
      `,
    ],
  },
};
