import {
  argumentName,
  neededVersion,
  type Rule,
  type RulePage,
  type Violation,
  whence,
  written,
} from '../src/rule/rule.ts';

export default {
  name: 'value-newer-than-provider',
  summary: 'The argument exists, but not yet this value',
  severity: 'error',
  stage: 'validate',
  when: { violated: ['x-newer-value'] },
  *check({ violations, provider }) {
    for (const violation of violations) {
      const { pointer, keyword, params } = violation;
      if (keyword !== 'x-newer-value' || params.needs === undefined) continue;
      const { text, related } = neededVersion(params.needs, provider);
      yield {
        at: pointer,
        message: `${actualValue(violation)}, which ${text}`,
        help: `Upgrade hashicorp/aws with terraform init -upgrade, after raising its constraint if need be, or write another value`,
        related,
      };
    }
  },
} satisfies Rule;

function actualValue({ pointer, params: { value, count } }: Violation): string {
  if (count !== undefined) return `${argumentName(pointer).replace(/\[\d+\]$/, '')} is written ${count} times`;
  return `${argumentName(pointer)} is ${value === undefined ? 'set' : `${written(value)}${whence(value)}`}`;
}

export const page: RulePage = {
  docs: `
    AWS takes these values, but the validators of older providers refuse them. Which version runs is found as for
    [argument-newer-than-provider](argument-newer-than-provider.md); it is reported only if no version that may run takes the
    value. Where the version that first took a value is not known, the last one that was seen to refuse it counts.
  `,
  evidence: [
    {
      source: 'hashicorp/terraform-provider-aws#45802, released with 6.28.0',
      date: '2026-01-07',
      says: '"destination_config.0.on_failure.0.destination_arn" (kafka://...) is an invalid ARN: arn: invalid prefix',
    },
    {
      source: 'quoted in hashicorp/terraform-provider-aws#37975, seen with 5.51.0',
      date: '2024-06-14',
      says: 'expected scaling_config.0.maximum_concurrency to be in the range (2 - 1000), got 1200',
    },
    {
      source: 'provider schemas of 5.11 and 5.12.0',
      date: '2026-11-23',
      says: 'filter_criteria.filter: at most 5 before 5.12.0, at most 10 since',
    },
    {
      source: 'changelog of hashicorp/aws 3.43.0; another source says 3.38',
      date: '2026-11-23',
      says: 'maximum_retry_attempts and maximum_record_age_in_seconds take -1; reported below 3.38.0 only',
    },
    {
      source: 'provider source of about 6.0, terraform validate with 5.100.0',
      date: '2026-11-24',
      says: 'provisioned_poller_config.maximum_pollers: 1 to 2000',
    },
    {
      source: 'AWS SDK of 2026-01-28, which no provider before 6.29.0 can have',
      date: '2026-01-28',
      says: 'metrics: ErrorCount and KafkaMetrics',
    },
    {
      source: 'AWS SDK of 2026-10-08, which no provider before 6.56.0 can have',
      date: '2026-10-08',
      says: 'access types: IAM_AUTH, IAM_OAUTHBEARER_AUTH and OAUTHBEARER_…',
    },
    {
      source: 'hashicorp/terraform-provider-aws#45895, released with 6.29.0, as read on this day',
      date: '2026-11-23',
      says: 'ARNs in regions of the European sovereign cloud (eusc-…) are ARNs since 6.29.0',
    },
  ],
  references: ['https://github.com/hashicorp/terraform-provider-aws/blob/main/CHANGELOG.md'],
  examples: {
    invalid: [
      `
      terraform {
        required_providers {
          aws = {
            source  = "hashicorp/aws"
            version = "6.27.0"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        starting_position = "LATEST"
        topics            = ["orders"]

        destination_config {
          on_failure {
            destination_arn = "kafka://orders-dlq" # error
          }
        }

        provisioned_poller_config {
          maximum_pollers = 10
        }

        metrics_config {
          metrics = ["EventCount", "KafkaMetrics"] # error
        }
      }
      `,
      `
      terraform {
        required_providers {
          aws = {
            source  = "hashicorp/aws"
            version = "~> 5.0, < 5.12"
          }
        }
      }

      variable "concurrency" {
        type    = number
        default = 1200
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        scaling_config {
          maximum_concurrency = var.concurrency # error
        }
      }
      `,
      `
      terraform {
        required_providers {
          aws = "~> 2.60"
        }
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn              = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name                 = "clicks"
        starting_position             = "LATEST"
        maximum_retry_attempts        = -1 # error
        maximum_record_age_in_seconds = -1 # error
      }
      `,
    ],
    valid: [
      `
      terraform {
        required_providers {
          aws = {
            source  = "hashicorp/aws"
            version = "~> 5.0"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        scaling_config {
          maximum_concurrency = 1200
        }
      }
      `,
      `
      terraform {
        required_providers {
          aws = {
            source  = "hashicorp/aws"
            version = "5.53.0"
          }
        }
      }

      variable "destination" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "orders"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = var.destination
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:jobs"
        function_name    = "jobs"

        scaling_config {
          maximum_concurrency = 1200
        }
      }
      `,
    ],
  },
};
