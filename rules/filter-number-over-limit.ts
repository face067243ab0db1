import { type JsonNode, pathText, valueArrays, workingFilters } from '../src/rule/filters.ts';
import { type Rule, type RulePage, whence } from '../src/rule/rule.ts';

const LIMIT = 5e9;

export default {
  name: 'filter-number-over-limit',
  summary: 'Numbers beyond ±5e9 may not compare',
  severity: 'warning',
  stage: 'runtime',
  when: { written: ['filter_criteria'] },
  *check({ mapping }) {
    for (const { at, value, root } of workingFilters(mapping)) {
      for (const { elements } of valueArrays(root)) {
        for (const number of elements.flatMap(numbersIn)) {
          if (Math.abs(Number(number.text)) <= LIMIT) continue;
          yield {
            at,
            within: number.at,
            message: `${pathText(number.at.path)} is ${number.text} in the filter pattern${whence(value)}, but numbers are documented to compare between -5e9 and 5e9 only`,
            help: 'Filter by a smaller number, for example seconds in place of milliseconds, or by a text',
          };
        }
      }
    }
  },
} satisfies Rule;

/** The numbers of a value: itself, or those in the arguments of its operator. */
function numbersIn(node: JsonNode): readonly (JsonNode & { readonly kind: 'number' })[] {
  switch (node.kind) {
    case 'number':
      return [node];
    case 'array':
      return node.elements.flatMap(numbersIn);
    case 'object':
      return node.members.flatMap((member) => numbersIn(member.value));
    case 'string':
    case 'true':
    case 'false':
    case 'null':
    case 'hole':
      return [];
  }
}

export const page: RulePage = {
  docs: `
    EventBridge documents that numbers compare between -5,000,000,000 and 5,000,000,000. The engine of today takes more, but it is not
    documented which one a mapping has: a time in milliseconds since 1970 is far beyond the limit, and so is an account number.
  `,
  evidence: [
    {
      source: 'README of aws/event-ruler, and in the same words the EventBridge user guide',
      date: '2026-07-21',
      says: 'Numeric matching is limited to value between -5.0e9 and +5.0e9 inclusive, with 15 digits of precision, that is to say 6 digits to the right of the decimal point.',
    },
    {
      source: 'source of aws/event-ruler, whose newest state compares all of IEEE 754',
      date: '2026-07-21',
      says: 'Value must be between -5.0E9 and 5.0E9, inclusive',
    },
  ],
  references: ['https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = "{\\"body\\": {\\"time\\": [{\\"numeric\\": [\\">\\", 1767225600000]}]}}" # warning
          }

          filter {
            pattern = "{\\"body\\": {\\"account\\": [123456789012]}}" # warning
          }
        }
      }
      `,
      `
      locals {
        since = 1767225600 * 1000
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = "{\\"body\\": {\\"time\\": [{\\"numeric\\": [\\">=\\", \${local.since}]}]}}" # warning
          }
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = "{\\"body\\": {\\"time\\": [{\\"numeric\\": [\\">=\\", -5000000000, \\"<=\\", 5e9]}], \\"account\\": [\\"123456789012\\"]}}"
          }
        }
      }
      `,
      `
      variable "since" {
        type = number
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = jsonencode({ body = { time = [{ numeric = [">=", var.since] }] } })
          }
        }
      }
      `,
    ],
  },
};
