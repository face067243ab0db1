import {
  blockOf,
  type Configuration,
  type Reference,
  type Rule,
  type RulePage,
  referenceText,
  type Value,
  valueAt,
} from '../src/rule/rule.ts';

export default {
  name: 'for-each-over-unknown',
  summary: 'for_each keys are known only after apply',
  severity: 'error',
  stage: 'plan',
  judges: 'expression',
  *check({ mapping, configuration }) {
    const block = blockOf(mapping, configuration);
    const by = block?.meta.repeatedBy;
    const [unknown] = by?.values.flatMap((value) => computedIn(value, configuration)) ?? [];
    if (block === undefined || by === undefined || unknown === undefined) return;
    const isCount = block.repetition === 'count';
    const argument = isCount ? 'count' : 'for_each';
    yield {
      at: isCount ? '/count' : '/for_each',
      message: `${argument} depends on ${referenceText(unknown)}, which is known only after apply, so that Terraform cannot tell how many mappings there are`,
      help: isCount
        ? 'Let count depend on a variable or on an argument that is written in the configuration'
        : `Write a map whose keys are fixed, with ${referenceText(unknown)} among its values`,
      related: [{ message: `${argument} is written here`, place: by.place }],
      ...(!isCount && {
        fix: {
          title: 'Write a map with the names of the resources as its keys',
          applicability: 'unsafe',
          edits: [{ kind: 'static-keys', place: by.place }],
        },
      }),
    };
  },
} satisfies Rule;

/** What AWS makes up when it creates a resource. */
const MADE_BY_AWS: ReadonlySet<string> = new Set(['arn', 'id', 'url', 'stream_arn', 'qualified_arn', 'invoke_arn']);

/** The attributes that a managed resource of the module gets at apply; of a collection those in its elements. */
function computedIn(value: Value, configuration: Configuration): readonly Reference[] {
  if ('elements' in value)
    return isKnown(value) ? [] : value.elements.flatMap((element) => computedIn(element, configuration));
  if (value.kind !== 'unknown') return [];
  const parts = value.parts?.flatMap((part) => (typeof part === 'string' ? [] : computedIn(part, configuration))) ?? [];
  return value.is !== undefined && isComputed(value.is, configuration) ? [value.is] : parts;
}

const knownElements = new WeakMap<readonly Value[], boolean>();

/** Whether all elements are texts or numbers; found once, since every instance asks. */
function isKnown({ elements }: { readonly elements: readonly Value[] }): boolean {
  const known = knownElements.get(elements) ?? elements.every(({ kind }) => kind === 'string' || kind === 'number');
  knownElements.set(elements, known);
  return known;
}

function isComputed(is: Reference, configuration: Configuration): boolean {
  const [attribute, ...below] = is.attribute;
  const block = is.subject === 'managed' && !is.splat ? configuration.resource(is) : undefined;
  if (block === undefined || typeof attribute !== 'string' || below.length > 0 || !MADE_BY_AWS.has(attribute))
    return false;
  return (
    block.type.startsWith('aws_') &&
    block.instances.every(({ values }) => valueAt(values, `/${attribute}`).kind === 'null')
  );
}

export const page: RulePage = {
  docs: `
    Terraform must know the keys of \`for_each\`, and the number in \`count\`, when it plans. An ARN, an id or a URL of a resource that is
    created in the same run is not known by then. The plan works for a stack that exists already, and fails for a new one. A map
    may have such values; its keys must be fixed.

    Not reported: attributes that the configuration itself writes, data sources, variables and modules.
  `,
  evidence: [
    {
      source: 'Terraform 1.11.4',
      date: '2026-11-25',
      says: 'Invalid for_each argument: The "for_each" set includes values derived from resource attributes that cannot be determined until apply',
    },
  ],
  references: [
    'https://developer.hashicorp.com/terraform/language/meta-arguments/for_each#limitations-on-values-used-in-for_each',
  ],
  examples: {
    invalid: [
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_sqs_queue" "returns" {
        name = "returns"
      }

      resource "aws_lambda_event_source_mapping" "orders" { # error
        for_each = toset([aws_sqs_queue.orders.arn, aws_sqs_queue.returns.arn])

        event_source_arn = each.value
        function_name    = "orders"
      }
      `,
      `
      variable "names" {
        type    = map(string)
        default = { orders = "orders-v1", returns = "returns-v1" }
      }

      resource "aws_sqs_queue" "all" {
        for_each = var.names

        name = each.value
      }

      locals {
        by_arn = { for name, queue in aws_sqs_queue.all : queue.arn => name }
      }

      resource "aws_lambda_event_source_mapping" "orders" { # error
        for_each = local.by_arn

        event_source_arn = each.key
        function_name    = each.value
      }
      `,
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" { # error
        count = aws_sqs_queue.orders.arn == "" ? 0 : 1

        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "orders"
      }
      `,
    ],
    valid: [
      `
      resource "aws_sqs_queue" "all" {
        for_each = { orders = "orders-v1", returns = "returns-v1" }

        name = each.value
      }

      resource "aws_lambda_event_source_mapping" "chained" {
        for_each = aws_sqs_queue.all

        event_source_arn = each.value.arn
        function_name    = each.key
      }

      resource "aws_lambda_event_source_mapping" "static_keys" {
        for_each = { for name, queue in aws_sqs_queue.all : name => queue.arn }

        event_source_arn = each.value
        function_name    = "static-\${each.key}"
      }

      resource "aws_lambda_event_source_mapping" "by_name" {
        for_each = { for key, queue in aws_sqs_queue.all : queue.name => queue.arn }

        event_source_arn = each.value
        function_name    = "named-\${each.key}"
      }
      `,
      `
      variable "queue_arns" {
        type = set(string)
      }

      data "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "given" {
        for_each = var.queue_arns

        event_source_arn = each.value
        function_name    = "given"
      }

      resource "aws_lambda_event_source_mapping" "by_data" {
        for_each = toset([data.aws_sqs_queue.orders.arn])

        event_source_arn = each.value
        function_name    = "by-data"
      }

      resource "aws_sqs_queue" "returns" {
        name = "returns"
      }

      resource "aws_lambda_event_source_mapping" "returns" {
        count = aws_sqs_queue.returns.arn != null ? 1 : 0

        event_source_arn = aws_sqs_queue.returns.arn
        function_name    = "returns"
      }

      resource "aws_lambda_event_source_mapping" "counted" {
        count = length([data.aws_sqs_queue.orders.arn])

        event_source_arn = data.aws_sqs_queue.orders.arn
        function_name    = "counted"
      }
      `,
    ],
  },
};
