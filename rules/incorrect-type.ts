import {
  argumentName,
  type Rule,
  type RulePage,
  type Value,
  type ViolationParams,
  whence,
  written,
} from '../src/rule/rule.ts';

export default {
  name: 'incorrect-type',
  summary: "The value cannot be converted to the argument's type",
  severity: 'error',
  stage: 'validate',
  *check({ violations }) {
    for (const { pointer, keyword, params } of violations) {
      if (keyword !== 'type') continue;
      const help = repair(params);
      yield {
        at: pointer,
        message: `${argumentName(pointer)} is ${shown(params.value)}, but ${wanted(params)}`,
        stage: params.stage,
        ...(help !== undefined && { help }),
      };
    }
  },
} satisfies Rule;

function shown(value: Value | undefined): string {
  return value === undefined ? '(not known)' : `${written(value)}${whence(value)}`;
}

function wanted({ error, problem, wanted: type }: ViolationParams): string {
  switch (problem) {
    case 'not-whole':
      return 'it must be a whole number';
    case 'null-element':
      return 'null is not allowed as an element';
    case 'whole-resource':
      return `this is a whole resource and a ${type?.kind ?? 'single value'} is required`;
    case 'splat':
      return `this is a list and a ${type?.kind ?? 'single value'} is required`;
    default:
      return error ?? 'it is of another type';
  }
}

function repair({ value, problem, wanted: type, name }: ViolationParams): string | undefined {
  if (problem === 'whole-resource') return 'Name the attribute that is meant, for example .arn';
  if (problem === 'splat') return 'Choose one element, for example with [0] in place of [*], or with one(…)';
  if (problem === 'null-element') return 'Remove the element, for example with compact(…)';
  const isCollection = type?.kind === 'set' || type?.kind === 'list';
  if (isCollection && value?.kind === 'string') return `Write ${name} = [${written(value)}]`;
  return undefined;
}

export const page: RulePage = {
  docs: `
    Terraform converts values where it can: \`"10"\` to a number, \`"true"\` to a bool, a list to a set. It refuses all others.
    The numbers of this resource must be whole.

    A whole resource, a list of attributes (\`aws_sqs_queue.all[*].arn\`) where one text is wanted, and \`null\` in a list pass
    \`terraform validate\` and are refused by \`terraform plan\`.
  `,
  evidence: [
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: 'Inappropriate value for attribute "batch_size": a number is required.',
    },
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: 'Attribute must be a whole number, got 1.5',
    },
    {
      source: 'terraform plan, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: 'Null value found in list: Null values are not allowed for this attribute value.',
    },
  ],
  references: ['https://developer.hashicorp.com/terraform/language/expressions/types'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn        = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name           = "orders"
        batch_size              = "ten" # error
        enabled                 = "yes" # error
        function_response_types = "ReportBatchItemFailures" # error
      }
      `,
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders # error
        function_name    = "orders"
        batch_size       = 1.5 # error
      }
      `,
      `
      variable "batch_size" {
        default = ["10"]
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        batch_size       = var.batch_size # error
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn        = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name           = "orders"
        batch_size              = "10.0"
        enabled                 = "true"
        function_response_types = ["ReportBatchItemFailures"]
      }
      `,
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      locals {
        size = "5"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "\${aws_sqs_queue.orders.arn}"
        function_name    = "orders"
        batch_size       = "\${local.size}"
      }
      `,
    ],
  },
};
