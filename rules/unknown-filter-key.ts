import {
  allIn,
  allowsAbsence,
  type EventSourceMapping,
  faultsOf,
  IMAGES,
  type JsonMember,
  kindNames,
  listed,
  nearest,
  payloadKey,
  type Rule,
  type RulePage,
  SQS,
  sourceName,
  TYPE_TAGS,
  topLevelKeys,
  whence,
  whySource,
  workingFilters,
} from '../src/rule/rule.ts';

export default {
  name: 'unknown-filter-key',
  summary: "The source's records have no such top-level key, so nothing matches",
  severity: 'warning',
  stage: 'runtime',
  *check({ mapping }) {
    if (mapping.kindsBecause === undefined || mapping.kinds.size === 0 || mapping.kinds.has('documentdb')) return;
    const keys = topLevelKeys(mapping.kinds);
    for (const { at, value, root } of workingFilters(mapping)) {
      const unknown = faultsOf(root, (member) =>
        keys.includes(member.name ?? '') || allowsAbsence(member.value) ? [] : [member],
      );
      const [first] = unknown;
      if (first === undefined) continue;
      const names = listed([...new Set(unknown.map(({ name = '' }) => name))]);
      const lost = allIn(mapping.kinds, SQS)
        ? ': no message passes, and what does not pass is deleted from the queue'
        : ': no record passes';
      yield {
        at,
        within: first.at,
        message: `the filter pattern${whence(value)} asks for ${names} at the top of the record, where ${sourceName(mapping)} has ${listed(keys)}${lost}`,
        help: hint(first, mapping),
        related: whySource(mapping),
      };
    }
  },
} satisfies Rule;

/** Where the key that is asked for is, most likely. */
function hint({ name = '', value }: JsonMember, { kinds }: EventSourceMapping): string {
  const keys = topLevelKeys(kinds);
  const payload =
    payloadKey(kinds) ?? listed([...new Set([...kinds].flatMap((kind) => payloadKey(new Set([kind])) ?? []))], 'or');
  const source = listed(kindNames(kinds), 'or');
  const inner = value.kind === 'object' ? value.members.map((member) => member.name ?? '') : [];
  if (name === 'Records') return 'Leave Records out: a pattern is compared with one record at a time';
  if (inner.some((key) => keys.includes(key)))
    return `Write ${listed(inner)} at the top of the pattern, without ${name}`;
  if (['body', 'data', 'dynamodb', 'value'].includes(name))
    return `Write ${payload} instead of ${name}: there ${source} keeps the payload`;
  if (allIn(kinds, ['dynamodb-stream'])) {
    if (IMAGES.includes(name)) return `Write ${name} inside dynamodb`;
    if (inner.length > 0 && inner.every((key) => TYPE_TAGS.includes(key)))
      return `Write ${name} inside dynamodb.NewImage, dynamodb.OldImage or dynamodb.Keys`;
  }
  const meant = nearest(
    name.toLowerCase(),
    keys.map((key) => key.toLowerCase()),
  );
  const key = keys.find((candidate) => candidate.toLowerCase() === meant);
  if (key !== undefined) return `Did you mean ${key}?`;
  const own = name === 'detail' ? 'detail is a key of EventBridge events; keys' : 'Keys';
  return `${own} of the payload are written inside ${payload}: { ${payload} = { ${name} = … } }`;
}

export const page: RulePage = {
  docs: `
    A pattern is compared with the whole record. Its payload is under one key, \`body\` of an SQS message, \`data\` of a Kinesis record or
    an MQ message, \`dynamodb\` of a stream record, \`value\` of a Kafka record; beside it are a few keys that tell of the record. A pattern
    that asks for any other key at the top is accepted, and no record ever passes it: streams skip their records, and messages of a
    queue are deleted.

    Not reported: keys that a record may lack and still match, \`[{ "exists": false }]\`, and a \`$or\` with an alternative that can match.
  `,
  evidence: [
    {
      source: 'acceptance tests of hashicorp/aws, which filter an SQS queue by Region and Location',
      date: '2026-05',
      says: 'accepted by AWS',
    },
    {
      source: 'AWS Lambda developer guide, keys of the records by source',
      date: '2022-11',
      says: "If an Amazon SQS message doesn't satisfy your filter criteria, Lambda automatically removes the message from the queue.",
    },
  ],
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis-filtering.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/kafka-filtering.html',
  ],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = "{\\"type\\": [\\"order\\"]}" # warning
          }

          filter {
            pattern = "{\\"$or\\": [{\\"Body\\": {\\"type\\": [\\"order\\"]}}, {\\"data\\": {\\"type\\": [\\"order\\"]}}]}" # warning
          }
        }
      }
      `,
      `
      locals {
        streams = {
          clicks = { data = { level = ["error"] } }
          views  = { kinesis = { data = { level = ["error"] } } }
        }
      }

      resource "aws_kinesis_stream" "this" {
        for_each    = local.streams
        name        = each.key
        shard_count = 1
      }

      resource "aws_lambda_event_source_mapping" "this" {
        for_each          = local.streams
        event_source_arn  = aws_kinesis_stream.this[each.key].arn
        function_name     = each.key
        starting_position = "LATEST"

        filter_criteria {
          filter {
            pattern = jsonencode(each.value) # warning
          }
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-01-31T12:00:00.000"
        function_name     = "orders"
        starting_position = "LATEST"

        filter_criteria {
          filter {
            pattern = jsonencode({
              eventName = ["INSERT"]
              NewImage  = { state = { S = ["new"] } } # warning
            })
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
            pattern = "{\\"body\\": {\\"type\\": [\\"order\\"]}, \\"messageAttributes\\": {\\"kind\\": {\\"stringValue\\": [\\"a\\"]}}}"
          }

          filter {
            pattern = "{\\"$or\\": [{\\"type\\": [\\"order\\"]}, {\\"body\\": {\\"type\\": [\\"order\\"]}}], \\"Records\\": [{\\"exists\\": false}]}"
          }
        }
      }
      `,
      `
      variable "arn" {
        type = string
      }

      variable "key" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "any" {
        event_source_arn = var.arn
        function_name    = "any"

        filter_criteria {
          filter {
            pattern = "{\\"type\\": [\\"order\\"]}"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = jsonencode({ (var.key) = { type = ["order"] } })
          }
        }
      }
      `,
    ],
  },
};
