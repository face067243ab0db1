import {
  allowsAbsence,
  asksExists,
  faultsOf,
  imagesOf,
  type JsonArray,
  type JsonMember,
  pathText,
  untypedAttributes,
  type WorkingFilter,
  workingFilters,
} from '../src/rule/filters.ts';
import { allIn, type Rule, type RulePage, SQS, whence } from '../src/rule/rule.ts';

export default {
  name: 'exists-on-object',
  summary: 'exists works on leaves only',
  severity: 'warning',
  stage: 'runtime',
  when: { written: ['filter_criteria'] },
  *check({ mapping }) {
    const arraysOf = allIn(mapping.kinds, SQS)
      ? ({ root }: WorkingFilter) => atTop(root, ['attributes', 'messageAttributes'])
      : allIn(mapping.kinds, ['dynamodb-stream'])
        ? inStreamRecord
        : undefined;
    if (arraysOf === undefined) return;
    for (const filter of workingFilters(mapping)) {
      for (const array of arraysOf(filter)) {
        yield {
          at: filter.at,
          within: array.at,
          message: `${pathText(array.at.path)} is asked to exist in the filter pattern${whence(filter.value)}, but it holds an object, and exists looks at single values only: this never matches`,
          help: 'Ask for a key inside the object',
        };
      }
    }
  },
} satisfies Rule;

function atTop(root: WorkingFilter['root'], names: readonly string[]): readonly JsonArray[] {
  return faultsOf(root, (member) => (names.includes(member.name ?? '') ? existsOnly(member) : []));
}

/** The record itself is an object, and so are its images, and their attributes, which hold a value below its type tag. */
function inStreamRecord({ root }: WorkingFilter): readonly JsonArray[] {
  const attributes = untypedAttributes(root).flatMap(({ fault }) =>
    'kind' in fault && fault.elements.every((element) => asksExists(element, 'true')) ? [fault] : [],
  );
  return [...atTop(root, ['dynamodb', 'userIdentity']), ...imagesOf(root, existsOnly), ...attributes];
}

/** The array of a member that asks for existence, and that absence does not satisfy. */
function existsOnly({ value }: JsonMember): readonly JsonArray[] {
  if (value.kind !== 'array' || allowsAbsence(value)) return [];
  return value.elements.some((element) => asksExists(element, 'true')) ? [value] : [];
}

export const page: RulePage = {
  docs: `
    \`{ "exists": true }\` is true of a single value. Asked of a key that holds an object it is false, whatever is in the object, and the
    pattern never matches: for \`dynamodb\`, its images and \`userIdentity\` of a stream record, an attribute of an image without its type
    tag, \`attributes\` and \`messageAttributes\` of a message. \`{ "exists": false }\` works on objects too. What shape a payload has is not
    known, so that nothing is said of keys inside it.
  `,
  evidence: [
    {
      source: 'README of aws/event-ruler',
      date: '2026-07-21',
      says: 'Exists match only works on the leaf nodes. It does not work on intermediate nodes.',
    },
    {
      source: 'recorded on AWS (LocalStack snapshots)',
      date: '2025-11-25',
      says: '{"presentKey": [{"exists": true}]} does not match, {"presentKey": {"S": [{"exists": true}]}} does',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-01-31T12:00:00.000"
        function_name     = "orders"
        starting_position = "LATEST"

        filter_criteria {
          filter {
            pattern = "{\\"dynamodb\\": {\\"OldImage\\": [{\\"exists\\": true}]}}" # warning
          }

          filter {
            pattern = "{\\"dynamodb\\": {\\"NewImage\\": {\\"state\\": [{\\"exists\\": true}]}}}" # warning
          }
        }
      }
      `,
      `
      variable "attributes" {
        type    = map(any)
        default = { messageAttributes = [{ exists = true }] }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = jsonencode(var.attributes) # warning
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
            pattern = "{\\"dynamodb\\": {\\"OldImage\\": [{\\"exists\\": false}], \\"NewImage\\": {\\"state\\": {\\"S\\": [{\\"exists\\": true}]}}}}"
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
            pattern = "{\\"body\\": {\\"customer\\": [{\\"exists\\": true}]}, \\"messageId\\": [{\\"exists\\": true}], \\"attributes\\": [{\\"exists\\": true}, {\\"exists\\": false}]}"
          }
        }
      }
      `,
    ],
  },
};
