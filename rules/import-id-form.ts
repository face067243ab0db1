import { blockOf, type Rule, type RulePage, written } from '../src/rule/rule.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export default {
  name: 'import-id-form',
  summary: 'The import id of a mapping is its UUID',
  severity: 'warning',
  stage: 'validate',
  *check({ mapping, configuration }) {
    const address = blockOf(mapping, configuration)?.address;
    for (const { to, id, place } of configuration.imports) {
      if (to !== address || id.kind !== 'string' || UUID.test(id.value)) continue;
      yield {
        at: '',
        message: `the import id of this mapping is ${written(id)}, but a mapping is imported by its UUID`,
        help: 'Write the UUID that aws lambda list-event-source-mappings shows',
        related: [{ message: 'the import id', place }],
      };
    }
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    A mapping is imported by its UUID (\`xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx\`), not by an ARN, a name or \`function:queue\`.
  `,
  evidence: [
    {
      source: 'page of aws_lambda_event_source_mapping in the documentation of terraform-provider-aws',
      date: '2026-11-23',
      says: 'import Lambda event source mappings using the UUID (event source mapping identifier)',
    },
  ],
  references: [
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_event_source_mapping#import',
  ],
  examples: {
    invalid: [
      `
      import {
        to = aws_lambda_event_source_mapping.orders
        id = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" { # warning
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
      }
      `,
      `
      locals {
        queue = "arn:aws:sqs:eu-west-1:123456789012:orders"
      }

      import {
        to = aws_lambda_event_source_mapping.orders["live"]
        id = local.queue
      }

      resource "aws_lambda_event_source_mapping" "orders" { # warning
        for_each = { live = "orders" }

        event_source_arn = local.queue
        function_name    = each.value
      }
      `,
    ],
    valid: [
      `
      import {
        to = aws_lambda_event_source_mapping.orders
        id = "14c1db0d-9b3f-4f25-8d4c-3a0a5e1f2b6c"
      }

      import {
        to = aws_sqs_queue.orders
        id = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders"
      }

      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "orders"
      }
      `,
      `
      variable "ids" {
        type    = map(string)
        default = { orders = "14c1db0d-9b3f-4f25-8d4c-3a0a5e1f2b6c" }
      }

      variable "id" {
        type = string
      }

      import {
        for_each = var.ids
        to       = aws_lambda_event_source_mapping.orders[each.key]
        id       = each.value
      }

      import {
        to = aws_lambda_event_source_mapping.returns
        id = var.id
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = var.ids

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = each.key
      }

      resource "aws_lambda_event_source_mapping" "returns" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:returns"
        function_name    = "returns"
      }
      `,
    ],
  },
};
