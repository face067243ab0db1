/** Which mappings are compared with each other. */
import { describe, expect, test } from 'vitest';
import { areDuplicates, duplicateKeys } from '../../src/lambda/duplicate.ts';
import { createEventSourceMapping } from '../../src/lambda/event-source-mapping.ts';
import { accountOf, regionOf, wantedRegion } from '../../src/lambda/placement.ts';
import { functionKeys, type KeysOf, relatives, sourceKeys } from '../../src/lambda/relatives.ts';
import { resourceBlocks } from '../../src/schema/resource-schemas.ts';
import type { Configuration } from '../../src/terraform/configuration.ts';
import { configurationOf } from '../terraform/module-text.ts';

const TYPE = 'aws_lambda_event_source_mapping';
const mapping = (name: string, body: string): string => `resource "${TYPE}" "${name}" {\n${body}\n}\n`;
const QUEUE = 'event_source_arn = "arn:aws:sqs:eu-west-1:1:q"\n';

function views(configuration: Configuration) {
  return configuration
    .blocksOf(TYPE)
    .flatMap(({ instances }) => instances)
    .map((instance) =>
      createEventSourceMapping({ instance, judged: instance.values, configuration, sourceJudged: false }),
    );
}

/** `b<a`: b has the earlier relative a. */
function pairs(text: string, keysOf: KeysOf = sourceKeys): readonly string[] {
  const configuration = configurationOf(text, { blocks: resourceBlocks });
  const short = (address: string) => address.replace(`${TYPE}.`, '');
  return views(configuration).flatMap((view) =>
    [...relatives(view, configuration, { keysOf }).earlier()].map(
      ({ address }) => `${short(view.address)}<${short(address)}`,
    ),
  );
}

describe('relatives by source', () => {
  test.each([
    ['the same text', mapping('a', QUEUE) + mapping('b', QUEUE), ['b<a']],
    ['another text', mapping('a', QUEUE) + mapping('b', 'event_source_arn = "arn:aws:sqs:eu-west-1:1:r"'), []],
    [
      'the same attribute',
      mapping('a', 'event_source_arn = aws_sqs_queue.q.arn') + mapping('b', 'event_source_arn = aws_sqs_queue.q.arn'),
      ['b<a'],
    ],
    [
      'other instances',
      mapping('a', 'event_source_arn = aws_sqs_queue.q[0].arn') +
        mapping('b', 'event_source_arn = aws_sqs_queue.q[1].arn'),
      [],
    ],
    [
      'an unknown instance',
      mapping('a', 'event_source_arn = aws_sqs_queue.q[var.k].arn') +
        mapping('b', 'event_source_arn = aws_sqs_queue.q[var.k].arn'),
      [],
    ],
    [
      'a variable without value',
      `variable "v" {}\n${mapping('a', 'event_source_arn = var.v')}${mapping('b', 'event_source_arn = var.v')}`,
      [],
    ],
    ['instances of one block', mapping('a', `count = 3\n${QUEUE}`), ['a[1]<a[0]', 'a[2]<a[0]', 'a[2]<a[1]']],
    ['no instance', mapping('a', `count = 0\n${QUEUE}`) + mapping('b', QUEUE), []],
    [
      'an unknown number of instances',
      `variable "v" {}\n${mapping('a', `count = var.v\n${QUEUE}`)}${mapping('b', QUEUE)}`,
      [],
    ],
    [
      'a condition',
      `variable "v" {}\n${mapping('a', `count = var.v ? 1 : 0\n${QUEUE}`)}${mapping('b', QUEUE)}`,
      ['b<a[0]'],
    ],
    [
      'the same condition',
      `variable "v" {}\n${mapping('a', `count = var.v ? 1 : 0\n${QUEUE}`)}${mapping('b', `count = var.v ? 1 : 0\n${QUEUE}`)}`,
      ['b[0]<a[0]'],
    ],
    [
      'the opposite',
      `variable "v" {}\n${mapping('a', `count = var.v ? 1 : 0\n${QUEUE}`)}${mapping('b', `count = var.v ? 0 : 1\n${QUEUE}`)}`,
      [],
    ],
    [
      'two conditions',
      `variable "v" {}\nvariable "w" {}\n${mapping('a', `count = var.v ? 1 : 0\n${QUEUE}`)}${mapping('b', `count = var.w ? 1 : 0\n${QUEUE}`)}`,
      [],
    ],
    ['another region', mapping('a', `region = "x"\n${QUEUE}`) + mapping('b', QUEUE), []],
    ['another provider', mapping('a', `provider = aws.x\n${QUEUE}`) + mapping('b', QUEUE), []],
  ])('%s', (_, text, expected) => {
    expect(pairs(text)).toEqual(expected);
  });

  test('know which is the last that counts', () => {
    const configuration = configurationOf(mapping('a', QUEUE) + mapping('b', `${QUEUE}enabled = false`), {
      blocks: resourceBlocks,
    });
    const [a, b] = views(configuration).map((view) => relatives(view, configuration, { keysOf: sourceKeys }));
    expect([a?.hasLater(), b?.hasLater()]).toEqual([true, false]);
    expect(a?.hasLater((other) => other.get('/enabled').kind === 'null')).toBe(false);
  });

  test('of a choice are found when it is decided', () => {
    const text = `variable "v" {}\n${mapping('a', QUEUE)}${mapping('b', 'event_source_arn = var.v ? "arn:aws:sqs:eu-west-1:1:q" : "x"')}`;
    expect(pairs(text)).toEqual([]);
    const configuration = configurationOf(text, { blocks: resourceBlocks });
    const [, b] = views(configuration);
    const keys = ['text arn:aws:sqs:eu-west-1:1:q'];
    const found = b && relatives(b, configuration, { keysOf: sourceKeys, keys }).earlier();
    expect([...(found ?? [])].map(({ address }) => address)).toEqual([`${TYPE}.a`]);
  });
});

describe('relatives by function', () => {
  const FUNCTION = 'resource "aws_lambda_function" "f" {\n function_name = "f"\n}\n';
  test.each([
    ['name and ARN', 'aws_lambda_function.f.arn', 'aws_lambda_function.f.function_name', ['b<a']],
    ['ARN and the name as text', 'aws_lambda_function.f.arn', '"f"', ['b<a']],
    ['a version', 'aws_lambda_function.f.arn', 'aws_lambda_function.f.qualified_arn', []],
    ['an alias', 'aws_lambda_function.f.arn', 'aws_lambda_alias.l.arn', []],
    ['a version as text', '"f"', '"f:1"', []],
    ['name and ARN as text', '"f"', '"arn:aws:lambda:eu-west-1:123456789012:function:f"', ['b<a']],
    ['name and partial ARN', '"f:live"', '"123456789012:function:f:live"', ['b<a']],
    ['another name', '"f"', '"arn:aws:lambda:eu-west-1:123456789012:function:g"', []],
  ])('%s', (_, first, second, expected) => {
    const text = FUNCTION + mapping('a', `function_name = ${first}`) + mapping('b', `function_name = ${second}`);
    expect(pairs(text, functionKeys)).toEqual(expected);
  });
});

describe('duplicates', () => {
  const kafka = (servers: string, more = '') =>
    `function_name = "f"\nself_managed_event_source {\n endpoints = {\n KAFKA_BOOTSTRAP_SERVERS = "${servers}"\n }\n}\n${more}`;
  test.each([
    ['of a queue', `${QUEUE}function_name = "f"`, `${QUEUE}function_name = "f"`, true],
    ['of another function', `${QUEUE}function_name = "f"`, `${QUEUE}function_name = "g"`, false],
    [
      'of another region',
      `${QUEUE}function_name = "arn:aws:lambda:eu-west-1:1:function:f"`,
      `${QUEUE}function_name = "arn:aws:lambda:us-east-1:1:function:f"`,
      false,
    ],
    ['of one server and topic', kafka('a:1,b:1', 'topics = ["t"]'), kafka('b:1', 'topics = ["t"]'), true],
    ['of another topic', kafka('a:1', 'topics = ["t"]'), kafka('a:1', 'topics = ["u"]'), false],
    ['of a topic that is not known', kafka('a:1', 'topics = [var.t]'), kafka('a:1', 'topics = [var.t]'), false],
    ['of another server', kafka('a:1', 'topics = ["t"]'), kafka('b:1', 'topics = ["t"]'), false],
    [
      'of another group',
      kafka('a:1', 'topics = ["t"]\nself_managed_kafka_event_source_config {\n consumer_group_id = "x"\n}'),
      kafka('a:1', 'topics = ["t"]'),
      false,
    ],
  ])('%s', (_, first, second, expected) => {
    const configuration = configurationOf(`variable "t" {}\n${mapping('a', first)}${mapping('b', second)}`, {
      blocks: resourceBlocks,
    });
    const [, b] = views(configuration);
    if (b === undefined) throw new Error('no mapping');
    const found = [...relatives(b, configuration, { keysOf: duplicateKeys }).earlier()];
    expect(found.some((other) => areDuplicates(b, other))).toBe(expected);
  });
});

describe('regions and accounts', () => {
  const PROVIDERS = `
    provider "aws" {
      region = "eu-west-1"
    }
    provider "aws" {
      alias = "us"
      region = "us-east-1"
      allowed_account_ids = ["111122223333"]
    }
    resource "aws_sqs_queue" "plain" {}
    resource "aws_sqs_queue" "argument" {
      region = "eu-north-1"
    }
    resource "aws_sqs_queue" "us" {
      provider = aws.us
    }
    resource "aws_sqs_queue" "unknown" {
      region = var.x
    }
    resource "aws_lambda_function" "f" {
      role = "arn:aws:iam::444455556666:role/r"
    }
    variable "x" {}
  `;
  test.each([
    ['"arn:aws:sqs:us-west-2:123456789012:q"', 'us-west-2', '123456789012'],
    ['"arn:aws:sqs:${var.x}:${var.x}:q"', undefined, undefined],
    ['aws_sqs_queue.plain.arn', 'eu-west-1', undefined],
    ['aws_sqs_queue.argument.arn', 'eu-north-1', undefined],
    ['aws_sqs_queue.us.arn', 'us-east-1', '111122223333'],
    ['aws_sqs_queue.unknown.arn', undefined, undefined],
    ['aws_lambda_function.f.arn', 'eu-west-1', '444455556666'],
    ['var.x', undefined, undefined],
  ])('%s', (source, region, account) => {
    const configuration = configurationOf(PROVIDERS + mapping('a', `event_source_arn = ${source}`), {
      blocks: resourceBlocks,
    });
    const [view] = views(configuration);
    const value = view?.get('/event_source_arn');
    expect([value && regionOf(value, configuration)?.name, value && accountOf(value, configuration)?.name]).toEqual([
      region,
      account,
    ]);
  });

  test.each([
    ['', 'eu-west-1'],
    ['region = "us-west-2"', 'us-west-2'],
    ['provider = aws.us', 'us-east-1'],
    ['provider = aws.elsewhere', undefined],
    ['function_name = "arn:aws:lambda:eu-south-1:1:function:f"', 'eu-south-1'],
    ['region = var.x', undefined],
  ])('a mapping with %s wants its source in %s', (body, region) => {
    const configuration = configurationOf(PROVIDERS + mapping('a', body), { blocks: resourceBlocks });
    const [view] = views(configuration);
    expect(view && wantedRegion(view, configuration)?.name).toBe(region);
  });
});
