import { argumentName, neededVersion, type Rule, type RulePage } from '../src/rule/rule.ts';

export default {
  name: 'argument-newer-than-provider',
  summary: 'The selected provider does not know this argument yet',
  severity: 'error',
  stage: 'validate',
  judges: 'expression',
  when: { violated: ['x-newer'] },
  *check({ violations, provider }) {
    for (const { pointer, keyword, params } of violations) {
      if (keyword !== 'x-newer' || params.needs === undefined) continue;
      const { text, related } = neededVersion(params.needs, provider);
      const name = params.form === 'block' ? argumentName(pointer).replace(/\[0\]$/, '') : argumentName(pointer);
      yield {
        at: pointer,
        part: 'key',
        message: `\`${name}\` ${text}`,
        help: `Upgrade hashicorp/aws with terraform init -upgrade, after raising its constraint if need be, or remove ${params.name}`,
        related,
      };
    }
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Terraform refuses an argument or a block that the provider does not have, even with \`null\` as its value. Which version
    runs is known from \`.terraform.lock.hcl\`, else from \`providerVersion\` in \`preplan.json\`, else the constraints in
    \`required_providers\` (of the module and of those that call it) say which may run. It is reported only if none of these
    versions has the argument; nothing is reported without such information. Of a block that is too new, nothing inside is
    looked at.

    A few arguments came with a version that is known only roughly. They are reported when the provider is older by five minor
    versions or more.
  `,
  evidence: [
    {
      source: 'quoted in hashicorp/terraform-provider-aws#21137: Terraform 0.11 with hashicorp/aws 2.70.0',
      date: '2021-10-04',
      says: 'aws_lambda_event_source_mapping.kafka_event_source: : invalid or unknown key: topics',
    },
    {
      source: 'changelog of hashicorp/aws 3.28.0 and 3.43.0, schemas of the versions from 2.70 to 6.66',
      date: '2026-11-23',
      says: 'topics came with 3.28.0, self_managed_event_source with 3.43.0, tags with 5.70.0',
    },
    {
      source: 'terraform init of 1.11.4 with providers at hand',
      date: '2026-11-24',
      says: '~> 4.0 and ~> 4 select the newest 4.x, ~> 4.0.0 the newest 4.0.x; 4.0 is exactly 4.0.0',
    },
  ],
  references: [
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/CHANGELOG.md',
    'https://developer.hashicorp.com/terraform/language/expressions/version-constraints',
  ],
  examples: {
    invalid: [
      `
      terraform {
        required_providers {
          aws = {
            source  = "hashicorp/aws"
            version = "2.70.0"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        starting_position = "TRIM_HORIZON"
        topics            = ["orders"] # error
      }
      `,
      `
      terraform {
        required_providers {
          aws = {
            source  = "hashicorp/aws"
            version = "~> 4.0"
          }
        }
      }

      variable "tags" {
        type = map(string)
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        tags             = var.tags # error

        provisioned_poller_config { # error
          maximum_pollers   = 10
          poller_group_name = "orders"
        }
      }
      `,
      `
      provider "aws" {
        version = ">= 2.30, < 3.43"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        function_name     = "orders"
        starting_position = "LATEST"
        topics            = ["orders"]

        self_managed_event_source { # error
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = "kafka1.example.com:9092"
          }
        }
      }
      `,
    ],
    valid: [
      `
      terraform {
        required_providers {
          aws = {
            source  = "hashicorp/aws"
            version = ">= 4.0"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        tags             = { team = "orders" }
      }
      `,
      `
      terraform {
        required_providers {
          aws = {
            source  = "hashicorp/aws"
            version = "~> 3.65.0"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        tags             = null

        filter_criteria {
          filter {
            pattern = jsonencode({ body = { kind = ["new"] } })
          }
        }
      }
      `,
      `
      terraform {
        required_providers {
          aws = {
            source  = "example.com/acme/aws"
            version = "1.0.0"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        tags             = { team = "orders" }
      }
      `,
    ],
  },
};
