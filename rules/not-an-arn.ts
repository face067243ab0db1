import {
  type Arn,
  actual,
  DESTINATION,
  EVENT_SOURCE_ARN,
  exclusionStage,
  type Finding,
  type JsonPointer,
  namedResource,
  type Rule,
  type RulePage,
  readArn,
  type Stage,
  type Value,
} from '../src/rule/rule.ts';

const PLACES: readonly { readonly at: JsonPointer; readonly stage: Stage }[] = [
  { at: '/event_source_arn', stage: 'apply' },
  { at: DESTINATION, stage: 'validate' },
  { at: '/kms_key_arn', stage: 'validate' },
];

/** The forms that the provider's validator of ARNs takes, in the widest version: `ValidARN` of 5.100.0 and of later ones. */
const REGION = /^(?:[a-z]{2,4}(?:-[a-z]+)+-\d{1,2})?$/;
const OWNER = /^(?:aws|aws-managed|third-party|aws-marketplace|partner-managed|cw.{10})$/;

const AWS =
  "1 validation error detected: Value '…' at 'eventSourceArn' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:…";

export default {
  name: 'not-an-arn',
  summary: 'A URL, name or id where an ARN is required',
  severity: 'error',
  stage: 'apply',
  about: 'source',
  *check({ mapping }) {
    for (const { at, stage } of PLACES) {
      const isSource = at === '/event_source_arn';
      const value = mapping.get(at);
      const fault = referenceFault(value) ?? textFault(value, { isSource, isDestination: at === DESTINATION });
      if (fault === undefined) continue;
      const help = repair(value, at);
      yield {
        at,
        stage: isSource ? stage : exclusionStage(value),
        message: `${actual(mapping.instance.values, at)}, ${fault}`,
        ...(isSource && { aws: AWS }),
        help,
        ...fixOf(value, at),
      };
    }
  },
} satisfies Rule;

function referenceFault(value: Value): string | undefined {
  const resource = namedResource(value);
  if (resource === undefined || resource.service !== undefined) return undefined;
  return `but the ${resource.attribute} of ${resource.type} is not an ARN`;
}

function textFault(
  value: Value,
  { isSource, isDestination }: { readonly isSource: boolean; readonly isDestination: boolean },
): string | undefined {
  const start = knownStart(value);
  if (start === undefined) return undefined;
  // The provider takes an empty text for none where it validates ARNs; AWS gets no source from it.
  if (start === '' && value.kind === 'string' && !isSource) return undefined;
  if (isDestination && (start.startsWith('kafka://') || 'kafka://'.startsWith(start))) return undefined;
  const arn = readArn(value);
  if (arn !== undefined) return fieldFault(arn, isSource) ?? wholeFault(value, isSource);
  const mayBecomeOne = value.kind === 'unknown' && ('arn:'.startsWith(start) || start.startsWith('arn:'));
  if (mayBecomeOne) return undefined;
  return start.startsWith('arn:') ? 'but an ARN has six parts with colons between them' : 'which is not an ARN';
}

/** What the text begins with; `undefined` when nothing of it is known. */
function knownStart(value: Value): string | undefined {
  if (value.kind === 'string') return value.value;
  if (value.kind !== 'unknown') return undefined;
  const [first] = value.parts ?? [];
  const start = typeof first === 'string' ? first : value.prefix;
  return start === '' ? undefined : start;
}

function fieldFault({ partition, service, region, account, resource }: Arn, isSource: boolean): string | undefined {
  if (partition !== undefined && !/^aws[a-zA-Z0-9-]*$/.test(partition))
    return `but "${partition}" is no partition, which begins with "aws"`;
  if (service === '') return 'but an ARN names a service in its third part';
  if (region !== undefined && !(isSource ? /^[a-z0-9-]*$/ : REGION).test(region)) return `but "${region}" is no region`;
  if (account !== undefined && account !== '' && !/^\d{12}$/.test(account)) {
    if (isSource || !OWNER.test(account)) return `but an account id has 12 digits, which "${account}" has not`;
  }
  return resource.complete && resource.prefix === '' && !isSource
    ? 'but an ARN names a resource in its last part'
    : undefined;
}

function wholeFault(value: Value, isSource: boolean): string | undefined {
  if (!isSource || value.kind !== 'string' || EVENT_SOURCE_ARN.test(value.value)) return undefined;
  return 'which does not have the form of an ARN';
}

/** What is certainly meant: what people call the ARN of a queue, and what they name a table by. */
function fixOf(value: Value, at: JsonPointer): Pick<Finding, 'fix'> {
  const resource = namedResource(value);
  const to = resource && MEANT[`${resource.type}.${resource.attribute}`];
  if (resource === undefined || to === undefined) return queueUrlFix(value, at);
  if (to === 'stream_arn' && at !== '/event_source_arn') return {};
  const { attribute: from } = resource;
  const title = `Write .${to} in place of .${from}`;
  return { fix: { title, applicability: 'safe', edits: [{ kind: 'attribute', at, from, to }] } };
}

const MEANT: Readonly<Record<string, string>> = {
  'aws_sqs_queue.id': 'arn',
  'aws_sqs_queue.url': 'arn',
  'aws_sqs_queue.name': 'arn',
  'aws_dynamodb_table.id': 'stream_arn',
  'aws_dynamodb_table.name': 'stream_arn',
};

/** The URL of a queue has all that its ARN has. */
function queueUrlFix(value: Value, at: JsonPointer): Pick<Finding, 'fix'> {
  if (value.kind !== 'string' || at === '/kms_key_arn') return {};
  const [, region, account, name] =
    /^https:\/\/sqs\.([a-z0-9-]+)\.amazonaws\.com\/(\d{12})\/([\w-]+(?:\.fifo)?)$/.exec(value.value) ?? [];
  if (region === undefined) return {};
  const partition = region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  const to = `arn:${partition}:sqs:${region}:${account}:${name}`;
  return { fix: { title: `Write ${to}`, applicability: 'unsafe', edits: [{ kind: 'replace', at, to }] } };
}

function repair(value: Value, at: JsonPointer): string {
  const resource = namedResource(value);
  if (resource !== undefined) {
    const isTable = resource.type === 'aws_dynamodb_table' && at === '/event_source_arn';
    return `Write .${isTable ? 'stream_arn' : 'arn'} in place of .${resource.attribute}`;
  }
  if (at === '/kms_key_arn') return 'Write the ARN of the key, best by reference: aws_kms_key.NAME.arn';
  const resources =
    at === DESTINATION
      ? 'aws_sqs_queue.NAME.arn, aws_sns_topic.NAME.arn or aws_s3_bucket.NAME.arn'
      : 'aws_sqs_queue.NAME.arn, aws_kinesis_stream.NAME.arn, aws_dynamodb_table.NAME.stream_arn, …';
  return `Write an ARN, best by reference: ${resources}`;
}

export const page: RulePage = {
  docs: `
    \`event_source_arn\`, \`destination_arn\` and \`kms_key_arn\` are ARNs. The URL or the name of a queue, the id of a key or the
    name of a table is none. The provider checks the latter two when it validates, AWS checks the source.

    The \`id\` of a Kinesis stream, of a stream consumer and of an MSK cluster are ARNs; the \`id\` of an SQS queue is its URL.
  `,
  evidence: [
    {
      source: 'quoted in pulumi/pulumi-aws#654, an empty ARN',
      date: '2019-07-11',
      says: "1 validation error detected: Value '' at 'eventSourceArn' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:([a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)",
    },
    {
      source: 'quoted in serverless/serverless#8758, an account of 13 digits; the words are those of CloudFormation',
      date: '2021-01-14',
      says: 'Model validation failed (#/EventSourceArn: failed validation constraint for keyword [pattern])',
    },
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: '"kms_key_arn" (alias/x) is an invalid ARN: arn: invalid prefix',
    },
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-25',
      says: '"kms_key_arn" (arn:aws:kms:eu-west-1a:123456789012:key/x) is an invalid ARN: invalid region value',
    },
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-25',
      says: '"kms_key_arn" (arn:aws:kms:eu-west-1:*:key/x) is an invalid ARN: invalid account ID value (expecting to match regular expression: ^(aws|aws-managed|third-party|aws-marketplace|\\d{12}|cw.{10})$)',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
  examples: {
    invalid: [
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "by_id" {
        event_source_arn = aws_sqs_queue.orders.id # error
        function_name    = "orders"
      }

      resource "aws_lambda_event_source_mapping" "by_url" {
        event_source_arn = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders" # error
        function_name    = "orders"
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "long_account" {
        event_source_arn = "arn:aws:sqs:eu-west-1:0123456789345:orders" # error
        function_name    = "orders"
      }

      resource "aws_lambda_event_source_mapping" "empty" {
        event_source_arn = "" # error
        function_name    = "orders"
      }
      `,
      `
      variable "account" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"
        kms_key_arn       = "alias/filters" # error

        filter_criteria {
          filter {
            pattern = jsonencode({ data = { type = ["click"] } })
          }
        }

        destination_config {
          on_failure {
            destination_arn = "https://sqs.eu-west-1.amazonaws.com/\${var.account}/failed" # error
          }
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "zone" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        kms_key_arn      = "arn:aws:kms:eu-west-1a:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab" # error
      }

      resource "aws_lambda_event_source_mapping" "any_account" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:returns"
        function_name    = "returns"
        kms_key_arn      = "arn:aws:kms:eu-west-1:*:key/1234abcd-12ab-34cd-56ef-1234567890ab" # error
      }
      `,
    ],
    valid: [
      `
      resource "aws_kinesis_stream" "clicks" {
        name        = "clicks"
        shard_count = 1
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = aws_kinesis_stream.clicks.id
        function_name     = "clicks"
        starting_position = "LATEST"
      }
      `,
      `
      variable "prefix" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "localstack" {
        event_source_arn = "arn:aws:sqs:us-east-1:000000000000:orders"
        function_name    = "orders"
      }

      resource "aws_lambda_event_source_mapping" "government" {
        event_source_arn = "arn:aws-us-gov:sqs:us-gov-west-1:123456789012:orders"
        function_name    = "orders"
      }

      resource "aws_lambda_event_source_mapping" "hole" {
        event_source_arn = "\${var.prefix}:orders"
        function_name    = "orders"
      }

      resource "aws_lambda_event_source_mapping" "beginning" {
        event_source_arn = "arn:\${var.prefix}"
        function_name    = "orders"
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"
        kms_key_arn       = ""

        destination_config {
          on_failure {
            destination_arn = "kafka://failed"
          }
        }
      }
      `,
      `
      resource "aws_kinesis_stream_consumer" "clicks" {
        name       = "clicks"
        stream_arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
      }

      resource "aws_msk_cluster" "orders" {
        cluster_name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = aws_kinesis_stream_consumer.clicks.id
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = ""
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = aws_msk_cluster.orders.id
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
    ],
  },
};
