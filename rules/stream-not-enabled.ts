import {
  instancesBehind,
  isSetElsewhere,
  type JsonPointer,
  type ResourceInstance,
  type Rule,
  type RuleFix,
  type RulePage,
  valueAt,
} from '../src/rule/rule.ts';

const TYPE = 'aws_dynamodb_table';

export default {
  name: 'stream-not-enabled',
  summary: 'The table has no stream, so its stream ARN is empty',
  severity: 'error',
  stage: 'apply',
  about: 'source',
  when: { resources: ['aws_dynamodb_table'] },
  *check({ mapping, configuration }) {
    const value = mapping.get('/event_source_arn');
    if (value.is?.attribute.join('.') !== 'stream_arn') return;
    const tables = instancesBehind(value, { type: TYPE, configuration });
    const [table] = tables;
    if (table === undefined || !tables.every(hasNoStream)) return;
    if (isSetElsewhere(value, { argument: 'stream_enabled', configuration })) return;
    const state = valueAt(table.values, '/stream_enabled').kind === 'null' ? 'absent' : 'false';
    yield {
      at: '/event_source_arn',
      message: `event_source_arn is ${table.address}.stream_arn, but stream_enabled of that table is ${state}, so that it has no stream and the ARN is empty`,
      aws: "1 validation error detected: Value '' at 'eventSourceArn' failed to satisfy constraint: …",
      help: 'Write stream_enabled = true in the table, with the stream_view_type that the function needs',
      related: [{ message: `stream_enabled is ${state}`, place: table.sourceMap.locate('/stream_enabled', 'key') }],
      ...(configuration.resource(value.is)?.repetition === 'none' && { fix: enableStream(table) }),
    };
  },
} satisfies Rule;

function enableStream(table: ResourceInstance): RuleFix {
  const at = '/stream_enabled';
  const viewType = '/stream_view_type';
  return {
    title: 'Enable the stream of the table, with new and old images',
    applicability: 'unsafe',
    edits: [
      valueAt(table.values, at).kind === 'null'
        ? { kind: 'insert', of: table, at, to: true, beside: BESIDE }
        : { kind: 'replace', of: table, at, to: true },
      ...(valueAt(table.values, viewType).kind === 'null'
        ? [{ kind: 'insert', of: table, at: viewType, to: 'NEW_AND_OLD_IMAGES', beside: BESIDE } as const]
        : []),
    ],
  };
}

const BESIDE: readonly JsonPointer[] = ['/hash_key', '/name'];

/**
 * A global table has a stream in each region, whatever the argument says. A variable is a switch that is turned on where the
 * stream is wanted, whatever its default.
 */
function hasNoStream({ values }: ResourceInstance): boolean {
  const enabled = valueAt(values, '/stream_enabled');
  const isOff = enabled.kind === 'null' || (enabled.kind === 'bool' && !enabled.value);
  return isOff && !enabled.late && valueAt(values, '/replica').kind === 'null';
}

export const page: RulePage = {
  docs: `
    The \`stream_arn\` of a table without a stream is empty, so that the mapping has no source. \`stream_view_type\` alone does
    not enable the stream.
  `,
  evidence: [
    {
      source: 'quoted in pulumi/pulumi-aws#646 and #654: the table had no stream',
      date: '2019-07-08',
      says: "1 validation error detected: Value '' at 'eventSourceArn' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:([a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)",
    },
  ],
  references: ['https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dynamodb_table'],
  examples: {
    invalid: [
      `
      resource "aws_dynamodb_table" "orders" {
        name         = "orders"
        hash_key     = "id"
        billing_mode = "PAY_PER_REQUEST"

        attribute {
          name = "id"
          type = "S"
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = aws_dynamodb_table.orders.stream_arn # error
        function_name     = "orders"
        starting_position = "LATEST"
      }
      `,
      `
      resource "aws_dynamodb_table" "orders" {
        name             = "orders"
        hash_key         = "id"
        billing_mode     = "PAY_PER_REQUEST"
        stream_enabled   = false
        stream_view_type = "NEW_IMAGE"

        attribute {
          name = "id"
          type = "S"
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = aws_dynamodb_table.orders.stream_arn # error
        function_name     = "orders"
        starting_position = "LATEST"
      }
      `,
      `
      resource "aws_dynamodb_table" "orders" {
        for_each = toset(["orders"])

        name             = each.key
        hash_key         = "id"
        billing_mode     = "PAY_PER_REQUEST"
        stream_enabled   = false
        stream_view_type = "NEW_IMAGE"

        attribute {
          name = "id"
          type = "S"
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = toset(["orders"])

        event_source_arn  = aws_dynamodb_table.orders[each.key].stream_arn # error
        function_name     = each.key
        starting_position = "LATEST"
      }
      `,
    ],
    valid: [
      `
      variable "stream" {
        type    = bool
        default = false
      }

      resource "aws_dynamodb_table" "orders" {
        name             = "orders"
        hash_key         = "id"
        billing_mode     = "PAY_PER_REQUEST"
        stream_enabled   = var.stream
        stream_view_type = "NEW_IMAGE"

        attribute {
          name = "id"
          type = "S"
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = aws_dynamodb_table.orders.stream_arn
        function_name     = "orders"
        starting_position = "LATEST"
      }
      `,
      `
      resource "aws_dynamodb_table" "orders" {
        name         = "orders"
        hash_key     = "id"
        billing_mode = "PAY_PER_REQUEST"

        attribute {
          name = "id"
          type = "S"
        }

        replica {
          region_name = "eu-central-1"
        }
      }

      data "aws_dynamodb_table" "returns" {
        name = "returns"
      }

      resource "aws_dynamodb_table" "by_hand" {
        name         = "by-hand"
        hash_key     = "id"
        billing_mode = "PAY_PER_REQUEST"

        attribute {
          name = "id"
          type = "S"
        }

        lifecycle {
          ignore_changes = [stream_enabled, stream_view_type]
        }
      }

      resource "aws_lambda_event_source_mapping" "by_hand" {
        event_source_arn  = aws_dynamodb_table.by_hand.stream_arn
        function_name     = "by-hand"
        starting_position = "LATEST"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = aws_dynamodb_table.orders.stream_arn
        function_name     = "orders"
        starting_position = "LATEST"
      }

      resource "aws_lambda_event_source_mapping" "returns" {
        event_source_arn  = data.aws_dynamodb_table.returns.stream_arn
        function_name     = "returns"
        starting_position = "LATEST"
      }
      `,
    ],
  },
};
