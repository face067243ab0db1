import {
  argumentName,
  enforcer,
  type Finding,
  type JsonPointer,
  listed,
  NEWEST_KNOWN_PROVIDER,
  nearest,
  type Rule,
  type RulePage,
  type ViolationParams,
  whence,
  written,
} from '../src/rule/rule.ts';

export default {
  name: 'value-not-allowed',
  summary: 'The value is not one of the allowed words',
  severity: 'error',
  stage: 'validate',
  when: { violated: ['enum'] },
  *check({ violations, provider }) {
    for (const { pointer, keyword, params } of violations) {
      if (keyword !== 'enum' || params.value === undefined || provider.isAfter(NEWEST_KNOWN_PROVIDER)) continue;
      const { value, allowed = [] } = params;
      const aws = answer(params);
      yield {
        at: pointer,
        message: `${argumentName(pointer)} is ${written(value)}${whence(value)}, but ${enforcer(params)} allows only ${quoted(allowed)}`,
        stage: params.stage,
        ...(aws !== undefined && { aws }),
        help: repair(params),
        ...fixOf(pointer, params),
      };
    }
  },
} satisfies Rule;

/** The recorded answer, about this value; the provider does not send an empty text. */
function answer({ aws, value }: ViolationParams): string | undefined {
  if (value?.kind !== 'string' || value.sensitive || value.value === '') return undefined;
  return aws?.replace("Value 'invalid'", () => `Value '${value.value}'`);
}

function quoted(words: readonly string[], conjunction = 'and'): string {
  return listed(
    words.map((word) => `"${word}"`),
    conjunction,
  );
}

function fixOf(at: JsonPointer, { name, value, allowed = [] }: ViolationParams): Pick<Finding, 'fix'> {
  if (value?.kind !== 'string') return {};
  const was = value.value;
  if (was === '' && at.endsWith(`/${name}`) && name !== 'type') {
    return { fix: { title: `Remove ${name}`, applicability: 'safe', edits: [{ kind: 'remove', at, was }] } };
  }
  const to = allowed.find((word) => word.toUpperCase() === was.toUpperCase());
  if (to === undefined) return {};
  return { fix: { title: `Write "${to}"`, applicability: 'safe', edits: [{ kind: 'replace', at, was, to }] } };
}

function repair({ name, value, allowed = [] }: ViolationParams): string {
  if (value?.kind !== 'string') return `Write ${quoted(allowed, 'or')}`;
  if (value.value === '') return `Remove ${name}, or write null for none`;
  const upper = new Map(allowed.map((word) => [word.toUpperCase(), word]));
  const likely =
    upper.get(value.value.toUpperCase()) ?? upper.get(nearest(value.value.toUpperCase(), upper.keys()) ?? '');
  return likely === undefined ? `Write ${quoted(allowed, 'or')}` : `Write "${likely}"`;
}

export const page: RulePage = {
  docs: `
    Some arguments take one of a few words, in exactly this spelling. The provider checks most of them, AWS those of a schema
    registry. An empty text is none of them: write \`null\` where an argument is to be left out.
  `,
  evidence: [
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: 'expected starting_position to be one of ["TRIM_HORIZON" "LATEST" "AT_TIMESTAMP"], got latest',
    },
    {
      source: 'recorded on AWS (LocalStack snapshots)',
      date: '2025-02-17',
      says: "1 validation error detected: Value 'invalid' at 'startingPosition' failed to satisfy constraint: Member must satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]",
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn        = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name           = "clicks"
        starting_position       = "latest" # error
        function_response_types = ["ReportBatchItemFailure"] # error
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name     = "orders"
        starting_position = "" # error
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"
        function_name     = "orders"
        starting_position = "LATEST"

        document_db_event_source_config {
          database_name = "orders"
          full_document = "updateLookup" # error
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      locals {
        positions = { clicks = "LATEST", views = "NOW" }
      }

      resource "aws_lambda_event_source_mapping" "streams" {
        for_each = local.positions

        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/\${each.key}"
        function_name     = each.key
        starting_position = each.value # error
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn        = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name           = "clicks"
        starting_position       = "TRIM_HORIZON"
        function_response_types = ["ReportBatchItemFailures"]
      }
      `,
      `
      variable "position" {
        type    = string
        default = ""
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = var.position
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        source_access_configuration {
          type = "IAM_AUTH"
          uri  = "arn:aws:iam::123456789012:role/orders"
        }
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = ["jobs"]

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }

        source_access_configuration {
          type = "VIRTUAL_HOST"
          uri  = "/"
        }
      }
      `,
      `
      terraform {
        required_providers {
          aws = {
            source  = "hashicorp/aws"
            version = ">= 7.0"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn        = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name           = "clicks"
        starting_position       = "LATEST"
        function_response_types = ["ReportSomethingNew"]
      }
      `,
    ],
  },
};
