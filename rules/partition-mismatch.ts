import { type Arn, type Finding, type JsonPointer, type Rule, type RulePage, readArn } from '../src/rule/rule.ts';

/** Beginnings of region names and the partition that they belong to; all other regions belong to `aws`. */
const PARTITIONS: readonly { readonly region: string; readonly partition: string }[] = [
  { region: 'cn-', partition: 'aws-cn' },
  { region: 'us-gov-', partition: 'aws-us-gov' },
  { region: 'us-iso-', partition: 'aws-iso' },
  { region: 'us-isob-', partition: 'aws-iso-b' },
  { region: 'eu-isoe-', partition: 'aws-iso-e' },
  { region: 'us-isof-', partition: 'aws-iso-f' },
  { region: 'eusc-', partition: 'aws-eusc' },
];

const KNOWN: ReadonlySet<string> = new Set(['aws', ...PARTITIONS.map(({ partition }) => partition)]);
const ORDINARY_REGION = /^(?:af|ap|ca|eu|il|me|mx|sa|us)-(?:central|(?:north|south)?(?:east|west)?)-\d$/;

export default {
  name: 'partition-mismatch',
  summary: 'Partition and region of the ARN contradict each other',
  severity: 'error',
  stage: 'apply',
  *check({ mapping }) {
    const source = readArn(mapping.get('/event_source_arn'));
    const target = readArn(mapping.get('/function_name'));
    for (const [at, arn] of [
      ['/event_source_arn', source],
      ['/function_name', target],
    ] satisfies [JsonPointer, Arn | undefined][]) {
      const expected = arn && partitionOf(arn.region);
      if (
        arn?.partition === undefined ||
        expected === undefined ||
        !KNOWN.has(arn.partition) ||
        expected === arn.partition
      )
        continue;
      yield {
        at,
        message: `the partition of the ARN is ${arn.partition}, but ${arn.region} belongs to ${expected}`,
        help: `Write "arn:${expected}:…", or name a region of ${arn.partition}`,
        ...partitionFix(mapping.text(at), { at, partition: expected }),
      };
      return;
    }
    const [from, to] = [source?.partition, target?.partition];
    if (from === undefined || to === undefined || from === to || !KNOWN.has(from) || !KNOWN.has(to)) return;
    yield {
      at: '/event_source_arn',
      message: `the source is in the partition ${from}, but the function is in ${to}`,
      help: 'Name a source and a function of one partition',
      related: [{ message: `the partition is ${to}`, at: '/function_name' }],
    };
  },
} satisfies Rule;

function partitionFix(
  text: string | undefined,
  { at, partition }: { readonly at: JsonPointer; readonly partition: string },
): Pick<Finding, 'fix'> {
  if (text === undefined) return {};
  const to = text.replace(/^arn:[^:]*:/, `arn:${partition}:`);
  return {
    fix: { title: `Write the partition ${partition}`, applicability: 'unsafe', edits: [{ kind: 'replace', at, to }] },
  };
}

function partitionOf(region: string | undefined): string | undefined {
  if (region === undefined) return undefined;
  const special = PARTITIONS.find((one) => region.startsWith(one.region))?.partition;
  return special ?? (ORDINARY_REGION.test(region) ? 'aws' : undefined);
}

export const page: RulePage = {
  docs: `
    Each region belongs to one partition: \`cn-north-1\` to \`aws-cn\`, \`us-gov-west-1\` to \`aws-us-gov\`, \`eu-west-1\` to \`aws\`. An ARN that
    puts them together otherwise names nothing.
  `,
  evidence: [
    {
      source: 'AWS API reference: each partition has regions of its own; the answer itself is not recorded',
      date: '2026-11-23',
      says: 'cn- is aws-cn, us-gov- aws-us-gov, us-iso- aws-iso, us-isob- aws-iso-b, eu-isoe- aws-iso-e, us-isof- aws-iso-f, eusc- aws-eusc',
    },
  ],
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:cn-north-1:123456789012:orders" # error
        function_name    = "orders"
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws-us-gov:sqs:us-east-1:123456789012:orders" # error
        function_name    = "orders"
      }
      `,
      `
      variable "region" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws-cn:sqs:\${var.region}:123456789012:orders" # error
        function_name    = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "gov" {
        event_source_arn = "arn:aws-us-gov:sqs:us-gov-west-1:123456789012:orders"
        function_name    = "orders"
      }

      resource "aws_lambda_event_source_mapping" "cn" {
        event_source_arn = "arn:aws-cn:sqs:cn-north-1:123456789012:orders"
        function_name    = "orders"
      }

      resource "aws_lambda_event_source_mapping" "isob" {
        event_source_arn = "arn:aws-iso-b:sqs:us-isob-east-1:123456789012:orders"
        function_name    = "orders"
      }

      resource "aws_lambda_event_source_mapping" "eusc" {
        event_source_arn = "arn:aws-eusc:sqs:eusc-de-east-1:123456789012:orders"
        function_name    = "orders"
      }

      resource "aws_lambda_event_source_mapping" "future" {
        event_source_arn = "arn:aws-new:sqs:xx-new-1:123456789012:orders"
        function_name    = "orders"
      }

      resource "aws_lambda_event_source_mapping" "new" {
        event_source_arn = "arn:aws:sqs:ap-southeast-7:123456789012:orders"
        function_name    = "orders"
      }
      `,
      `
      variable "partition" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "same" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:\${var.partition}:sqs:cn-north-1:123456789012:orders"
        function_name    = "orders"
      }
      `,
    ],
  },
};
