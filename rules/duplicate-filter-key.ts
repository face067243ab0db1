import { fieldObjects, type JsonMember, type JsonObject, pathText, workingFilters } from '../src/rule/filters.ts';
import { type Rule, type RulePage, whence } from '../src/rule/rule.ts';

export default {
  name: 'duplicate-filter-key',
  summary: 'A key occurs twice in the pattern; the last one wins',
  severity: 'warning',
  stage: 'runtime',
  when: { written: ['filter_criteria'] },
  *check({ mapping }) {
    for (const { at, value, root } of workingFilters(mapping)) {
      for (const object of fieldObjects(root)) {
        for (const { first, again } of repeated(object)) {
          yield {
            at,
            within: again.at,
            message: `${pathText(again.at.path)} is written twice in one object of the filter pattern${whence(value)}, and only the last one counts`,
            help: 'Write the key once, with all its values in one array',
            related: [{ message: 'the first one', at, within: first.at }],
          };
        }
      }
    }
  },
} satisfies Rule;

/** Names that an object has more than once, each once: with its first and its last place. */
function repeated({ members }: JsonObject): readonly { readonly first: JsonMember; readonly again: JsonMember }[] {
  const places = new Map<string, { first: JsonMember; again: JsonMember }>();
  for (const member of members) {
    if (member.name === undefined) continue;
    const known = places.get(member.name);
    if (known === undefined) places.set(member.name, { first: member, again: member });
    else known.again = member;
  }
  return [...places.values()].filter(({ first, again }) => first !== again);
}

export const page: RulePage = {
  docs: `
    JSON may repeat a name in an object, and AWS accepts such a pattern, but of equal keys only the last one counts. \`jsonencode\` of an
    object never repeats one.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide, filter rule syntax',
      date: '2022-11',
      says: 'of duplicate keys the last one wins',
    },
    {
      source: 'source of aws/event-ruler, whose compiler overrides what it read before unless told otherwise',
      date: '2026-07-21',
      says: 'Path `body.type` cannot be allowed multiple times',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = "{\\"body\\": {\\"type\\": [\\"order\\"], \\"type\\": [\\"refund\\"]}}" # warning
          }
        }
      }
      `,
      `
      locals {
        pattern = <<-EOT
          {
            "body": { "type": ["order"] },
            "body": { "state": ["new"] }
          }
        EOT
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = local.pattern # warning
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
            pattern = "{\\"body\\": {\\"type\\": [\\"order\\", \\"order\\"], \\"inner\\": {\\"type\\": [\\"a\\"]}}}"
          }
        }
      }
      `,
      `
      locals {
        base = { type = ["order"] }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = jsonencode({ body = merge(local.base, { type = ["refund"] }) })
          }
        }
      }
      `,
    ],
  },
};
