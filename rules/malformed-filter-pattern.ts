import { filters, type MappingFilter, type PatternProblem } from '../src/rule/filters.ts';
import { allIn, type Finding, type JsonPart, type Rule, type RulePage, whence } from '../src/rule/rule.ts';

export default {
  name: 'malformed-filter-pattern',
  summary: 'The filter pattern is not valid',
  severity: 'error',
  stage: 'apply',
  when: { written: ['filter_criteria'] },
  *check({ mapping }) {
    if (allIn(mapping.kinds, ['documentdb'])) return;
    const aws = 'Invalid filter pattern definition.';
    for (const filter of filters(mapping)) {
      const { at, value, pattern } = filter;
      const name = `the filter pattern${whence(value)}`;
      const { syntax, problems } = pattern;
      if (value.sensitive && (syntax !== undefined || problems.length > 0)) {
        yield { at, message: `${name} is secret, but this much can be told: AWS refuses it`, aws };
      } else if (syntax !== undefined) {
        const message = `${name} is not JSON: ${syntax.reason} (${position(filter, syntax.at.start)})`;
        yield { at, within: syntax.at, message, aws, help: 'Write the pattern as a value inside jsonencode(…)' };
      } else {
        for (const { at: within, actual, reason, help, meant } of problems) {
          const subject = within.path === '' ? `${actual}${whence(value)}` : `${actual} in ${name}`;
          const message = `${subject}, but the engine that applies it says: ${reason}`;
          yield {
            at,
            within,
            message,
            aws,
            ...(help !== undefined && { help }),
            ...(meant === undefined ? encodedTwice(filter) : meantFix(filter, { within, meant })),
          };
        }
      }
    }
  },
} satisfies Rule;

function meantFix(
  { at, pattern: { text } }: MappingFilter,
  { within, meant }: { readonly within: JsonPart; readonly meant: NonNullable<PatternProblem['meant']> },
): Pick<Finding, 'fix'> {
  const from = text.slice(within.start, within.end);
  const to = meant.kind === 'array' ? `[${from}]` : JSON.stringify(meant.name);
  return {
    fix: {
      title: meant.kind === 'array' ? 'Put the value in brackets' : `Write ${to}`,
      applicability: 'safe',
      edits: [{ kind: 'part', at, within, from, to }],
    },
  };
}

/** The text inside `jsonencode` is a pattern already. */
function encodedTwice({ at, pattern: { root } }: MappingFilter): Pick<Finding, 'fix'> {
  if (root?.kind !== 'string' || !root.value.startsWith('{')) return {};
  return {
    fix: { title: 'Remove jsonencode', applicability: 'safe', edits: [{ kind: 'unwrap', at, call: 'jsonencode' }] },
  };
}

/** `line 2, column 5 of its text`. */
function position({ pattern: { text } }: MappingFilter, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1} of its text`;
}

export const page: RulePage = {
  docs: `
    A filter pattern is strict JSON: an object whose values are objects (deeper keys) or arrays (what the value may be). The elements
    of an array are texts, numbers, \`true\`, \`false\`, \`null\`, or objects with one operator, such as \`{ "prefix": "a" }\`. AWS answers
    every fault with the same words; the message here quotes the engine behind it, event-ruler, which knows more.

    The usual faults: a single value without brackets, \`jsonencode\` applied twice, a trailing comma in a heredoc, an operator in
    capital letters, a list where an operator takes one text. Patterns that are not known are not judged, and what is unknown inside
    \`jsonencode(…)\` or a template may be anything.
  `,
  evidence: [
    {
      source:
        'recorded on AWS (LocalStack snapshots): null, a text, a single value, an empty array, malformed JSON, an array',
      date: '2025-11-25',
      says: 'Invalid filter pattern definition.',
    },
    {
      source: 'recorded on AWS (cdk-preflight)',
      date: '2026-09-13',
      says: 'Invalid filter pattern definition.',
    },
    {
      source: 'source of aws/event-ruler',
      date: '2026-07-21',
      says: '"type" must be an object or an array',
    },
  ],
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html#filtering-syntax',
    'https://github.com/aws/event-ruler',
  ],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = jsonencode({
              body = {
                type  = "order" # error
                state = []      # error
                total = [{ NUMERIC = [">", 10] }] # error
              }
            })
          }
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = "{\\"body\\": {\\"type\\": [\\"order\\"],}}" # error
          }

          filter {
            pattern = "{ 'body': { 'type': ['order'] } }" # error
          }
        }
      }
      `,
      `
      locals {
        pattern = jsonencode({ body = { type = ["order"] } })
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = jsonencode(local.pattern) # error
          }
        }
      }
      `,
      `
      variable "patterns" {
        type    = list(string)
        default = ["{\\"data\\":{\\"level\\":[\\"error\\"]}}", "{\\"data\\":{\\"level\\":\\"fatal\\"}}"]
      }

      resource "aws_lambda_event_source_mapping" "logs" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/logs"
        function_name     = "logs"
        starting_position = "LATEST"

        filter_criteria {
          dynamic "filter" {
            for_each = var.patterns
            content {
              pattern = filter.value # error
            }
          }
        }
      }
      `,
    ],
    valid: [
      `
      variable "pattern" {
        type = string
      }

      variable "level" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "logs" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/logs"
        function_name     = "logs"
        starting_position = "LATEST"

        filter_criteria {
          filter {
            pattern = var.pattern
          }

          filter {
            pattern = "{\\"data\\": {\\"level\\": [\\"\${var.level}\\"]}}"
          }

          filter {
            pattern = var.level == "" ? jsonencode({ data = { level = [{ exists = true }] } }) : jsonencode({ data = { level = [var.level], host = [{ prefix = var.level }] } })
          }

          filter {
            pattern = file("\${path.module}/pattern.json")
          }
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = <<-EOT
              {
                "body": {
                  "type":  ["order", 5, true, null, ""],
                  "total": [{ "numeric": [">", 0, "<=", 100] }, { "numeric": ["=", 3.018e2] }],
                  "state": [{ "anything-but": ["sent", "lost"] }, { "exists": false }],
                  "name":  [{ "prefix": "A" }, { "suffix": "z" }, { "equals-ignore-case": "bob" }],
                  "$or":   [{ "a": ["1"] }, { "b": { "c": [2] } }]
                }
              }
            EOT
          }
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = "{\\"body\\": {\\"type\\": [{\\"prefix\\": \\"a\\"}, {\\"prefix\\": \\"b\\"}, \\"\\"]}} and what follows is not read"
          }
        }
      }
      `,
    ],
  },
};
