import { actual, type Rule, type RulePage, type Value } from '../src/rule/rule.ts';

const REGION = /(?:eusc-)?[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\d/.source;
/** Region and account are each optional, as AWS had it before 2026-07-13 and was seen to take on 2026-09-07. */
const FUNCTION_NAME = new RegExp(
  `^(?:arn:(?:aws[a-zA-Z-]*)?:lambda:)?(?:${REGION}:)?(?:\\d{12}:)?(?:function:)?[a-zA-Z0-9-_.]+(?::(?:\\$LATEST(?:\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?$`,
);

/** Attributes that look like what is wanted and are not, and what is. */
const WRONG_ATTRIBUTES: Readonly<Record<string, { readonly is: string; readonly write: string }>> = {
  'aws_lambda_function.invoke_arn': { is: 'the address at which API Gateway calls the function', write: '.arn' },
  'aws_lambda_function.qualified_invoke_arn': {
    is: 'the address at which API Gateway calls the function',
    write: '.qualified_arn',
  },
  'aws_lambda_function.version': { is: 'the number of a version', write: '.qualified_arn' },
  'aws_lambda_alias.name': { is: 'the name of the alias, not of a function', write: '.arn' },
  'aws_lambda_alias.function_version': { is: 'the number of a version', write: '.arn' },
  'aws_lambda_alias.invoke_arn': { is: 'the address at which API Gateway calls the function', write: '.arn' },
  'aws_lambda_layer_version.arn': { is: 'a layer, not a function', write: 'the ARN of the function' },
};

const REFUSED =
  "1 validation error detected: Value '…' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: …";

export default {
  name: 'malformed-function-name',
  summary: 'Not a function name or function ARN',
  severity: 'error',
  stage: 'apply',
  *check({ mapping }) {
    const value = mapping.get('/function_name');
    const wrong = wrongAttribute(value);
    const isMalformed = value.kind === 'string' && !FUNCTION_NAME.test(value.value);
    if (wrong === undefined && !isMalformed) return;
    const from = value.is?.attribute.join('.');
    yield {
      at: '/function_name',
      message: `${actual(mapping.instance.values, '/function_name')}, ${wrong === undefined ? 'which is neither the name nor the ARN of a function' : `${wrong.is}`}`,
      // The names of aliases and the numbers of versions have the form of a name.
      aws: isMalformed || from?.endsWith('arn') ? REFUSED : 'Function does not exist',
      help:
        wrong === undefined
          ? 'Write the name or the ARN of the function, best by reference: aws_lambda_function.NAME.arn'
          : `Write ${wrong.write} in place of .${from}`,
      ...(wrong !== undefined &&
        from?.endsWith('invoke_arn') && {
          fix: {
            title: `Write ${wrong.write} in place of .${from}`,
            applicability: 'safe',
            edits: [{ kind: 'attribute', at: '/function_name', from, to: wrong.write.slice(1) }],
          },
        }),
    };
  },
} satisfies Rule;

function wrongAttribute({ is }: Value): { readonly is: string; readonly write: string } | undefined {
  if (is === undefined || (is.subject !== 'managed' && is.subject !== 'data') || is.splat) return undefined;
  const name = `${is.type}.${is.attribute.join('.')}`;
  return Object.hasOwn(WRONG_ATTRIBUTES, name) ? WRONG_ATTRIBUTES[name] : undefined;
}

export const page: RulePage = {
  docs: `
    A function is named by its name, its ARN or a part of the ARN, each with or without a version or alias behind it. The
    \`invoke_arn\` is an address of API Gateway and no ARN of the function; the \`name\` of an alias is not that of a function.
  `,
  evidence: [
    {
      source: 'recorded on AWS (cdk-preflight)',
      date: '2026-09-13',
      says: "1 validation error detected: Value '…' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: …",
    },
    {
      source: 'recorded on AWS (LocalStack snapshots), a name of no function',
      date: '2025-02-17',
      says: 'Function does not exist',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
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
        function_name    = aws_lambda_function.orders.invoke_arn # error
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders handler" # error
      }

      resource "aws_lambda_event_source_mapping" "role" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "arn:aws:iam::123456789012:role/orders" # error
      }
      `,
      `
      resource "aws_lambda_alias" "live" {
        name             = "live"
        function_name    = "orders"
        function_version = "1"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = aws_lambda_alias.live.name # error
      }
      `,
      `
      locals {
        functions = {
          orders  = "orders:live"
          returns = "arn:aws:lambda:eu-west-1:123456789012:layer:returns:1"
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = local.functions

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:\${each.key}"
        function_name    = each.value # error
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_alias" "live" {
        name             = "live"
        function_name    = "orders"
        function_version = "1"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = aws_lambda_alias.live.arn
      }

      resource "aws_lambda_event_source_mapping" "partial" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:returns"
        function_name    = "123456789012:function:orders:$LATEST"
      }

      resource "aws_lambda_event_source_mapping" "older" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:others"
        function_name    = "arn:aws:lambda:eu-west-1:function:orders.v2"
      }
      `,
      `
      variable "name" {
        type = string
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "\${aws_lambda_function.orders.function_name}"
      }

      resource "aws_lambda_event_source_mapping" "hole" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:returns"
        function_name    = "arn:aws:lambda:eu-west-1:123456789012:function:\${var.name} x"
      }
      `,
      `
      variable "queue_arn" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = {
          alias   = "orders:live"
          version = "orders:3"
          latest  = "orders:$LATEST"
          full    = "arn:aws-eusc:lambda:eusc-de-east-1:123456789012:function:orders.v2:live"
        }

        event_source_arn = var.queue_arn
        function_name    = each.value
      }
      `,
    ],
  },
};
