import {
  type Arn,
  actual,
  DESTINATION,
  EVENT_SOURCE_ARN,
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
        stage,
        message: `${actual(mapping.instance.values, at)}, ${fault}`,
        ...(isSource && { aws: AWS }),
        help,
      };
    }
  },
} satisfies Rule;

function referenceFault(value: Value): string | undefined {
  const resource = namedResource(value);
  if (resource === undefined || resource.service !== undefined) return undefined;
  return `but the ${resource.attribute} of ${resource.type} is no ARN`;
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
  return start.startsWith('arn:') ? 'but an ARN has six parts with colons between them' : 'which is no ARN';
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
  if (region !== undefined && !/^[a-z0-9-]*$/.test(region)) return `but "${region}" is no region`;
  if (account !== undefined && account !== '' && !/^\d{12}$/.test(account)) {
    if (isSource || /^\d+$/.test(account)) return `but an account id has 12 digits, which "${account}" has not`;
  }
  return resource.complete && resource.prefix === '' && !isSource
    ? 'but an ARN names a resource in its last part'
    : undefined;
}

function wholeFault(value: Value, isSource: boolean): string | undefined {
  if (!isSource || value.kind !== 'string' || EVENT_SOURCE_ARN.test(value.value)) return undefined;
  return 'which does not have the form of an ARN';
}

function repair(value: Value, at: JsonPointer): string {
  const type = namedResource(value)?.type;
  if (type === 'aws_dynamodb_table' && at === '/event_source_arn') return 'Write .stream_arn in place of it';
  if (type !== undefined) return 'Write .arn in place of it';
  return 'Write an ARN, best by reference: aws_sqs_queue.NAME.arn, aws_kinesis_stream.NAME.arn, aws_dynamodb_table.NAME.stream_arn, …';
}

export const page: RulePage = {
  docs: `
    \`event_source_arn\`, \`destination_arn\` and \`kms_key_arn\` are ARNs. The URL or the name of a queue, the id of a key or the
    name of a table is none. The provider checks the latter two when it validates, AWS checks the source.

    The \`id\` of a Kinesis stream, of a stream consumer and of an MSK cluster are ARNs; the \`id\` of an SQS queue is its URL.
  `,
  evidence: [
    {
      source: 'quoted in serverless#8758 and pulumi-aws#646',
      date: '2021',
      says: "1 validation error detected: Value '…' at 'eventSourceArn' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:…",
    },
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: '"kms_key_arn" (alias/x) is an invalid ARN: arn: invalid prefix',
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
    ],
  },
};
