import {
  allIn,
  type Related,
  type Rule,
  type RulePage,
  readArn,
  regionOf,
  SQS,
  STREAMS,
  wantedRegion,
} from '../src/rule/rule.ts';

export default {
  name: 'cross-region-source',
  summary: 'The source lives in another region',
  severity: 'error',
  stage: 'apply',
  when: { sources: [...SQS, ...STREAMS] },
  *check({ mapping, configuration }) {
    const fromFunction = readArn(mapping.get('/function_name'))?.region || undefined;
    const ownRegion = mapping.text('/region') || undefined;
    if (fromFunction !== undefined && ownRegion !== undefined && fromFunction !== ownRegion) {
      yield {
        at: '/region',
        message: `region is "${ownRegion}", but the function is in ${fromFunction}, and a mapping lives in the region of its function`,
        help: `Write region = "${fromFunction}", or name a function in ${ownRegion}`,
        related: [{ message: `the function is in ${fromFunction}`, at: '/function_name' }],
      };
      return;
    }
    const source = regionOf(mapping.get('/event_source_arn'), configuration);
    const wanted = source && wantedRegion(mapping, configuration);
    if (wanted === undefined || source === undefined || source.name === wanted.name) return;
    const related: Related[] = [];
    if (wanted.place !== undefined) related.push({ message: `this is in ${wanted.name}`, place: wanted.place });
    if (source.place !== undefined) related.push({ message: `the source is in ${source.name}`, place: source.place });
    yield {
      at: '/event_source_arn',
      message: `the source is in ${source.name}, but the ${fromFunction === undefined ? 'mapping' : 'function'} is in ${wanted.name}`,
      aws: `Event source region must match Lambda region ${wanted.name}`,
      help: `Name a source in ${wanted.name}${allIn(mapping.kinds, ['dynamodb-stream']) ? '; of a global table the stream of the replica there' : ''}`,
      related,
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Lambda polls queues and streams of its own region only. The region of a mapping is that of its function's ARN, else that of the
    \`region\` argument, else that of the provider.
  `,
  evidence: [
    {
      source: 'recorded on AWS (cdk-preflight), SQS and DynamoDB',
      date: '2026-09-13',
      says: 'Event source region must match Lambda region us-east-1',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:us-east-1:123456789012:orders" # error
        function_name    = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
      }
      `,
      `
      variable "account" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        region            = "eu-west-1"
        event_source_arn  = "arn:aws:kinesis:us-west-2:\${var.account}:stream/orders" # error
        function_name     = "orders"
        starting_position = "LATEST"
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        region           = "us-east-1" # error
        event_source_arn = "arn:aws:sqs:us-east-1:123456789012:orders"
        function_name    = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
      }
      `,
      `
      resource "aws_sqs_queue" "orders" {
        region = "us-east-1"
        name   = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        region           = "eu-west-1"
        event_source_arn = aws_sqs_queue.orders.arn # error
        function_name    = "orders"
      }
      `,
      `
      variable "region" {
        type    = string
        default = "eu-west-1"
      }

      provider "aws" {
        region = var.region
      }

      provider "aws" {
        alias  = "us"
        region = "us-east-1"
      }

      resource "aws_sqs_queue" "orders" {
        provider = aws.us
        name     = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn # error
        function_name    = "orders"
      }
      `,
    ],
    valid: [
      `
      provider "aws" {
        region                 = "us-east-1"
        skip_region_validation = true
      }

      provider "aws" {
        alias  = "emulator"
        region = "us-east-1"

        endpoints {
          sqs    = "http://localhost:4566"
          lambda = "http://localhost:4566"
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:000000000000:orders"
        function_name    = "orders"
      }

      resource "aws_lambda_event_source_mapping" "returns" {
        provider         = aws.emulator
        event_source_arn = "arn:aws:sqs:eu-west-1:000000000000:returns"
        function_name    = "returns"
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws-eusc:sqs:eusc-de-east-1:123456789012:orders"
        function_name    = "arn:aws-eusc:lambda:eusc-de-east-1:123456789012:function:orders"
      }
      `,
      `
      variable "region" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:\${var.region}:123456789012:orders"
        function_name    = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
      }

      resource "aws_lambda_event_source_mapping" "returns" {
        event_source_arn = "arn:aws:sqs:us-east-1:123456789012:returns"
        function_name    = "returns"
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        region            = "us-east-1"
        event_source_arn  = "arn:aws:kinesis:us-east-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = "arn:aws:s3:::failed"
          }
        }
      }
      `,
    ],
  },
};
