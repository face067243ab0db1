import { MQ, type Rule, type RulePage, sourceName, whySource } from '../src/rule/rule.ts';

export default {
  name: 'missing-queues',
  summary: 'An MQ source needs its queue',
  severity: 'error',
  stage: 'apply',
  when: { sources: MQ },
  *check({ mapping }) {
    if (!mapping.lacks('/queues')) return;
    const state = mapping.count('/queues') === 0 && mapping.get('/queues').kind !== 'null' ? 'empty' : 'absent';
    yield {
      at: '/queues',
      message: `queues is ${state}, but a mapping of ${sourceName(mapping)} reads exactly one queue`,
      help: 'Write queues = ["…"] with the name of the queue',
      related: whySource(mapping),
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A mapping of an MQ broker reads one queue, which it has to name.
  `,
  evidence: [
    {
      source: 'AWS Lambda API reference (botocore 1.43.67); the answer itself is not recorded',
      date: '2026-08-07',
      says: 'Queues: (MQ) The name of the Amazon MQ broker destination queue to consume. Array Members: Fixed number of 1 item.',
    },
    { source: 'AWS SAM, MQ event', date: '2026-11-23', says: 'Queues: required' },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "jobs" { # error
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:jobs-AbCdEf"
        }
      }
      `,
      `
      resource "aws_mq_broker" "jobs" {
        broker_name        = "jobs"
        engine_type        = "RabbitMQ"
        engine_version     = "3.13"
        host_instance_type = "mq.m5.large"

        user {
          username = "jobs"
          password = "correct-horse"
        }
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = aws_mq_broker.jobs.arn
        function_name    = "jobs"
        queues           = [] # error

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:jobs-AbCdEf"
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "jobs" {
        for_each = { jobs = ["jobs"], retries = [] }

        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = each.key
        queues           = each.value # error

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = ["jobs"]

        source_access_configuration {
          type = "VIRTUAL_HOST"
          uri  = "/"
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:jobs-AbCdEf"
        }
      }
      `,
      `
      variable "queues" {
        type    = list(string)
        default = null
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = var.queues

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:jobs-AbCdEf"
        }
      }
      `,
      `
      variable "queue" {
        type    = string
        default = null
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        count = var.queue == null ? 0 : 1

        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = [var.queue]

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
    ],
  },
};
