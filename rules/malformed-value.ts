import { argumentName, enforcer, type Rule, type RulePage, whence, written } from '../src/rule/rule.ts';

/** What the text of an argument must be, to follow "it must be"; regular expressions explain nothing. */
const FORMS: Readonly<Record<string, string>> = {
  starting_position_timestamp: 'a date and time with zone as in RFC 3339, for example "2026-01-31T00:00:00Z"',
  consumer_group_id: 'made of letters, digits, blanks and the characters - / * : _ + = . @',
  topics: 'made of letters, digits, ".", "_" and "-", and not begin with "."',
  database_name: 'without blanks and the characters / . $ "',
  collection_name: 'without "$", begin with a letter, a digit or "_", and not with "system."',
  poller_group_name: 'made of letters, digits, "-" and "_"',
  uri: 'made of letters, digits, blanks and the characters - / * : _ + = . @',
  schema_registry_uri: 'made of letters, digits and the characters - / * : _ + = . @',
  region: 'the name of a region, for example "eu-west-1"',
  create: 'a duration, for example "15m"',
  update: 'a duration, for example "15m"',
  delete: 'a duration, for example "15m"',
};

export default {
  name: 'malformed-value',
  summary: 'The text does not have the form the argument requires',
  severity: 'error',
  stage: 'validate',
  when: { violated: ['pattern', 'format'] },
  *check({ violations }) {
    for (const { pointer, keyword, params } of violations) {
      if ((keyword !== 'pattern' && keyword !== 'format') || params.value === undefined) continue;
      const form = FORMS[params.name] ?? 'of another form';
      yield {
        at: pointer,
        message: `${argumentName(pointer)} is ${written(params.value)}${whence(params.value)}, but for ${enforcer(params)} it must be ${form}`,
        stage: params.stage,
        ...(params.aws !== undefined && { aws: params.aws }),
      };
    }
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Some texts must have a form: \`starting_position_timestamp\` is a date-time of RFC 3339 with a zone (CloudFormation takes
    seconds since 1970 there, Terraform does not), names of topics, groups, databases and collections are made of certain
    characters, timeouts are durations.
  `,
  evidence: [
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: 'expected "starting_position_timestamp" to be a valid RFC3339 date, got "1541139109"',
    },
    {
      source: 'AWS Lambda API model (botocore 1.43.67); the answers for these arguments are not recorded',
      date: '2026-08-07',
      says: '… failed to satisfy constraint: Member must satisfy regular expression pattern: …',
    },
  ],
  references: ['https://www.rfc-editor.org/rfc/rfc3339#section-5.6'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn            = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name               = "clicks"
        starting_position           = "AT_TIMESTAMP"
        starting_position_timestamp = "2026-05-01" # error
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn            = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name               = "orders"
        topics                      = [".orders"] # error
        starting_position           = "AT_TIMESTAMP"
        starting_position_timestamp = 1714521600 # error

        timeouts {
          create = "15 minutes" # error
        }
      }
      `,
      `
      locals {
        group = "orders,v1"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          consumer_group_id = local.group # error
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn            = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name               = "orders"
        topics                      = ["o"]
        starting_position           = "AT_TIMESTAMP"
        starting_position_timestamp = "2026-05-01T00:00:00.5+02:00"

        timeouts {
          create = "1h30m"
        }
      }
      `,
      `
      variable "day" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn            = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name               = "clicks"
        starting_position           = "AT_TIMESTAMP"
        starting_position_timestamp = "\${var.day}T00:00:00Z"
      }
      `,
      `
      variable "stage" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        region            = ""
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["\${var.stage}_orders.v1"]
        starting_position = "LATEST"

        amazon_managed_kafka_event_source_config {
          consumer_group_id = "a/b c:d_*+=.@-"
        }
      }
      `,
    ],
  },
};
