import { awsSays, KAFKA, type Rule, type RulePage, sourceName, whySource } from '../src/rule/rule.ts';

export default {
  name: 'missing-topics',
  summary: 'A Kafka source needs its topic',
  severity: 'error',
  stage: 'apply',
  when: { sources: KAFKA },
  *check({ mapping }) {
    if (!mapping.lacks('/topics')) return;
    const aws = awsSays(mapping, 'topics');
    const state = mapping.count('/topics') === 0 && mapping.get('/topics').kind !== 'null' ? 'empty' : 'absent';
    yield {
      at: '/topics',
      message: `topics is ${state}, but a mapping of ${sourceName(mapping)} reads exactly one topic`,
      ...(aws !== undefined && { aws }),
      help: 'Write topics = ["…"] with the name of the topic',
      related: whySource(mapping),
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A mapping of a Kafka cluster reads one topic, which it has to name. The argument is a set for historical reasons.
  `,
  evidence: [
    {
      source: 'recorded on AWS (cdk-preflight), MSK',
      date: '2026-09-13',
      says: "Required 'topics' parameter is missing.",
    },
    { source: 'AWS Lambda developer guide, self-managed Kafka', date: '2026-11-23', says: 'Topics: required' },
  ],
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/with-kafka.html',
  ],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" { # error
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        starting_position = "LATEST"
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        function_name     = "orders"
        topics            = [] # error
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = "kafka1.example.com:9092"
          }
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      locals {
        topics = []
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = local.topics # error
        starting_position = "LATEST"
      }
      `,
    ],
    valid: [
      `
      variable "topics" {
        type = list(string)
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = var.topics
        starting_position = "LATEST"
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
    ],
  },
};
