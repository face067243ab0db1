import {
  actual,
  EVENT_SOURCE_ARN,
  namedResource,
  type Rule,
  type RulePage,
  readArn,
  type Value,
} from '../src/rule/rule.ts';

export default {
  name: 'dynamodb-table-arn',
  summary: 'A table ARN instead of its stream ARN',
  severity: 'error',
  stage: 'apply',
  about: 'source',
  *check({ mapping }) {
    const value = mapping.get('/event_source_arn');
    const isReference = isTableArn(value);
    if (!isReference && !isLiteralWithoutStream(value)) return;
    yield {
      at: '/event_source_arn',
      message: `${actual(mapping.instance.values, '/event_source_arn')}, the ARN of a table, but Lambda reads its stream`,
      aws: 'Stream not found: arn:aws:dynamodb:…:table/NAME',
      help: isReference
        ? 'Write .stream_arn in place of .arn'
        : 'Write the ARN of the stream, table/NAME/stream/LABEL, best by reference: aws_dynamodb_table.NAME.stream_arn',
      ...(isReference && {
        fix: {
          title: 'Write .stream_arn in place of .arn',
          applicability: 'safe',
          edits: [{ kind: 'attribute', at: '/event_source_arn', from: 'arn', to: 'stream_arn' }],
        },
      }),
    };
  },
} satisfies Rule;

function isTableArn(value: Value): boolean {
  const resource = namedResource(value);
  return resource?.type === 'aws_dynamodb_table' && resource.attribute === 'arn';
}

function isLiteralWithoutStream(value: Value): boolean {
  if (value.kind !== 'string' || !EVENT_SOURCE_ARN.test(value.value)) return false;
  const arn = readArn(value);
  return arn?.service === 'dynamodb' && arn.resource.complete && !arn.resource.prefix.includes('/stream/');
}

export const page: RulePage = {
  docs: `
    Lambda reads the stream of a DynamoDB table, which has an ARN of its own: \`stream_arn\`. It exists only while the stream is
    enabled, and changes when the stream is enabled anew.
  `,
  evidence: [
    {
      source: 'quoted in aws-amplify/amplify-cli#11626',
      date: '2022-12-19',
      says: 'Stream not found: arn:aws:dynamodb:ap-southeast-2:…:table/{STREAM_TABLE_NAME}',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html'],
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
        event_source_arn  = aws_dynamodb_table.orders.arn # error
        function_name     = "orders"
        starting_position = "LATEST"
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" # error
        function_name     = "orders"
        starting_position = "LATEST"
      }
      `,
      `
      data "aws_dynamodb_table" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = data.aws_dynamodb_table.orders.arn # error
        function_name     = "orders"
        starting_position = "LATEST"
      }
      `,
    ],
    valid: [
      `
      data "aws_dynamodb_table" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = data.aws_dynamodb_table.orders.stream_arn
        function_name     = "orders"
        starting_position = "LATEST"
      }
      `,
      `
      data "aws_dynamodb_table" "orders" {
        name = "orders"
      }

      variable "label" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "\${data.aws_dynamodb_table.orders.arn}/stream/\${var.label}"
        function_name     = "orders"
        starting_position = "LATEST"
      }

      resource "aws_lambda_event_source_mapping" "by_name" {
        event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/\${var.label}"
        function_name     = "orders"
        starting_position = "LATEST"
      }
      `,
    ],
  },
};
