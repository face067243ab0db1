import {
  asksExists,
  type JsonNode,
  pathText,
  TYPE_TAGS,
  untypedAttributes,
  workingFilters,
} from '../src/rule/filters.ts';
import { type Rule, type RulePage, whence } from '../src/rule/rule.ts';

export default {
  name: 'untyped-dynamodb-filter',
  summary: 'DynamoDB image values keep their type tag',
  severity: 'warning',
  stage: 'runtime',
  when: { sources: ['dynamodb-stream'], written: ['filter_criteria'] },
  *check({ mapping }) {
    for (const { at, value, root } of workingFilters(mapping)) {
      for (const { attribute, fault } of untypedAttributes(root)) {
        const isArray = 'kind' in fault;
        // What is wrong with `exists` on an attribute, exists-on-object tells.
        if (isArray && fault.elements.every((element) => asksExists(element, 'true'))) continue;
        const path = pathText(attribute.at.path);
        const what = isArray ? 'is compared with values' : `is asked for ${fault.name}`;
        yield {
          at,
          within: fault.at,
          message: `${path} ${what} in the filter pattern${whence(value)}, but a DynamoDB record has the type tag between an attribute and its value: nothing passes`,
          help: isArray
            ? `Write the values below the type tag: ${attribute.name} = { ${tagFor(fault.elements)} = […] }`
            : `Write one of ${TYPE_TAGS.join(', ')} here; attributes of a map are written below M`,
        };
      }
    }
  },
} satisfies Rule;

/** The tag that the values are likely to have. */
function tagFor(elements: readonly JsonNode[]): string {
  if (elements.every(({ kind }) => kind === 'number')) return 'N';
  return elements.every(({ kind }) => kind === 'true' || kind === 'false') ? 'BOOL' : 'S';
}

export const page: RulePage = {
  docs: `
    In the records of a DynamoDB stream each value has its type beside it: \`"state": { "S": "new" }\`. A pattern that leaves the tag
    out, or that writes the attributes of a map without \`M\`, is accepted and matches nothing.

    \`[{ "exists": false }]\` works on the attribute itself and is not reported.
  `,
  evidence: [
    {
      source: 'recorded on AWS (LocalStack snapshots)',
      date: '2025-11-25',
      says: '{"dynamodb": {"NewImage": {"presentKey": [{"exists": true}]}}} does not match, below "S" it does',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-01-31T12:00:00.000"
        function_name     = "orders"
        starting_position = "LATEST"

        filter_criteria {
          filter {
            pattern = "{\\"dynamodb\\": {\\"NewImage\\": {\\"state\\": [\\"new\\"]}}}" # warning
          }
        }
      }
      `,
      `
      locals {
        patterns = [
          { Keys = { id = [1, 2] } },
          { OldImage = { address = { M = { city = { string = ["Rome"] } } } } },
          { OldImage = { address = { city = { S = ["Rome"] } } } },
        ]
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-01-31T12:00:00.000"
        function_name     = "orders"
        starting_position = "LATEST"

        filter_criteria {
          filter {
            pattern = jsonencode({ dynamodb = local.patterns[0] }) # warning
          }

          filter {
            pattern = jsonencode({ dynamodb = local.patterns[1] }) # warning
          }

          filter {
            pattern = jsonencode({ dynamodb = local.patterns[2] }) # warning
          }
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-01-31T12:00:00.000"
        function_name     = "orders"
        starting_position = "LATEST"

        filter_criteria {
          filter {
            pattern = "{\\"dynamodb\\": {\\"NewImage\\": {\\"state\\": {\\"S\\": [\\"new\\"]}, \\"sent\\": [{\\"exists\\": false}]}}}"
          }

          filter {
            pattern = "{\\"dynamodb\\": {\\"NewImage\\": {\\"tags\\": {\\"L\\": {\\"S\\": [\\"a\\"]}}, \\"address\\": {\\"M\\": {\\"city\\": {\\"S\\": [\\"Rome\\"]}}}}}}"
          }
        }
      }
      `,
      `
      variable "attribute" {
        type = map(list(string))
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-01-31T12:00:00.000"
        function_name     = "orders"
        starting_position = "LATEST"

        filter_criteria {
          filter {
            pattern = jsonencode({ eventName = ["INSERT"], dynamodb = { NewImage = { state = var.attribute } } })
          }

          filter {
            pattern = jsonencode({ dynamodb = { SizeBytes = [{ numeric = [">", 1000] }], StreamViewType = ["NEW_IMAGE"] } })
          }
        }
      }
      `,
    ],
  },
};
