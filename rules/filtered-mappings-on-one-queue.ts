import { functionKeys, relatives, sourceKeys } from '../src/rule/relatives.ts';
import { listed, type ResourceInstance, type Rule, type RulePage, SQS, type Value, valueAt } from '../src/rule/rule.ts';

export default {
  name: 'filtered-mappings-on-one-queue',
  summary: "Each filtered mapping deletes the other's messages",
  severity: 'warning',
  stage: 'runtime',
  when: { sources: SQS, severalMappings: true },
  *check({ mapping, configuration }) {
    const own = mapping.instance;
    const ownKeys = functionKeys(own.values, configuration);
    const rivals: ResourceInstance[] = [];
    for (const other of relatives(mapping, configuration, { keysOf: sourceKeys }).earlierInstances()) {
      // AWS refuses a second mapping of the same function.
      const theirs = functionKeys(other.values, configuration);
      if (!ownKeys?.some((key) => theirs?.includes(key)) && areRivals(own, other)) rivals.push(other);
    }
    if (rivals.length === 0) return;
    const filtered = [own, ...rivals].filter((each) => patternsOf(each).certain > 0).map(({ address }) => address);
    yield {
      at: '/filter_criteria',
      message: `${listed(rivals.map(({ address, when }) => (when === undefined ? address : `${address} (where it exists)`)))} and this mapping read one queue: messages that do not pass the filter of ${listed(filtered, 'or')} are deleted, and the other function never sees them`,
      help: 'Give each function a queue of its own, for example as subscriptions of one SNS topic',
      related: rivals.map(({ address, sourceMap }) => ({
        message: `${address} reads the same queue`,
        place: sourceMap.locate('/filter_criteria', 'key'),
      })),
    };
  },
} satisfies Rule;

function areRivals(own: ResourceInstance, other: ResourceInstance): boolean {
  const switches = [own, other].map(({ values }) => valueAt(values, '/enabled'));
  return switches.every(isOn) && deleteOthers(patternsOf(own), patternsOf(other));
}

function isOn(enabled: Value): boolean {
  return (
    enabled.kind === 'null' ||
    ((enabled.kind === 'bool' || enabled.kind === 'string') && String(enabled.value) === 'true')
  );
}

interface Patterns {
  /** The texts of patterns that are known, each once. */
  readonly texts: ReadonlySet<string>;
  /** Nothing but these texts. */
  readonly complete: boolean;
  /** How many filters there are for certain. */
  readonly certain: number;
}

function deleteOthers(own: Patterns, other: Patterns): boolean {
  if (own.certain + other.certain === 0) return false;
  if (own.complete && other.complete)
    return own.texts.size !== other.texts.size || [...own.texts].some((text) => !other.texts.has(text));
  return [own, other].some(({ complete, texts }) => complete && texts.size === 0);
}

function patternsOf({ values }: ResourceInstance): Patterns {
  const texts = new Set<string>();
  let complete = true;
  let certain = 0;
  const blocks = (value: Value): readonly Value[] => {
    complete &&= value.kind === 'null' || ('elements' in value && value.open !== true);
    return 'elements' in value ? value.elements : [];
  };
  for (const criteria of blocks(valueAt(values, '/filter_criteria'))) {
    if (!('entries' in criteria)) continue;
    for (const filter of blocks(valueAt(criteria, '/filter'))) {
      const pattern = 'entries' in filter ? valueAt(filter, '/pattern') : filter;
      const isText = pattern.kind === 'string' || (pattern.kind === 'unknown' && pattern.parts !== undefined);
      if (isText && !('representative' in filter && filter.representative)) certain++;
      if (pattern.kind === 'string') texts.add(canonical(pattern.value));
      else complete = false;
    }
  }
  return { texts, complete, certain };
}

/** JSON texts that differ only in blanks and in the order of keys become equal. */
function canonical(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    );
  } catch {
    return text;
  }
}

export const page: RulePage = {
  docs: `
    Lambda deletes the messages of a queue that no filter of a mapping passes. Of two mappings that read one queue each gets some
    of the messages, at random, and deletes those that its filter does not pass, so that the other one never sees them. It is
    enough that one of the two has a filter.

    Not reported: mappings that are switched off, that may exclude each other, or whose filters are equal.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide, filtering of SQS messages',
      date: '2022-11',
      says: "If an Amazon SQS message doesn't satisfy your filter criteria, Lambda automatically removes the message from the queue.",
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html'],
  examples: {
    invalid: [
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "new" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "new-orders"

        filter_criteria {
          filter {
            pattern = "{\\"body\\": {\\"state\\": [\\"new\\"]}}"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "paid" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "paid-orders"

        filter_criteria { # warning
          filter {
            pattern = "{\\"body\\": {\\"state\\": [\\"paid\\"]}}"
          }
        }
      }
      `,
      `
      locals {
        states = { new = "new-orders", paid = "paid-orders" }
      }

      resource "aws_lambda_event_source_mapping" "this" {
        for_each         = local.states
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = each.value

        filter_criteria { # warning
          filter {
            pattern = "{\\"body\\": {\\"state\\": [\\"\${each.key}\\"]}}"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "all" { # warning
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "all-orders"
      }
      `,
    ],
    valid: [
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "old" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "old"
        enabled          = false

        filter_criteria {
          filter {
            pattern = "{\\"body\\": {\\"state\\": [\\"new\\"]}}"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "a" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "a"

        filter_criteria {
          filter {
            pattern = "{\\"body\\": {\\"a\\": [1], \\"b\\": [2]}}"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "b" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = "b"

        filter_criteria {
          filter {
            pattern = "{ \\"body\\": { \\"b\\": [2], \\"a\\": [1] } }"
          }
        }
      }
      `,
      `
      variable "blue" {
        type = bool
      }

      variable "arn" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "blue" {
        count            = var.blue ? 1 : 0
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "blue"

        filter_criteria {
          filter {
            pattern = "{\\"body\\": {\\"state\\": [\\"new\\"]}}"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "green" {
        count            = var.blue ? 0 : 1
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "green"
      }

      resource "aws_lambda_event_source_mapping" "other" {
        event_source_arn = var.arn
        function_name    = "other"
      }
      `,
    ],
  },
};
