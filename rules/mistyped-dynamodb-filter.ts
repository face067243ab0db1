import { type JsonNode, matchOf, nodeText, pathText, typedValues, workingFilters } from '../src/rule/filters.ts';
import { type Finding, type FixEdit, type JsonPointer, type Rule, type RulePage, whence } from '../src/rule/rule.ts';

export default {
  name: 'mistyped-dynamodb-filter',
  summary: 'The match does not fit the type tag',
  severity: 'warning',
  stage: 'runtime',
  when: { sources: ['dynamodb-stream'], written: ['filter_criteria'] },
  *check({ mapping }) {
    for (const { at, value, root, pattern } of workingFilters(mapping)) {
      const wrong = typedValues(
        root,
        ({ tag, values }) => !values.open && values.elements.every((element) => isMistyped(tag, element)),
      );
      for (const { tag, values } of wrong) {
        const [only, ...others] = values.elements;
        if (only === undefined) continue;
        const asked =
          others.length > 0 ? 'values of another type' : only.kind === 'object' ? 'numeric' : nodeText(only);
        yield {
          at,
          within: others.length > 0 ? values.at : only.at,
          message: `${pathText(values.at.path)} is compared with ${asked} in the filter pattern${whence(value)}, but DynamoDB writes ${WRITTEN[tag]}: this never matches`,
          help: HELP[tag] ?? 'Write a value of that type',
          ...(tag === 'N' && textFix({ at, text: pattern.text, numbers: values.elements })),
        };
      }
    }
  },
} satisfies Rule;

/** Numbers in quotes; other elements have no such form. */
function textFix({
  at,
  text,
  numbers,
}: {
  readonly at: JsonPointer;
  readonly text: string;
  readonly numbers: readonly JsonNode[];
}): Pick<Finding, 'fix'> {
  if (!numbers.every(({ kind }) => kind === 'number')) return {};
  const edits = numbers.map(({ at: within }): FixEdit => {
    const from = text.slice(within.start, within.end);
    return { kind: 'part', at, within, from, to: JSON.stringify(from) };
  });
  return { fix: { title: 'Write each number as a text', applicability: 'unsafe', edits } };
}

const WRITTEN: Readonly<Record<string, string>> = {
  N: 'a value under N as a text, "5"',
  S: 'a value under S as a text',
  BOOL: 'a value under BOOL as true or false',
};

const HELP: Readonly<Record<string, string>> = {
  N: 'Write each number as a text; ranges of numbers cannot be filtered here',
  S: 'Write the value in quotes, or N instead of S for an attribute that is a number',
  BOOL: 'Write true or false without quotes',
};

/** Whether an alternative can never match a value under the tag. */
function isMistyped(tag: string, element: JsonNode): boolean {
  if (tag === 'BOOL') return element.kind === 'string';
  return (tag === 'N' || tag === 'S') && (element.kind === 'number' || matchOf(element)?.name === 'numeric');
}

export const page: RulePage = {
  docs: `
    DynamoDB writes numbers as texts, \`{ "N": "5" }\`, so that neither a number nor \`numeric\` ever matches one; \`true\` under \`BOOL\` is no
    text. AWS accepts such a pattern. It is reported where no alternative of the same array can match.

    \`ApproximateCreationDateTime\` and \`SizeBytes\` beside the images are real numbers.
  `,
  evidence: [
    {
      source: 'recorded on AWS (LocalStack snapshots)',
      date: '2025-11-25',
      says: 'numeric on a value under N does not match',
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
            pattern = "{\\"dynamodb\\": {\\"NewImage\\": {\\"total\\": {\\"N\\": [5]}}}}" # warning
          }

          filter {
            pattern = "{\\"dynamodb\\": {\\"Keys\\": {\\"id\\": {\\"S\\": [7, 8]}}}}" # warning
          }
        }
      }
      `,
      `
      variable "least" {
        type    = number
        default = 100
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-01-31T12:00:00.000"
        function_name     = "orders"
        starting_position = "LATEST"

        filter_criteria {
          filter {
            pattern = jsonencode({
              dynamodb = {
                NewImage = {
                  total = { N = [{ numeric = [">", var.least] }] } # warning
                  paid  = { BOOL = ["true"] }                      # warning
                  lines = { L = { M = { amount = { N = [1] } } } } # warning
                }
              }
            })
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
            pattern = "{\\"dynamodb\\": {\\"NewImage\\": {\\"total\\": {\\"N\\": [5, \\"5\\"]}, \\"paid\\": {\\"BOOL\\": [true]}, \\"note\\": {\\"S\\": [null]}}}}"
          }

          filter {
            pattern = "{\\"dynamodb\\": {\\"ApproximateCreationDateTime\\": [{\\"numeric\\": [\\">\\", 1700000000]}], \\"SizeBytes\\": [100]}}"
          }
        }
      }
      `,
      `
      variable "totals" {
        type = list(string)
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-01-31T12:00:00.000"
        function_name     = "orders"
        starting_position = "LATEST"

        filter_criteria {
          filter {
            pattern = jsonencode({ dynamodb = { NewImage = { total = { N = var.totals }, rest = { N = [5, var.totals[0]] } } } })
          }
        }
      }
      `,
    ],
  },
};
