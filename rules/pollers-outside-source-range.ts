import { actual, allIn, KAFKA, limit, type Rule, type RulePage, SQS, sourceName, whySource } from '../src/rule/rule.ts';

export default {
  name: 'pollers-outside-source-range',
  summary: 'The number of pollers does not fit the source',
  severity: 'error',
  stage: 'apply',
  when: { sources: [...SQS, ...KAFKA], written: ['provisioned_poller_config'] },
  *check({ mapping }) {
    for (const argument of ['minimum_pollers', 'maximum_pollers'] as const) {
      const at = `/provisioned_poller_config/0/${argument}` as const;
      const number = mapping.number(at);
      const limits = [...mapping.kinds].flatMap((kind) => limit(kind, argument) ?? []);
      if (number === undefined || limits.some(({ minimum, maximum }) => minimum <= number && number <= maximum))
        continue;
      const [range] = limits;
      if (range === undefined) continue;
      yield {
        at,
        message: `${actual(mapping.instance.values, at)}, but ${sourceName(mapping)} takes ${range.minimum} to ${range.maximum}`,
        ...(allIn(mapping.kinds, SQS) && {
          aws: 'MinimumPollers should be between [2, 200] and MaximumPollers should be between [MinimumPollers, 10000]',
        }),
        help: `Write ${number < range.minimum ? range.minimum : range.maximum}, or leave it out`,
        related: whySource(mapping),
      };
    }
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A queue needs at least 2 pollers and may have up to 10000, a Kafka cluster 1 to 2000. Older documents say 2000 for queues as
    well; the wider limit is taken.
  `,
  evidence: [
    {
      source: 'recorded on AWS (cdk-preflight), SQS',
      date: '2026-09-13',
      says: 'MinimumPollers should be between [2, 200] and MaximumPollers should be between [MinimumPollers, 10000]',
    },
    {
      source: 'AWS Lambda API reference (botocore 1.43.67), Kafka',
      date: '2026-08-07',
      says: 'MaximumPollers: 1 to 2000',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_ProvisionedPollerConfig.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        provisioned_poller_config {
          minimum_pollers = 1 # error
          maximum_pollers = 10
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        provisioned_poller_config {
          maximum_pollers = 2001 # error
        }
      }
      `,
      `
      locals {
        pollers = { orders = 10, returns = 1 }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = local.pollers

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:\${each.key}"
        function_name    = each.key

        provisioned_poller_config {
          maximum_pollers = each.value # error
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        provisioned_poller_config {
          minimum_pollers = 2
          maximum_pollers = 10000
        }
      }

      resource "aws_lambda_event_source_mapping" "topics" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        provisioned_poller_config {
          minimum_pollers = 1
          maximum_pollers = 2000
        }
      }
      `,
      `
      variable "source_arn" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = var.source_arn
        function_name    = "orders"

        provisioned_poller_config {
          minimum_pollers = 1
          maximum_pollers = 1
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = ["jobs"]

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }

        provisioned_poller_config {
          minimum_pollers = 1
          maximum_pollers = 1
        }
      }
      `,
    ],
  },
};
