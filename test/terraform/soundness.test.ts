/**
 * What is said of a configuration with some variables left out holds however they are set: a diagnostic without assumption
 * in every completed run, one with assumptions in every completed run in which these hold. Of the event source the
 * configuration itself says what it is, under each condition: what other arguments tell of a source that is not known (that
 * it must be Kafka, where there are topics) is meant to be wrong where these are the fault.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lintModules } from '../../src/core.ts';
import { parseExpression } from '../../src/hcl/expression-parser.ts';
import { resourceBlocks } from '../../src/schema/resource-schemas.ts';
import { configure, scopeOf } from '../../src/terraform/configure.ts';
import { evaluate } from '../../src/terraform/evaluate.ts';
import { languageFunctions } from '../../src/terraform/functions.ts';
import { loadModule } from '../../src/terraform/load.ts';
import { memoryFileSystem } from '../../src/terraform/memory-file-system.ts';
import { type VariableOption, variableValues } from '../../src/terraform/variable-values.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { hasFailed } from '../../src/value/functions/failure.ts';
import { FUNCTIONS } from '../functions.ts';

/** Each variable with values that it may be given. */
const VARIABLES = {
  env: { type: 'string', values: ['dev', 'prod', 'test'] },
  on: { type: 'bool', values: ['true', 'false'] },
  n: { type: 'number', values: ['1', '10', '11', '20000'] },
  window: { type: 'number', values: ['null', '0', '5', '301'] },
  list: { type: 'list(string)', values: ['[]', '["a"]', '["a", "b"]', '["{}", "{"]'] },
  map: { type: 'map(number)', values: ['{}', '{ dev = 5 }', '{ dev = 20000, prod = 1 }'] },
  object: { type: 'any', values: ['{}', '{ batch = 5 }', '{ batch = "many" }', '{ batch = 20000, arn = null }'] },
} as const;

type VariableName = keyof typeof VARIABLES;
const NAMES = Object.keys(VARIABLES) as VariableName[];

const literal = fc.constantFrom('0', '1', '2', '10', '11', '300', '301', '20000', '-1', 'null');

const { condition, number } = fc.letrec<{ condition: string; number: string }>((tie) => ({
  condition: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        'var.on',
        '!var.on',
        'var.env == "prod"',
        'var.env != "dev"',
        'var.n > 10',
        'local.is_prod',
        'can(var.object.batch)',
        'contains(["prod", "test"], var.env)',
        'length(var.list) > 0',
        'var.window == null',
        'lookup(var.map, "dev", 0) > 10',
      ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('condition'), fc.constantFrom('&&', '||'), tie('condition'))
        .map((parts) => `(${parts.join(' ')})`),
    },
  ),
  number: fc.oneof(
    { depthSize: 'small' },
    literal,
    fc.constantFrom('var.n', 'var.window', 'local.sizes[var.env]', 'length(var.list)', 'lookup(var.map, "prod", 7)'),
    fc.constantFrom('[10, 20000][var.n - 10]', '{ dev = 1, prod = 20000 }[var.env]', 'one(var.list)', 'var.map["dev"]'),
    fc.tuple(tie('condition'), tie('number'), tie('number')).map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`),
    tie('number').map((fallback) => `try(var.object.batch, ${fallback})`),
    tie('number').map((fallback) => `lookup(local.sizes, var.env, ${fallback})`),
    tie('number').map((fallback) => `coalesce(var.window, ${fallback})`),
    fc.tuple(tie('number'), literal).map(([a, b]) => `max(coalesce(${a}, 1), coalesce(${b}, 1))`),
  ),
}));

const text = (...words: readonly string[]): fc.Arbitrary<string> => {
  const plain = fc.constantFrom(...words.map((word) => JSON.stringify(word)), 'null');
  return fc.oneof(
    plain,
    fc.tuple(condition, plain, plain).map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`),
    fc.tuple(plain, plain).map(([dev, prod]) => `{ dev = ${dev}, prod = ${prod} }[var.env]`),
    fc.constantFrom(...words).map((word) => `"\${var.on ? ${JSON.stringify(word)} : "no"}"`),
  );
};

const SQS = 'arn:aws:sqs:eu-west-1:123456789012:q';
const KINESIS = 'arn:aws:kinesis:eu-west-1:123456789012:stream/s';
const source = fc.oneof(
  fc.constantFrom(`"${SQS}"`, 'aws_sqs_queue.q.arn', 'aws_kinesis_stream.s.arn', 'try(aws_sqs_queue.maybe[0].arn, "")'),
  fc.constantFrom(
    `"${SQS}\${local.is_prod ? ".fifo" : ""}"`,
    'aws_sqs_queue.maybe[0].arn',
    'one(aws_sqs_queue.maybe[*].arn)',
  ),
  condition.map((test) => `(${test} ? aws_sqs_queue.q.arn : "${KINESIS}")`),
);

const optional = (name: string, value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.option(value, { nil: undefined }).map((given) => (given === undefined ? '' : `  ${name} = ${given}\n`));

const body = fc
  .tuple(
    source.map((value) => `  event_source_arn = ${value}\n  function_name = "f"\n`),
    fc.constantFrom(
      '',
      '',
      '  count = var.on ? 1 : 0\n',
      '  count = var.n > 10 ? 0 : 1\n',
      '  for_each = toset(var.list)\n',
      '  for_each = var.map\n',
    ),
    optional('batch_size', number),
    optional('maximum_batching_window_in_seconds', number),
    optional('starting_position', text('LATEST', 'latest', 'TRIM_HORIZON', 'AT_TIMESTAMP')),
    optional('parallelization_factor', number),
    optional('topics', fc.constantFrom('var.list', '[]', '["t"]', '(var.on ? ["a", "b"] : null)')),
    optional('bisect_batch_on_function_error', condition),
    fc.constantFrom(
      '',
      '  dynamic "scaling_config" {\n    for_each = var.window == null ? [] : [var.window]\n    content {\n      maximum_concurrency = scaling_config.value\n    }\n  }\n',
    ),
    fc.constantFrom(
      '',
      '  filter_criteria {\n    dynamic "filter" {\n      for_each = var.list\n      content {\n        pattern = filter.value\n      }\n    }\n  }\n',
    ),
  )
  .map((parts) => parts.join(''));

const validation = fc.constantFrom(
  '',
  '  validation {\n    condition = contains(["dev", "prod"], var.env)\n    error_message = "dev or prod"\n  }\n',
);

const configuration = fc
  .record({ mapping: body, sizes: fc.tuple(literal, literal), fifo: condition, env: validation })
  .map(({ mapping, sizes: [dev, prod], fifo, env }) => {
    const variables = NAMES.map(
      (name) => `variable "${name}" {\n  type = ${VARIABLES[name].type}\n${name === 'env' ? env : ''}}\n`,
    );
    return `${variables.join('')}locals {
  is_prod = var.env == "prod"
  sizes   = { dev = ${dev}, prod = ${prod} }
}
resource "aws_sqs_queue" "q" {
  fifo_queue = ${fifo}
  visibility_timeout_seconds = var.n
}
resource "aws_sqs_queue" "maybe" {
  count = var.on ? 1 : 0
}
resource "aws_kinesis_stream" "s" {}
resource "aws_lambda_event_source_mapping" "m" {
${mapping}}
`;
  });

const choices = fc.tuple(...NAMES.map((name) => fc.constantFrom(...VARIABLES[name].values)));
const scenario = fc.record({
  text: configuration,
  given: choices,
  leftOut: fc.subarray(NAMES, { minLength: 1 }),
  completions: fc.array(choices, { minLength: 3, maxLength: 3 }),
});

type Values = Partial<Record<VariableName, string>>;

function options(values: Values): readonly VariableOption[] {
  return Object.entries(values).map(([name, value]) => ({ kind: 'value', name, text: value }) as const);
}

/** `null` is no text of a primitive type: it comes from a file. */
function fileSystemOf(main: string, values: Values) {
  const nulls = Object.entries(values).filter(([, value]) => value === 'null');
  return memoryFileSystem({
    'main.tf': main,
    'terraform.tfvars': nulls.map(([name]) => `${name} = null\n`).join(''),
  });
}

function withoutNulls(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== 'null'));
}

function run(main: string, values: Values): readonly Diagnostic[] {
  return lintModules({
    fileSystem: fileSystemOf(main, values),
    modules: [{ directory: '.', called: false, named: true }],
    functions: FUNCTIONS,
    variables: { environment: {}, options: options(withoutNulls(values)) },
  }).diagnostics;
}

function inModule(main: string, values: Values) {
  const fileSystem = fileSystemOf(main, values);
  const module = loadModule(fileSystem, '.', { check: 'all' })?.module;
  if (module === undefined) throw new Error('no module');
  const settings = { environment: {}, options: options(withoutNulls(values)) };
  const common = {
    called: false,
    functions: languageFunctions(FUNCTIONS),
    variables: variableValues(module, fileSystem, settings).values,
  };
  return {
    scope: scopeOf(module, common),
    /** Whether Terraform would plan at all, and something: what is said of a mapping is said of its instances. */
    isPlannable: () => {
      const [block] = configure(module, { ...common, blocks: resourceBlocks }).blocksOf(
        'aws_lambda_event_source_mapping',
      );
      return (
        block !== undefined &&
        block.instances.length > 0 &&
        !block.instances.some(({ values: each }) => hasFailed(each))
      );
    },
  };
}

/** Whether what a diagnostic assumes is so: one of several outcomes. */
function holds(assumption: string, module: ReturnType<typeof inModule>): boolean {
  return assumption.split(' or ').some((outcome) => isSo(outcome, module));
}

function isSo(assumption: string, { scope }: ReturnType<typeof inModule>): boolean {
  const [, subject = '', others] = /^(.*) is none of (.*)$/s.exec(assumption) ?? [];
  const expression =
    others !== undefined
      ? `!contains([${others}], ${subject})`
      : assumption.endsWith(' is false')
        ? `!(${assumption.slice(0, -' is false'.length)})`
        : assumption.replace(/ is true$/, '');
  const file = new SourceFile('assumption', expression);
  const parsed = parseExpression(file);
  if (parsed.diagnostics.length > 0) throw new Error(`the assumption cannot be read: ${assumption}`);
  const value = evaluate(parsed.expression, { module: scope, file, bindings: undefined });
  if (value.kind !== 'bool') throw new Error(`the assumption has no value: ${assumption}`);
  return value.value;
}

const key = ({ rule, range, pointer }: Diagnostic): string => `${rule} ${range.start.offset} ${pointer ?? ''}`;

/** How many statements were put to the test. */
const tested = { without: 0, assumed: 0 };

function check({
  text: main,
  given,
  leftOut,
  completions,
}: typeof scenario extends fc.Arbitrary<infer T> ? T : never): void {
  const all = Object.fromEntries(NAMES.map((name, at) => [name, given[at]])) as Values;
  const partial = Object.fromEntries(Object.entries(all).filter(([name]) => !leftOut.includes(name as VariableName)));
  const said = run(main, partial);
  for (const completion of completions) {
    const values: Values = { ...all };
    for (const name of leftOut) values[name] = completion[NAMES.indexOf(name)] ?? '';
    const complete = run(main, values);
    const module = inModule(main, values);
    if (!module.isPlannable() || complete.some(({ rule }) => rule === 'failed-variable-validation')) continue;
    const found = new Set(complete.map(key));
    for (const diagnostic of said) {
      const { assumptions = [] } = diagnostic;
      if (!assumptions.every((assumption) => holds(assumption, module))) continue;
      tested[assumptions.length === 0 ? 'without' : 'assumed'] += 1;
      if (!found.has(key(diagnostic))) {
        throw new Error(
          `${key(diagnostic)} (${diagnostic.message}; ${assumptions.join(' and ')}) is not said of ${JSON.stringify(values)}; left out: ${leftOut}`,
        );
      }
    }
  }
}

describe('a run with variables left out', () => {
  test('says nothing that a completed run does not say', () => {
    fc.assert(fc.property(scenario, check), { numRuns: 120, seed: 20261125 });
    expect(tested.without).toBeGreaterThan(100);
    expect(tested.assumed).toBeGreaterThan(100);
  }, 120_000);
});
