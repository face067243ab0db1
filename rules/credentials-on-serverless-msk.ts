import { blockCount, type Rule, type RulePage, whySource } from '../src/rule/rule.ts';

export default {
  name: 'credentials-on-serverless-msk',
  summary: 'MSK Serverless authenticates by IAM only',
  severity: 'warning',
  stage: 'apply',
  when: { sources: ['msk-serverless'], written: ['source_access_configuration'] },
  *check({ mapping }) {
    if (blockCount(mapping, '/source_access_configuration') === 0) return;
    yield {
      at: '/source_access_configuration/0',
      message: 'source_access_configuration is set, but an MSK Serverless cluster lets clients in by IAM only',
      help: 'Remove the entries, and allow the role of the function to read the cluster',
      related: whySource(mapping),
      fix: {
        title: 'Remove the source_access_configuration blocks',
        applicability: 'unsafe',
        edits: Array.from({ length: blockCount(mapping, '/source_access_configuration') }, (_, index) => ({
          kind: 'remove',
          at: `/source_access_configuration/${index}`,
        })),
      },
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    An MSK Serverless cluster knows no passwords and no certificates: the role of the function is its way in.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide, Amazon MSK; the answer itself is not recorded',
      date: '2026-11-23',
      says: 'MSK Serverless supports IAM authentication only',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-s1"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        source_access_configuration { # warning
          type = "SASL_SCRAM_512_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      resource "aws_msk_serverless_cluster" "orders" {
        cluster_name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = aws_msk_serverless_cluster.orders.arn
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        source_access_configuration { # warning
          type = "CLIENT_CERTIFICATE_TLS_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      locals {
        cluster = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-s1"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = toset(["orders", "returns"])

        event_source_arn  = local.cluster
        function_name     = each.key
        topics            = [each.key]
        starting_position = "LATEST"

        source_access_configuration { # warning
          type = "SASL_SCRAM_512_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-s1"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
      `
      variable "cluster" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/\${var.cluster}"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        source_access_configuration {
          type = "SASL_SCRAM_512_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
    ],
  },
};
