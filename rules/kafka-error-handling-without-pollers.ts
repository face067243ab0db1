import { type JsonPointer, KAFKA, listed, type Rule, type RulePage, sourceName, whySource } from '../src/rule/rule.ts';

const ARGUMENTS = [
  'maximum_retry_attempts',
  'maximum_record_age_in_seconds',
  'bisect_batch_on_function_error',
  'function_response_types',
];

export default {
  name: 'kafka-error-handling-without-pollers',
  summary: 'Kafka error handling works in provisioned mode only',
  severity: 'warning',
  stage: 'apply',
  when: {
    sources: KAFKA,
    written: [
      'maximum_retry_attempts',
      'maximum_record_age_in_seconds',
      'bisect_batch_on_function_error',
      'function_response_types',
    ],
  },
  *check({ mapping }) {
    if (!mapping.lacks('/provisioned_poller_config')) return;
    const [first, ...others] = ARGUMENTS.filter((argument) => mapping.has(`/${argument}`));
    if (first === undefined) return;
    const verb = others.length === 0 ? 'is' : 'are';
    yield {
      at: `/${first}`,
      message: `${listed([first, ...others])} ${verb} set, but ${sourceName(mapping)} handles errors so in provisioned mode only, and provisioned_poller_config is absent`,
      help: 'Add a provisioned_poller_config block, or remove the argument',
      related: [
        ...others.map((argument) => ({ message: `${argument} is set`, at: `/${argument}` satisfies JsonPointer })),
        ...whySource(mapping),
      ],
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Since November 2025 Kafka sources take the arguments for error handling that streams have, but only with provisioned
    pollers. Before that AWS refused them for Kafka.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide, Kafka retry configurations; no answer of today is recorded',
      date: '2026-11-23',
      says: 'available for event source mappings with provisioned mode enabled',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn       = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name          = "orders"
        topics                 = ["orders"]
        starting_position      = "LATEST"
        maximum_retry_attempts = 3 # warning
      }
      `,
      `
      resource "aws_msk_cluster" "orders" {
        cluster_name           = "orders"
        kafka_version          = "3.8.x"
        number_of_broker_nodes = 3
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn               = aws_msk_cluster.orders.arn
        function_name                  = "orders"
        topics                         = ["orders"]
        starting_position              = "LATEST"
        bisect_batch_on_function_error = true # warning
        function_response_types        = ["ReportBatchItemFailures"]
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = { orders = 3, returns = -1 }

        event_source_arn       = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name          = each.key
        topics                 = [each.key]
        starting_position      = "LATEST"
        maximum_retry_attempts = each.value # warning
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn       = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name          = "orders"
        topics                 = ["orders"]
        starting_position      = "LATEST"
        maximum_retry_attempts = 3

        provisioned_poller_config {
          minimum_pollers = 1
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn               = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name                  = "orders"
        topics                         = ["orders"]
        starting_position              = "LATEST"
        maximum_retry_attempts         = -1
        maximum_record_age_in_seconds  = -1
        bisect_batch_on_function_error = false
      }
      `,
      `
      variable "pollers" {
        type    = list(number)
        default = []
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn       = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name          = "orders"
        topics                 = ["orders"]
        starting_position      = "LATEST"
        maximum_retry_attempts = 3

        dynamic "provisioned_poller_config" {
          for_each = var.pollers
          content {
            maximum_pollers = provisioned_poller_config.value
          }
        }
      }
      `,
    ],
  },
};
