import { actual, type Rule, type RulePage } from '../src/rule/rule.ts';

const LONGEST_NAME = 64;

export default {
  name: 'long-function-name',
  summary: 'A bare function name has at most 64 characters',
  severity: 'error',
  stage: 'apply',
  *check({ mapping }) {
    const name = mapping.text('/function_name');
    if (name === undefined || name.includes(':') || name.length <= LONGEST_NAME) return;
    yield {
      at: '/function_name',
      message: `${actual(mapping.instance.values, '/function_name')} and has ${name.length} characters, but a function name has at most ${LONGEST_NAME}`,
      aws: 'Function does not exist',
      help: 'Write the name of the function as it is, best by reference: aws_lambda_function.NAME.function_name',
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A bare name has at most 64 characters; the limit of 256 in the API is for ARNs. No function can have a longer name.
  `,
  evidence: [
    {
      source: 'recorded on AWS (cdk-preflight)',
      date: '2026-09-13',
      says: 'Function does not exist',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" # error
      }
      `,
      `
      locals {
        service = "the-service-that-handles-all-orders-of-the-web-shop"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "\${local.service}-and-their-returns" # error
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "arn:aws:lambda:eu-west-1:123456789012:function:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      }
      `,
      `
      variable "name" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "\${var.name}-live"
      }
      `,
    ],
  },
};
