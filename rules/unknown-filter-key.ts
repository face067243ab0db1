import {
  allowsAbsence,
  faultsOf,
  IMAGES,
  type JsonMember,
  payloadKey,
  TYPE_TAGS,
  topLevelKeys,
  type WorkingFilter,
  workingFilters,
} from '../src/rule/filters.ts';
import {
  allIn,
  type EventSourceMapping,
  type Finding,
  kindNames,
  listed,
  nearest,
  type Rule,
  type RulePage,
  SQS,
  sourceName,
  whence,
  whySource,
} from '../src/rule/rule.ts';

export default {
  name: 'unknown-filter-key',
  summary: "The source's records have no such top-level key, so nothing matches",
  severity: 'warning',
  stage: 'runtime',
  when: { written: ['filter_criteria'] },
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
        ...payloadFix({ at, root, unknown }, mapping),
        related: whySource(mapping),
      };
    }
  },
} satisfies Rule;

const PAYLOADS: readonly string[] = ['body', 'data', 'dynamodb', 'value'];

/** The payload key of another source gets the name of this one; keys of the payload are moved into it, when there are no others. */
function payloadFix(
  { at, root, unknown }: Pick<WorkingFilter, 'at' | 'root'> & { readonly unknown: readonly JsonMember[] },
  { kinds }: EventSourceMapping,
): Pick<Finding, 'fix'> {
  const key = payloadKey(kinds);
  const [first] = unknown;
  const last = root.members.at(-1);
  if (key === undefined || root.open || first === undefined || last === undefined) return {};
  const keys = topLevelKeys(kinds);
  const { name: wrong = '', at: within } = first;
  const to = PAYLOADS.includes(wrong) ? key : similar(wrong, keys);
  if (unknown.length === 1 && to !== undefined) {
    if (root.members.some(({ name }) => name === to)) return {};
    const edit = { kind: 'part', at, within, from: JSON.stringify(wrong), to: JSON.stringify(to) } as const;
    return { fix: { title: `Write ${to} in place of ${wrong}`, applicability: 'unsafe', edits: [edit] } };
  }
  const isPayload = (member: JsonMember): boolean => isOrdinary(member, keys) && root.members.includes(member);
  if (allIn(kinds, ['dynamodb-stream']) || unknown.length !== root.members.length || !unknown.every(isPayload))
    return {};
  return {
    fix: {
      title: `Move the keys into ${key}`,
      applicability: 'unsafe',
      edits: [{ kind: 'nest', at, first: within, last: last.value.at, key }],
    },
  };
}

/** Whether a key seems to be one of the payload: it reminds of nothing else. */
function isOrdinary({ name = '', value }: JsonMember, keys: readonly string[]): boolean {
  return (
    name !== '' &&
    !name.startsWith('$') &&
    ![...PAYLOADS, ...IMAGES, 'Records', 'detail'].includes(name) &&
    similar(name, keys) === undefined &&
    !(value.kind === 'object' && value.members.some((member) => keys.includes(member.name ?? '')))
  );
}

/** The known key whose letters are much the same. */
function similar(name: string, keys: readonly string[]): string | undefined {
  const meant = nearest(
    name.toLowerCase(),
    keys.map((key) => key.toLowerCase()),
  );
  return keys.find((key) => key.toLowerCase() === meant);
}

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
  if (PAYLOADS.includes(name)) return `Write ${payload} instead of ${name}: there ${source} keeps the payload`;
  if (allIn(kinds, ['dynamodb-stream'])) {
    if (IMAGES.includes(name)) return `Write ${name} inside dynamodb`;
    if (inner.length > 0 && inner.every((key) => TYPE_TAGS.includes(key)))
      return `Write ${name} inside dynamodb.NewImage, dynamodb.OldImage or dynamodb.Keys`;
  }
  const key = similar(name, keys);
  if (key !== undefined) return `Write ${key} instead of ${name}`;
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
      source: 'acceptance tests of hashicorp/aws (about 6.0), which filter an SQS queue by Region and Location',
      date: '2025',
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
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        filter_criteria {
          filter {
            pattern = jsonencode({ key = ["order"], value = { type = ["new"] } })
          }
        }
      }
      `,
    ],
  },
};
