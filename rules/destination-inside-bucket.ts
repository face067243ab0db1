import { actual, DESTINATION, KAFKA, type Rule, type RulePage, readArn, STREAMS } from '../src/rule/rule.ts';

export default {
  name: 'destination-inside-bucket',
  summary: 'An S3 destination is the bucket, not a path in it',
  severity: 'warning',
  stage: 'apply',
  when: { sources: [...STREAMS, ...KAFKA], written: ['destination_config'] },
  *check({ mapping }) {
    const arn = readArn(mapping.get(DESTINATION));
    if (arn?.service !== 's3') return;
    // Access points have a region and slashes; only the ARN of a bucket has neither.
    if (arn.region !== '' || !arn.resource.prefix.includes('/')) return;
    const bucket = arn.resource.prefix.slice(0, arn.resource.prefix.indexOf('/'));
    const text = mapping.text(DESTINATION);
    yield {
      at: DESTINATION,
      message: `${actual(mapping.instance.values, DESTINATION)}, a path in a bucket, but the destination is the bucket as a whole`,
      help: `Cut the ARN after the name of the bucket, ${bucket}; Lambda chooses the keys`,
      ...(text !== undefined && {
        fix: {
          title: 'Cut the ARN after the name of the bucket',
          applicability: 'unsafe',
          edits: [{ kind: 'replace', at: DESTINATION, to: text.slice(0, text.indexOf('/')) }],
        },
      }),
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    An S3 destination is named by the ARN of the bucket. Lambda chooses the key of each object itself; a path is not part of
    the ARN.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide, on-failure destinations; what AWS answers to a path is not recorded',
      date: '2026-11-23',
      says: 'the ARN of an Amazon S3 bucket',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_OnFailure.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = "arn:aws:s3:::failed/clicks" # warning
          }
        }
      }
      `,
      `
      variable "stage" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = "arn:aws:s3:::failed/\${var.stage}" # warning
          }
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = "arn:aws:s3:::failed"
          }
        }
      }
      `,
      `
      variable "bucket" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = "arn:aws:s3:::\${var.bucket}"
          }
        }
      }
      `,
    ],
  },
};
