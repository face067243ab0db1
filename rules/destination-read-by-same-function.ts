import { functionKeys, mappingName, relatives, sourceKeys, valueKeys } from '../src/rule/relatives.ts';
import {
  allIn,
  type Configuration,
  DESTINATION,
  type EventSourceMapping,
  functionBehind,
  isEnabled,
  KAFKA,
  type Rule,
  type RulePage,
  SQS,
  STREAMS,
  written,
} from '../src/rule/rule.ts';

export default {
  name: 'destination-read-by-same-function',
  summary: 'The failure queue feeds the same function',
  severity: 'warning',
  stage: 'runtime',
  when: { sources: [...STREAMS, ...KAFKA], written: ['destination_config'], severalMappings: true },
  *check({ mapping, configuration }) {
    if (!isEnabled(mapping) || !mapping.has(DESTINATION)) return;
    const destination = mapping.get(DESTINATION);
    const readers = [...relatives(mapping, configuration, { keysOf: sourceKeys, keys: valueKeys(destination) }).all()];
    const own = functionsOf(mapping, configuration);
    const reader = readers.find(
      (other) =>
        isEnabled(other) &&
        allIn(other.kinds, SQS) &&
        functionsOf(other, configuration).some((name) => own.includes(name)),
    );
    if (reader === undefined) return;
    yield {
      at: DESTINATION,
      message: `records that failed go to ${written(destination)}, and ${mappingName(reader)} hands them to the same function again`,
      help: 'Let another function read the queue, or look at what is in it by hand',
      related: [
        {
          message: `${reader.address} reads the destination`,
          place: reader.instance.sourceMap.locate('/event_source_arn', 'value'),
        },
        { message: 'this is the function of both', at: '/function_name' },
      ],
    };
  },
} satisfies Rule;

/** The function, whatever the version or alias. */
function functionsOf({ instance }: EventSourceMapping, configuration: Configuration): readonly string[] {
  const value = instance.values.entries.get('function_name');
  const resources = value === undefined ? [] : functionBehind(value, configuration);
  const [resource, ...others] = resources;
  const keys = functionKeys(instance.values, configuration) ?? [];
  return resource === undefined || others.length > 0 ? keys : [...keys, `resource ${resource.address}`];
}

export const page: RulePage = {
  docs: `
    The destination takes what the function could not process. When a mapping hands the destination's queue to the same function, the
    records fail there again: they go round until the queue drops them, and each round costs.
  `,
  evidence: [
    {
      source: 'general knowledge; AWS may stop such loops, no text recorded',
      date: '2026-11-24',
      says: 'recursive loop detection covers SQS, SNS and S3',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html'],
  examples: {
    invalid: [
      `
      resource "aws_sqs_queue" "failed" {
        name = "clicks-failed"
      }

      resource "aws_lambda_function" "clicks" {
        function_name = "clicks"
        role          = "arn:aws:iam::123456789012:role/clicks"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "clicks.zip"
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = aws_lambda_function.clicks.arn
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = aws_sqs_queue.failed.arn # warning
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "failed" {
        event_source_arn = aws_sqs_queue.failed.arn
        function_name    = aws_lambda_function.clicks.function_name
      }
      `,
      `
      locals {
        failed = "arn:aws:sqs:eu-west-1:123456789012:clicks-failed"
      }

      resource "aws_lambda_event_source_mapping" "failed" {
        event_source_arn = local.failed
        function_name    = "clicks"
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        for_each = { clicks = "clicks", views = "views" }

        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/\${each.key}"
        function_name     = each.value
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = local.failed # warning
          }
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_sqs_queue" "failed" {
        name = "clicks-failed"
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = aws_sqs_queue.failed.arn
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "failed" {
        event_source_arn = aws_sqs_queue.failed.arn
        function_name    = "repair"
      }

      resource "aws_lambda_event_source_mapping" "redrive" {
        event_source_arn = aws_sqs_queue.failed.arn
        function_name    = "clicks"
        enabled          = false
      }
      `,
      `
      variable "redrive" {
        type = bool
      }

      variable "failed" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = var.failed
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "failed" {
        event_source_arn = var.failed
        function_name    = "clicks"
        enabled          = var.redrive
      }
      `,
    ],
  },
};
