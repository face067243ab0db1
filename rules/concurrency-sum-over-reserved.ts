import { type KeysOf, relatives } from '../src/rule/relatives.ts';
import {
  type EventSourceMapping,
  functionBehind,
  functionReference,
  isEnabled,
  isSetElsewhere,
  type JsonPointer,
  type Rule,
  type RulePage,
  resourceArgument,
  SQS,
  valueAt,
} from '../src/rule/rule.ts';

const CONCURRENCY: JsonPointer = '/scaling_config/0/maximum_concurrency';
const RESERVED = 'reserved_concurrent_executions';

/** More places than these would not help. */
const MOST_RELATED = 8;

/** By the function, whatever the version: all of them share what is reserved. */
const functions: KeysOf = (values, configuration) =>
  functionBehind(valueAt(values, '/function_name'), configuration).map(({ address }) => address);

export default {
  name: 'concurrency-sum-over-reserved',
  summary: 'Several mappings together exceed the reserved concurrency',
  severity: 'warning',
  stage: 'runtime',
  when: { sources: SQS, written: ['scaling_config'], resources: ['aws_lambda_function'], severalMappings: true },
  *check({ mapping, configuration }) {
    const own = mapping.number(CONCURRENCY);
    if (own === undefined || !isEnabled(mapping)) return;
    const target = mapping.get('/function_name');
    const is = functionReference(target, configuration);
    if (isSetElsewhere({ is }, { argument: RESERVED, configuration })) return;
    const instances = functionBehind(target, configuration);
    const [lambda] = instances;
    const reserved = resourceArgument(instances, RESERVED);
    if (lambda === undefined || instances.length > 1 || reserved?.kind !== 'number' || reserved.value < 0) return;
    const others = relatives(mapping, configuration, { keysOf: functions });
    if (others.hasLater(isLimited)) return;
    const limited = [...others.earlier()].filter(isLimited);
    const numbers = [...limited.map((other) => other.number(CONCURRENCY)), own];
    if (numbers.length < 2 || numbers.includes(undefined)) return;
    const known = numbers.flatMap((number) => number ?? []);
    const sum = known.reduce((total, number) => total + number, 0);
    if (sum <= reserved.value || known.some((number) => number > reserved.value)) return;
    yield {
      at: CONCURRENCY,
      message: `maximum_concurrency is ${own} here and ${sum} in all mappings of ${lambda.address} together, but the function has ${reserved.value} reserved concurrent executions`,
      help: `Raise ${RESERVED} to ${sum}, or lower maximum_concurrency of the mappings until their sum is ${reserved.value}`,
      related: [
        { message: `${RESERVED} is ${reserved.value}`, place: lambda.sourceMap.locate(`/${RESERVED}`, 'value') },
        ...limited.slice(0, MOST_RELATED).map((other) => ({
          message: `maximum_concurrency of ${other.address} is ${other.number(CONCURRENCY)}`,
          place: other.instance.sourceMap.locate(CONCURRENCY, 'value'),
        })),
      ],
    };
  },
} satisfies Rule;

/** Whether a limit is written, known or not. */
function isLimited(mapping: EventSourceMapping): boolean {
  return isEnabled(mapping) && !mapping.lacks('/scaling_config');
}

export const page: RulePage = {
  docs: `
    The mappings of one function share what is reserved for it. When they may use more together, some of their batches are throttled;
    their messages come back to the queue, and after enough of that they land in the dead-letter queue although nothing is wrong with
    them.

    Not reported: mappings that are switched off or may exclude each other, functions of which a mapping has a limit that is not
    known, and those whose \`ignore_changes\` names the argument.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide, scaling of SQS mappings',
      date: '2026-11-23',
      says: "set the function's reserved concurrency to at least the sum of the maximum concurrency of all its SQS event sources",
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"

        reserved_concurrent_executions = 10
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = aws_lambda_function.orders.arn

        scaling_config {
          maximum_concurrency = 6
        }
      }

      resource "aws_lambda_event_source_mapping" "returns" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:returns"
        function_name    = aws_lambda_function.orders.function_name

        scaling_config {
          maximum_concurrency = 6 # warning
        }
      }
      `,
      `
      variable "reserved" {
        type    = number
        default = 10
      }

      locals {
        queues = ["orders", "returns", "refunds"]
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"

        reserved_concurrent_executions = var.reserved
      }

      resource "aws_lambda_alias" "live" {
        name             = "live"
        function_name    = aws_lambda_function.orders.function_name
        function_version = "1"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        count = 3

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:\${local.queues[count.index]}"
        function_name    = aws_lambda_alias.live.arn

        scaling_config {
          maximum_concurrency = 4 # warning
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

        reserved_concurrent_executions = 12
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = toset(["orders", "returns"])

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:\${each.key}"
        function_name    = aws_lambda_function.orders.arn

        scaling_config {
          maximum_concurrency = 6
        }
      }

      resource "aws_lambda_event_source_mapping" "off" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:refunds"
        function_name    = aws_lambda_function.orders.arn
        enabled          = false

        scaling_config {
          maximum_concurrency = 6
        }
      }
      `,
      `
      variable "maximum" {
        type = number
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"

        reserved_concurrent_executions = 8
      }

      resource "aws_lambda_function" "free" {
        function_name = "free"
        role          = "arn:aws:iam::123456789012:role/free"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"

        reserved_concurrent_executions = -1
      }

      resource "aws_lambda_event_source_mapping" "known" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = aws_lambda_function.orders.arn

        scaling_config {
          maximum_concurrency = 8
        }
      }

      resource "aws_lambda_event_source_mapping" "given" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:returns"
        function_name    = aws_lambda_function.orders.arn

        scaling_config {
          maximum_concurrency = var.maximum
        }
      }

      resource "aws_lambda_event_source_mapping" "free" {
        for_each = toset(["orders", "returns"])

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:\${each.key}"
        function_name    = aws_lambda_function.free.arn

        scaling_config {
          maximum_concurrency = 600
        }
      }
      `,
    ],
  },
};
