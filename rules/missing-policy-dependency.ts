import { isRole, roleOf } from '../src/rule/permissions.ts';
import {
  areNeighbours,
  blockOf,
  type Configuration,
  dependencies,
  functionBehind,
  listed,
  names,
  type ResourceBlock,
  type Rule,
  type RulePage,
  valueAt,
} from '../src/rule/rule.ts';

const POLICY_TYPES = ['aws_iam_role_policy', 'aws_iam_role_policy_attachment', 'aws_iam_policy_attachment'];
/** More names than these would not help. */
const MOST_NAMES = 4;

export default {
  name: 'missing-policy-dependency',
  summary: "The mapping does not wait for the role's policy",
  severity: 'off',
  stage: 'apply',
  when: { resources: ['aws_iam_role'] },
  *check({ mapping, configuration }) {
    const value = mapping.get('/function_name');
    const role = roleOf(value, configuration);
    const block = blockOf(mapping, configuration);
    if (role === undefined || block === undefined || !areNeighbours(block, role) || hasPoliciesOfItsOwn(role)) return;
    const policies = policiesOf(role, configuration);
    const before = dependencies(block, configuration);
    const waits = policies.some(({ address }) => [...before].some((other) => other.address === address));
    if (policies.length === 0 || waits) return;
    const [lambda] = functionBehind(value, configuration);
    const shown = policies.slice(0, MOST_NAMES);
    yield {
      at: '/depends_on',
      message: `${role.address}, the role of ${lambda?.address}, gets its permissions from ${listed(shown.map(({ address }) => address))}, but the mapping does not wait for ${policies.length === 1 ? 'it' : 'them'}`,
      help: `Write depends_on = [${shown.map(({ type, name }) => `${type}.${name}`).join(', ')}]`,
      related: shown.map(({ address, place }) => ({ message: `${address} may come later`, place })),
    };
  },
} satisfies Rule;

/** With policies inside the role, whoever waits for the role waits for them. */
function hasPoliciesOfItsOwn({ instances }: ResourceBlock): boolean {
  return instances.some(({ values }) =>
    (['/managed_policy_arns', '/inline_policy'] as const).some((pointer) => valueAt(values, pointer).kind !== 'null'),
  );
}

function policiesOf(role: ResourceBlock, configuration: Configuration): readonly ResourceBlock[] {
  return POLICY_TYPES.flatMap((type) => configuration.blocksOf(type)).filter(
    (block) =>
      areNeighbours(block, role) &&
      block.instances.length > 0 &&
      (names(block, role) ||
        block.instances.some(({ values }) => isRole(valueAt(values, '/role'), role, configuration) === true)),
  );
}

export const page: RulePage = {
  docs: `
    The function waits for its role, and the mapping for the function, but nobody waits for the policies that are attached to the role.
    AWS checks them when the mapping is created: without \`depends_on\` the first apply waits, or fails when the policy comes too
    late, and on destroy the policy may go before the mapping. The provider tries again for five minutes, so that it often works
    all the same; that is why this is advice.
  `,
  evidence: [
    {
      source: 'hashicorp/terraform-provider-aws#7384, reported as intermittent; also #19828',
      date: '2019-01-30',
      says: 'aws_lambda_event_source_mapping creation fails intermittently',
    },
    {
      source:
        'quoted in github-aws-runners/terraform-aws-github-runner#5097: the policy was right, but nothing waited for it',
      date: '2026-04-09',
      says: 'The function execution role does not have permissions to call ReceiveMessage on SQS',
    },
  ],
  references: ['https://developer.hashicorp.com/terraform/language/meta-arguments/depends_on'],
  examples: {
    invalid: [
      `
      resource "aws_iam_role" "orders" {
        name               = "orders"
        assume_role_policy = file("assume.json")
      }

      resource "aws_iam_role_policy_attachment" "orders" {
        role       = aws_iam_role.orders.name
        policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole"
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = aws_iam_role.orders.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_event_source_mapping" "orders" { # warning
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = aws_lambda_function.orders.arn
      }
      `,
      `
      variable "role_name" {
        type    = string
        default = "orders"
      }

      variable "policy" {
        type = string
      }

      resource "aws_iam_role" "orders" {
        name               = var.role_name
        assume_role_policy = file("assume.json")
      }

      resource "aws_iam_role_policy" "orders" {
        role   = var.role_name
        policy = var.policy
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = aws_iam_role.orders.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_event_source_mapping" "orders" { # warning
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = aws_lambda_function.orders.arn
        depends_on       = [aws_iam_role.orders]
      }
      `,
    ],
    valid: [
      `
      locals {
        function = aws_lambda_function.orders.arn
      }

      resource "aws_iam_role" "orders" {
        name               = "orders"
        assume_role_policy = file("assume.json")
      }

      resource "aws_iam_role_policy_attachment" "orders" {
        role       = aws_iam_role.orders.name
        policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole"
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = aws_iam_role.orders.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        depends_on    = [aws_iam_role_policy_attachment.orders]
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = local.function
      }
      `,
      `
      resource "aws_iam_role" "orders" {
        name                = "orders"
        assume_role_policy  = file("assume.json")
        managed_policy_arns = ["arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole"]
      }

      resource "aws_iam_role_policy_attachment" "logs" {
        role       = aws_iam_role.orders.name
        policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = aws_iam_role.orders.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_function" "elsewhere" {
        function_name = "elsewhere"
        role          = "arn:aws:iam::123456789012:role/elsewhere"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = { orders = aws_lambda_function.orders.arn, elsewhere = aws_lambda_function.elsewhere.arn }

        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:\${each.key}"
        function_name    = each.value
      }
      `,
      `
      resource "aws_iam_role" "orders" {
        name               = "orders"
        assume_role_policy = file("assume.json")

        inline_policy {
          name   = "queue"
          policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:*", Resource = "*" }] })
        }
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = aws_iam_role.orders.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = aws_lambda_function.orders.arn
      }
      `,
    ],
  },
};
