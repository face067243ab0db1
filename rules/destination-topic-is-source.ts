import { actual, DESTINATION, KAFKA, type Rule, type RulePage } from '../src/rule/rule.ts';

const KAFKA_TOPIC = 'kafka://';

export default {
  name: 'destination-topic-is-source',
  summary: 'The failure topic is the topic being read',
  severity: 'error',
  stage: 'apply',
  when: { sources: KAFKA, written: ['destination_config'] },
  *check({ mapping }) {
    const text = mapping.text(DESTINATION);
    if (text === undefined || !text.startsWith(KAFKA_TOPIC)) return;
    if (mapping.count('/topics') !== 1 || mapping.text('/topics/0') !== text.slice(KAFKA_TOPIC.length)) return;
    yield {
      at: DESTINATION,
      message: `${actual(mapping.instance.values, DESTINATION)}, the topic that the mapping reads: failed records would come back for ever`,
      help: 'Name another topic',
      related: [{ message: actual(mapping.instance.values, '/topics'), at: '/topics' }],
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A Kafka source can write failed records to a topic of its cluster. Were it the topic that the mapping reads, each failed
    record would be read again; AWS blocks such a loop.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide, Kafka topic as on-failure destination; the answer itself is not recorded',
      date: '2026-11-23',
      says: 'Lambda prevents infinite loops by blocking configurations where the source and destination topics are the same',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = "kafka://orders" # error
          }
        }
      }
      `,
      `
      locals {
        topic = "orders"
      }

      variable "cluster_arn" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = var.cluster_arn
        function_name     = "orders"
        topics            = [local.topic]
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = "kafka://\${local.topic}" # error
          }
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

        destination_config {
          on_failure {
            destination_arn = "kafka://orders-failed"
          }
        }
      }
      `,
      `
      variable "topic" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = [var.topic]
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = "kafka://orders"
          }
        }
      }
      `,
    ],
  },
};
