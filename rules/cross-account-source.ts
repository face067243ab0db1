import { accountOf, KINESIS, type Rule, type RulePage, SQS, sourceName } from '../src/rule/rule.ts';

export default {
  name: 'cross-account-source',
  summary: 'The source needs a resource policy for the role',
  severity: 'off',
  stage: 'apply',
  when: { sources: [...SQS, ...KINESIS, 'dynamodb-stream'] },
  *check({ mapping, configuration }) {
    const source = accountOf(mapping.get('/event_source_arn'), configuration);
    const target = accountOf(mapping.get('/function_name'), configuration);
    if (source === undefined || target === undefined || source.name === target.name) return;
    const functionAccount = `the function is in the account ${target.name}`;
    yield {
      at: '/event_source_arn',
      message: `the source is in the account ${source.name}, but ${functionAccount}: ${sourceName(mapping)} of another account needs a policy of its own that lets the role of the function in`,
      help: `See that the resource policy of the source allows the role of the function in ${target.name} to read it`,
      related: [
        {
          message: functionAccount,
          ...(target.place === undefined ? { at: '/function_name' } : { place: target.place }),
        },
        ...(source.place === undefined
          ? []
          : [{ message: `the source is in the account ${source.name}`, place: source.place }]),
      ],
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A function may read a queue or a stream of another account. Besides the role of the function, the source must then let the role in
    with a policy of its own, which is easily forgotten because it belongs to somebody else. Of DynamoDB it is not documented that it
    works at all.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide, SQS and Kinesis across accounts',
      date: '2026-11-23',
      says: 'the queue or stream needs a resource policy that allows the execution role',
    },
  ],
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-cross-account-example.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html',
  ],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:orders" # warning
        function_name    = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
      }
      `,
      `
      variable "region" {
        type = string
      }

      resource "aws_lambda_function" "clicks" {
        function_name = "clicks"
        role          = "arn:aws:iam::123456789012:role/clicks"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "clicks.zip"
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:\${var.region}:111122223333:stream/clicks" # warning
        function_name     = aws_lambda_function.clicks.arn
        starting_position = "LATEST"
      }
      `,
      `
      provider "aws" {
        alias               = "shop"
        region              = "eu-west-1"
        allowed_account_ids = ["111122223333"]
      }

      resource "aws_sqs_queue" "orders" {
        provider = aws.shop
        name     = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn # warning
        function_name    = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
      }
      `,
    ],
    valid: [
      `
      variable "account" {
        type = string
      }

      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:\${var.account}:orders"
        function_name    = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
      }

      resource "aws_lambda_event_source_mapping" "by_name" {
        event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:orders"
        function_name    = "orders"
      }

      resource "aws_lambda_event_source_mapping" "by_reference" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "arn:aws:lambda:eu-west-1:123456789012:function:returns"
      }
      `,
      `
      provider "aws" {
        region              = "eu-west-1"
        allowed_account_ids = ["111122223333", "123456789012"]
      }

      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
      }

      resource "aws_lambda_event_source_mapping" "same" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "arn:aws:lambda:eu-west-1:123456789012:function:returns"
      }
      `,
    ],
  },
};
