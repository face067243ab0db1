import {
  accountOf,
  instancesBehind,
  isSetElsewhere,
  type Rule,
  type RulePage,
  resourceArgument,
  SQS,
} from '../src/rule/rule.ts';

const KEY = 'kms_master_key_id';
const AWS_MANAGED = 'alias/aws/sqs';

export default {
  name: 'aws-managed-key-across-accounts',
  summary: 'A queue with the AWS managed key cannot feed another account',
  severity: 'warning',
  stage: 'runtime',
  when: { sources: SQS },
  *check({ mapping, configuration }) {
    const source = mapping.get('/event_source_arn');
    if (isSetElsewhere(source, { argument: KEY, configuration })) return;
    const queues = instancesBehind(source, { type: 'aws_sqs_queue', configuration });
    const key = resourceArgument(queues, KEY);
    const [queue] = queues;
    if (queue === undefined || key?.kind !== 'string' || key.value !== AWS_MANAGED) return;
    const owner = accountOf(source, configuration);
    const target = accountOf(mapping.get('/function_name'), configuration);
    if (owner === undefined || target === undefined || owner.name === target.name) return;
    yield {
      at: '/event_source_arn',
      message: `${KEY} of ${queue.address} is "${AWS_MANAGED}", but the function is in the account ${target.name} and the queue in ${owner.name}, and only the account of the queue can use that key`,
      help: 'Encrypt the queue with a customer managed key that lets the other account in, or with sqs_managed_sse_enabled = true',
      related: [
        { message: `${KEY} is "${AWS_MANAGED}"`, place: queue.sourceMap.locate(`/${KEY}`, 'value') },
        {
          message: `the function is in the account ${target.name}`,
          ...(target.place === undefined ? { at: '/function_name' } : { place: target.place }),
        },
      ],
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Nobody can change the policy of the key that AWS manages for SQS. A function of another account may read the queue, but not what is
    in it.
  `,
  evidence: [
    {
      source: 'Amazon SQS developer guide',
      date: '2026-11-23',
      says: 'An encrypted queue that uses the default key (AWS managed KMS key for Amazon SQS) cannot invoke a Lambda function in a different AWS account.',
    },
  ],
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-lambda-function-trigger.html',
  ],
  examples: {
    invalid: [
      `
      provider "aws" {
        region              = "eu-west-1"
        allowed_account_ids = ["111122223333"]
      }

      resource "aws_sqs_queue" "orders" {
        name              = "orders"
        kms_master_key_id = "alias/aws/sqs"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn # warning
        function_name    = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
      }
      `,
      `
      variable "shop_account" {
        type    = string
        default = "111122223333"
      }

      provider "aws" {
        region = "eu-west-1"
      }

      provider "aws" {
        alias               = "shop"
        region              = "eu-west-1"
        allowed_account_ids = [var.shop_account]
      }

      resource "aws_sqs_queue" "orders" {
        provider          = aws.shop
        name              = "orders"
        kms_master_key_id = "alias/aws/sqs"
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn # warning
        function_name    = aws_lambda_function.orders.arn
      }
      `,
    ],
    valid: [
      `
      resource "aws_sqs_queue" "orders" {
        name              = "orders"
        kms_master_key_id = "alias/aws/sqs"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
      }
      `,
      `
      variable "key" {
        type = string
      }

      provider "aws" {
        region              = "eu-west-1"
        allowed_account_ids = ["111122223333"]
      }

      resource "aws_sqs_queue" "given" {
        name              = "given"
        kms_master_key_id = var.key
      }

      resource "aws_sqs_queue" "by_sqs" {
        name                    = "by-sqs"
        sqs_managed_sse_enabled = true
      }

      resource "aws_sqs_queue" "own_account" {
        name              = "own-account"
        kms_master_key_id = "alias/aws/sqs"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = { given = aws_sqs_queue.given.arn, by_sqs = aws_sqs_queue.by_sqs.arn }

        event_source_arn = each.value
        function_name    = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
      }

      resource "aws_lambda_event_source_mapping" "own_account" {
        event_source_arn = aws_sqs_queue.own_account.arn
        function_name    = "arn:aws:lambda:eu-west-1:111122223333:function:orders"
      }
      `,
    ],
  },
};
