import { instancesBehind, isSetElsewhere, type Rule, type RulePage, resourceArgument } from '../src/rule/rule.ts';

export default {
  name: 'unsupported-broker-authentication',
  summary: 'Lambda supports simple authentication only',
  severity: 'warning',
  stage: 'runtime',
  when: { resources: ['aws_mq_broker'] },
  *check({ mapping, configuration }) {
    const source = mapping.get('/event_source_arn');
    if (isSetElsewhere(source, { argument: 'authentication_strategy', configuration })) return;
    const brokers = instancesBehind(source, { type: 'aws_mq_broker', configuration });
    const strategy = resourceArgument(brokers, 'authentication_strategy');
    const [broker] = brokers;
    if (broker === undefined || strategy?.kind !== 'string' || strategy.value !== 'ldap') return;
    yield {
      at: '/event_source_arn',
      message: `${broker.address} authenticates with ldap, but Lambda logs in to a broker by simple authentication only`,
      help: 'Write authentication_strategy = "simple" in the broker',
      related: [
        {
          message: 'authentication_strategy is "ldap"',
          place: broker.sourceMap.locate('/authentication_strategy', 'value'),
        },
      ],
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Lambda logs in to an ActiveMQ broker with the user name and the password of a secret that the broker itself checks. A broker that
    asks an LDAP server does not let it in.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide of 2022, with-mq',
      date: '2022-11',
      says: 'Lambda supports ActiveMQ SimpleAuthenticationPlugin only',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html'],
  examples: {
    invalid: [
      `
      resource "aws_mq_broker" "jobs" {
        broker_name        = "jobs"
        engine_type        = "ActiveMQ"
        engine_version     = "5.18"
        host_instance_type = "mq.m5.large"
        authentication_strategy = "ldap"

        user {
          username = "jobs"
          password = "correct-horse-battery"
        }
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = aws_mq_broker.jobs.arn # warning
        function_name    = "jobs"
        queues           = ["jobs"]

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      locals {
        strategy = "ldap"
      }

      resource "aws_mq_broker" "jobs" {
        broker_name        = "jobs"
        engine_type        = "ActiveMQ"
        engine_version     = "5.18"
        host_instance_type = "mq.m5.large"
        authentication_strategy = local.strategy

        user {
          username = "jobs"
          password = "correct-horse-battery"
        }
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = aws_mq_broker.jobs.arn # warning
        function_name    = "jobs"
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
      resource "aws_mq_broker" "jobs" {
        broker_name        = "jobs"
        engine_type        = "ActiveMQ"
        engine_version     = "5.18"
        host_instance_type = "mq.m5.large"
        authentication_strategy = "simple"

        user {
          username = "jobs"
          password = "correct-horse-battery"
        }
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = aws_mq_broker.jobs.arn
        function_name    = "jobs"
        queues           = ["jobs"]

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      resource "aws_mq_broker" "jobs" {
        broker_name        = "jobs"
        engine_type        = "ActiveMQ"
        engine_version     = "5.18"
        host_instance_type = "mq.m5.large"

        user {
          username = "jobs"
          password = "correct-horse-battery"
        }
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = aws_mq_broker.jobs.arn
        function_name    = "jobs"
        queues           = ["jobs"]

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
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
      }
      `,
      `
      data "aws_mq_broker" "jobs" {
        broker_name = "jobs"
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = data.aws_mq_broker.jobs.arn
        function_name    = "jobs"
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
