import { grants, readPolicy } from '../src/rule/permissions.ts';
import {
  type Configuration,
  instancesBehind,
  isSetElsewhere,
  type ResourceInstance,
  type Rule,
  type RulePage,
  type Value,
  valueAt,
} from '../src/rule/rule.ts';

const LAMBDA = 'lambda.amazonaws.com';

export default {
  name: 'kms-key-closed-to-lambda',
  summary: 'The key policy does not let Lambda decrypt the filters',
  severity: 'error',
  stage: 'apply',
  when: { written: ['kms_key_arn'], resources: ['aws_kms_key'] },
  *check({ mapping, configuration }) {
    if (!mapping.has('/filter_criteria')) return;
    const value = mapping.get('/kms_key_arn');
    if (isSetElsewhere(value, { argument: 'policy', configuration })) return;
    const keys =
      value.is?.attribute.join('.') === 'arn' ? instancesBehind(value, { type: 'aws_kms_key', configuration }) : [];
    const [key] = keys;
    const [problem, ...others] = new Set(keys.map((each) => problemOf(each, configuration)));
    if (key === undefined || problem === undefined || others.length > 0) return;
    yield {
      at: '/kms_key_arn',
      message: `${key.address} encrypts the filters, but ${problem.text}`,
      ...(problem.argument === 'policy' && {
        aws: 'Lambda service principal was denied access to decrypt your filter criteria. Please check your KMS key policy',
      }),
      help: problem.help,
      related: [{ message: problem.note, place: key.sourceMap.locate(`/${problem.argument}`, 'value') }],
    };
  },
} satisfies Rule;

interface Problem {
  readonly argument: 'policy' | 'key_usage' | 'customer_master_key_spec';
  readonly text: string;
  readonly help: string;
  readonly note: string;
}

const CLOSED: Problem = {
  argument: 'policy',
  text: `its policy does not allow kms:Decrypt to ${LAMBDA}, and Lambda decrypts them as itself`,
  help: `Add a statement to the key policy that allows kms:Decrypt to the service ${LAMBDA}`,
  note: `nothing here allows kms:Decrypt to ${LAMBDA}`,
};
const ASYMMETRIC = {
  text: 'it is not a symmetric encryption key',
  help: 'Name a key of the spec SYMMETRIC_DEFAULT',
  note: 'this makes it another kind of key',
};
const USAGE: Problem = { argument: 'key_usage', ...ASYMMETRIC };
const SPEC: Problem = { argument: 'customer_master_key_spec', ...ASYMMETRIC };

function problemOf({ values }: ResourceInstance, configuration: Configuration): Problem | undefined {
  if (isOther(valueAt(values, '/key_usage'), 'ENCRYPT_DECRYPT')) return USAGE;
  if (isOther(valueAt(values, '/customer_master_key_spec'), 'SYMMETRIC_DEFAULT')) return SPEC;
  const policy = valueAt(values, '/policy');
  if (policy.kind === 'null' || hasOtherPolicies(configuration)) return undefined;
  const document = readPolicy(policy, configuration);
  if (document === undefined) return undefined;
  const toLambda = document.filter(({ principals }) => principals.everybody || principals.services.includes(LAMBDA));
  return grants(toLambda, 'kms:Decrypt') ? undefined : CLOSED;
}

function isOther(value: Value, usual: string): boolean {
  return value.kind === 'string' && value.value !== '' && value.value !== usual;
}

function hasOtherPolicies(configuration: Configuration): boolean {
  return ['aws_kms_key_policy', 'aws_kms_grant'].some((type) => configuration.blocksOf(type).length > 0);
}

export const page: RulePage = {
  docs: `
    Lambda decrypts filters that are encrypted with a customer managed key as the service itself, not as the role of the function. A
    key policy that is written out must let it, with \`kms:Decrypt\` for the service \`lambda.amazonaws.com\`; the usual statement for the root of
    the account does not cover services. An asymmetric key cannot encrypt them at all.

    Not reported: keys without \`policy\`, modules with \`aws_kms_key_policy\` or grants, and policies of which too little is known.
    What a statement says of accounts and roles does not matter.
  `,
  evidence: [
    {
      source: 'recorded on AWS (cdk-preflight)',
      date: '2026-09-07',
      says: 'Lambda service principal was denied access to decrypt your filter criteria. Please check your KMS key policy',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html'],
  examples: {
    invalid: [
      `
      resource "aws_kms_key" "filters" {
        policy = <<-EOT
          {
            "Version": "2012-10-17",
            "Statement": [
              {
                "Effect": "Allow",
                "Principal": { "AWS": "arn:aws:iam::\${data.aws_caller_identity.current.account_id}:root" },
                "Action": "kms:*",
                "Resource": "*"
              }
            ]
          }
        EOT
      }

      data "aws_caller_identity" "current" {}

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        kms_key_arn      = aws_kms_key.filters.arn # error

        filter_criteria {
          filter {
            pattern = "{\\"body\\":{\\"kind\\":[\\"order\\"]}}"
          }
        }
      }
      `,
      `
      data "aws_iam_policy_document" "key" {
        statement {
          actions   = ["kms:*"]
          resources = ["*"]

          principals {
            type        = "AWS"
            identifiers = ["arn:aws:iam::123456789012:root"]
          }
        }

        statement {
          actions   = ["kms:GenerateDataKey", "kms:Encrypt"]
          resources = ["*"]

          principals {
            type        = "Service"
            identifiers = ["lambda.amazonaws.com"]
          }
        }
      }

      resource "aws_kms_key" "filters" {
        policy = data.aws_iam_policy_document.key.json
      }

      resource "aws_kms_key" "signing" {
        customer_master_key_spec = "RSA_2048"
      }

      locals {
        keys = { orders = aws_kms_key.filters.arn, returns = aws_kms_key.signing.arn }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        kms_key_arn      = local.keys["orders"] # error

        filter_criteria {
          filter {
            pattern = "{\\"body\\":{\\"kind\\":[\\"order\\"]}}"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "returns" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:returns"
        function_name    = "returns"
        kms_key_arn      = local.keys.returns # error

        filter_criteria {
          filter {
            pattern = "{\\"body\\":{\\"kind\\":[\\"return\\"]}}"
          }
        }
      }
      `,
    ],
    valid: [
      `
      data "aws_iam_policy_document" "key" {
        statement {
          actions   = ["kms:*"]
          resources = ["*"]

          principals {
            type        = "AWS"
            identifiers = ["arn:aws:iam::123456789012:root"]
          }
        }

        statement {
          actions   = ["kms:Decrypt"]
          resources = ["*"]

          principals {
            type        = "Service"
            identifiers = ["lambda.amazonaws.com"]
          }
        }
      }

      resource "aws_kms_key" "filters" {
        for_each = toset(["orders", "returns"])

        policy = data.aws_iam_policy_document.key.json
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = toset(["orders", "returns"])

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:\${each.key}"
        function_name    = each.key
        kms_key_arn      = aws_kms_key.filters[each.key].arn

        filter_criteria {
          filter {
            pattern = "{\\"body\\":{\\"kind\\":[\\"order\\"]}}"
          }
        }
      }
      `,
      `
      variable "statements" {
        type = list(string)
      }

      resource "aws_kms_key" "default_policy" {
        description = "without a policy of its own"
      }

      resource "aws_kms_key" "open" {
        policy = <<-EOT
          { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*" }] }
        EOT
      }

      resource "aws_kms_key" "unknown" {
        policy = <<-EOT
          { "Version": "2012-10-17", "Statement": [\${join(", ", var.statements)}] }
        EOT
      }

      locals {
        keys = { a = aws_kms_key.default_policy.arn, b = aws_kms_key.open.arn, c = aws_kms_key.unknown.arn }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = local.keys

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders-\${each.key}"
        function_name    = "orders"
        kms_key_arn      = each.value

        filter_criteria {
          filter {
            pattern = "{\\"body\\":{\\"kind\\":[\\"order\\"]}}"
          }
        }
      }
      `,
      `
      resource "aws_kms_key" "filters" {
        policy = jsonencode({
          Version   = "2012-10-17"
          Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "kms:Describe*", Resource = "*" }]
        })
      }

      resource "aws_kms_grant" "lambda" {
        key_id            = aws_kms_key.filters.key_id
        grantee_principal = "arn:aws:iam::123456789012:role/orders"
        operations        = ["Decrypt"]
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"
        kms_key_arn      = aws_kms_key.filters.arn

        filter_criteria {
          filter {
            pattern = jsonencode({ body = { kind = ["order"] } })
          }
        }
      }
      `,
    ],
  },
};
