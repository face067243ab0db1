import {
  type Configuration,
  instancesBehind,
  isSetElsewhere,
  type ResourceInstance,
  type Rule,
  type RulePage,
  valueAt,
} from '../src/rule/rule.ts';

export default {
  name: 'queue-without-redrive-policy',
  summary: 'Failing messages come back until they expire',
  severity: 'off',
  stage: 'runtime',
  when: { resources: ['aws_sqs_queue'] },
  *check({ mapping, configuration }) {
    const source = mapping.get('/event_source_arn');
    if (isSetElsewhere(source, { argument: 'redrive_policy', configuration })) return;
    const queues = instancesBehind(source, { type: 'aws_sqs_queue', configuration });
    const [queue] = queues;
    if (queue === undefined || !queues.every(hasNoPolicy) || mayHaveOneElsewhere(configuration)) return;
    yield {
      at: '/event_source_arn',
      message: `${queue.address} has no redrive_policy, so that a message that fails comes back until it expires`,
      help: 'Write redrive_policy with the ARN of a dead-letter queue and maxReceiveCount = 5 or more',
      related: [{ message: 'the queue has no redrive_policy', place: queue.sourceMap.locate('', 'key') }],
    };
  },
} satisfies Rule;

function hasNoPolicy({ values }: ResourceInstance): boolean {
  return valueAt(values, '/redrive_policy').kind === 'null';
}

/** A policy of its own, or one that makes this queue the dead-letter queue of another. */
function mayHaveOneElsewhere({ blocks }: Configuration): boolean {
  return blocks.some(
    ({ type, instances }) =>
      type === 'aws_sqs_queue_redrive_policy' ||
      type === 'aws_sqs_queue_redrive_allow_policy' ||
      (type === 'aws_sqs_queue' && instances.some((instance) => !hasNoPolicy(instance))),
  );
}

export const page: RulePage = {
  docs: `
    Without a redrive policy a message that keeps failing comes back until its retention is over, by default four days, and is then
    gone without a trace. The dead-letter queue of the function does not help: it is for asynchronous invocations only.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide, SQS',
      date: '2026-11-23',
      says: 'configure a dead-letter queue on the source queue',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html'],
  examples: {
    invalid: [
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn # warning
        function_name    = "orders"
      }
      `,
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
        redrive_policy = null
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn # warning
        function_name    = "orders"
      }
      `,
      `
      resource "aws_sqs_queue" "all" {
        for_each = toset(["orders"])
        name     = each.key
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = aws_sqs_queue.all

        event_source_arn = each.value.arn # warning
        function_name    = each.key
      }
      `,
    ],
    valid: [
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
        redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.failed.arn, maxReceiveCount = 5 })
      }

      resource "aws_sqs_queue" "failed" {
        name = "failed"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "orders"
      }
      `,
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_sqs_queue_redrive_policy" "orders" {
        queue_url      = aws_sqs_queue.orders.id
        redrive_policy = "{}"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "orders"
      }
      `,
      `
      resource "aws_sqs_queue" "orders" {
        name           = "orders"
        redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.failed.arn, maxReceiveCount = 5 })
      }

      resource "aws_sqs_queue" "failed" {
        name = "failed"
      }

      resource "aws_lambda_event_source_mapping" "failed" {
        event_source_arn = aws_sqs_queue.failed.arn
        function_name    = "repair"
      }

      variable "queue_arn" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "given" {
        event_source_arn = var.queue_arn
        function_name    = "given"
      }
      `,
    ],
  },
};
