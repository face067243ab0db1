import { argumentName, parent, type Rule, type RulePage, type Violation } from '../src/rule/rule.ts';

export default {
  name: 'wrong-item-count',
  summary: 'Too many or too few blocks or elements',
  severity: 'error',
  stage: 'validate',
  when: { violated: ['minItems', 'maxItems'] },
  *check({ violations }) {
    for (const violation of violations) {
      if (violation.keyword !== 'minItems' && violation.keyword !== 'maxItems') continue;
      const { pointer, params } = violation;
      yield {
        at: pointer,
        message: message(violation),
        stage: params.stage,
        ...(params.aws !== undefined && { aws: params.aws }),
        help: repair(violation),
        ...(params.name === 'filter_criteria' &&
          params.count === 2 && {
            fix: {
              title: 'Merge the filter_criteria blocks into one',
              applicability: 'unsafe',
              edits: [{ kind: 'merge', at: '/filter_criteria/1', into: '/filter_criteria/0' }],
            },
          }),
      };
    }
  },
} satisfies Rule;

function message({ pointer, params: { form, limit = 0, count = 0 } }: Violation): string {
  if (form === 'block') {
    const name = argumentName(parent(pointer));
    return `there are ${count} ${name} blocks, but at most ${limit} ${limit === 1 ? 'is' : 'are'} allowed`;
  }
  if (count < limit)
    return `${argumentName(pointer)} has ${count === 0 ? 'no' : count} elements, but needs at least ${limit}`;
  return `${argumentName(pointer)} has ${count} elements, but at most ${limit} ${limit === 1 ? 'is' : 'are'} allowed`;
}

function repair({ keyword, params: { name, form, limit } }: Violation): string {
  if (keyword === 'minItems') return `Add an element to ${name}, or remove the block around it`;
  if (form === 'argument') return `Keep ${limit} in ${name}, and write another mapping for each of the others`;
  return limit === 1 ? `Merge the ${name} blocks into one` : `Remove ${name} blocks until ${limit} are left`;
}

export const page: RulePage = {
  docs: `
    Most nested blocks may be written once, \`filter\` ten times and access entries 22 times. \`queues\` holds one name.
    \`topics\` has a rule of its own, because the provider does not count them.
  `,
  evidence: [
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: 'Too many filter_criteria blocks: No more than 1 "filter_criteria" blocks are allowed',
    },
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: 'Too many list items: Attribute queues supports 1 item maximum, but config has 2 declared.',
    },
    {
      source: 'recorded on AWS (cdk-preflight)',
      date: '2026-09-13',
      says: 'Too many filter patterns, maximum allowed 5 patterns, provided 11 patterns.',
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

        filter_criteria {
          filter {
            pattern = jsonencode({ body = { type = ["order"] } })
          }
        }

        filter_criteria { # error
          filter {
            pattern = jsonencode({ body = { type = ["return"] } })
          }
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = ["jobs", "more-jobs"] # error

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:jobs-AbCdEf"
        }

        metrics_config {
          metrics = [] # error
        }
      }
      `,
      `
      locals {
        queues = ["jobs", "more-jobs"]
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = local.queues # error

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
    ],
    valid: [
      `
      variable "patterns" {
        type    = list(string)
        default = []
      }

      variable "metrics" {
        type    = list(string)
        default = []
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        dynamic "filter_criteria" {
          for_each = length(var.patterns) > 0 ? [1] : []
          content {
            dynamic "filter" {
              for_each = var.patterns
              content {
                pattern = filter.value
              }
            }
          }
        }

        metrics_config {
          metrics = var.metrics
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = ["jobs"]

        source_access_configuration {
          type = "VIRTUAL_HOST"
          uri  = "/"
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:jobs-AbCdEf"
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          dynamic "filter" {
            for_each = toset(["a", "b", "c", "d", "e", "f", "g"])

            content {
              pattern = jsonencode({ body = { type = [filter.value] } })
            }
          }
        }
      }
      `,
    ],
  },
};
