import {
  argumentName,
  type JsonPointer,
  type Rule,
  type RulePage,
  type Violation,
  writtenAt,
} from '../src/rule/rule.ts';

export default {
  name: 'missing-required-argument',
  summary: 'A required argument is absent',
  severity: 'error',
  stage: 'validate',
  when: { violated: ['required'] },
  *check({ mapping, violations }) {
    for (const violation of violations) {
      if (violation.keyword !== 'required') continue;
      const { pointer, params } = violation;
      if (isForNewerSource(pointer, violations)) continue;
      const state = writtenAt(mapping.instance.values, pointer)?.kind === 'null' ? 'null' : 'absent';
      const aws = awsText(violation);
      yield {
        at: pointer,
        message: `${argumentName(pointer)} is ${state}, but it is required`,
        stage: params.stage,
        ...(aws !== undefined && { aws }),
        help: `Write ${params.name}${params.description === undefined ? '' : `: ${params.description}`}`,
      };
    }
  },
} satisfies Rule;

/** Who writes the other kind of source needs a newer provider, which is reported, and then no event_source_arn. */
function isForNewerSource(pointer: JsonPointer, violations: readonly Violation[]): boolean {
  const isSource = (one: Violation) => one.keyword === 'x-newer' && one.params.name === 'self_managed_event_source';
  return pointer === '/event_source_arn' && violations.some(isSource);
}

/** Terraform refuses first; AWS's words are those that people who came here from the API search for. */
function awsText({ pointer, params }: Violation): string | undefined {
  if (!pointer.endsWith('/on_failure/0/destination_arn')) return params.aws;
  return 'The Destination field is required for an OnFailure configuration.';
}

export const page: RulePage = {
  docs: `
    Terraform refuses a configuration without these arguments: \`function_name\`; in nested blocks \`endpoints\`,
    \`database_name\`, \`destination_arn\`, \`metrics\`, and \`type\` and \`uri\` of an access entry. \`null\` counts as absent.
    Before hashicorp/aws 3.43.0, \`event_source_arn\` was required too.
  `,
  evidence: [
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: 'The argument "function_name" is required, but no definition was found.',
    },
    {
      source: 'quoted in aws-controllers-k8s/community#2865, as read on this day',
      date: '2026-11-23',
      says: 'The Destination field is required for an OnFailure configuration.',
    },
  ],
  references: [
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_event_source_mapping',
  ],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" { # error
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = null # error
        starting_position = "LATEST"

        destination_config {
          on_failure {} # error
        }

        metrics_config {} # error
      }
      `,
      `
      terraform {
        required_providers {
          aws = {
            source  = "hashicorp/aws"
            version = "~> 3.0, < 3.43"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" { # error
        function_name = "orders"
      }
      `,
      `
      locals {
        destinations = { clicks = "arn:aws:sqs:eu-west-1:123456789012:failed", views = null }
      }

      resource "aws_lambda_event_source_mapping" "streams" {
        for_each = local.destinations

        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/\${each.key}"
        function_name     = each.key
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = each.value # error
          }
        }
      }
      `,
    ],
    valid: [
      `
      variable "function_name" {
        type    = string
        default = null
      }

      variable "secrets" {
        type    = list(string)
        default = []
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = var.function_name
      }
      `,
      `
      locals {
        failed = []
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        dynamic "destination_config" {
          for_each = local.failed
          content {
            on_failure {}
          }
        }
      }
      `,
    ],
  },
};
