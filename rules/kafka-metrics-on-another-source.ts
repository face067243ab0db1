import { type JsonPointer, KAFKA, type Rule, type RulePage, sourceName, whySource } from '../src/rule/rule.ts';

const METRICS: JsonPointer = '/metrics_config/0/metrics';
const KAFKA_METRICS: ReadonlySet<string> = new Set(['ErrorCount', 'KafkaMetrics']);

export default {
  name: 'kafka-metrics-on-another-source',
  summary: 'ErrorCount and KafkaMetrics exist for Kafka only',
  severity: 'error',
  stage: 'apply',
  when: { written: ['metrics_config'] },
  *check({ mapping }) {
    const { kinds } = mapping;
    if (kinds.size === 0 || KAFKA.some((kind) => kinds.has(kind))) return;
    const list = mapping.get(METRICS);
    if (!('elements' in list)) return;
    for (const [index, element] of list.elements.entries()) {
      if (element.kind !== 'string' || !KAFKA_METRICS.has(element.value)) continue;
      yield {
        at: `${METRICS}/${index}`,
        message: `metrics_config.metrics holds "${element.value}", but it exists for Kafka only, and the source is ${sourceName(mapping)}`,
        aws: 'Invalid EventSourceMapping metrics. Expected values: [EventCount]',
        help: 'Keep "EventCount" only, or remove metrics_config',
        related: whySource(mapping),
        ...(list.elements.length > 1 && {
          fix: {
            title: `Remove "${element.value}"`,
            applicability: 'safe',
            edits: [{ kind: 'remove', at: `${METRICS}/${index}`, was: element.value }],
          },
        }),
      };
    }
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Every source can be counted with \`EventCount\`. \`ErrorCount\` and \`KafkaMetrics\` came for Kafka sources in January 2026; AWS
    refuses them for all others.
  `,
  evidence: [
    {
      source: 'recorded on AWS (cdk-preflight), SQS',
      date: '2026-09-13',
      says: 'Invalid EventSourceMapping metrics. Expected values: [EventCount]',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        metrics_config {
          metrics = ["KafkaMetrics"] # error
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        metrics_config {
          metrics = [
            "EventCount",
            "ErrorCount", # error
          ]
        }
      }
      `,
      `
      locals {
        metrics = ["EventCount", "ErrorCount"]
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        metrics_config {
          metrics = local.metrics # error
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        metrics_config {
          metrics = ["EventCount", "ErrorCount", "KafkaMetrics"]
        }
      }
      `,
      `
      variable "metrics" {
        type = list(string)
      }

      variable "source_arn" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        metrics_config {
          metrics = var.metrics
        }
      }

      resource "aws_lambda_event_source_mapping" "any" {
        event_source_arn = var.source_arn
        function_name    = "orders"

        metrics_config {
          metrics = ["KafkaMetrics"]
        }
      }
      `,
    ],
  },
};
