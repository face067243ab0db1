import { MQ, MSK, type Related, type Rule, type RulePage, readArn, regionOf, wantedRegion } from '../src/rule/rule.ts';

export default {
  name: 'cross-region-broker',
  summary: 'The cluster or broker lives in another region',
  severity: 'warning',
  stage: 'apply',
  when: { sources: [...MSK, ...MQ, 'documentdb'] },
  *check({ mapping, configuration }) {
    const source = regionOf(mapping.get('/event_source_arn'), configuration);
    const wanted = source && wantedRegion(mapping, configuration);
    if (wanted === undefined || source === undefined || source.name === wanted.name) return;
    const isFunction = Boolean(readArn(mapping.get('/function_name'))?.region);
    const related: Related[] = [];
    if (wanted.place !== undefined) related.push({ message: `this is in ${wanted.name}`, place: wanted.place });
    if (source.place !== undefined) related.push({ message: `the source is in ${source.name}`, place: source.place });
    yield {
      at: '/event_source_arn',
      message: `the source is in ${source.name}, but the ${isFunction ? 'function' : 'mapping'} is in ${wanted.name}`,
      help: `Name a source in ${wanted.name}`,
      related,
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Lambda polls sources of its own region. For queues and streams AWS was seen to refuse others; for clusters and brokers its
    answer is not recorded.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide; seen for queues and streams only',
      date: '2026-11-23',
      says: 'Event source region must match Lambda region',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5" # warning
        function_name     = "arn:aws:lambda:us-east-1:123456789012:function:orders"
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "jobs" {
        region           = "us-east-1"
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca" # warning
        function_name    = "jobs"
        queues           = ["jobs"]

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      variable "region" {
        type    = string
        default = "us-east-1"
      }

      provider "aws" {
        region = var.region
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca" # warning
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
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:vpc-connection/123456789012/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
      `
      variable "region" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:\${var.region}:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "arn:aws:lambda:us-east-1:123456789012:function:orders"
        topics            = ["orders"]
        starting_position = "LATEST"
      }

      resource "aws_lambda_event_source_mapping" "by_name" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
    ],
  },
};
