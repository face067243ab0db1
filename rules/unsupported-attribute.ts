import {
  argumentName,
  child,
  type JsonPointer,
  NEWEST_KNOWN_PROVIDER,
  type Reference,
  type Rule,
  type RulePage,
  referenceText,
  type Value,
} from '../src/rule/rule.ts';

/** Attributes that people take for granted, which no version of the resource type has, and what they mean. */
const MEANT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_lambda_function: { name: 'function_name', function_arn: 'arn', lambda_arn: 'arn' },
  aws_lambda_alias: { alias_arn: 'arn', alias_name: 'name' },
  aws_sqs_queue: { queue_arn: 'arn', queue_name: 'name', queue_url: 'url' },
  aws_kinesis_stream: { stream_arn: 'arn', stream_name: 'name' },
  aws_kinesis_stream_consumer: { consumer_arn: 'arn', consumer_name: 'name' },
  aws_dynamodb_table: { table_arn: 'arn', table_name: 'name', latest_stream_arn: 'stream_arn' },
  aws_msk_cluster: { cluster_arn: 'arn', name: 'cluster_name' },
  aws_msk_serverless_cluster: { cluster_arn: 'arn', name: 'cluster_name' },
  aws_mq_broker: { broker_arn: 'arn', name: 'broker_name' },
  aws_docdb_cluster: { cluster_arn: 'arn', name: 'cluster_identifier' },
  aws_sns_topic: { topic_arn: 'arn', topic_name: 'name' },
  aws_s3_bucket: { bucket_arn: 'arn', name: 'bucket' },
  aws_iam_role: { role_arn: 'arn', role_name: 'name' },
  aws_secretsmanager_secret: { secret_arn: 'arn', secret_name: 'name' },
  aws_kms_key: { key_arn: 'arn' },
};

export default {
  name: 'unsupported-attribute',
  summary: 'What is referred to has no such attribute',
  severity: 'error',
  stage: 'validate',
  judges: 'expression',
  *check({ mapping, provider, violations }) {
    for (const { pointer, keyword, params } of violations) {
      if (keyword !== 'x-attribute') continue;
      yield { at: pointer, message: `${argumentName(pointer)} has no value: ${params.error}`, stage: params.stage };
    }
    for (const { pointer, is } of attributes(mapping.instance.values, '')) {
      const [attribute] = is.attribute;
      const names = is.type !== undefined && Object.hasOwn(MEANT, is.type) ? MEANT[is.type] : undefined;
      if (names === undefined || typeof attribute !== 'string' || !Object.hasOwn(names, attribute)) continue;
      const meant = names[attribute] ?? '';
      if (provider.isAfter(NEWEST_KNOWN_PROVIDER)) return;
      yield {
        at: pointer,
        message: `${referenceText(is)} is written, but ${is.type} has no attribute "${attribute}"`,
        help: `Write .${meant} in place of .${attribute}`,
        fix: {
          title: `Write .${meant} in place of .${attribute}`,
          applicability: 'safe',
          edits: [{ kind: 'attribute', at: pointer, from: attribute, to: meant }],
        },
      };
    }
  },
} satisfies Rule;

/** The values of arguments that are exactly an attribute of a managed resource. */
function* attributes(
  value: Value,
  pointer: JsonPointer,
): Iterable<{ readonly pointer: JsonPointer; readonly is: Reference }> {
  if (value.is !== undefined) {
    if (value.is.subject === 'managed' && !value.is.splat) yield { pointer, is: value.is };
  } else if ('elements' in value) {
    for (const [index, element] of value.elements.entries()) yield* attributes(element, child(pointer, index));
  } else if ('entries' in value) {
    for (const [name, entry] of value.entries) yield* attributes(entry, child(pointer, name));
  }
}

export const page: RulePage = {
  docs: `
    Terraform refuses a reference to an attribute that the resource type does not have. Reported are names that people take for
    granted and that no version of the provider has, such as the \`name\` of a function; and attributes that an object of the
    configuration, such as a local value, does not have.
  `,
  evidence: [
    {
      source: 'terraform validate; seen in terraform-provider-aws#18099',
      date: '2026-11-24',
      says: 'Unsupported attribute: This object has no argument, nested block, or exported attribute named "name".',
    },
    {
      source: 'terraform validate 1.11.4',
      date: '2026-11-25',
      says: 'Unsupported attribute: This object does not have an attribute named "b".',
    },
  ],
  references: ['https://developer.hashicorp.com/terraform/language/expressions/references'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = aws_lambda_function.orders.name # error
      }
      `,
      `
      resource "aws_sqs_queue" "orders" {
        count = 1
        name  = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders[0].queue_arn # error
        function_name    = "orders"
      }
      `,
      `
      locals {
        settings = { batch = 10, window = 5 }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn                   = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name                      = "orders"
        batch_size                         = local.settings.batch_size # error
        maximum_batching_window_in_seconds = local.settings.window
      }
      `,
    ],
    valid: [
      `
      variable "overrides" {
        type = map(any)
      }

      locals {
        settings = merge({ batch = 10 }, var.overrides)
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn                   = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name                      = "orders"
        batch_size                         = try(local.settings.batch, 10)
        maximum_batching_window_in_seconds = local.settings.window
      }
      `,
      `
      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_sqs_queue" "orders" {
        count = 1
        name  = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders[0].arn
        function_name    = aws_lambda_function.orders.function_name
      }
      `,
      `
      data "aws_lambda_function" "orders" {
        function_name = "orders"
      }

      module "queue" {
        source = "terraform-aws-modules/sqs/aws"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = module.queue.queue_arn
        function_name    = data.aws_lambda_function.orders.arn
      }
      `,
    ],
  },
};
