/** When Terraform refuses what: every verdict here was seen with Terraform 1.11.4 and hashicorp/aws 5.100.0, 2026-11-25. */
import { describe, expect, it } from 'vitest';
import { lintText } from '../../src/core.ts';
import { FUNCTIONS } from '../functions.ts';

function errors(text: string, filename = 'main.tf'): readonly string[] {
  return lintText({ filename, text, functions: FUNCTIONS })
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ rule, stage, pointer }) => `${rule} ${pointer} ${stage}`);
}

const QUEUE = 'event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"';
const mapping = (body: string): string =>
  `resource "aws_lambda_event_source_mapping" "m" {\n  function_name = "f"\n  ${body}\n}\n`;
const TEXT = 'variable "v" {\n  type    = string\n  default = "x"\n}\n';
const FLAG = 'variable "flag" {\n  type    = bool\n  default = true\n}\n';
const MAP = 'variable "m" {\n  type    = map(string)\n  default = {}\n}\n';

describe('a wrong type', () => {
  it.each([
    ['of a variable', `${TEXT}${mapping(`${QUEUE}\n  tags = var.v`)}`, '/tags'],
    ['of an element', `${TEXT}${mapping(`${QUEUE}\n  tags = [for k in ["a"] : var.v][0]`)}`, '/tags'],
    ['of a branch', `${FLAG}${mapping(`${QUEUE}\n  tags = var.flag ? "latest" : null`)}`, '/tags'],
    ['of a list', `${FLAG}${mapping('event_source_arn = var.flag ? ["x"] : null')}`, '/event_source_arn'],
    ['of a function', `${TEXT}${mapping(`${QUEUE}\n  tags = trimspace(" ${'${var.v}'} ")`)}`, '/tags'],
    [
      'where there is no instance',
      `${MAP}${mapping(`count = 0\n  ${QUEUE}\n  tags = lookup(var.m, "a", null)`)}`,
      '/tags',
    ],
    ['of an index', mapping(`count = 1\n  ${QUEUE}\n  enabled = count.index`), '/enabled'],
  ])('%s is seen by validate', (_, text, pointer) => {
    expect(errors(text)).toEqual([`incorrect-type ${pointer} validate`]);
  });

  it.each([
    ['a variable without a type', `variable "v" {\n  default = ["a"]\n}\n${mapping(`${QUEUE}\n  batch_size = var.v`)}`],
    ['a text that is no number', `${TEXT}${mapping(`${QUEUE}\n  batch_size = var.v`)}`],
    ['each.value of a map', mapping(`for_each = { a = ["x"] }\n  ${QUEUE}\n  batch_size = each.value`)],
    ['each.value of a set', mapping(`for_each = toset(["a"])\n  ${QUEUE}\n  batch_size = each.value`)],
  ])('of %s is seen by plan', (_, text) => {
    expect(errors(text)).toEqual(['incorrect-type /batch_size plan']);
  });
});

describe('two results of a conditional without a common type', () => {
  it.each([
    ['a tuple and a string', `${FLAG}${mapping(`${QUEUE}\n  batch_size = var.flag ? [1] : "x"`)}`],
    ['a number and a bool', `${FLAG}${mapping(`${QUEUE}\n  batch_size = var.flag ? 10 : true`)}`],
    ['and a known condition', mapping(`${QUEUE}\n  batch_size = 1 > 0 ? 10 : true`)],
    ['and no instance', `${FLAG}${mapping(`count = 0\n  ${QUEUE}\n  batch_size = var.flag ? 10 : true`)}`],
    [
      'in a local value',
      `${FLAG}locals {\n  b = var.flag ? 10 : true\n}\n${mapping(`${QUEUE}\n  batch_size = local.b`)}`,
    ],
  ])('%s', (_, text) => {
    expect(errors(text)).toEqual(['incorrect-type /batch_size validate']);
  });

  it('are seen in part of an argument', () => {
    const pattern = 'jsonencode({ body = { level = var.v == "" ? [{ exists = true }] : [var.v] } })';
    const text = `${TEXT}${mapping(`${QUEUE}\n  filter_criteria {\n    filter {\n      pattern = ${pattern}\n    }\n  }`)}`;
    expect(errors(text)).toEqual(['incorrect-type /filter_criteria/0/filter/0/pattern validate']);
  });

  it('wait for plan where a variable has no type', () => {
    const text = `${FLAG}variable "v" {\n  default = ["a"]\n}\n${mapping(`${QUEUE}\n  batch_size = var.flag ? 10 : var.v`)}`;
    expect(errors(text)).toEqual(['incorrect-type /batch_size plan']);
  });

  it.each([
    ['try looks at', 'batch_size = try(var.flag ? 10 : true, 10)'],
    ['a number and a text have', 'batch_size = var.flag ? 10 : "20"'],
    ['objects have as maps', 'tags = var.flag ? { a = "x" } : { b = "y" }'],
    ['null has', 'tags = var.flag ? { a = "x" } : null'],
    ['an empty list has', 'function_response_types = var.flag ? ["ReportBatchItemFailures"] : []'],
  ])('which %s', (_, argument) => {
    expect(errors(`${FLAG}${mapping(`${QUEUE}\n  ${argument}`)}`)).toEqual([]);
  });
});

describe('an attribute that is not there', () => {
  const LOCAL = 'locals {\n  m = { a = 1 }\n}\n';
  it.each([
    ['of a local value', `${LOCAL}${mapping(`${QUEUE}\n  batch_size = local.m.b`)}`],
    ['of a text', `locals {\n  m = "x"\n}\n${mapping(`${QUEUE}\n  batch_size = local.m.b`)}`],
    [
      'of a typed variable',
      `variable "m" {\n  type = object({ a = number })\n}\n${mapping(`${QUEUE}\n  batch_size = var.m.b`)}`,
    ],
  ])('%s is seen by validate', (_, text) => {
    expect(errors(text)).toEqual(['unsupported-attribute /batch_size validate']);
  });

  it('of each.value is seen by plan', () => {
    const text = mapping(`for_each = { x = { a = 1 } }\n  ${QUEUE}\n  batch_size = each.value.b`);
    expect(errors(text)).toEqual(['unsupported-attribute /batch_size plan']);
  });

  it.each([
    ['try looks for', `${LOCAL}${mapping(`${QUEUE}\n  batch_size = try(local.m.b, 10)`)}`],
    ['may come from a variable', `variable "m" {}\n${mapping(`${QUEUE}\n  batch_size = merge({ a = 1 }, var.m).b`)}`],
    [
      'is optional',
      `variable "m" {\n  type = object({ b = optional(number) })\n}\n${mapping(`${QUEUE}\n  batch_size = var.m.b`)}`,
    ],
  ])('but %s', (_, text) => {
    expect(errors(text)).toEqual([]);
  });
});

describe('the provider looks only at what is known whole', () => {
  const KAFKA =
    'event_source_arn = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"';
  const topics = (list: string): string => mapping(`${KAFKA}\n  starting_position = "LATEST"\n  topics = ${list}`);

  it('a set beside a variable at plan', () => {
    expect(errors(`variable "x" {\n  default = "abc"\n}\n${topics('[var.x, ""]')}`)).toEqual([
      'value-out-of-range /topics/1 plan',
    ]);
  });

  it('a set beside an attribute at apply', () => {
    const queue = 'resource "aws_sqs_queue" "q" {\n  name = "q"\n}\n';
    expect(errors(`${queue}${topics('[aws_sqs_queue.q.arn, ""]')}`)).toContain('value-out-of-range /topics/1 apply');
    expect(errors(topics('["a", ""]'))).toEqual(['value-out-of-range /topics/1 validate']);
  });

  it('blocks beside a variable at plan', () => {
    const text = `variable "x" {\n  default = 2\n}\n${mapping(`${QUEUE}\n  provisioned_poller_config {\n    minimum_pollers = var.x\n    maximum_pollers = 0\n  }`)}`;
    expect(errors(text)).toContain('value-out-of-range /provisioned_poller_config/0/maximum_pollers plan');
  });
});

describe('a call that fails', () => {
  it('is seen by validate where there is no instance', () => {
    const text = mapping(`count = 0\n  ${QUEUE}\n  batch_size = tonumber("ten")`);
    expect(errors(text)).toEqual(['invalid-function-call undefined validate']);
  });
});

describe('the number of instances', () => {
  it('is decided by plan', () => {
    const queue = 'resource "aws_sqs_queue" "q" {\n  count = 0\n  name  = "q"\n}\n';
    expect(errors(`${queue}${mapping('event_source_arn = one(aws_sqs_queue.q[*].arn)')}`)).toEqual([
      'no-event-source /event_source_arn plan',
    ]);
  });
});

describe('JSON syntax', () => {
  const json = (argument: string): string =>
    `{"resource":{"aws_lambda_event_source_mapping":{"m":{"event_source_arn":"arn:aws:sqs:eu-west-1:123456789012:q","function_name":"f",${argument}}}}}`;

  it.each([
    ['"scaling_config":"x"', '/scaling_config'],
    ['"scaling_config":[1]', '/scaling_config'],
    ['"destination_config":{"on_failure":false}', '/destination_config/0/on_failure'],
  ])('%s is no block', (argument, pointer) => {
    expect(errors(json(argument), 'main.tf.json')).toEqual([`unsupported-argument ${pointer} validate`]);
  });

  it.each(['"scaling_config":null', '"scaling_config":[]', '"scaling_config":{"maximum_concurrency":5}'])(
    '%s is',
    (argument) => {
      expect(errors(json(argument), 'main.tf.json')).toEqual([]);
    },
  );
});

describe('a dynamic block that a variable decides on', () => {
  const OFF = 'variable "flag" {\n  type    = bool\n  default = false\n}\n';
  const FEW = 'variable "few" {\n  type = list(number)\n}\n';
  const scaling = (forEach: string, content: string): string =>
    mapping(
      `${QUEUE}\n  dynamic "scaling_config" {\n    for_each = ${forEach}\n    content {\n      ${content}\n    }\n  }`,
    );
  const filters = (forEach: string, content: string): string =>
    mapping(
      `${QUEUE}\n  filter_criteria {\n    dynamic "filter" {\n      for_each = ${forEach}\n      content {\n        ${content}\n      }\n    }\n  }`,
    );

  it.each([
    [
      'an argument',
      `${OFF}${scaling('var.flag ? [1] : []', 'maximum = 2')}`,
      'unsupported-argument /scaling_config/0/maximum',
    ],
    [
      'a block',
      `${OFF}${scaling('var.flag ? [1] : []', 'inner {\n}')}`,
      'unsupported-block-type /scaling_config/0/inner/0',
    ],
    [
      'an argument further inside',
      `${OFF}${filters('var.flag ? [1] : []', 'patern = "{}"')}`,
      'unsupported-argument /filter_criteria/0/filter/0/patern',
    ],
    [
      'what is required',
      `${OFF}${mapping('event_source_arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/s"\n  starting_position = "LATEST"\n  dynamic "destination_config" {\n    for_each = var.flag ? [1] : []\n    content {\n      on_failure {\n      }\n    }\n  }')}`,
      'missing-required-argument /destination_config/0/on_failure/0/destination_arn',
    ],
    [
      'an argument, of an instance',
      scaling('each.value', 'maximum = 2').replace('  function_name', '  for_each = { a = [] }\n  function_name'),
      'unsupported-argument /scaling_config/0/maximum',
    ],
  ])('is refused by validate for %s, though there is none', (_, text, error) => {
    expect(errors(text)).toEqual([`${error} validate`]);
  });

  it.each([
    ['a value', `${OFF}${scaling('var.flag ? [1] : []', 'maximum_concurrency = 1')}`],
    ['a type', `${OFF}${scaling('var.flag ? [1] : []', 'maximum_concurrency = "x"')}`],
    ['a type, however many there are', `${FEW}${scaling('var.few', 'maximum_concurrency = [1]')}`],
    ['a conditional, however many there are', `${FEW}${scaling('var.few', 'maximum_concurrency = true ? 1 : ["a"]')}`],
    ['a name, when no variable decides', scaling('[]', 'maximum = 2')],
  ])('is not refused for %s', (_, text) => {
    expect(errors(text)).toEqual([]);
  });

  it('is refused by plan for a type when there is one', () => {
    expect(errors(`${FLAG}${scaling('var.flag ? [1] : []', 'maximum_concurrency = "x"')}`)).toEqual([
      'incorrect-type /scaling_config/0/maximum_concurrency plan',
    ]);
  });
});

describe('an attribute that is no ARN', () => {
  it('is seen by AWS where only it knows the value', () => {
    const key = 'resource "aws_kms_key" "k" {\n}\n';
    const queue = 'resource "aws_sqs_queue" "q" {\n}\n';
    const stream =
      'event_source_arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/s"\n  starting_position = "LATEST"';
    const destination =
      'destination_config {\n    on_failure {\n      destination_arn = aws_sqs_queue.q.url\n    }\n  }';
    expect(errors(`${key}${mapping(`${QUEUE}\n  kms_key_arn = aws_kms_key.k.key_id`)}`)).toEqual([
      'not-an-arn /kms_key_arn apply',
    ]);
    expect(errors(`${queue}${mapping(`${stream}\n  ${destination}`)}`)).toEqual([
      'not-an-arn /destination_config/0/on_failure/0/destination_arn apply',
    ]);
    expect(errors(mapping(`${QUEUE}\n  kms_key_arn = "k"`))).toEqual(['not-an-arn /kms_key_arn validate']);
  });
});

it('a region that is refused is not compared with that of the source', () => {
  expect(errors(mapping(`${QUEUE}\n  region = "eu-west"`))).toEqual(['malformed-value /region validate']);
});
