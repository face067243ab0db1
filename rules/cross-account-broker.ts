import { accountOf, allIn, MQ, type Rule, type RulePage, sourceName } from '../src/rule/rule.ts';

export default {
  name: 'cross-account-broker',
  summary: "MQ and MSK Serverless sources must be in the function's account",
  severity: 'error',
  stage: 'apply',
  when: { sources: [...MQ, 'msk-serverless'] },
  *check({ mapping, configuration }) {
    const source = accountOf(mapping.get('/event_source_arn'), configuration);
    const target = accountOf(mapping.get('/function_name'), configuration);
    if (source === undefined || target === undefined || source.name === target.name) return;
    yield {
      at: '/event_source_arn',
      message: `the source is in the account ${source.name}, but the function is in ${target.name}, and ${sourceName(mapping)} is read within its account only`,
      ...(allIn(mapping.kinds, MQ) && {
        aws: 'Role and event source must be in the same account as the cloud function',
      }),
      help: 'Put the function into the account of the source',
      related: [
        {
          message: `the function is in ${target.name}`,
          ...(target.place === undefined ? { at: '/function_name' } : { place: target.place }),
        },
      ],
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Lambda reads MQ brokers and MSK Serverless clusters of its own account only.
  `,
  evidence: [
    {
      source: 'recorded on AWS (cdk-preflight), MQ',
      date: '2026-09-07',
      says: 'Role and event source must be in the same account as the cloud function',
    },
    {
      source: 'AWS Lambda developer guide, MSK across accounts',
      date: '2026-11-23',
      says: "You can't create cross-account event source mappings for serverless MSK clusters.",
    },
  ],
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html',
  ],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca" # error
        function_name    = "arn:aws:lambda:eu-west-1:210987654321:function:jobs"
        queues           = ["jobs"]

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-s1" # error
        function_name     = "arn:aws:lambda:eu-west-1:210987654321:function:orders"
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
      `
      resource "aws_lambda_function" "jobs" {
        function_name = "jobs"
        role          = "arn:aws:iam::210987654321:role/jobs"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "jobs.zip"
      }

      locals {
        broker = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = local.broker # error
        function_name    = aws_lambda_function.jobs.arn
        queues           = ["jobs"]

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
        function_name    = "arn:aws:lambda:eu-west-1:123456789012:function:jobs"
        queues           = ["jobs"]

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      variable "account" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "arn:aws:lambda:eu-west-1:\${var.account}:function:jobs"
        queues           = ["jobs"]

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
    ],
  },
};
