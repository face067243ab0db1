import {
  memberNames,
  NEWEST_KNOWN_PROVIDER,
  nameFix,
  type Rule,
  type RulePage,
  unknownName,
} from '../src/rule/rule.ts';

export default {
  name: 'unsupported-argument',
  summary: 'No argument of this name here',
  severity: 'error',
  stage: 'validate',
  judges: 'expression',
  when: { violated: ['additionalProperties', 'x-block'] },
  *check({ violations, provider }) {
    for (const { pointer, keyword, params } of violations) {
      if (params.form !== 'argument') continue;
      if (keyword === 'additionalProperties') {
        if (provider.isAfter(NEWEST_KNOWN_PROVIDER)) continue;
        const { where, because, help } = unknownName(pointer, params);
        yield {
          at: pointer,
          part: 'key',
          message: `an argument named "${params.name}" is not expected in ${where}${because}`,
          help,
          ...nameFix(pointer, params),
        };
      } else if (keyword === 'x-block') {
        const names = memberNames(`${pointer}/0`);
        yield {
          at: pointer,
          part: 'key',
          message: `an argument named "${params.name}" is not expected here: ${params.name} is a block`,
          help: `Write a block, without "=": ${params.name} { … } with ${names.join(', ')}`,
          fix: {
            title: 'Write a block, without "="',
            applicability: 'safe',
            edits: [{ kind: 'as-block', at: pointer }],
          },
        };
      }
    }
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Terraform refuses an argument that the resource type does not have: a typing mistake, a name from the API or from
    CloudFormation, an argument of a nested block, or one that no version of the provider has.
  `,
  evidence: [
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: 'An argument named "maximum_poller" is not expected here.',
    },
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: 'An argument named "document_db_event_source_config" is not expected here. Did you mean to define a block of type "document_db_event_source_config"?',
    },
  ],
  references: [
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_event_source_mapping',
  ],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        batchsize        = 10 # error
        logging_config   = "INFO" # error

        provisioned_poller_config {
          maximum_poller = 80 # error
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        starting_position = "LATEST"
        topic_name        = "orders" # error
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"
        function_name     = "orders"
        starting_position = "LATEST"

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }

        document_db_event_source_config = { # error
          database_name = "orders"
        }
      }
      `,
      `
      variable "window" {
        type    = number
        default = 5
      }

      variable "concurrency" {
        type    = list(number)
        default = []
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = toset(["orders", "returns"])

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:\${each.key}"
        function_name    = each.key
        batch_window     = var.window # error

        dynamic "scaling_config" {
          for_each = var.concurrency

          content {
            max_concurrency = scaling_config.value # error
          }
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        region                               = "eu-west-1"
        event_source_arn                     = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name                        = "orders"
        use_resource_timeout_for_propagation = true
        depends_on                           = [aws_iam_role_policy.orders]

        timeouts {
          create = "15m"
        }

        tags = {
          team = "orders"
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        enabled          = false
        # batchsize      = 10

        lifecycle {
          ignore_changes = [enabled]
        }
      }
      `,
      `
      terraform {
        required_providers {
          aws = {
            source  = "hashicorp/aws"
            version = "~> 7.0"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        consumption_mode = "ANY"
      }
      `,
    ],
  },
};
