import { accountOf, type Rule, type RulePage, readArn } from '../src/rule/rule.ts';

export default {
  name: 'cross-account-cluster-arn',
  summary: 'A foreign MSK cluster needs its VPC connection ARN',
  severity: 'warning',
  stage: 'apply',
  when: { sources: ['msk'] },
  *check({ mapping, configuration }) {
    const value = mapping.get('/event_source_arn');
    const source = accountOf(value, configuration);
    const target = accountOf(mapping.get('/function_name'), configuration);
    if (source === undefined || target === undefined || source.name === target.name) return;
    const isCluster =
      value.is?.type === 'aws_msk_cluster' || readArn(value)?.resource.prefix.startsWith('cluster/') === true;
    if (!isCluster) return;
    yield {
      at: '/event_source_arn',
      message: `the cluster is in the account ${source.name}, but the function is in ${target.name}, and a foreign cluster is named by its VPC connection`,
      help: 'Create an aws_msk_vpc_connection in the account of the function, and write its ARN',
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
    An MSK cluster of another account is reached through a managed VPC connection, whose ARN takes the place of that of the cluster.
  `,
  evidence: [
    {
      source: 'AWS Lambda API reference (botocore 1.43.67); the answer itself is not recorded',
      date: '2026-08-07',
      says: 'for cross-account event source mappings, the ARN of the VPC connection',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5" # warning
        function_name     = "arn:aws:lambda:eu-west-1:210987654321:function:orders"
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
      `
      locals {
        cluster = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-7"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = local.cluster # warning
        function_name     = "arn:aws:lambda:eu-west-1:210987654321:function:orders"
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:vpc-connection/123456789012/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "arn:aws:lambda:eu-west-1:210987654321:function:orders"
        topics            = ["orders"]
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
      `
      variable "account" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:\${var.account}:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "arn:aws:lambda:eu-west-1:210987654321:function:orders"
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
    ],
  },
};
