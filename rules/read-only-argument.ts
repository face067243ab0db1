import { argumentName, type Rule, type RulePage, whence, written, writtenAt } from '../src/rule/rule.ts';

export default {
  name: 'read-only-argument',
  summary: 'The attribute is computed and cannot be set',
  severity: 'error',
  stage: 'validate',
  judges: 'expression',
  when: { violated: ['x-read-only'] },
  *check({ mapping, violations }) {
    for (const { pointer, keyword } of violations) {
      if (keyword !== 'x-read-only') continue;
      const value = writtenAt(mapping.instance.values, pointer);
      const shown = value === undefined || value.kind === 'unknown' ? 'set' : written(value);
      yield {
        at: pointer,
        part: 'key',
        message: `${argumentName(pointer)} is ${shown}${whence(value)}, but its value is decided when the configuration is applied`,
        help: `Remove ${argumentName(pointer)}`,
        fix: {
          title: `Remove ${argumentName(pointer)}`,
          applicability: 'safe',
          edits: [{ kind: 'remove', at: pointer }],
        },
      };
    }
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    These attributes are what AWS answers. They can be read from the resource, but not written: \`arn\`, \`function_arn\`, \`id\`,
    \`last_modified\`, \`last_processing_result\`, \`state\`, \`state_transition_reason\` and \`uuid\`.
  `,
  evidence: [
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: 'Value for unconfigurable attribute: Can\'t configure a value for "uuid": its value will be decided automatically based on the result of applying this configuration.',
    },
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: 'Invalid or unknown key (for id)',
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
        uuid             = "0f5ba1c2-3d4e-4f5a-8b6c-7d8e9f0a1b2c" # error
      }
      `,
      `
      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = aws_lambda_function.orders.function_name
        function_arn     = aws_lambda_function.orders.arn # error
        state            = "Enabled" # error
      }
      `,
      `
      locals {
        uuids = { orders = "0f5ba1c2-3d4e-4f5a-8b6c-7d8e9f0a1b2c" }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = local.uuids

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:\${each.key}"
        function_name    = each.key
        uuid             = each.value # error
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        enabled          = true
      }

      output "uuid" {
        value = aws_lambda_event_source_mapping.orders.uuid
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        uuid             = null
        tags_all = {
          team = "orders"
        }
      }
      `,
    ],
  },
};
