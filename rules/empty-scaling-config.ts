import { blockCount, type JsonPointer, type Rule, type RulePage, writtenAt } from '../src/rule/rule.ts';

const CONCURRENCY: JsonPointer = '/scaling_config/0/maximum_concurrency';

export default {
  name: 'empty-scaling-config',
  summary: 'An empty scaling_config block never settles',
  severity: 'warning',
  stage: 'plan',
  when: { written: ['scaling_config'] },
  *check({ mapping }) {
    if (blockCount(mapping, '/scaling_config') === 0 || !mapping.lacks(CONCURRENCY)) return;
    const state = writtenAt(mapping.instance.values, CONCURRENCY) === undefined ? 'absent' : 'null';
    yield {
      at: '/scaling_config/0',
      message: `scaling_config is written, but maximum_concurrency in it is ${state}: AWS stores nothing, and every plan shows a difference`,
      help: 'Remove the block, or write maximum_concurrency in it',
      fix: {
        title: 'Remove scaling_config',
        applicability: 'safe',
        edits: [{ kind: 'remove', at: '/scaling_config/0' }],
      },
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    AWS stores nothing for an empty \`scaling_config\` and answers without one, so that every plan wants to add it again. Modules that
    pass \`maximum_concurrency = null\` had better leave out the block, with \`dynamic\`.
  `,
  evidence: [
    {
      source: 'release note of cloudposse-terraform-components/aws-lambda v1.537.1, as read on this day',
      date: '2026-11-23',
      says: 'an empty scaling_config causes drift',
    },
  ],
  references: [
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_event_source_mapping',
  ],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        scaling_config {} # warning
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        scaling_config { # warning
          maximum_concurrency = null
        }
      }
      `,
      `
      locals {
        queues = { orders = 10, returns = null }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = local.queues

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:\${each.key}"
        function_name    = each.key

        scaling_config { # warning
          maximum_concurrency = each.value
        }
      }
      `,
    ],
    valid: [
      `
      variable "concurrency" {
        type    = number
        default = null
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        scaling_config {
          maximum_concurrency = var.concurrency
        }
      }
      `,
      `
      variable "concurrency" {
        type    = list(number)
        default = []
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        dynamic "scaling_config" {
          for_each = var.concurrency
          content {
            maximum_concurrency = scaling_config.value
          }
        }
      }
      `,
    ],
  },
};
