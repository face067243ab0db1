import { blockOf, parseArn, type ResourceBlock, type Rule, type RulePage, valueAt } from '../src/rule/rule.ts';

export default {
  name: 'stale-stream-arn',
  summary: 'The stream ARN is written out although its table is managed here',
  severity: 'warning',
  stage: 'apply',
  when: { resources: ['aws_dynamodb_table'] },
  *check({ mapping, configuration }) {
    const text = mapping.text('/event_source_arn');
    const arn = text === undefined ? undefined : parseArn(text);
    const name = arn?.service === 'dynamodb' ? /^table\/([^/]+)\/stream\//.exec(arn.resource.prefix)?.[1] : undefined;
    if (name === undefined) return;
    const table = configuration.blocksOf('aws_dynamodb_table').find(({ mode, instances }) => {
      if (mode !== 'managed' || instances.length !== 1) return false;
      const written = instances[0] && valueAt(instances[0].values, '/name');
      return written?.kind === 'string' && written.value === name;
    });
    const region = table?.instances[0] && valueAt(table.instances[0].values, '/region');
    if (
      table === undefined ||
      (region?.kind === 'string' && region.value !== arn?.region) ||
      region?.kind === 'unknown'
    )
      return;
    const address = `${table.type}.${table.name}.stream_arn`;
    yield {
      at: '/event_source_arn',
      message: `event_source_arn writes out the stream of ${table.address}, but the last part changes whenever the stream is enabled anew`,
      aws: 'Stream not found: arn:…',
      help: `Write ${table.address}.stream_arn`,
      related: [{ message: `${table.address} is managed here`, place: table.place }],
      ...(isInSameModule(table, blockOf(mapping, configuration)) && {
        fix: {
          title: `Write ${address}`,
          applicability: 'unsafe',
          edits: [{ kind: 'refer', at: '/event_source_arn', to: address }],
        },
      }),
    };
  },
} satisfies Rule;

/** Whether the table can be named without an index. */
function isInSameModule(table: ResourceBlock, block: ResourceBlock | undefined): boolean {
  return table.repetition === 'none' && block?.module.join('.') === table.module.join('.');
}

export const page: RulePage = {
  docs: `
    The ARN of a stream ends in the time at which the stream was enabled. Where the table is managed in the same module, a reference
    follows it; an ARN that is written out leads nowhere once the stream is enabled anew.
  `,
  evidence: [
    {
      source: 'recorded on AWS (LocalStack snapshots), a stream that is gone',
      date: '2025-11-25',
      says: 'Stream not found: arn:…',
    },
    {
      source: 'quoted in aws-amplify/amplify-cli#6417: the stream had been enabled anew',
      date: '2021-01-18',
      says: 'Stream not found: arn:aws:dynamodb:us-east-1:<account-id>:table/FormSubmission-…-dev/stream/2020-11-14T21:26:11.505',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html'],
  examples: {
    invalid: [
      `
      resource "aws_dynamodb_table" "orders" {
        name             = "orders"
        hash_key         = "id"
        billing_mode     = "PAY_PER_REQUEST"
        stream_enabled   = true
        stream_view_type = "NEW_IMAGE"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-02-17T16:33:01.784" # warning
        function_name     = "orders"
        starting_position = "LATEST"
      }
      `,
      `
      locals {
        table  = "orders"
        stream = "arn:aws:dynamodb:eu-west-1:123456789012:table/\${local.table}/stream/2026-02-17T16:33:01.784"
      }

      resource "aws_dynamodb_table" "orders" {
        name             = local.table
        hash_key         = "id"
        stream_enabled   = true
        stream_view_type = "NEW_IMAGE"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = local.stream # warning
        function_name     = "orders"
        starting_position = "LATEST"
      }
      `,
    ],
    valid: [
      `
      resource "aws_dynamodb_table" "returns" {
        name             = "returns"
        hash_key         = "id"
        stream_enabled   = true
        stream_view_type = "NEW_IMAGE"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-02-17T16:33:01.784"
        function_name     = "orders"
        starting_position = "LATEST"
      }

      resource "aws_lambda_event_source_mapping" "returns" {
        event_source_arn  = aws_dynamodb_table.returns.stream_arn
        function_name     = "returns"
        starting_position = "LATEST"
      }
      `,
      `
      variable "name" {
        type = string
      }

      resource "aws_dynamodb_table" "orders" {
        name             = var.name
        hash_key         = "id"
        stream_enabled   = true
        stream_view_type = "NEW_IMAGE"
      }

      resource "aws_dynamodb_table" "elsewhere" {
        region           = "us-east-1"
        name             = "orders"
        hash_key         = "id"
        stream_enabled   = true
        stream_view_type = "NEW_IMAGE"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-02-17T16:33:01.784"
        function_name     = "orders"
        starting_position = "LATEST"
      }
      `,
    ],
  },
};
