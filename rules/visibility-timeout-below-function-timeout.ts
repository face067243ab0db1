import { functionTimeout, queueVisibility, type Rule, type RulePage, setVisibility } from '../src/rule/rule.ts';

export default {
  name: 'visibility-timeout-below-function-timeout',
  summary: 'The queue hides a message for less time than the function may run',
  severity: 'error',
  stage: 'apply',
  when: { resources: ['aws_lambda_function'], creation: true },
  *check({ mapping, configuration }) {
    const queue = queueVisibility(mapping, configuration);
    const lambda = functionTimeout(mapping, configuration);
    if (queue === undefined || lambda === undefined || queue.seconds >= lambda.seconds) return;
    yield {
      at: '/event_source_arn',
      message: `${queue.address} hides a message for ${queue.seconds} seconds${queue.whence}, but ${lambda.address} may run for ${lambda.seconds}${lambda.whence}`,
      aws: `Queue visibility timeout: ${queue.seconds} seconds is less than Function timeout: ${lambda.seconds} seconds`,
      help: `Write visibility_timeout_seconds = ${lambda.seconds} or more in the queue; AWS advises ${6 * lambda.seconds}`,
      related: [
        { message: `visibility_timeout_seconds is ${queue.seconds}`, place: queue.place },
        { message: `timeout is ${lambda.seconds}`, place: lambda.place },
      ],
      ...(queue.instance !== undefined && {
        fix: {
          title: `Set visibility_timeout_seconds to ${lambda.seconds}`,
          applicability: 'unsafe',
          edits: [setVisibility(queue.instance, lambda.seconds)],
        },
      }),
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    While a function works on a message, the queue hides it from others. AWS refuses a mapping whose queue shows a message again
    before the function has to be done; the check is made when the mapping is created. A queue hides for 30 seconds unless it says
    otherwise, a function runs for 3.
  `,
  evidence: [
    {
      source: 'quoted in winglang/wing#1507',
      date: '2023-02-12',
      says: 'Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds',
    },
    {
      source: 'quoted in github-aws-runners/terraform-aws-github-runner#5383',
      date: '2026-09-07',
      says: 'Queue visibility timeout: 60 seconds is less than Function timeout: 300 seconds',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html'],
  examples: {
    invalid: [
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        timeout       = 60
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn # error
        function_name    = aws_lambda_function.orders.arn
      }
      `,
      `
      variable "timeout" {
        type    = number
        default = 900
      }

      resource "aws_sqs_queue" "orders" {
        name = "orders"
        visibility_timeout_seconds = 400
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        timeout       = var.timeout
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn # error
        function_name    = aws_lambda_function.orders.function_name
      }
      `,
    ],
    valid: [
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
        visibility_timeout_seconds = 60
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        timeout       = 60
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = aws_lambda_function.orders.arn
      }
      `,
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
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
      variable "timeout" {
        type = number
      }

      resource "aws_sqs_queue" "orders" {
        name = "orders"
        visibility_timeout_seconds = 60
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        timeout       = var.timeout
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = aws_lambda_function.orders.arn
      }
      `,
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
        visibility_timeout_seconds = aws_lambda_function.orders.timeout * 6
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        timeout       = 120
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = aws_lambda_function.orders.arn
      }
      `,
      `
      data "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        timeout       = 900
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = data.aws_sqs_queue.orders.arn
        function_name    = aws_lambda_function.orders.arn
      }
      `,
    ],
  },
};
