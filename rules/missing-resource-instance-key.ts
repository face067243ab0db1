import {
  blockOf,
  child,
  type Finding,
  type JsonPointer,
  type Reference,
  type ResourceBlock,
  type Rule,
  type RulePage,
  referenceText,
  type Value,
} from '../src/rule/rule.ts';

export default {
  name: 'missing-resource-instance-key',
  summary: 'A resource with count or for_each is used without an instance',
  severity: 'error',
  stage: 'validate',
  judges: 'expression',
  *check({ mapping, configuration }) {
    for (const { pointer, is } of attributes(mapping.instance.values, '')) {
      const block = configuration.resource(is);
      if (block === undefined) continue;
      const fault = faultOf(is, block);
      if (fault === undefined) continue;
      yield {
        at: pointer,
        message: `${referenceText(is)} ${fault.says}`,
        help: fault.help,
        related: [{ message: fault.label, place: block.place }],
        ...indexFix(pointer, block, blockOf(mapping, configuration)),
      };
    }
  },
} satisfies Rule;

interface Fault {
  readonly says: string;
  readonly help: string;
  readonly label: string;
}

function faultOf(
  { key, unknownKey, splat, attribute, name, type }: Reference,
  { repetition }: ResourceBlock,
): Fault | undefined {
  if (splat || attribute.length === 0) return undefined;
  const address = `${type}.${name}`;
  const hasKey = key !== undefined || unknownKey === true;
  if (repetition === 'none') {
    if (!hasKey) return undefined;
    return {
      says: `names an instance, but ${address} has neither "count" nor "for_each"`,
      help: 'Remove the index',
      label: `${address} is a single resource`,
    };
  }
  if (hasKey) return undefined;
  return {
    says: `names no instance, but ${address} has "${repetition}" set`,
    help:
      repetition === 'count'
        ? `Write ${address}[0], or one(${address}[*]…) where there may be none`
        : `Write ${address}[each.key], with the for_each of ${address}`,
    label: `${address} has "${repetition}" set`,
  };
}

/** Which instance is meant is known where there is no choice, and where both blocks are repeated by the same expression. */
function indexFix(at: JsonPointer, target: ResourceBlock, own: ResourceBlock | undefined): Pick<Finding, 'fix'> {
  const fix = (title: string, to: string | undefined): Pick<Finding, 'fix'> => ({
    fix: { title, applicability: 'unsafe', edits: [{ kind: 'index', at, to }] },
  });
  switch (target.repetition) {
    case 'none':
      return fix('Remove the index', undefined);
    case 'count':
      return fix('Name the first instance, [0]', '[0]');
    case 'for_each': {
      const theirs = repeatedText(target);
      const isSame = theirs !== undefined && own?.repetition === 'for_each' && repeatedText(own) === theirs;
      return isSame ? fix('Name the instance of the same key, [each.key]', '[each.key]') : {};
    }
  }
}

function repeatedText({ meta }: ResourceBlock): string | undefined {
  const place = meta.repeatedBy?.place;
  return place?.file.text.slice(place.start, place.end);
}

/** The values of arguments that are exactly an attribute of a managed resource or a data source. */
function* attributes(
  value: Value,
  pointer: JsonPointer,
): Iterable<{ readonly pointer: JsonPointer; readonly is: Reference }> {
  if (value.is !== undefined && (value.is.subject === 'managed' || value.is.subject === 'data'))
    yield { pointer, is: value.is };
  else if ('elements' in value)
    for (const [index, element] of value.elements.entries()) yield* attributes(element, child(pointer, index));
  else if ('entries' in value)
    for (const [name, entry] of value.entries) yield* attributes(entry, child(pointer, name));
}

export const page: RulePage = {
  docs: `
    A resource with \`count\` or \`for_each\` is many: an attribute belongs to one of them, which an index in brackets chooses. A
    resource with neither takes no index.
  `,
  evidence: [
    {
      source: 'terraform validate',
      date: '2026-11-24',
      says: 'Missing resource instance key: Because aws_lambda_function.x has "count" set, its attributes must be accessed on specific instances.',
    },
    {
      source: 'terraform validate',
      date: '2026-11-24',
      says: 'Unexpected resource instance key: Because aws_lambda_function.x does not have "count" or "for_each" set, references to it must not include an index key. Remove the bracketed index to refer to the single instance of this resource.',
    },
  ],
  references: ['https://developer.hashicorp.com/terraform/language/meta-arguments/count'],
  examples: {
    invalid: [
      `
      resource "aws_sqs_queue" "orders" {
        count = 1
        name  = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn # error
        function_name    = "orders"
      }
      `,
      `
      variable "names" {
        type = set(string)
      }

      resource "aws_sqs_queue" "orders" {
        for_each = var.names
        name     = each.key
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each         = var.names
        event_source_arn = aws_sqs_queue.orders.arn # error
        function_name    = aws_lambda_function.orders[0].arn # error
      }
      `,
    ],
    valid: [
      `
      resource "aws_sqs_queue" "orders" {
        count = 1
        name  = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders[0].arn
        function_name    = "orders"
      }

      resource "aws_lambda_event_source_mapping" "one" {
        event_source_arn = one(aws_sqs_queue.orders[*].arn)
        function_name    = "returns"
      }
      `,
      `
      variable "names" {
        type = set(string)
      }

      resource "aws_sqs_queue" "orders" {
        for_each = var.names
        name     = each.key
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each         = var.names
        event_source_arn = aws_sqs_queue.orders[each.key].arn
        function_name    = aws_lambda_function.elsewhere[0].arn
      }

      resource "aws_sqs_queue" "single" {
        name = "single"
      }

      resource "aws_lambda_event_source_mapping" "single" {
        event_source_arn = aws_sqs_queue.single.arn
        function_name    = "single"
      }
      `,
      `
      resource "aws_sqs_queue" "orders" {
        for_each = toset(["orders"])
        name     = each.key
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = values(aws_sqs_queue.orders)[0].arn
        function_name    = "orders"
      }
      `,
    ],
  },
};
