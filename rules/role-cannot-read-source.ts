import { grants, mayLetRolesIn, rolePolicies } from '../src/rule/permissions.ts';
import {
  allIn,
  type EventSourceMapping,
  functionBehind,
  KINESIS,
  listed,
  type Rule,
  type RulePage,
  SQS,
  STREAMS,
  sourceName,
} from '../src/rule/rule.ts';

export default {
  name: 'role-cannot-read-source',
  summary: 'No policy of the role allows reading the source',
  severity: 'error',
  stage: 'apply',
  when: { sources: [...SQS, ...STREAMS], resources: ['aws_iam_role'], creation: true },
  *check({ mapping, configuration }) {
    const needed = needs(mapping);
    const policies = needed && rolePolicies(mapping.get('/function_name'), configuration);
    if (needed === undefined || policies === undefined) return;
    const source = mapping.get('/event_source_arn');
    // A consumer is read through its stream.
    const target = allIn(mapping.kinds, ['kinesis-consumer']) ? undefined : source;
    const missing = needed.actions.filter((action) => !grants(policies.document, action, target));
    if (missing.length === 0 || mayLetRolesIn(source, configuration)) return;
    const [lambda] = functionBehind(mapping.get('/function_name'), configuration);
    yield {
      at: '/function_name',
      message: `the policies of ${policies.role.address}, the role of ${lambda?.address}, do not allow ${listed(missing, 'or')}, which Lambda needs to read ${sourceName(mapping)}`,
      aws: needed.aws,
      help: `Attach arn:aws:iam::aws:policy/service-role/${needed.managed} to the role, or allow ${listed(missing)} in a policy of its own`,
      related: [
        { message: 'the role; all its policies are in this module', place: policies.role.place },
        { message: `the source is ${sourceName(mapping)}`, at: '/event_source_arn' },
      ],
    };
  },
} satisfies Rule;

interface Needs {
  readonly actions: readonly string[];
  /** The policy of AWS that grants them. */
  readonly managed: string;
  readonly aws: string;
}

const STREAM_ACTIONS = ['DescribeStream', 'GetRecords', 'GetShardIterator'];
const STREAM_REFUSED =
  'Cannot access stream arn:…. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.';

function needs({ kinds }: EventSourceMapping): Needs | undefined {
  if (allIn(kinds, SQS)) {
    return {
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      managed: 'AWSLambdaSQSQueueExecutionRole',
      aws: 'The provided execution role does not have permissions to call ReceiveMessage on SQS',
    };
  }
  if (allIn(kinds, KINESIS)) {
    return {
      actions: STREAM_ACTIONS.map((action) => `kinesis:${action}`),
      managed: 'AWSLambdaKinesisExecutionRole',
      aws: STREAM_REFUSED,
    };
  }
  if (!allIn(kinds, ['dynamodb-stream'])) return undefined;
  return {
    actions: STREAM_ACTIONS.map((action) => `dynamodb:${action}`),
    managed: 'AWSLambdaDynamoDBExecutionRole',
    aws: STREAM_REFUSED,
  };
}

export const page: RulePage = {
  docs: `
    Lambda reads queues and streams with the execution role of the function. Without the permission AWS refuses the mapping; the
    provider tries again for five minutes first, because permissions take a while to arrive.

    The rule reports only where everything about the role is known: the role is in the module, no output and no module call hands it
    on, and each of its policies, of which there is at least one, is written out here or is one of AWS's own for Lambda. Wildcards
    allow; conditions, permission boundaries and Deny are not looked at. A policy of the queue or stream itself that may let roles in
    silences the rule.
  `,
  evidence: [
    {
      source: 'quoted in aws/aws-cdk#6770',
      date: '2020-03-17',
      says: 'The provided execution role does not have permissions to call ReceiveMessage on SQS',
    },
    {
      source: 'quoted in github-aws-runners/terraform-aws-github-runner#5097',
      date: '2026-04-09',
      says: 'The function execution role does not have permissions to call ReceiveMessage on SQS',
    },
    {
      source: 'quoted in hashicorp/terraform#4093',
      date: '2015-11-28',
      says: 'Cannot access stream arn:aws:kinesis:us-east-1:123456789012:stream/stream_name. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.',
    },
    {
      source: 'AWS managed policies, dumps of zoph-io/MAMIP',
      date: '2018-06-14',
      says: 'AWSLambdaSQSQueueExecutionRole v1: sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes',
    },
  ],
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html',
  ],
  examples: {
    invalid: [
      `
      resource "aws_iam_role" "orders" {
        name               = "orders"
        assume_role_policy = file("assume.json")
      }

      resource "aws_iam_role_policy_attachment" "basic" {
        role       = aws_iam_role.orders.name
        policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
      }

      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = aws_iam_role.orders.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = aws_lambda_function.orders.arn # error
      }
      `,
      `
      data "aws_iam_policy_document" "orders" {
        statement {
          actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
          resources = [aws_sqs_queue.failed.arn]
        }

        statement {
          effect    = "Deny"
          actions   = ["sqs:*"]
          resources = ["*"]
        }
      }

      resource "aws_iam_role" "orders" {
        name               = "orders"
        assume_role_policy = file("assume.json")
      }

      resource "aws_iam_role_policy" "orders" {
        role   = aws_iam_role.orders.id
        policy = data.aws_iam_policy_document.orders.json
      }

      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_sqs_queue" "failed" {
        name = "orders-failed"
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = aws_iam_role.orders.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      locals {
        function = aws_lambda_function.orders.function_name
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = local.function # error
      }
      `,
      `
      resource "aws_dynamodb_table" "orders" {
        name             = "orders"
        hash_key         = "id"
        billing_mode     = "PAY_PER_REQUEST"
        stream_enabled   = true
        stream_view_type = "NEW_IMAGE"

        attribute {
          name = "id"
          type = "S"
        }
      }

      resource "aws_iam_role" "orders" {
        name               = "orders"
        assume_role_policy = file("assume.json")

        inline_policy {
          name   = "table"
          policy = <<-EOT
            {
              "Version": "2012-10-17",
              "Statement": [
                { "Effect": "Allow", "Action": "dynamodb:*", "Resource": "\${aws_dynamodb_table.orders.arn}" },
                { "Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "*" }
              ]
            }
          EOT
        }
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = aws_iam_role.orders.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_alias" "live" {
        name             = "live"
        function_name    = aws_lambda_function.orders.function_name
        function_version = "1"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = aws_dynamodb_table.orders.stream_arn
        function_name     = aws_lambda_alias.live.arn # error
        starting_position = "LATEST"
      }
      `,
    ],
    valid: [
      `
      resource "aws_iam_role" "orders" {
        name               = "orders"
        assume_role_policy = file("assume.json")
      }

      resource "aws_iam_role_policy_attachment" "orders" {
        for_each = toset(["AWSLambdaBasicExecutionRole", "AWSLambdaSQSQueueExecutionRole"])

        role       = aws_iam_role.orders.name
        policy_arn = "arn:aws:iam::aws:policy/service-role/\${each.key}"
      }

      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = aws_iam_role.orders.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = aws_lambda_function.orders.arn
      }
      `,
      `
      variable "policy_arn" {
        type = string
      }

      resource "aws_iam_role" "orders" {
        name               = "orders"
        assume_role_policy = file("assume.json")
      }

      resource "aws_iam_role_policy_attachment" "orders" {
        role       = aws_iam_role.orders.name
        policy_arn = var.policy_arn
      }

      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = aws_iam_role.orders.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = aws_lambda_function.orders.arn
      }
      `,
      `
      resource "aws_iam_role" "orders" {
        name               = "orders"
        assume_role_policy = file("assume.json")
      }

      resource "aws_iam_policy" "orders" {
        policy = <<-EOT
          {
            "Version": "2012-10-17",
            "Statement": { "Effect": "Allow", "Action": ["sqs:Receive*", "SQS:deletemessage", "sqs:GetQueueAttributes"], "Resource": "*" }
          }
        EOT
      }

      resource "aws_iam_role_policy_attachment" "orders" {
        role       = aws_iam_role.orders.name
        policy_arn = aws_iam_policy.orders.arn
      }

      resource "aws_iam_role" "handed_on" {
        name               = "handed-on"
        assume_role_policy = file("assume.json")
      }

      output "role" {
        value = aws_iam_role.handed_on.name
      }

      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = aws_iam_role.orders.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_function" "returns" {
        function_name = "returns"
        role          = aws_iam_role.handed_on.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = aws_lambda_function.orders.arn
      }

      resource "aws_lambda_event_source_mapping" "returns" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:returns"
        function_name    = aws_lambda_function.returns.arn
      }
      `,
      `
      data "aws_iam_policy_document" "orders" {
        statement {
          not_actions = ["iam:*"]
          resources   = ["*"]
        }
      }

      resource "aws_iam_role" "orders" {
        name               = "orders"
        assume_role_policy = file("assume.json")
      }

      resource "aws_iam_role_policy" "orders" {
        role   = aws_iam_role.orders.id
        policy = data.aws_iam_policy_document.orders.json
      }

      resource "aws_iam_role" "by_queue" {
        name               = "by-queue"
        assume_role_policy = file("assume.json")
      }

      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_sqs_queue" "returns" {
        name = "returns"
      }

      resource "aws_sqs_queue_policy" "returns" {
        queue_url = aws_sqs_queue.returns.id
        policy    = <<-EOT
          {
            "Version": "2012-10-17",
            "Statement": [{ "Effect": "Allow", "Principal": { "AWS": "\${aws_iam_role.by_queue.arn}" }, "Action": "sqs:*", "Resource": "*" }]
          }
        EOT
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = aws_iam_role.orders.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_function" "returns" {
        function_name = "returns"
        role          = aws_iam_role.by_queue.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = aws_lambda_function.orders.arn
      }

      resource "aws_lambda_event_source_mapping" "returns" {
        event_source_arn = aws_sqs_queue.returns.arn
        function_name    = aws_lambda_function.returns.arn
      }
      `,
      `
      resource "aws_iam_role" "orders" {
        name               = "orders"
        assume_role_policy = file("assume.json")
      }

      resource "aws_iam_policy_attachment" "orders" {
        name       = "orders"
        roles      = [aws_iam_role.orders.name]
        policy_arn = "arn:aws:iam::123456789012:policy/orders"
      }

      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_function" "orders" {
        for_each = { by_list = aws_iam_role.orders.arn, elsewhere = "arn:aws:iam::123456789012:role/elsewhere" }

        function_name = each.key
        role          = each.value
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = aws_lambda_function.orders

        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = each.value.arn
      }
      `,
    ],
  },
};
