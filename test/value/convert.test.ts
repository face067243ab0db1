import { describe, expect, test } from 'vitest';
import { bool, list, map, NULL, number, object, string, tuple, unknown } from '../../src/value/construct.ts';
import { convert } from '../../src/value/convert.ts';
import { set } from '../../src/value/set.ts';
import { BOOL, DYNAMIC, NUMBER, STRING, type Type } from '../../src/value/type.ts';
import type { ChoiceValue, Value } from '../../src/value/value.ts';

const LIST_OF_STRING: Type = { kind: 'list', element: STRING };
const SET_OF_STRING: Type = { kind: 'set', element: STRING };

function converted(value: Value, type: Type): Value {
  const result = convert(value, type);
  if ('error' in result) throw new Error(result.error);
  return result.value;
}

describe('primitives', () => {
  test.each([
    [string('1'), true],
    [string('0'), false],
    [string('true'), true],
    [string('false'), false],
    [bool(true), true],
  ])('%j is the bool %s', (value, expected) => {
    expect(converted(value, BOOL)).toEqual(bool(expected));
  });

  test.each([
    [string('10.0'), 10],
    [string('1e3'), 1000],
    [number(7), 7],
  ])('%j is the number %s', (value, expected) => {
    expect(converted(value, NUMBER)).toEqual(number(expected));
  });

  test.each([
    [number(10), '10'],
    [number(1.5), '1.5'],
    [number(1e21), '1000000000000000000000'],
    [bool(false), 'false'],
    [string('x'), 'x'],
  ])('%j is the string %s', (value, expected) => {
    expect(converted(value, STRING)).toEqual(string(expected));
  });

  test.each([
    [number(1), BOOL, 'bool required'],
    [number(0), BOOL, 'bool required'],
    [string('True'), BOOL, 'a bool is required; to convert from string, use lowercase "true"'],
    [string('yes'), BOOL, 'a bool is required'],
    [string(' 10'), NUMBER, 'a number is required'],
    [string('0x10'), NUMBER, 'a number is required'],
    [bool(true), NUMBER, 'number required'],
    [tuple([]), STRING, 'string required'],
    [object([]), NUMBER, 'number required'],
    [string('x'), LIST_OF_STRING, 'list of string required'],
    [string('x'), { kind: 'map', element: STRING } as const, 'map of string required'],
    [tuple([]), { kind: 'object', attributes: {} } as const, 'object required'],
  ])('%j is refused', (value, type, error) => {
    expect(convert(value, type)).toEqual({ error, path: [] });
  });

  test('null fits every type', () => {
    expect(converted(NULL, LIST_OF_STRING)).toEqual({ kind: 'null', type: LIST_OF_STRING });
  });
});

describe('collections', () => {
  test('tuples, lists and sets become lists and sets, element by element', () => {
    expect(converted(tuple([number(1), string('a')]), LIST_OF_STRING)).toEqual(list([string('1'), string('a')]));
    expect(converted(tuple([string('b'), string('a'), string('b')]), SET_OF_STRING)).toEqual(
      set([string('a'), string('b')]),
    );
    expect(converted(set([string('b'), string('a')]), LIST_OF_STRING)).toEqual(list([string('a'), string('b')]));
  });

  test('a set drops what becomes equal', () => {
    expect(converted(tuple([number(1), string('1')]), SET_OF_STRING)).toEqual(set([string('1')]));
  });

  test('a set keeps unknown elements', () => {
    const some = unknown({ type: STRING });
    const result = converted(tuple([some, string('a'), some]), SET_OF_STRING);
    expect(result).toEqual({ kind: 'set', elements: [string('a'), some, some] });
  });

  test('objects become maps', () => {
    expect(converted(object([['a', number(1)]]), { kind: 'map', element: STRING })).toEqual(map([['a', string('1')]]));
  });

  test('any unifies the elements', () => {
    const any: Type = { kind: 'list', element: DYNAMIC };
    expect(converted(tuple([number(1), string('a')]), any)).toEqual(list([string('1'), string('a')]));
    expect(convert(tuple([number(1), tuple([])]), any)).toMatchObject({
      error: 'all list elements must have the same type',
    });
    expect(converted(tuple([number(1), unknown()]), any)).toMatchObject({ elements: [number(1), { kind: 'unknown' }] });
  });

  test('the error tells the element', () => {
    expect(convert(tuple([string('a'), tuple([])]), LIST_OF_STRING)).toEqual({
      error: 'element 1: string required',
      path: [1],
    });
    expect(convert(object([['k', tuple([])]]), { kind: 'map', element: NUMBER })).toEqual({
      error: 'element "k": number required',
      path: ['k'],
    });
  });

  test('open collections stay open', () => {
    expect(converted({ ...tuple([number(1)]), open: true }, LIST_OF_STRING)).toEqual({
      ...list([string('1')]),
      open: true,
    });
    expect(converted({ ...object([['a', number(1)]]), open: true }, { kind: 'map', element: STRING })).toMatchObject({
      kind: 'map',
      open: true,
    });
  });
});

describe('objects and tuples', () => {
  const type: Type = {
    kind: 'object',
    attributes: {
      name: { type: STRING },
      size: { type: NUMBER, optional: true, default: number(3) },
      note: { type: STRING, optional: true },
    },
  };

  test('optional attributes get their default, also for null; others are null; unknown names are dropped', () => {
    expect(
      converted(
        object([
          ['name', string('a')],
          ['more', number(1)],
        ]),
        type,
      ),
    ).toEqual(
      object([
        ['name', string('a')],
        ['size', number(3)],
        ['note', { kind: 'null', type: STRING }],
      ]),
    );
    expect(
      converted(
        map([
          ['name', string('a')],
          ['size', NULL],
        ]),
        type,
      ),
    ).toMatchObject({ kind: 'object' });
    expect(
      converted(
        object([
          ['name', string('a')],
          ['size', NULL],
        ]),
        type,
      ),
    ).toEqual(
      object([
        ['name', string('a')],
        ['size', number(3)],
        ['note', { kind: 'null', type: STRING }],
      ]),
    );
  });

  test('a missing attribute is named', () => {
    expect(convert(object([]), type)).toEqual({ error: 'attribute "name" is required', path: [] });
    expect(convert(object([['name', tuple([])]]), type)).toEqual({
      error: 'attribute "name": string required',
      path: ['name'],
    });
  });

  test('an attribute that may still come is unknown', () => {
    expect(converted({ ...object([]), open: true }, type)).toMatchObject({ kind: 'object' });
  });

  test('tuples need their length', () => {
    const pair: Type = { kind: 'tuple', elements: [STRING, NUMBER] };
    expect(converted(tuple([number(1), string('2')]), pair)).toEqual(tuple([string('1'), number(2)]));
    expect(convert(tuple([number(1)]), pair)).toEqual({ error: 'tuple required', path: [] });
  });
});

describe('unknown values and choices', () => {
  test('an untyped unknown takes the type and keeps everything else', () => {
    const some = unknown({ notNull: true, late: true });
    expect(converted(some, NUMBER)).toEqual({ ...some, type: NUMBER });
  });

  test('a string keeps its prefix as a string only', () => {
    const some = unknown({ type: STRING, prefix: 'arn:', parts: ['arn:', unknown()] });
    expect(converted(some, STRING)).toEqual(some);
    expect(converted(some, NUMBER)).toEqual(unknown({ type: NUMBER }));
  });

  test('a type that cannot convert is refused', () => {
    expect(convert(unknown({ type: LIST_OF_STRING }), STRING)).toEqual({ error: 'string required', path: [] });
    expect(convert(unknown({ type: NUMBER }), BOOL)).toEqual({ error: 'bool required', path: [] });
  });

  test('a choice converts each option; one that cannot is no value', () => {
    const choice: ChoiceValue = {
      kind: 'choice',
      condition: { id: 'c', text: 'c' },
      written: true,
      options: [
        { assumption: 'c', value: number(10) },
        { assumption: 'c is false', value: string('ten') },
      ],
    };
    expect(converted(choice, STRING)).toMatchObject({ options: [{ value: string('10') }, { value: string('ten') }] });
    expect(converted(choice, NUMBER)).toMatchObject({
      options: [{ value: number(10) }, { value: { kind: 'unknown', failed: true } }],
    });
    expect(convert(choice, LIST_OF_STRING)).toMatchObject({ error: 'list of string required' });
  });

  test('marks pass through', () => {
    const origin = { name: 'var.x', via: 'default' };
    expect(converted({ ...number(1), late: true, origin }, STRING)).toEqual({ ...string('1'), late: true, origin });
    expect(converted({ ...tuple([number(1)]), sensitive: true, origin }, LIST_OF_STRING)).toEqual({
      ...list([string('1')]),
      sensitive: true,
      origin,
    });
  });
});
