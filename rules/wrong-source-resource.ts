import { actual, EVENT_SOURCE_ARN, parseArn, type Rule, type RulePage } from '../src/rule/rule.ts';

/** What the last part of the ARN of a source is, by service; tables have a rule of their own. */
const FORMS: Readonly<Record<string, { readonly pattern: RegExp; readonly form: string }>> = {
  kinesis: {
    pattern: /^stream\/[^/]+(?:\/consumer\/[^/]+:\d+)?$/,
    form: 'stream/NAME or stream/NAME/consumer/NAME:TIME',
  },
  sqs: { pattern: /^[^/:]+$/, form: 'the name of the queue' },
  kafka: { pattern: /^(?:cluster|vpc-connection)\/./, form: 'cluster/… or vpc-connection/…' },
  mq: { pattern: /^broker:[^:]+:b-[^:]+$/, form: 'broker:NAME:b-…' },
  rds: { pattern: /^cluster:[^:]+$/, form: 'cluster:NAME' },
};

export default {
  name: 'wrong-source-resource',
  summary: 'Right service, but not the resource Lambda reads',
  severity: 'error',
  stage: 'apply',
  about: 'source',
  *check({ mapping }) {
    const text = mapping.text('/event_source_arn');
    if (text === undefined || !EVENT_SOURCE_ARN.test(text)) return;
    const arn = parseArn(text);
    const expected = arn?.service !== undefined && Object.hasOwn(FORMS, arn.service) ? FORMS[arn.service] : undefined;
    if (arn === undefined || expected === undefined) return;
    const { pattern, form } = expected;
    const missing = arn.region === '' ? 'region' : arn.account === '' ? 'account' : undefined;
    if (missing === undefined && pattern.test(arn.resource.prefix)) return;
    const limit =
      missing === undefined
        ? `in the service ${arn.service} the last part of a source's ARN is ${form}`
        : `the ARN of a source names a ${missing}`;
    yield {
      at: '/event_source_arn',
      message: `${actual(mapping.instance.values, '/event_source_arn')}, but ${limit}`,
      help: 'Name the resource that holds the records by its own ARN, best by reference',
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    The service is one that Lambda polls, but the ARN does not name what it reads there: a stream or a stream consumer of
    Kinesis, a queue, a Kafka cluster or VPC connection, a broker, a DocumentDB cluster (not its instances, snapshots or
    parameter groups).
  `,
  evidence: [
    {
      source: 'AWS Lambda API reference (botocore 1.43.67); the answers are not recorded',
      date: '2026-08-07',
      says: 'EventSourceArn: names the ARN that is wanted for each service',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:clicks" # error
        function_name     = "clicks"
        starting_position = "LATEST"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:::orders" # error
        function_name    = "orders"
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:rds:eu-west-1:123456789012:db:orders" # error
        function_name    = "orders"
      }

      resource "aws_lambda_event_source_mapping" "topics" {
        event_source_arn = "arn:aws:kafka:eu-west-1:123456789012:topic/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5/orders" # error
        function_name    = "orders"
      }
      `,
      `
      locals {
        sources = { orders = "arn:aws:sqs:eu-west-1:123456789012:orders", jobs = "arn:aws:mq:eu-west-1:123456789012:broker:jobs" }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = local.sources

        event_source_arn = each.value # error
        function_name    = each.key
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "consumer" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks/consumer/lambda:1234567890"
        function_name     = "clicks"
        starting_position = "LATEST"
      }

      resource "aws_lambda_event_source_mapping" "connection" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:vpc-connection/123456789012/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
      `
      variable "resource" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "any" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:\${var.resource}"
        function_name     = "clicks"
        starting_position = "LATEST"
      }

      resource "aws_lambda_event_source_mapping" "localstack" {
        event_source_arn = "arn:aws:sqs:us-east-1:000000000000:orders.fifo"
        function_name    = "orders"
      }
      `,
    ],
  },
};
