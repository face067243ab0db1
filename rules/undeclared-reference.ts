import { argumentName, child, type JsonPointer, type Rule, type RulePage, type Value } from '../src/rule/rule.ts';

export default {
  name: 'undeclared-reference',
  summary: 'The mapping refers to something its module does not declare',
  severity: 'off',
  stage: 'validate',
  judges: 'expression',
  *check({ mapping }) {
    const seen = new Set<string>();
    for (const { at, text } of undeclared(mapping.instance.values, '')) {
      if (seen.has(text)) continue;
      seen.add(text);
      yield {
        at,
        message: `${argumentName(at)} refers to something that its module lacks: ${text}`,
        help: 'Declare it in this folder, or correct the name',
      };
    }
  },
} satisfies Rule;

interface Undeclared {
  readonly at: JsonPointer;
  /** `aws_sqs_queue.orders is not declared` */
  readonly text: string;
}

function* undeclared(value: Value, at: JsonPointer): Iterable<Undeclared> {
  if ('entries' in value) for (const [name, entry] of value.entries) yield* undeclared(entry, child(at, name));
  if ('elements' in value)
    for (const [index, element] of value.elements.entries()) yield* undeclared(element, child(at, index));
  if (value.kind !== 'unknown') return;
  for (const { kind, text } of value.reasons) {
    if (kind === 'undeclared' && text.endsWith(' is not declared')) yield { at, text };
  }
}

export const page: RulePage = {
  docs: `
    The mapping names a resource, data source, variable, local value or module call that no file of its folder declares. Terraform
    refuses that itself, and a folder may be one part of several that are put together before Terraform sees them; that is why this
    is advice. Switch it off where single files are checked.
  `,
  evidence: [
    {
      source: 'Terraform 1.11.4',
      date: '2026-11-24',
      says: 'Reference to undeclared resource: A managed resource "aws_x" "y" has not been declared in the root module.',
    },
  ],
  references: ['https://developer.hashicorp.com/terraform/language/expressions/references'],
  examples: {
    invalid: [
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.order.arn # warning
        function_name    = "orders"
      }
      `,
      `
      variable "function" {
        type = string
      }

      locals {
        function = "\${var.functoin}-live"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = module.queue.arn # warning
        function_name    = local.function   # warning
        batch_size       = local.batch_size # warning
      }
      `,
    ],
    valid: [
      `
      data "aws_sqs_queue" "orders" {
        name = "orders"
      }

      module "function" {
        source = "../function"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = data.aws_sqs_queue.orders.arn
        function_name    = module.function.arn
      }
      `,
      `
      variable "queues" {
        type = map(object({ arn = string, batch_size = optional(number) }))
      }

      locals {
        size = 10
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = var.queues

        event_source_arn = each.value.arn
        function_name    = "orders"
        batch_size       = each.value.batch_size == null ? local.size : each.value.batch_size
      }
      `,
      `
      module "queue" {
        source   = "../queue"
        for_each = toset(["orders"])
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = module.queue

        event_source_arn = each.value.arn
        function_name    = "\${path.module}-\${terraform.workspace}-\${each.key}"
        # batch_size     = local.batch_size
      }
      `,
    ],
  },
};
