import { describe, expect, test } from 'vitest';
import type { BinaryOperator } from '../../src/hcl/ast.ts';
import { bool, list, NULL, number, object, string, tuple, unknown } from '../../src/value/construct.ts';
import { equals } from '../../src/value/equality.ts';
import { binaryOperation, unaryOperation } from '../../src/value/operators.ts';
import { set } from '../../src/value/set.ts';
import { BOOL, NUMBER, STRING } from '../../src/value/type.ts';
import type { ChoiceValue, Value } from '../../src/value/value.ts';

const some = unknown({ reasons: [{ kind: 'variable', text: 'var.x has no value' }] });

function choice(id: string, whenTrue: Value, whenFalse: Value): ChoiceValue {
  return {
    kind: 'choice',
    condition: { id, text: id },
    written: true,
    options: [
      { assumption: id, value: whenTrue },
      { assumption: `${id} is false`, value: whenFalse },
    ],
  };
}

describe('binary operators', () => {
  const cases: readonly (readonly [Value, BinaryOperator, Value, Value])[] = [
    [number(1), '+', number(2), number(3)],
    [string('1'), '+', number(1), number(2)],
    [number(0.1), '+', number(0.2), number(0.3)],
    [number(7), '%', number(4), number(3)],
    [number(1), '<', string('2'), bool(true)],
    [number(2), '>=', number(2), bool(true)],
    [number(1), '==', string('1'), bool(false)],
    [NULL, '==', NULL, bool(true)],
    [string('a'), '!=', string('b'), bool(true)],
    [string('true'), '&&', bool(true), bool(true)],
    [bool(false), '&&', some, bool(false)],
    [some, '&&', bool(false), bool(false)],
    [some, '||', bool(true), bool(true)],
    [tuple([]), '==', list([]), bool(false)],
    [object([['a', number(1)]]), '==', object([['a', number(1)]]), bool(true)],
  ];
  test.each(cases)('%j %s %j', (left, operator, right, result) => {
    expect(binaryOperation(operator, left, right)).toEqual(result);
  });

  test.each([
    [some, '+', number(1), NUMBER],
    [number(1), '<', some, BOOL],
    [bool(true), '&&', some, BOOL],
    [some, '==', number(1), BOOL],
  ] as const)('%j %s %j is unknown but typed', (left, operator, right, type) => {
    expect(binaryOperation(operator, left, right)).toEqual({ ...some, type, notNull: true });
  });

  test('what is not known may yet keep the right side from mattering', () => {
    expect(binaryOperation('&&', some, string('x'))).toMatchObject({ kind: 'unknown', type: BOOL });
    expect(binaryOperation('&&', some, string('x'))).not.toHaveProperty('failed');
    expect(binaryOperation('&&', bool(true), string('x'))).toMatchObject({ failed: true });
    expect(binaryOperation('||', string('x'), some)).toMatchObject({ failed: true });
  });

  test.each([
    [NULL, '+', number(1)],
    [string('a'), '<', string('b')],
    [tuple([]), '&&', bool(true)],
    [number(0), '/', number(0)],
    [string('x'), '||', bool(true)],
  ] as const)('%j %s %j fails', (left, operator, right) => {
    expect(binaryOperation(operator, left, right)).toMatchObject({ kind: 'unknown', failed: true });
  });

  test('results carry late and sensitive, but no origin', () => {
    const late = { ...number(2), late: true, origin: { name: 'var.x', via: 'default' } } as const;
    expect(binaryOperation('*', late, { ...number(3), sensitive: true })).toEqual({
      ...number(6),
      late: true,
      sensitive: true,
    });
    expect(binaryOperation('&&', { ...bool(true), origin: late.origin }, bool(true))).toEqual(bool(true));
  });

  test('a choice is computed once for each outcome, equal conditions together', () => {
    const a = choice('c', number(1), number(2));
    expect(binaryOperation('+', a, number(10))).toEqual(choice('c', number(11), number(12)));
    expect(binaryOperation('+', a, a)).toEqual(choice('c', number(2), number(4)));
    expect(binaryOperation('==', a, a)).toEqual(bool(true));
    const b = choice('d', number(10), number(20));
    expect(binaryOperation('+', a, b)).toEqual(
      choice('c', choice('d', number(11), number(21)), choice('d', number(12), number(22))),
    );
  });

  test('too many outcomes are unknown', () => {
    let sum: Value = number(0);
    for (let at = 0; at < 7; at++) sum = binaryOperation('+', sum, choice(`c${at}`, number(2 ** at), number(0)));
    expect(sum).toMatchObject({ kind: 'unknown', type: NUMBER });
  });
});

describe('unary operators', () => {
  test.each([
    ['-', number(5), number(-5)],
    ['-', string('5'), number(-5)],
    ['!', string('true'), bool(false)],
    ['!', bool(false), bool(true)],
    ['!', some, { ...some, type: BOOL, notNull: true }],
  ] as const)('%s%j', (operator, operand, result) => {
    expect(unaryOperation(operator, operand)).toEqual(result);
  });

  test.each([
    ['-', NULL],
    ['!', number(1)],
    ['-', string('x')],
  ] as const)('%s%j fails', (operator, operand) => {
    expect(unaryOperation(operator, operand)).toMatchObject({ failed: true });
  });
});

describe('equals', () => {
  test.each([
    [unknown({ notNull: true }), NULL, false],
    [unknown(), NULL, undefined],
    [unknown({ type: STRING }), number(1), false],
    [unknown({ type: STRING }), string('a'), undefined],
    [unknown({ type: STRING, prefix: 'arn:' }), string('orders'), false],
    [unknown({ type: STRING, prefix: 'arn:' }), string('arn:x'), undefined],
    [tuple([some, number(1)]), tuple([number(0), number(2)]), false],
    [tuple([some]), tuple([number(0)]), undefined],
    [{ ...tuple([number(1)]), open: true }, tuple([number(1)]), undefined],
    [set([number(2), number(1)]), set([number(1), number(2)]), true],
    [object([['a', number(1)]]), object([['b', number(1)]]), false],
  ] as const)('%j and %j: %s', (a, b, expected) => {
    expect(equals(a, b)).toBe(expected);
    expect(equals(b, a)).toBe(expected);
  });
});

describe('set', () => {
  test('keeps Terraform’s order', () => {
    expect(set([string('b'), string('a\u{1F600}'), string('a\uFF5E'), string('B'), string('b')]).elements).toEqual([
      string('B'),
      string('a\uFF5E'),
      string('a\u{1F600}'),
      string('b'),
    ]);
    expect(set([number(10), number(9), number(-1)]).elements).toEqual([number(-1), number(9), number(10)]);
    expect(set([bool(true), bool(false)]).elements).toEqual([bool(false), bool(true)]);
  });

  test('orders objects by the text cty hashes, as terraform console does', () => {
    const sized = (size: number): Value => object([['a', number(size)]]);
    expect(set([sized(2), sized(1), sized(10)]).elements).toEqual([sized(10), sized(1), sized(2)]);
  });
});
