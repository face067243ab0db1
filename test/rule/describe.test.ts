import { describe, expect, it } from 'vitest';
import {
  actual,
  argumentName,
  describedOrigin,
  listed,
  nearest,
  referenceText,
  written,
} from '../../src/rule/describe.ts';
import { writtenAt } from '../../src/schema/step.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import type { MappingValue, Reference, Value } from '../../src/value/value.ts';

const file = new SourceFile('variables.tf', 'variable "size" {\n  default = 20000\n}\n');
const place = { file, start: 30, end: 35 };

const text = (value: string): Value => ({ kind: 'string', value });

function object(entries: Readonly<Record<string, Value>>): MappingValue {
  return { kind: 'object', entries: new Map(Object.entries(entries)) };
}

function reference(given: Partial<Reference>): Reference {
  return { subject: 'managed', type: 'aws_sqs_queue', name: 'q', attribute: ['arn'], module: [], place, ...given };
}

describe('names of arguments', () => {
  it.each([
    ['/batch_size', 'batch_size'],
    ['/provisioned_poller_config/0/maximum_pollers', 'provisioned_poller_config.maximum_pollers'],
    ['/topics/1', 'topics[1]'],
    ['', ''],
  ] as const)('%s is %s', (pointer, name) => {
    expect(argumentName(pointer)).toBe(name);
  });
});

describe('written values', () => {
  const cases: readonly (readonly [string, Value])[] = [
    ['null', { kind: 'null' }],
    ['true', { kind: 'bool', value: true }],
    ['1.5', { kind: 'number', value: 1.5 }],
    ['12345678901234567890', { kind: 'number', value: 12345678901234567000, exact: '12345678901234567890' }],
    ['"a \\"b\\""', text('a "b"')],
    ['["a", 1]', { kind: 'tuple', elements: [text('a'), { kind: 'number', value: 1 }] }],
    ['{ a = "b" }', object({ a: text('b') })],
    ['(sensitive value)', { ...text('secret'), sensitive: true }],
    ['aws_sqs_queue.q.arn', { kind: 'unknown', references: [], reasons: [], is: reference({}) }],
    [
      '"arn:aws:sqs:…:q"',
      {
        kind: 'unknown',
        references: [],
        reasons: [],
        parts: ['arn:aws:sqs:', { kind: 'unknown', references: [], reasons: [] }, ':q'],
      },
    ],
    ['"arn:…"', { kind: 'unknown', references: [], reasons: [], prefix: 'arn:' }],
    ['(not known)', { kind: 'unknown', references: [], reasons: [] }],
  ];

  it.each(cases)('%s', (expected, value) => {
    expect(written(value)).toBe(expected);
  });

  it('are shortened', () => {
    expect(written(text('x'.repeat(200)))).toHaveLength(80);
  });
});

describe('references', () => {
  it.each([
    ['data.aws_sqs_queue.q.arn', { subject: 'data' }],
    ['aws_sqs_queue.q["a"].arn', { key: 'a' }],
    ['aws_sqs_queue.q[0].tags.x', { key: 0, attribute: ['tags', 'x'] }],
    ['aws_sqs_queue.q[*].arn', { splat: true }],
  ] as const)('%s', (expected, given) => {
    expect(referenceText(reference(given))).toBe(expected);
  });

  it('names variables as they are written', () => {
    const { type: _, ...variable } = reference({ subject: 'variable', name: 'size', attribute: [] });
    expect(referenceText(variable)).toBe('var.size');
  });
});

describe('where a value came from', () => {
  it('names the default with its line', () => {
    const value: Value = { kind: 'number', value: 20000, origin: { name: 'var.size', via: 'default', place } };
    expect(actual(object({ batch_size: value }), '/batch_size')).toBe(
      'batch_size is 20000 (default of var.size, variables.tf:2)',
    );
  });

  it('is the name alone for a local value', () => {
    expect(describedOrigin({ name: 'local.size', via: 'local value' })).toBe('local.size');
  });

  it('says that a value is absent, or set where it is not known', () => {
    expect(actual(object({}), '/batch_size')).toBe('batch_size is absent');
    expect(actual(object({ batch_size: { kind: 'unknown', references: [], reasons: [] } }), '/batch_size')).toBe(
      'batch_size is set',
    );
  });
});

it('finds what is written inside blocks and lists, and nothing elsewhere', () => {
  const values = object({ a: { kind: 'list', blocks: true, elements: [object({ b: text('c') })] } });
  expect(writtenAt(values, '/a/0/b')).toEqual(text('c'));
  expect(writtenAt(values, '/a/1/b')).toBeUndefined();
  expect(writtenAt(values, '/a/0/b/d')).toBeUndefined();
});

it('lists words', () => {
  expect(listed([])).toBe('');
  expect(listed(['a'])).toBe('a');
  expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
  expect(listed(['a', 'b'], 'or')).toBe('a or b');
});

describe('the nearest word', () => {
  const words = ['batch_size', 'topics', 'queues'];

  it.each([
    ['batchsize', 'batch_size'],
    ['btach_size', 'batch_size'],
    ['topic', 'topics'],
    ['something_else', undefined],
  ] as const)('to %s is %s', (word, expected) => {
    expect(nearest(word, words)).toBe(expected);
  });
});
