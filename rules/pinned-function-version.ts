import type { Rule, RulePage } from '../src/rule/rule.ts';

export default {
  name: 'pinned-function-version',
  summary: 'qualified_arn moves the mapping with every publish',
  severity: 'off',
  stage: 'plan',
  *check({ mapping }) {
    const { is } = mapping.get('/function_name');
    if (is?.type !== 'aws_lambda_function' || is.attribute.join('.') !== 'qualified_arn') return;
    yield {
      at: '/function_name',
      message: 'function_name is the qualified_arn of the function, which names another version after every publish',
      help: 'Name an aws_lambda_alias, which moves on its own, or .arn for the newest code',
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    The \`qualified_arn\` of a function names the version that was published last. Every publish changes it, and with it the mapping.
  `,
  evidence: [
    {
      source: 'documentation of aws_lambda_function in hashicorp/aws',
      date: '2026-11-23',
      says: 'qualified_arn: ARN identifying your Lambda Function Version (if versioning is enabled via publish = true)',
    },
  ],
  references: ['https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_function'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        publish       = true
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = aws_lambda_function.orders.qualified_arn # warning
      }
      `,
      `
      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        publish       = true
      }

      locals {
        target = aws_lambda_function.orders.qualified_arn
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = local.target # warning
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = aws_lambda_function.orders.arn
      }
      `,
      `
      resource "aws_lambda_alias" "live" {
        name             = "live"
        function_name    = "orders"
        function_version = "1"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = aws_lambda_alias.live.arn
      }
      `,
      `
      variable "function_arn" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "\${var.function_arn}:3"
      }
      `,
    ],
  },
};
