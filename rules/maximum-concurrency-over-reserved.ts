import {
  actual,
  instancesBehind,
  isSetElsewhere,
  type JsonPointer,
  type Rule,
  type RulePage,
  resourceArgument,
  SQS,
} from '../src/rule/rule.ts';

const CONCURRENCY: JsonPointer = '/scaling_config/0/maximum_concurrency';
const RESERVED = 'reserved_concurrent_executions';
/** The provider takes no smaller maximum_concurrency. */
const LEAST_CONCURRENCY = 2;

export default {
  name: 'maximum-concurrency-over-reserved',
  summary: 'The mapping may use more than the function has',
  severity: 'error',
  stage: 'apply',
  when: { sources: SQS, written: ['scaling_config'], resources: ['aws_lambda_function'], creation: true },
  *check({ mapping, configuration }) {
    const maximum = mapping.number(CONCURRENCY);
    const target = mapping.get('/function_name');
    if (maximum === undefined || isSetElsewhere(target, { argument: RESERVED, configuration })) return;
    const functions = instancesBehind(target, { type: 'aws_lambda_function', configuration });
    const reserved = resourceArgument(functions, RESERVED);
    const [lambda] = functions;
    if (lambda === undefined || reserved?.kind !== 'number' || reserved.value < 0 || maximum <= reserved.value) return;
    yield {
      at: CONCURRENCY,
      message: `${actual(mapping.instance.values, CONCURRENCY)}, but ${lambda.address} has ${reserved.value} reserved concurrent executions`,
      aws: `MaximumConcurrency: ${maximum} is greater than Function Reserved Concurrency: ${reserved.value}`,
      help:
        reserved.value < LEAST_CONCURRENCY
          ? `Raise ${RESERVED} to ${maximum} or more, or remove scaling_config`
          : `Lower maximum_concurrency to ${reserved.value}, or raise ${RESERVED}`,
      related: [
        { message: `${RESERVED} is ${reserved.value}`, place: lambda.sourceMap.locate(`/${RESERVED}`, 'value') },
      ],
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A mapping cannot run more batches at a time than its function has reserved executions. -1, the default, reserves none and limits
    nothing.
  `,
  evidence: [
    {
      source: 'recorded on AWS (cdk-preflight)',
      date: '2026-09-07',
      says: 'MaximumConcurrency: 100 is greater than Function Reserved Concurrency: 5',
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
        reserved_concurrent_executions = 5
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = aws_lambda_function.orders.arn

        scaling_config {
          maximum_concurrency = 6 # error
        }
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
        function_name    = aws_lambda_function.orders.function_name

        scaling_config {
          maximum_concurrency = 2 # error
        }
      }
      `,
      `
      variable "concurrency" {
        type    = map(number)
        default = { orders = 5, returns = 50 }
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"

        reserved_concurrent_executions = 10
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = var.concurrency

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:\${each.key}"
        function_name    = aws_lambda_function.orders.arn

        scaling_config {
          maximum_concurrency = each.value # error
        }
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
        reserved_concurrent_executions = 5
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = aws_lambda_function.orders.arn

        scaling_config {
          maximum_concurrency = 5
        }
      }
      `,
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

        scaling_config {
          maximum_concurrency = 500
        }
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

        scaling_config {
          maximum_concurrency = 1200
        }
      }

      resource "aws_lambda_event_source_mapping" "elsewhere" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:returns"
        function_name    = "elsewhere"

        scaling_config {
          maximum_concurrency = 1200
        }
      }
      `,
    ],
  },
};
