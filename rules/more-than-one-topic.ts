import { actual, KAFKA, type Rule, type RulePage } from '../src/rule/rule.ts';

export default {
  name: 'more-than-one-topic',
  summary: 'A mapping reads exactly one topic',
  severity: 'error',
  stage: 'apply',
  when: { sources: KAFKA, written: ['topics'] },
  *check({ mapping }) {
    const count = mapping.count('/topics');
    if (count === undefined || count < 2) return;
    yield {
      at: '/topics',
      message: `${actual(mapping.instance.values, '/topics')}, but a mapping reads exactly one topic, although the example of the provider's page lists two`,
      help: 'Write one mapping for each topic, for example with for_each = toset([…]) and topics = [each.value]',
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    \`topics\` takes one name. The provider does not count them, and the MSK example of its own page lists two; the API has a
    fixed number of one item.
  `,
  evidence: [
    {
      source: 'AWS Lambda API reference (botocore 1.43.67); the answer itself is not recorded',
      date: '2026-08-07',
      says: 'Topics: Array Members: Fixed number of 1 item.',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders", "inventory"] # error
        starting_position = "TRIM_HORIZON"
      }
      `,
      `
      variable "cluster_arn" {
        type = string
      }

      locals {
        topics = ["orders", "inventory", "returns"]
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = var.cluster_arn
        function_name     = "orders"
        topics            = local.topics # error
        starting_position = "LATEST"
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders", "orders"]
        starting_position = "LATEST"
      }
      `,
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
        for_each = toset(["orders", "inventory"])

        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = [each.value]
        starting_position = "LATEST"
      }
      `,
    ],
  },
};
