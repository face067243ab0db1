/** What policies grant, read from configurations as they are written. */
import { describe, expect, test } from 'vitest';
import { grants } from '../../src/lambda/permissions.ts';
import { readPolicy } from '../../src/lambda/policy-document.ts';
import { rolePolicies } from '../../src/lambda/role-policies.ts';
import type { Configuration } from '../../src/terraform/configuration.ts';
import type { Value } from '../../src/value/value.ts';
import { blockAt, configurationOf } from '../terraform/module-text.ts';

function argument(configuration: Configuration, address: string, name: string): Value {
  const value = blockAt(configuration, address).instances[0]?.values.entries.get(name);
  if (value === undefined) throw new Error(`${address} has no ${name}`);
  return value;
}

const QUEUES = `
  resource "aws_sqs_queue" "orders" {}
  resource "aws_sqs_queue" "other" {}
  resource "aws_dynamodb_table" "t" {}
  variable "x" {}
`;

function documentOf(policy: string, declarations = '') {
  const configuration = configurationOf(
    `${QUEUES}${declarations}resource "aws_iam_policy" "p" {\n policy = ${policy}\n}`,
  );
  return readPolicy(argument(configuration, 'aws_iam_policy.p', 'policy'), configuration);
}

const json = (statement: string) => `jsonencode({ Statement = [${statement}] })`;

describe('JSON', () => {
  test.each([
    [
      'text',
      '"{\\"Statement\\":{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"sqs:*\\",\\"Resource\\":\\"*\\"}}"',
      ['sqs:*'],
    ],
    [
      'jsonencode',
      json('{ Effect = "Allow", Action = ["a:B", "c:D"], Resource = aws_sqs_queue.orders.arn }'),
      ['a:B', 'c:D'],
    ],
    ['Deny is left out', json('{ Effect = "Deny", Action = "*", Resource = "*" }'), []],
    ['an effect that is not known may allow', json('{ Effect = var.x, Action = "a:B", Resource = "*" }'), ['a:B']],
  ])('%s', (_, policy, actions) => {
    expect(documentOf(policy)?.flatMap((statement) => statement.actions)).toEqual(actions);
  });

  test.each([
    ['an action', json('{ Effect = "Allow", Action = var.x, Resource = "*" }')],
    ['one of several actions', json('{ Effect = "Allow", Action = ["a:B", var.x], Resource = "*" }')],
    ['a piece of an action', json('{ Effect = "Allow", Action = "sqs:${var.x}", Resource = "*" }')],
    ['NotAction', json('{ Effect = "Allow", NotAction = "iam:*", Resource = "*" }')],
    ['a statement', json('var.x')],
    ['statements', 'jsonencode({ Statement = var.x })'],
    ['all of it', 'var.x'],
    ['text that is no JSON', '"{"'],
  ])('is not read when too little is known: %s', (_, policy) => {
    expect(documentOf(policy)).toBeUndefined();
  });

  test.each([
    ['Principal = "*"', { services: [], accounts: true, everybody: true }],
    ['Principal = { AWS = "*" }', { services: [], accounts: true, everybody: true }],
    ['Principal = { AWS = var.x, Service = "a.b" }', { services: ['a.b'], accounts: true, everybody: false }],
    ['Principal = { Service = ["a.b", "c.d"] }', { services: ['a.b', 'c.d'], accounts: false, everybody: false }],
    ['Principal = { Service = var.x }', undefined],
    ['NotPrincipal = { AWS = "x" }', undefined],
  ])('%s', (principal, expected) => {
    const statement = `{ Effect = "Allow", Action = "*", Resource = "*", ${principal} }`;
    expect(documentOf(json(statement))?.[0]?.principals).toEqual(expected);
  });
});

describe('aws_iam_policy_document', () => {
  const policy = 'data.aws_iam_policy_document.d.json';
  const data = (body: string) => `data "aws_iam_policy_document" "d" {\n${body}\n}\n`;

  test.each([
    [
      'statements',
      'statement {\n actions = ["a:B"]\n resources = ["*"]\n}\nstatement {\n effect = "Deny"\n actions = ["*"]\n}',
      ['a:B'],
    ],
    [
      'known dynamic statements',
      'dynamic "statement" {\n for_each = ["a:B", "c:D"]\n content {\n actions = [statement.value]\n}\n}',
      ['a:B', 'c:D'],
    ],
    [
      'other documents',
      `source_policy_documents = [${json('{ Effect = "Allow", Action = "a:B", Resource = "*" }')}]\nstatement {\n actions = ["c:D"]\n}`,
      ['a:B', 'c:D'],
    ],
    ['none', '', []],
  ])('%s', (_, body, actions) => {
    expect(documentOf(policy, data(body))?.flatMap((statement) => statement.actions)).toEqual(actions);
  });

  test.each([
    ['dynamic statements', 'dynamic "statement" {\n for_each = var.x\n content {\n actions = ["a:B"]\n}\n}'],
    ['not_actions', 'statement {\n not_actions = ["a:B"]\n}'],
    ['actions', 'statement {\n actions = var.x\n}'],
    ['other documents', 'source_policy_documents = [var.x]'],
    ['itself', 'source_policy_documents = [data.aws_iam_policy_document.d.json]'],
  ])('is not read when too little is known: %s', (_, body) => {
    expect(documentOf(policy, data(body))).toBeUndefined();
  });
});

describe('an action is granted', () => {
  const target = (attribute: string) => {
    const configuration = configurationOf(`${QUEUES}resource "m" "a" {\n x = ${attribute}\n}`);
    return argument(configuration, 'm.a', 'x');
  };
  const QUEUE = 'aws_sqs_queue.orders.arn';
  const STREAM = 'aws_dynamodb_table.t.stream_arn';
  test.each([
    ['sqs:*', '"*"', QUEUE, true],
    ['*', '"*"', QUEUE, true],
    ['SQS:receivemessage', '"*"', QUEUE, true],
    ['sqs:Receive?essage', '"*"', QUEUE, true],
    ['sqs:Receive', '"*"', QUEUE, false],
    ['sns:*', '"*"', QUEUE, false],
    ['sqs:*', QUEUE, QUEUE, true],
    ['sqs:*', 'aws_sqs_queue.other.arn', QUEUE, false],
    ['sqs:*', '"${aws_sqs_queue.other.arn}*"', QUEUE, true],
    ['sqs:*', 'var.x', QUEUE, true],
    ['sqs:*', '"arn:aws:sqs:eu-west-1:1:x"', QUEUE, true],
    ['sqs:*', '"arn:aws:sqs:*:1:ord*"', '"arn:aws:sqs:eu-west-1:1:orders"', true],
    ['sqs:*', '"arn:aws:sqs:*:1:ret*"', '"arn:aws:sqs:eu-west-1:1:orders"', false],
    ['sqs:*', '"arn:aws:sqs:*:1:$${aws:username}"', '"arn:aws:sqs:eu-west-1:1:orders"', true],
    ['sqs:*', 'aws_dynamodb_table.t.arn', STREAM, false],
    ['sqs:*', 'aws_dynamodb_table.t.stream_arn', STREAM, true],
    ['sqs:*', '"${aws_dynamodb_table.t.arn}/stream/*"', STREAM, true],
  ])('%s on %s, for %s: %s', (action, resource, attribute, expected) => {
    const statement = `statement {\n actions = ["${action}"]\n resources = [${resource}]\n}`;
    const document = documentOf(
      'data.aws_iam_policy_document.d.json',
      `data "aws_iam_policy_document" "d" {\n${statement}\n}\n`,
    );
    expect(document && grants(document, 'sqs:ReceiveMessage', target(attribute))).toBe(expected);
  });
});

test('a text that holds nothing but a reference is compared, what jsonencode writes is not', () => {
  const orders = documentOf(json('{ Effect = "Allow", Action = "*", Resource = aws_sqs_queue.other.arn }'));
  const text = documentOf(
    '"{\\"Statement\\":{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"*\\",\\"Resource\\":\\"${aws_sqs_queue.other.arn}\\"}}"',
  );
  const configuration = configurationOf(`${QUEUES}resource "m" "a" {\n x = aws_sqs_queue.orders.arn\n}`);
  const target = argument(configuration, 'm.a', 'x');
  expect(orders && grants(orders, 'a:B', target)).toBe(true);
  expect(text && grants(text, 'a:B', target)).toBe(false);
});

describe('the policies of a role', () => {
  const MANAGED = '"arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole"';
  const actionsOf = (declarations: string, role = 'name = "r"', functionRole = 'aws_iam_role.r.arn') => {
    const configuration = configurationOf(`
      variable "x" {}
      resource "aws_iam_role" "r" {
        ${role}
      }
      resource "aws_iam_role" "other" {
        name = "other"
      }
      resource "aws_lambda_function" "f" {
        role = ${functionRole}
      }
      resource "aws_lambda_alias" "l" {
        function_name = aws_lambda_function.f.function_name
      }
      resource "m" "a" {
        x = aws_lambda_alias.l.arn
      }
      ${declarations}`);
    return rolePolicies(argument(configuration, 'm.a', 'x'), configuration)?.document.flatMap(({ actions }) => actions);
  };
  const attachment = (role: string, arn: string, more = '') =>
    `resource "aws_iam_role_policy_attachment" "a" {\n role = ${role}\n policy_arn = ${arn}\n ${more}\n}\n`;
  const POLICY = json('{ Effect = "Allow", Action = "a:B", Resource = "*" }');
  const SQS = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

  test.each([
    ['one of AWS', attachment('aws_iam_role.r.name', MANAGED), SQS],
    ['in any partition', attachment('aws_iam_role.r.name', MANAGED.replace('aws:iam', '${var.x}:iam')), SQS],
    ['by the name of the role', attachment('"r"', MANAGED), SQS],
    [
      'of the module',
      `${attachment('aws_iam_role.r.id', 'aws_iam_policy.p.arn')}resource "aws_iam_policy" "p" {\n policy = ${POLICY}\n}`,
      ['a:B'],
    ],
    ['inline', `resource "aws_iam_role_policy" "p" {\n role = aws_iam_role.r.id\n policy = ${POLICY}\n}`, ['a:B']],
    [
      'beside that of another role',
      `${attachment('aws_iam_role.other.name', 'var.x')}resource "aws_iam_role_policy" "p" {\n role = aws_iam_role.r.id\n policy = ${POLICY}\n}`,
      ['a:B'],
    ],
    [
      'read by a data source',
      `${attachment('aws_iam_role.r.id', 'data.aws_iam_policy.p.arn')}data "aws_iam_policy" "p" {\n arn = ${MANAGED}\n}`,
      SQS,
    ],
  ])('%s', (_, declarations, actions) => {
    expect(actionsOf(declarations)).toEqual(actions);
  });

  test('of its own', () => {
    const role = `managed_policy_arns = [${MANAGED}]\ninline_policy {\n policy = ${POLICY}\n}`;
    expect(actionsOf('', role)).toEqual(['a:B', ...SQS]);
  });

  test.each([
    ['none is attached', ''],
    [
      'one of AWS that is not listed',
      attachment('aws_iam_role.r.name', '"arn:aws:iam::aws:policy/AmazonSQSFullAccess"'),
    ],
    ['one of another account', attachment('aws_iam_role.r.name', '"arn:aws:iam::123456789012:policy/p"')],
    ['a policy that is not known', attachment('aws_iam_role.r.name', 'var.x')],
    ['a role that is not known', attachment('var.x', MANAGED)],
    ['no instance', attachment('aws_iam_role.r.name', MANAGED, 'count = 0')],
    ['an output', `${attachment('aws_iam_role.r.name', MANAGED)}output "o" {\n value = aws_iam_role.r.name\n}`],
    [
      'a module call',
      `${attachment('aws_iam_role.r.name', MANAGED)}module "m" {\n source = "./m"\n role = aws_iam_role.r.name\n}`,
    ],
    [
      'another provider',
      `${attachment('aws_iam_role.r.name', MANAGED)}resource "null_resource" "n" {\n triggers = { r = aws_iam_role.r.name }\n}`,
    ],
    [
      'aws_iam_policy_attachment',
      `${attachment('aws_iam_role.r.name', MANAGED)}resource "aws_iam_policy_attachment" "p" {\n roles = ["x"]\n}`,
    ],
  ])('are not known: %s', (_, declarations) => {
    expect(actionsOf(declarations)).toBeUndefined();
  });

  test('are not known of a role elsewhere', () => {
    expect(actionsOf(attachment('aws_iam_role.r.name', MANAGED), undefined, 'var.x')).toBeUndefined();
  });
});
