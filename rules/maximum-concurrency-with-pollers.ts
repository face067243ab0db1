import { actual, type JsonPointer, type Rule, type RulePage, SQS } from '../src/rule/rule.ts';

const CONCURRENCY: JsonPointer = '/scaling_config/0/maximum_concurrency';

export default {
  name: 'maximum-concurrency-with-pollers',
  summary: 'maximum_concurrency and provisioned pollers exclude each other',
  severity: 'error',
  stage: 'apply',
  when: { written: ['provisioned_poller_config'] },
  *check({ mapping }) {
    // Only queues take scaling_config; on other sources it has no place at all.
    if (!SQS.some((kind) => mapping.kinds.has(kind))) return;
    if (!mapping.has(CONCURRENCY) || !mapping.has('/provisioned_poller_config')) return;
    yield {
      at: CONCURRENCY,
      message: `${actual(mapping.instance.values, CONCURRENCY)}, but with provisioned_poller_config the number of pollers is the limit, and AWS refuses both together`,
      aws: 'Provisioned mode for SQS ESM does not support maximum concurrency feature. Use MaximumPollers as the control mechanism and remove maximum concurrency.',
      help: 'Remove scaling_config, and limit by maximum_pollers',
      related: [{ message: 'provisioned_poller_config is set', at: '/provisioned_poller_config/0' }],
      fix: {
        title: 'Remove scaling_config',
        applicability: 'unsafe',
        edits: [{ kind: 'remove', at: '/scaling_config/0' }],
      },
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    \`maximum_concurrency\` limits how many batches of a queue run at a time; in provisioned mode the pollers are the limit. AWS
    refuses both together.
  `,
  evidence: [
    {
      source: 'recorded on AWS (cdk-preflight)',
      date: '2026-09-13',
      says: 'Provisioned mode for SQS ESM does not support maximum concurrency feature. Use MaximumPollers as the control mechanism and remove maximum concurrency.',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        scaling_config {
          maximum_concurrency = 20 # error
        }

        provisioned_poller_config {
          minimum_pollers = 2
          maximum_pollers = 10
        }
      }
      `,
      `
      variable "source_arn" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = var.source_arn
        function_name    = "orders"

        scaling_config {
          maximum_concurrency = 20 # error
        }

        provisioned_poller_config {
          maximum_pollers = 10
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        scaling_config {
          maximum_concurrency = 1200
        }
      }
      `,
      `
      variable "pollers" {
        type    = list(number)
        default = []
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        scaling_config {
          maximum_concurrency = 20
        }

        dynamic "provisioned_poller_config" {
          for_each = var.pollers
          content {
            maximum_pollers = provisioned_poller_config.value
          }
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

        provisioned_poller_config {
          maximum_pollers = 10
        }

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
