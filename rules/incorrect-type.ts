import { argumentName, type Rule, type RulePage, type ViolationParams, whence, written } from '../src/rule/rule.ts';

export default {
  name: 'incorrect-type',
  summary: "The value cannot be converted to the argument's type",
  severity: 'error',
  stage: 'validate',
  judges: 'expression',
  when: { violated: ['type'] },
  *check({ violations }) {
    for (const { pointer, keyword, params } of violations) {
      if (keyword !== 'type') continue;
      const help = repair(params);
      yield {
        at: pointer,
        message:
          params.problem === 'conditional'
            ? `${argumentName(pointer)} has no type: ${params.error}`
            : `${argumentName(pointer)} is ${shown(params)}, but ${wanted(params)}`,
        stage: params.stage,
        ...(help !== undefined && { help }),
        ...(isTextForMany(params) && {
          fix: {
            title: `Put ${params.name} in brackets`,
            applicability: 'safe',
            edits: [{ kind: 'enlist', at: pointer }],
          },
        }),
      };
    }
  },
} satisfies Rule;

function shown({ problem, value }: ViolationParams): string {
  if (problem === 'null-element') return 'null';
  return value === undefined ? '(not known)' : `${written(value)}${whence(value)}`;
}

function wanted({ error, problem, wanted: type }: ViolationParams): string {
  switch (problem) {
    case 'not-whole':
      return 'it must be a whole number';
    case 'not-int64':
      return 'a whole number has at most 64 bits';
    case 'null-element':
      return 'null is not allowed as an element';
    case 'whole-resource':
      return `this is a whole resource and a ${type?.kind ?? 'single value'} is required`;
    case 'splat':
      return `this is a list and a ${type?.kind ?? 'single value'} is required`;
    default:
      return error?.replace(/^(?!an? )(.+) required$/, 'a $1 is required') ?? 'it is of another type';
  }
}

/** Whether one text is written where a list or set of texts is wanted. */
function isTextForMany({ value, wanted: type }: ViolationParams): boolean {
  return value?.kind === 'string' && (type?.kind === 'set' || type?.kind === 'list');
}

function repair(params: ViolationParams): string | undefined {
  const { value, problem, name } = params;
  if (problem === 'whole-resource') return 'Name the attribute that is meant, for example .arn';
  if (problem === 'splat') return 'Choose one element, for example with [0] in place of [*], or with one(…)';
  if (problem === 'null-element') return 'Remove the element, for example with compact(…)';
  if (isTextForMany(params) && value !== undefined) return `Write ${name} = [${written(value)}]`;
  return undefined;
}

export const page: RulePage = {
  docs: `
    Terraform converts values where it can: \`"10"\` to a number, \`"true"\` to a bool, a list to a set. It refuses all others.
    The numbers of this resource must be whole.

    A whole resource, a list of attributes (\`aws_sqs_queue.all[*].arn\`) where one text is wanted, and \`null\` in a list pass
    \`terraform validate\` and are refused by \`terraform plan\`.

    The two results of a conditional must have a common type, whichever of them is chosen: \`var.on ? 10 : "ten"\` has one, text,
    \`var.on ? ["x"] : "x"\` has none.
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
    {
      source: 'terraform validate 1.11.4',
      date: '2026-11-25',
      says: "Inconsistent conditional result types: The true and false result expressions must have consistent types. The 'true' value is tuple, but the 'false' value is string.",
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
      `
      resource "aws_sqs_queue" "orders" {
        count = 2
        name  = "orders-\${count.index}"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn        = aws_sqs_queue.orders[*].arn # error
        function_name           = "orders"
        function_response_types = ["ReportBatchItemFailures", null] # error
      }
      `,
      `
      variable "report" {
        type = bool
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn        = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name           = "orders"
        function_response_types = var.report ? ["ReportBatchItemFailures"] : "" # error
      }
      `,
    ],
    valid: [
      `
      variable "report" {
        type = bool
      }

      resource "aws_lambda_event_source_mapping" "conditional" {
        event_source_arn        = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name           = "orders"
        function_response_types = var.report ? ["ReportBatchItemFailures"] : []
        batch_size              = var.report ? 10 : "5"
        tags                    = var.report ? { team = "orders" } : null
      }
      `,
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
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = 5
        topics            = tolist(["orders"])
        starting_position = "LATEST"
        enabled           = "1"

        amazon_managed_kafka_event_source_config {
          consumer_group_id = 17
        }

        tags = {
          cost_center = 4711
        }
      }
      `,
    ],
  },
};
