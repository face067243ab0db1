import { instancesBehind, isSetElsewhere, type Rule, type RulePage, resourceArgument } from '../src/rule/rule.ts';

const RESERVED = 'reserved_concurrent_executions';

export default {
  name: 'function-without-concurrency',
  summary: 'Reserved concurrency 0 stops the function',
  severity: 'off',
  stage: 'runtime',
  when: { resources: ['aws_lambda_function'] },
  *check({ mapping, configuration }) {
    const enabled = mapping.get('/enabled');
    if (!mapping.lacks('/enabled') && !(enabled.kind === 'bool' && enabled.value)) return;
    const target = mapping.get('/function_name');
    if (isSetElsewhere(target, { argument: RESERVED, configuration })) return;
    const functions = instancesBehind(target, { type: 'aws_lambda_function', configuration });
    const reserved = resourceArgument(functions, RESERVED);
    const [lambda] = functions;
    if (lambda === undefined || reserved?.kind !== 'number' || reserved.value !== 0) return;
    yield {
      at: '/function_name',
      message: `${lambda.address} has 0 reserved concurrent executions, so that it never runs`,
      help: `Remove ${RESERVED}, or write enabled = false in the mapping`,
      related: [{ message: `${RESERVED} is 0`, place: lambda.sourceMap.locate(`/${RESERVED}`, 'value') }],
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A function with 0 reserved executions is switched off. The mapping polls all the same, and its records wait or expire.

    Not reported: functions whose \`ignore_changes\` names the argument, since something else sets it then.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide, reserved concurrency',
      date: '2026-11-23',
      says: 'set the reserved concurrency to 0 to throttle a function',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        reserved_concurrent_executions = 0
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = aws_lambda_function.orders.arn # warning
      }
      `,
      `
      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        reserved_concurrent_executions = 0
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = aws_lambda_function.orders.function_name # warning
        enabled          = true
      }
      `,
      `
      variable "reserved" {
        type    = number
        default = 0
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"

        reserved_concurrent_executions = var.reserved
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = toset(["orders", "returns"])

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:\${each.key}"
        function_name    = aws_lambda_function.orders.arn # warning
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
        reserved_concurrent_executions = -1
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = aws_lambda_function.orders.arn
      }
      `,
      `
      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        reserved_concurrent_executions = 0
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = aws_lambda_function.orders.arn
        enabled          = false
      }
      `,
      `
      variable "reserved" {
        type = number
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"

        reserved_concurrent_executions = var.reserved
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = aws_lambda_function.orders.arn
      }
      `,
    ],
  },
};
