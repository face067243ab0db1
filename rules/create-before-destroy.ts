import { allIn, blockOf, type Rule, type RulePage, SQS, STREAMS } from '../src/rule/rule.ts';

export default {
  name: 'create-before-destroy',
  summary: 'The new mapping collides with the old one',
  severity: 'warning',
  stage: 'apply',
  *check({ mapping, configuration }) {
    const place = blockOf(mapping, configuration)?.meta.lifecycle.createBeforeDestroy;
    if (place === undefined) return;
    const aws = allIn(mapping.kinds, SQS) ? QUEUE_EXISTS : allIn(mapping.kinds, STREAMS) ? STREAM_EXISTS : undefined;
    yield {
      at: '/lifecycle/0/create_before_destroy',
      message:
        'create_before_destroy is true, but AWS refuses a new mapping while the old one joins the same source and function',
      ...(aws !== undefined && { aws }),
      help: 'Remove create_before_destroy',
      related: [{ message: 'create_before_destroy is true', place }],
      fix: {
        title: 'Remove create_before_destroy',
        applicability: 'unsafe',
        edits: [{ kind: 'remove', place }],
      },
    };
  },
} satisfies Rule;

const QUEUE_EXISTS =
  'An event source mapping with SQS arn (" <arn> ") and function (" <function> ") already exists. Please update or delete the existing mapping with UUID <uuid>';

const STREAM_EXISTS =
  'The event source arn (" <arn> ") and function (" <function> ") provided mapping already exists. Please update or delete the existing mapping with UUID <uuid>';

export const page: RulePage = {
  docs: `
    With \`create_before_destroy\` Terraform makes the new mapping while the old one still exists. As long as both join the same source and
    function, AWS refuses the new one, and the replacement never comes through.
  `,
  evidence: [
    {
      source:
        'recorded on AWS (LocalStack snapshots) for a second mapping of an SQS queue; that a replacement meets it is inferred',
      date: '2025-11-25',
      says: 'An event source mapping with SQS arn (" <arn> ") and function (" <function> ") already exists. Please update or delete the existing mapping with UUID <uuid>',
    },
    {
      source: 'the same for Kinesis and DynamoDB',
      date: '2025-11-25',
      says: 'The event source arn (" <arn> ") and function (" <function> ") provided mapping already exists. Please update or delete the existing mapping with UUID <uuid>',
    },
  ],
  references: ['https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" { # warning
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        lifecycle {
          create_before_destroy = true
        }
      }
      `,
      `
      locals {
        queues = { orders = "arn:aws:sqs:eu-west-1:123456789012:orders", returns = "arn:aws:sqs:eu-west-1:123456789012:returns" }
      }

      resource "aws_lambda_event_source_mapping" "orders" { # warning
        for_each = local.queues

        event_source_arn = each.value
        function_name    = each.key

        lifecycle {
          create_before_destroy = "true"
          ignore_changes        = [batch_size]
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        lifecycle {
          create_before_destroy = false
          prevent_destroy       = true
        }
      }
      `,
      `
      variable "queues" {
        type    = map(string)
        default = { orders = "arn:aws:sqs:eu-west-1:123456789012:orders" }
      }

      resource "aws_sqs_queue" "orders" {
        name = "orders"

        lifecycle {
          create_before_destroy = true
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = var.queues

        event_source_arn = each.value
        function_name    = each.key

        lifecycle {
          replace_triggered_by = [aws_sqs_queue.orders]
        }
      }
      `,
    ],
  },
};
