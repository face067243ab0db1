import { allowsAbsence, faultsOf, pathText, workingFilters } from '../src/rule/filters.ts';
import {
  type Configuration,
  type Reference,
  type ResourceInstance,
  type Rule,
  type RulePage,
  SQS,
  valueAt,
  whence,
} from '../src/rule/rule.ts';

const RAW = 'raw_message_delivery';

export default {
  name: 'filter-inside-sns-envelope',
  summary: 'Message is a string inside an SNS envelope',
  severity: 'warning',
  stage: 'runtime',
  when: { sources: SQS, written: ['filter_criteria'] },
  *check({ mapping, configuration }) {
    const queue = mapping.get('/event_source_arn').is;
    if (queue?.subject !== 'managed' || queue.type !== 'aws_sqs_queue') return;
    const subscriptions = subscriptionsOf(queue, configuration);
    const [subscription] = subscriptions ?? [];
    if (subscription === undefined || !subscriptions?.every(isWrapped)) return;
    for (const { at, value, root } of workingFilters(mapping)) {
      const messages = faultsOf(root, (body) => {
        if (body.name !== 'body' || body.value.kind !== 'object') return [];
        return faultsOf(body.value, (member) =>
          member.name === 'Message' && member.value.kind === 'object' && !allowsAbsence(member.value) ? [member] : [],
        );
      });
      for (const message of messages) {
        yield {
          at,
          within: message.at,
          message: `${pathText(message.at.path)} is an object in the filter pattern${whence(value)}, but ${subscription.address} sends SNS envelopes, in which Message is a text: no message passes, and what does not pass is deleted from the queue`,
          help: `Write ${RAW} = true in the subscription, and the keys of the message right below body`,
          related: [{ message: `${RAW} is not true`, place: subscription.sourceMap.locate(`/${RAW}`, 'key') }],
        };
      }
    }
  },
} satisfies Rule;

/** The subscriptions that send to the queue; `undefined` when some other one may be among them. */
function subscriptionsOf(queue: Reference, configuration: Configuration): readonly ResourceInstance[] | undefined {
  const found: ResourceInstance[] = [];
  for (const { mode, instances } of configuration.blocksOf('aws_sns_topic_subscription')) {
    if (mode !== 'managed') continue;
    for (const instance of instances) {
      const [protocol, endpoint] = [valueAt(instance.values, '/protocol'), valueAt(instance.values, '/endpoint')];
      if (protocol.kind === 'string' && protocol.value !== 'sqs') continue;
      if (endpoint.kind === 'string') continue;
      if (endpoint.is?.type === undefined) return undefined;
      if (endpoint.is.type !== queue.type || endpoint.is.name !== queue.name) continue;
      if (isUncertain(endpoint.is) || isUncertain(queue)) return undefined;
      if (endpoint.is.module.join('.') !== queue.module.join('.')) continue;
      if (endpoint.is.key === queue.key) found.push(instance);
    }
  }
  return found;
}

function isUncertain({ splat, unknownKey, unknownModuleKey }: Reference): boolean {
  return splat === true || unknownKey === true || unknownModuleKey === true;
}

function isWrapped({ values }: ResourceInstance): boolean {
  const raw = valueAt(values, `/${RAW}`);
  return raw.kind === 'null' || ((raw.kind === 'bool' || raw.kind === 'string') && String(raw.value) === 'false');
}

export const page: RulePage = {
  docs: `
    Unless a subscription has \`raw_message_delivery\`, SNS wraps what it sends to a queue: the body of the message is an object whose
    \`Message\` holds the published message as a text, quotes and all. A filter that goes on below \`Message\` compares keys of a text
    and matches nothing.

    Reported only where every subscription of the queue in the module is known and wraps its messages.
  `,
  evidence: [
    {
      source: 'Amazon SNS developer guide, raw message delivery',
      date: '2026-11-25',
      says: 'When you enable raw message delivery for an Amazon SQS endpoint, any Amazon SNS metadata is stripped from the published message and the message is sent as is.',
    },
  ],
  references: ['https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html'],
  examples: {
    invalid: [
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_sns_topic_subscription" "orders" {
        topic_arn = "arn:aws:sns:eu-west-1:123456789012:orders"
        protocol  = "sqs"
        endpoint  = aws_sqs_queue.orders.arn
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = "{\\"body\\": {\\"Message\\": {\\"type\\": [\\"order\\"]}}}" # warning
          }
        }
      }
      `,
      `
      variable "raw" {
        type    = bool
        default = false
      }

      resource "aws_sqs_queue" "this" {
        for_each = toset(["orders"])
        name     = each.key
      }

      resource "aws_sns_topic_subscription" "this" {
        for_each             = toset(["orders"])
        topic_arn            = "arn:aws:sns:eu-west-1:123456789012:\${each.key}"
        protocol             = "sqs"
        endpoint             = aws_sqs_queue.this[each.key].arn
        raw_message_delivery = var.raw
      }

      resource "aws_lambda_event_source_mapping" "this" {
        for_each         = toset(["orders"])
        event_source_arn = aws_sqs_queue.this[each.key].arn
        function_name    = each.key

        filter_criteria {
          filter {
            pattern = jsonencode({
              body = {
                Type    = ["Notification"]
                Message = { type = ["order"] } # warning
              }
            })
          }
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_sqs_queue" "returns" {
        name = "returns"
      }

      resource "aws_sns_topic_subscription" "orders" {
        topic_arn            = "arn:aws:sns:eu-west-1:123456789012:orders"
        protocol             = "sqs"
        endpoint             = aws_sqs_queue.orders.arn
        raw_message_delivery = true
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = "{\\"body\\": {\\"Message\\": {\\"type\\": [\\"order\\"]}}}"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "returns" {
        event_source_arn = aws_sqs_queue.returns.arn
        function_name    = "returns"

        filter_criteria {
          filter {
            pattern = "{\\"body\\": {\\"Message\\": {\\"type\\": [\\"return\\"]}}}"
          }
        }
      }
      `,
      `
      variable "raw" {
        type = bool
      }

      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_sns_topic_subscription" "orders" {
        topic_arn            = "arn:aws:sns:eu-west-1:123456789012:orders"
        protocol             = "sqs"
        endpoint             = aws_sqs_queue.orders.arn
        raw_message_delivery = var.raw
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = "{\\"body\\": {\\"Message\\": {\\"type\\": [\\"order\\"]}}}"
          }

          filter {
            pattern = "{\\"body\\": {\\"Message\\": [{\\"prefix\\": \\"order\\"}]}}"
          }
        }
      }
      `,
    ],
  },
};
