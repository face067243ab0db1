import { allowsAbsence, imagesOf, pathText, workingFilters } from '../src/rule/filters.ts';
import {
  instancesBehind,
  isSetElsewhere,
  type Rule,
  type RulePage,
  resourceArgument,
  whence,
} from '../src/rule/rule.ts';

const VIEW = 'stream_view_type';

/** The images that a stream with this view does not have. */
const MISSING: Readonly<Record<string, readonly string[]>> = {
  KEYS_ONLY: ['NewImage', 'OldImage'],
  OLD_IMAGE: ['NewImage'],
  NEW_IMAGE: ['OldImage'],
};

export default {
  name: 'filter-on-missing-image',
  summary: 'The stream view does not contain the filtered image',
  severity: 'warning',
  stage: 'runtime',
  when: { sources: ['dynamodb-stream'], written: ['filter_criteria'] },
  *check({ mapping, configuration }) {
    const source = mapping.get('/event_source_arn');
    if (source.is?.attribute.join('.') !== 'stream_arn') return;
    if (isSetElsewhere(source, { argument: VIEW, configuration })) return;
    const tables = instancesBehind(source, { type: 'aws_dynamodb_table', configuration });
    const view = resourceArgument(tables, VIEW);
    const [table] = tables;
    const missing = view?.kind === 'string' ? MISSING[view.value] : undefined;
    if (table === undefined || view?.kind !== 'string' || missing === undefined) return;
    for (const { at, value, root } of workingFilters(mapping)) {
      const images = imagesOf(root, (image) =>
        missing.includes(image.name ?? '') && !allowsAbsence(image.value) ? [image] : [],
      );
      for (const image of images) {
        yield {
          at,
          within: image.at,
          message: `${pathText(image.at.path)} is asked for in the filter pattern${whence(value)}, but the stream of ${table.address} has the view ${view.value}, without ${image.name}: nothing passes`,
          help: `Write ${VIEW} = "NEW_AND_OLD_IMAGES" in the table, or filter by what the view has`,
          related: [{ message: `${VIEW} is "${view.value}"`, place: table.sourceMap.locate(`/${VIEW}`, 'value') }],
        };
      }
    }
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    \`stream_view_type\` of a table says what the records of its stream hold: the keys only, the new image, the old one, or both. A filter
    by an image that is not there matches nothing.
  `,
  evidence: [
    {
      source: 'follows from the DynamoDB API reference, StreamSpecification',
      date: '2026-11-25',
      says: 'KEYS_ONLY - Only the key attributes of the modified item are written to the stream.',
    },
  ],
  references: ['https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StreamSpecification.html'],
  examples: {
    invalid: [
      `
      resource "aws_dynamodb_table" "orders" {
        name             = "orders"
        hash_key         = "id"
        billing_mode     = "PAY_PER_REQUEST"
        stream_enabled   = true
        stream_view_type = "OLD_IMAGE"

        attribute {
          name = "id"
          type = "S"
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = aws_dynamodb_table.orders.stream_arn
        function_name     = "orders"
        starting_position = "LATEST"

        filter_criteria {
          filter {
            pattern = "{\\"dynamodb\\": {\\"NewImage\\": {\\"state\\": {\\"S\\": [\\"new\\"]}}}}" # warning
          }
        }
      }
      `,
      `
      variable "view" {
        type    = string
        default = "KEYS_ONLY"
      }

      resource "aws_dynamodb_table" "this" {
        for_each         = toset(["orders"])
        name             = each.key
        hash_key         = "id"
        billing_mode     = "PAY_PER_REQUEST"
        stream_enabled   = true
        stream_view_type = var.view

        attribute {
          name = "id"
          type = "S"
        }
      }

      resource "aws_lambda_event_source_mapping" "this" {
        for_each          = toset(["orders"])
        event_source_arn  = aws_dynamodb_table.this[each.key].stream_arn
        function_name     = each.key
        starting_position = "LATEST"

        filter_criteria {
          filter {
            pattern = jsonencode({ eventName = ["MODIFY"], dynamodb = { OldImage = { state = { S = ["new"] } } } }) # warning
          }
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_dynamodb_table" "orders" {
        name             = "orders"
        hash_key         = "id"
        billing_mode     = "PAY_PER_REQUEST"
        stream_enabled   = true
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

        filter_criteria {
          filter {
            pattern = "{\\"dynamodb\\": {\\"NewImage\\": {\\"state\\": {\\"S\\": [\\"new\\"]}}, \\"OldImage\\": {\\"state\\": [{\\"exists\\": false}]}}}"
          }
        }
      }
      `,
      `
      variable "view" {
        type = string
      }

      resource "aws_dynamodb_table" "orders" {
        name             = "orders"
        hash_key         = "id"
        billing_mode     = "PAY_PER_REQUEST"
        stream_enabled   = true
        stream_view_type = var.view

        attribute {
          name = "id"
          type = "S"
        }
      }

      data "aws_dynamodb_table" "returns" {
        name = "returns"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = aws_dynamodb_table.orders.stream_arn
        function_name     = "orders"
        starting_position = "LATEST"

        filter_criteria {
          filter {
            pattern = "{\\"dynamodb\\": {\\"NewImage\\": {\\"state\\": {\\"S\\": [\\"new\\"]}}}}"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "returns" {
        event_source_arn  = data.aws_dynamodb_table.returns.stream_arn
        function_name     = "returns"
        starting_position = "LATEST"

        filter_criteria {
          filter {
            pattern = "{\\"dynamodb\\": {\\"OldImage\\": {\\"state\\": {\\"S\\": [\\"new\\"]}}}}"
          }
        }
      }
      `,
    ],
  },
};
