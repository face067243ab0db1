import { blockOf, ignoresChanges, type Rule, type RulePage, writtenAt } from '../src/rule/rule.ts';

const ARGUMENT = 'starting_position_timestamp';
const CHANGING = /^((?:plan)?timestamp)\b/;

export default {
  name: 'changing-timestamp',
  summary: 'The timestamp changes on every run and replaces the mapping',
  severity: 'warning',
  stage: 'plan',
  when: { written: ['starting_position_timestamp'] },
  *check({ mapping, configuration }) {
    const value = writtenAt(mapping.instance.values, `/${ARGUMENT}`);
    const reasons = value?.kind === 'unknown' ? value.reasons.filter(({ kind }) => kind === 'function') : [];
    const [name] = reasons.flatMap(({ text }) => CHANGING.exec(text)?.[1] ?? []);
    if (name === undefined) return;
    const block = blockOf(mapping, configuration);
    if (block !== undefined && ignoresChanges(block, ARGUMENT)) return;
    yield {
      at: `/${ARGUMENT}`,
      message: `${ARGUMENT} comes from ${name}(), which changes on every run, and each change replaces the mapping`,
      help: 'Write a fixed time, or take it from a time_static resource',
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    \`timestamp()\` and \`plantimestamp()\` give another time on each run. The provider replaces a mapping whose
    \`starting_position_timestamp\` changes, and the new one starts reading from the new time.
  `,
  evidence: [
    {
      source: 'schema of terraform-provider-aws 6.66.0; the effect is inferred from it',
      date: '2026-11-23',
      says: 'starting_position_timestamp: ForceNew',
    },
  ],
  references: ['https://developer.hashicorp.com/terraform/language/functions/timestamp'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn            = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name               = "clicks"
        starting_position           = "AT_TIMESTAMP"
        starting_position_timestamp = timestamp() # warning
      }
      `,
      `
      locals {
        now = plantimestamp()
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn            = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name               = "clicks"
        starting_position           = "AT_TIMESTAMP"
        starting_position_timestamp = local.now # warning
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn            = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name               = "clicks"
        starting_position           = "AT_TIMESTAMP"
        starting_position_timestamp = "2026-05-01T00:00:00Z"
      }
      `,
      `
      variable "since" {
        type = string
      }

      resource "time_static" "start" {}

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn            = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name               = "clicks"
        starting_position           = "AT_TIMESTAMP"
        starting_position_timestamp = timeadd(var.since, "1h")
      }

      resource "aws_lambda_event_source_mapping" "static" {
        event_source_arn            = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name               = "static"
        starting_position           = "AT_TIMESTAMP"
        starting_position_timestamp = time_static.start.rfc3339
      }

      resource "aws_lambda_event_source_mapping" "ignored" {
        event_source_arn            = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name               = "ignored"
        starting_position           = "AT_TIMESTAMP"
        starting_position_timestamp = timestamp()

        lifecycle {
          ignore_changes = [starting_position_timestamp]
        }
      }
      `,
    ],
  },
};
