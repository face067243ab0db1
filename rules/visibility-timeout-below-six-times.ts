import { functionTimeout, queueVisibility, type Rule, type RulePage } from '../src/rule/rule.ts';

const TIMES = 6;

export default {
  name: 'visibility-timeout-below-six-times',
  summary: 'AWS advises six times the function timeout plus the window',
  severity: 'off',
  stage: 'runtime',
  when: { resources: ['aws_lambda_function'] },
  *check({ mapping, configuration }) {
    const queue = queueVisibility(mapping, configuration);
    const lambda = functionTimeout(mapping, configuration);
    const window = mapping.lacks('/maximum_batching_window_in_seconds')
      ? 0
      : mapping.number('/maximum_batching_window_in_seconds');
    if (queue === undefined || lambda === undefined || window === undefined) return;
    const advised = TIMES * lambda.seconds + window;
    // Below the timeout itself AWS refuses the mapping, which has a rule of its own.
    if (queue.seconds < lambda.seconds || queue.seconds >= advised) return;
    yield {
      at: '/event_source_arn',
      message: `${queue.address} hides a message for ${queue.seconds} seconds${queue.whence}, but for a function that may run for ${lambda.seconds}${lambda.whence} AWS advises ${advised}`,
      help: `Write visibility_timeout_seconds = ${advised} in the queue`,
      related: [
        { message: `visibility_timeout_seconds is ${queue.seconds}`, place: queue.place },
        { message: `timeout is ${lambda.seconds}`, place: lambda.place },
      ],
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    AWS advises a visibility timeout of six times the function timeout, plus the batching window, so that a throttled batch can be
    tried again before its messages come back. It is advice: many queues work with less.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide of 2022, with-sqs',
      date: '2022-11',
      says: "set the source queue's visibility timeout to at least six times the timeout that you configure on your function",
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html'],
  examples: {
    invalid: [
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
        event_source_arn = aws_sqs_queue.orders.arn # warning
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
        timeout       = 6
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn # warning
        function_name    = aws_lambda_function.orders.arn
      }
      `,
      `
      variable "timeout" {
        type    = number
        default = 10
      }

      resource "aws_sqs_queue" "orders" {
        name                       = "orders"
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
        event_source_arn                   = aws_sqs_queue.orders.arn # warning
        function_name                      = aws_lambda_function.orders.arn
        maximum_batching_window_in_seconds = 20
      }
      `,
    ],
    valid: [
      `
      variable "window" {
        type = number
      }

      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        timeout       = 10
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn                   = aws_sqs_queue.orders.arn
        function_name                      = aws_lambda_function.orders.arn
        maximum_batching_window_in_seconds = var.window
      }
      `,
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
        visibility_timeout_seconds = 360
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
    ],
  },
};
