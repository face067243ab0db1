import { parseFilterPattern } from '../src/rule/filters.ts';
import {
  type Configuration,
  instancesBehind,
  type Place,
  type Rule,
  type RulePage,
  type Value,
  valueAt,
} from '../src/rule/rule.ts';

const ADVISED = 5;

export default {
  name: 'low-receive-count',
  summary: 'maxReceiveCount below 5',
  severity: 'off',
  stage: 'runtime',
  when: { resources: ['aws_sqs_queue'] },
  *check({ mapping, configuration }) {
    const source = mapping.get('/event_source_arn');
    for (const { policy, place, owner } of redrivePolicies(source, configuration)) {
      const count = receiveCount(policy);
      if (count === undefined || count < 1 || count >= ADVISED) continue;
      yield {
        at: '/event_source_arn',
        message: `maxReceiveCount of ${owner} is ${count}, but AWS advises ${ADVISED} or more, because a message that is throttled counts as received`,
        help: `Write maxReceiveCount = ${ADVISED} or more`,
        related: [{ message: `maxReceiveCount is ${count}`, place }],
      };
      return;
    }
  },
} satisfies Rule;

interface RedrivePolicy {
  readonly policy: Value;
  readonly place: Place;
  readonly owner: string;
}

/** That of the queue, or one that stands beside it. */
function redrivePolicies(source: Value, configuration: Configuration): readonly RedrivePolicy[] {
  const queues = instancesBehind(source, { type: 'aws_sqs_queue', configuration });
  const beside = configuration
    .blocksOf('aws_sqs_queue_redrive_policy')
    .flatMap(({ instances }) => instances)
    .filter(({ values }) => {
      const named = instancesBehind(valueAt(values, '/queue_url'), { type: 'aws_sqs_queue', configuration });
      return named.length === 1 && queues.length === 1 && named[0]?.address === queues[0]?.address;
    });
  return [...queues, ...beside].map(({ address, values, sourceMap }) => ({
    policy: valueAt(values, '/redrive_policy'),
    place: sourceMap.locate('/redrive_policy', 'value'),
    owner: address,
  }));
}

/** A number, or a number as text; of two members the last counts. */
function receiveCount(policy: Value): number | undefined {
  const root = parseFilterPattern(policy)?.root;
  if (root?.kind !== 'object') return undefined;
  const count = root.members.findLast(({ name }) => name === 'maxReceiveCount')?.value;
  const text = count?.kind === 'number' ? count.text : count?.kind === 'string' ? count.value : '';
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

export const page: RulePage = {
  docs: `
    A message that cannot be processed because the function is throttled comes back and counts as received. With a low
    \`maxReceiveCount\` messages that nothing is wrong with end in the dead-letter queue. AWS advises 5 or more.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide of 2022, with-sqs',
      date: '2022-11',
      says: "set the maxReceiveCount on the source queue's redrive policy to at least 5",
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html'],
  examples: {
    invalid: [
      `
      resource "aws_sqs_queue" "failed" {
        name = "orders-failed"
      }

      resource "aws_sqs_queue" "orders" {
        name           = "orders"
        redrive_policy = "{\\"deadLetterTargetArn\\":\\"\${aws_sqs_queue.failed.arn}\\",\\"maxReceiveCount\\":3}"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn # warning
        function_name    = "orders"
      }
      `,
      `
      variable "tries" {
        type    = number
        default = 1
      }

      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_sqs_queue_redrive_policy" "orders" {
        queue_url      = aws_sqs_queue.orders.id
        redrive_policy = <<-EOT
          { "deadLetterTargetArn": "arn:aws:sqs:eu-west-1:123456789012:failed", "maxReceiveCount": "\${var.tries}" }
        EOT
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn # warning
        function_name    = "orders"
      }
      `,
    ],
    valid: [
      `
      variable "policy" {
        type = string
      }

      resource "aws_sqs_queue" "orders" {
        name           = "orders"
        redrive_policy = "{\\"deadLetterTargetArn\\":\\"arn:aws:sqs:eu-west-1:123456789012:failed\\",\\"maxReceiveCount\\":5}"
      }

      resource "aws_sqs_queue" "returns" {
        name           = "returns"
        redrive_policy = var.policy
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = { orders = aws_sqs_queue.orders.arn, returns = aws_sqs_queue.returns.arn }

        event_source_arn = each.value
        function_name    = each.key
      }
      `,
      `
      variable "tries" {
        type = number
      }

      resource "aws_sqs_queue" "orders" {
        name           = "orders"
        redrive_policy = <<-EOT
          { "deadLetterTargetArn": "arn:aws:sqs:eu-west-1:123456789012:failed", "maxReceiveCount": \${var.tries} }
        EOT
      }

      resource "aws_sqs_queue_redrive_policy" "another" {
        queue_url      = "https://sqs.eu-west-1.amazonaws.com/123456789012/another"
        redrive_policy = "{\\"deadLetterTargetArn\\":\\"arn:aws:sqs:eu-west-1:123456789012:failed\\",\\"maxReceiveCount\\":1}"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "orders"
      }
      `,
    ],
  },
};
