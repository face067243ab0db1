import { describe, expect, test } from 'vitest';
import { SourceFile } from '../../../src/text/source-file.ts';
import { bool, failed, list, map, NULL, number, object, string, tuple, unknown } from '../../../src/value/construct.ts';
import { describeCallError } from '../../../src/value/functions/call.ts';
import type { Libraries } from '../../../src/value/functions/libraries.ts';
import { type FunctionHost, isCallError } from '../../../src/value/functions/signature.ts';
import { callFunction } from '../../../src/value/functions/table.ts';
import { NUMBER, STRING } from '../../../src/value/type.ts';
import type { ChoiceValue, Reference, UnknownValue, Value } from '../../../src/value/value.ts';
import { LIBRARIES } from './libraries.ts';
import { memoryFiles } from './memory-files.ts';

const REFERENCE: Reference = {
  subject: 'managed',
  type: 'aws_sqs_queue',
  name: 'orders',
  attribute: ['arn'],
  module: [],
  place: { file: new SourceFile('main.tf', ''), start: 0, end: 0 },
};
const ARN = unknown({
  type: STRING,
  is: REFERENCE,
  references: [REFERENCE],
  reasons: [{ kind: 'resource', text: 'the queue does not exist yet' }],
});
const HOST: FunctionHost = { libraries: LIBRARIES };

function run(name: string, ...args: readonly Value[]): Value {
  const result = callFunction(name, args, HOST);
  if (isCallError(result)) throw new Error(describeCallError(name, result));
  return result;
}

function errorOf(name: string, ...args: readonly Value[]): string {
  const result = callFunction(name, args, HOST);
  return isCallError(result) ? describeCallError(name, result) : `no error: ${JSON.stringify(result)}`;
}

function choice(id: string, ...values: readonly Value[]): ChoiceValue {
  return {
    kind: 'choice',
    condition: { id, text: id },
    options: values.map((value, outcome) => ({ assumption: `${id} is ${outcome}`, value })),
    written: true,
  };
}

function outcomes(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.options.map((option) => option.value) : [];
}

function expectUnknown(value: Value): UnknownValue {
  if (value.kind !== 'unknown') throw new Error(`known: ${JSON.stringify(value)}`);
  return value;
}

describe('unknown arguments', () => {
  test('give an unknown result with their references and reasons, but not their identity', () => {
    const result = expectUnknown(run('upper', ARN));
    expect(result).toMatchObject({ type: STRING, notNull: true, references: [REFERENCE] });
    expect(result.reasons.map(({ text }) => text)).toEqual(['the queue does not exist yet']);
    expect(result.is).toBeUndefined();
  });

  test('do not hide that another argument is wrong', () => {
    expect(errorOf('substr', ARN, NULL, number(1))).toBe(
      'Invalid value for "offset" parameter: argument must not be null',
    );
  });

  test('inside a collection that is passed on leave the rest known', () => {
    expect(run('concat', list([ARN]), list([string('b')]))).toEqual(list([ARN, string('b')]));
    expect(run('merge', object([['a', ARN]]), object([['b', number(1)]]))).toEqual(
      object([
        ['a', ARN],
        ['b', number(1)],
      ]),
    );
    expect(run('length', tuple([ARN, ARN]))).toEqual(number(2));
    expect(run('lookup', map([['a', ARN]]), string('a'), string(''))).toEqual(ARN);
  });

  test('make nothing of a set known but its elements', () => {
    const set = run('toset', tuple([string('a'), ARN]));
    expectUnknown(run('length', set));
    expect(run('contains', set, string('a'))).toEqual(bool(true));
    expectUnknown(run('contains', set, string('b')));
  });

  test('of a type or with a beginning that excludes a value are not that value', () => {
    expect(run('contains', list([unknown({ type: STRING, prefix: 'arn:' })]), string('x'))).toEqual(bool(false));
    expect(run('startswith', unknown({ type: STRING, prefix: 'arn:aws' }), string('arn:'))).toEqual(bool(true));
    expect(run('startswith', unknown({ type: STRING, prefix: 'arn:aws' }), string('arn:x'))).toEqual(bool(false));
  });
});

describe('strings with unknown pieces', () => {
  test('format and join keep the pieces and the beginning', () => {
    expect(run('format', string('arn:%s:%d'), ARN, number(7))).toMatchObject({
      prefix: 'arn:',
      parts: ['arn:', ARN, ':7'],
      type: STRING,
    });
    expect(run('join', string('-'), list([string('a'), ARN, string('b')]))).toMatchObject({ parts: ['a-', ARN, '-b'] });
  });

  test('jsonencode knows what comes before', () => {
    const result = expectUnknown(
      run(
        'jsonencode',
        object([
          ['b', ARN],
          ['a', number(1)],
        ]),
      ),
    );
    expect(result.prefix).toBe('{"a":1,"b":');
  });

  test('a wrong format is not certain while an argument is unknown', () => {
    expectUnknown(run('format', string('%d'), ARN));
    expectUnknown(run('format', string('%s'), ARN, ARN));
    expect(errorOf('format', string('%s'), string('a'), string('b'))).toBe(
      'Invalid value for "args" parameter: too many arguments; only 1 used by format string',
    );
  });
});

describe('choices', () => {
  test('give a choice of results', () => {
    const result = run('upper', choice('c', string('a'), string('b')));
    expect(result).toMatchObject({ kind: 'choice', condition: { id: 'c' }, written: true });
    expect(outcomes(result)).toEqual([string('A'), string('B')]);
  });

  test('on one condition go together', () => {
    const left = choice('c', string('a'), string('b'));
    const right = choice('c', string('1'), string('2'));
    expect(outcomes(run('format', string('%s%s'), left, right))).toEqual([string('a1'), string('b2')]);
  });

  test('that make no difference disappear', () => {
    expect(run('length', choice('c', string('ab'), string('cd')))).toEqual(number(2));
  });

  test('inside a collection matter only to functions that read it', () => {
    const element = choice('c', string('a'), string('b'));
    expect(outcomes(run('jsonencode', list([element])))).toEqual([string('["a"]'), string('["b"]')]);
    expect(run('reverse', tuple([element, number(1)]))).toEqual(tuple([number(1), element]));
    expect(run('flatten', tuple([tuple([element])]))).toEqual(tuple([element]));
    expect(outcomes(run('flatten', tuple([choice('d', tuple([]), tuple([number(1)]))])))).toEqual([
      tuple([]),
      tuple([number(1)]),
    ]);
  });

  test('are failed values where only some outcomes fail, and an error where all do', () => {
    const some = outcomes(run('tonumber', choice('c', string('1'), string('x'))));
    expect(some[0]).toEqual(number(1));
    expect(some[1]).toMatchObject({ kind: 'unknown', failed: true });
    expect(errorOf('tonumber', choice('c', string('y'), string('x')))).toContain('cannot convert "y" to number');
  });

  test('beyond the cap are unknown', () => {
    const many = Array.from({ length: 7 }, (_, at) => choice(`c${at}`, string('a'), string('b')));
    expect(run('join', string(','), list(many)).kind).toBe('choice');
    const more = Array.from({ length: 80 }, (_, at) => string(`${at}`));
    expectUnknown(run('upper', choice('many', ...more)));
  });
});

describe('open collections', () => {
  const open = { ...map([['a', number(1)]]), open: true } as const;

  test('keep what is certain', () => {
    expectUnknown(run('length', open));
    expectUnknown(run('keys', open));
    expect(run('lookup', open, string('a'), number(0))).toEqual(number(1));
    expectUnknown(run('lookup', open, string('b'), number(0)));
  });

  test('may replace what was merged before them, but not what comes after', () => {
    const merged = run('merge', map([['x', number(1)]]), open, map([['y', number(2)]]));
    const entries = merged.kind === 'map' ? merged.entries : new Map<string, Value>();
    expect(merged).toMatchObject({ kind: 'map', open: true });
    expect(entries.get('x')?.kind).toBe('unknown');
    expect(entries.get('a')).toEqual(number(1));
    expect(entries.get('y')).toEqual(number(2));
  });
});

describe('coalesce', () => {
  test('passes the first value whole', () => {
    const given = unknown({ type: NUMBER, notNull: true, is: REFERENCE, references: [REFERENCE] });
    expect(run('coalesce', { kind: 'null', type: NUMBER }, given, number(1))).toEqual(given);
    expect(run('coalesce', string(''), string('b'))).toEqual(string('b'));
  });

  test('cannot tell whether an unknown string is empty', () => {
    const result = expectUnknown(run('coalesce', { ...ARN, notNull: true }, string('b')));
    expect(result.is).toBeUndefined();
    expect(result.references).toEqual([REFERENCE]);
  });
});

describe('marks', () => {
  test('of everything that was read are on the result', () => {
    expect(run('upper', { ...string('a'), late: true })).toEqual({ ...string('A'), late: true });
    expect(run('jsonencode', tuple([{ ...number(1), sensitive: true }]))).toMatchObject({ sensitive: true });
  });

  test('of elements stay on the elements that are passed on', () => {
    const late = { ...number(1), late: true } as const;
    expect(run('merge', object([['a', late]]), object([['b', number(2)]]))).toEqual(
      object([
        ['a', late],
        ['b', number(2)],
      ]),
    );
  });

  test('come and go with sensitive and nonsensitive', () => {
    expect(run('sensitive', string('a'))).toEqual({ ...string('a'), sensitive: true });
    expect(run('nonsensitive', { ...string('a'), sensitive: true })).toEqual(string('a'));
    expect(run('issensitive', { ...string('a'), sensitive: true })).toEqual(bool(true));
  });
});

describe('files', () => {
  const host: FunctionHost = { libraries: LIBRARIES, files: memoryFiles({ 'a.txt': 'text\n', 'b.bin': null }) };

  test('are read', () => {
    expect(callFunction('file', [string('./a.txt')], host)).toEqual(string('text\n'));
  });

  test('that are missing may be made before Terraform runs', () => {
    expect(callFunction('file', [string('none')], host)).toMatchObject({ uncertain: true, parameter: 'path' });
    expect(callFunction('fileexists', [string('none')], host)).toEqual(bool(false));
  });

  test.each(['../x', '/etc/passwd', '~/x'])('outside the repository are unknown: %s', (path) => {
    for (const name of ['file', 'filebase64', 'fileexists', 'filesha256']) {
      expect(callFunction(name, [string(path)], host)).toMatchObject({ kind: 'unknown', reasons: [{ kind: 'file' }] });
    }
    expect(callFunction('fileset', [string(path), string('*')], host)).toMatchObject({ kind: 'unknown' });
  });

  test('that are not text are unknown as bytes and an error as text', () => {
    expect(callFunction('filemd5', [string('b.bin')], host)).toMatchObject({ kind: 'unknown' });
    expect(callFunction('file', [string('b.bin')], host)).toHaveProperty('error');
  });

  test('are unknown where there is no file system', () => {
    expectUnknown(run('file', string('a.txt')));
  });
});

describe('what nobody can know', () => {
  test.each(['timestamp', 'uuid', 'plantimestamp'])('%s', (name) => {
    expect(run(name)).toMatchObject({ kind: 'unknown', type: STRING, notNull: true, reasons: [{ kind: 'function' }] });
  });

  test('the functions of providers', () => {
    expect(run('provider::aws::arn_parse', ARN)).toMatchObject({ kind: 'unknown', references: [REFERENCE] });
  });
});

describe('errors', () => {
  test('are worded like Terraform', () => {
    expect(errorOf('abs')).toBe('Function "abs" expects 1 argument(s). Missing value for "num"');
    expect(errorOf('abs', number(1), number(2))).toBe('Function "abs" expects only 1 argument(s)');
    expect(errorOf('join', string(','))).toBe('Call to function "join" failed: at least one list is required');
    expect(errorOf('core::abs', string('x'))).toBe('Invalid value for "num" parameter: a number is required');
    expect(errorOf('nope')).toBe('There is no function named "nope"');
  });

  test('are not hidden by names of JavaScript', () => {
    expect(errorOf('constructor')).toBe('There is no function named "constructor"');
    expect(errorOf('__proto__')).toBe('There is no function named "__proto__"');
    expect(run('jsondecode', string('{"__proto__": 1}'))).toEqual(object([['__proto__', number(1)]]));
  });

  test('a failed argument leaves a failed result', () => {
    expect(run('upper', failed({ kind: 'expression', text: 'no' }))).toMatchObject({ failed: true });
  });
});

describe('libraries', () => {
  const used: string[] = [];
  const noting = new Proxy(LIBRARIES, {
    get: (target, name) => () => {
      used.push(String(name));
      return target[name as keyof Libraries]();
    },
  });

  test.each([
    ['upper', ['a'], []],
    ['jsondecode', ['[1]'], []],
    ['replace', ['abc', 'b', ''], []],
    ['replace', ['abc', '/b/', ''], ['regex']],
    ['sha256', ['a'], ['hashes']],
    ['yamldecode', ['a: 1'], ['yaml']],
  ] as const)('%s %j loads %j', (name, args, expected) => {
    used.length = 0;
    callFunction(name, args.map(string), { libraries: noting });
    expect(used).toEqual(expected);
  });
});
