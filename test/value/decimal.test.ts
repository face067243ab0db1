import { describe, expect, test } from 'vitest';
import { arithmetic, compareNumbers, isWhole, negateNumber, numberText, parseNumber } from '../../src/value/decimal.ts';
import type { NumberValue } from '../../src/value/value.ts';

function read(text: string): NumberValue {
  const number = parseNumber(text);
  if (number === undefined) throw new Error(`${text} is not a number`);
  return number;
}

// Every expectation was printed by `terraform console` 1.11.4.
describe('parseNumber and numberText', () => {
  test.each([
    ['0', '0'],
    ['-0', '-0'],
    ['007', '7'],
    ['1.50', '1.5'],
    ['10.0', '10'],
    ['+5', '5'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1e3', '1000'],
    ['1E+2', '100'],
    ['1p3', '8'],
    ['1e21', '1000000000000000000000'],
    ['1e-7', '0.0000001'],
    ['9007199254740993', '9007199254740993'],
    ['12345678901234567890123', '12345678901234567890123'],
    ['0.1', '0.1'],
  ])('%s is %s', (given, text) => {
    expect(numberText(read(given))).toBe(text);
  });

  test.each(['', ' 10', '10 ', '0x10', '0b1', '1_000', 'ten', '.', '1e', '--1', '1.2.3', 'true'])(
    '%j is no number',
    (text) => {
      expect(parseNumber(text)).toBeUndefined();
    },
  );

  test('keeps a double where its text is the number, and the exact text elsewhere', () => {
    expect(read('0.3')).toEqual({ kind: 'number', value: 0.3 });
    expect(read('9007199254740993')).toEqual({ kind: 'number', value: 9007199254740992, exact: '9007199254740993' });
  });
});

describe('arithmetic', () => {
  test.each([
    ['0.1', '+', '0.2', '0.3'],
    ['0.1', '*', '3', '0.3'],
    ['0.3', '/', '0.1', '3'],
    ['1', '/', '1024', '0.0009765625'],
    ['9.99', '/', '9', '1.11'],
    ['5.5', '%', '2', '1.5'],
    ['-5', '%', '3', '-2'],
    ['5', '%', '0', '5'],
    ['1.5', '-', '1.5', '0'],
    ['9007199254740993', '+', '1', '9007199254740994'],
    ['9007199254740991', '*', '9007199254740991', '81129638414606663681390495662081'],
    [
      '1',
      '/',
      '3',
      '0.33333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333335',
    ],
    [
      '123456789.123',
      '*',
      '987654.321',
      '121932631234116.75048300000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001',
    ],
    [
      '1e30',
      '/',
      '7',
      '142857142857142857142857142857.14285714285714285714285714285714285714285714285714285714285714285714285714285714285714285714285714285714285714285714285714285',
    ],
  ] as const)('%s %s %s', (a, operator, b, result) => {
    const number = arithmetic(operator, read(a), read(b));
    expect(number && numberText(number)).toBe(result);
  });

  test.each([
    ['1', '/', '0', '+Inf'],
    ['-1.5', '/', '0', '-Inf'],
    ['Inf', '+', '9007199254740993', '+Inf'],
    ['-Inf', '*', '2.5', '-Inf'],
    ['1', '/', '+inf', '0'],
  ] as const)('%s %s %s is %s', (left, operator, right, text) => {
    const result = arithmetic(operator, read(left), read(right));
    expect(result && numberText(result)).toBe(text);
  });

  test.each([
    ['0', '/', '0'],
    ['Inf', '/', 'Inf'],
    ['Inf', '-', 'Inf'],
    ['0', '*', 'Inf'],
    ['5.5', '%', 'Inf'],
    ['Inf', '%', '5.5'],
  ] as const)('%s %s %s is no number', (left, operator, right) => {
    expect(arithmetic(operator, read(left), read(right))).toBeUndefined();
  });

  test('an infinity is beyond every number', () => {
    expect(compareNumbers(read('Inf'), read('9007199254740993'))).toBe(1);
    expect(compareNumbers(read('9007199254740993'), read('-Inf'))).toBe(1);
    expect(compareNumbers(read('-Inf'), read('12345678901234567890123'))).toBe(-1);
    expect(compareNumbers(read('Inf'), read('Inf'))).toBe(0);
  });

  test('compares what doubles cannot tell apart', () => {
    expect(compareNumbers(read('9007199254740993'), read('9007199254740992'))).toBeGreaterThan(0);
    expect(compareNumbers(read('9007199254740993'), read('9007199254740993'))).toBe(0);
    expect(compareNumbers(read('-0'), read('0'))).toBe(0);
    expect(compareNumbers(read('0.1'), read('0.2'))).toBeLessThan(0);
  });

  test('negates exact numbers', () => {
    expect(numberText(negateNumber(read('9007199254740993')))).toBe('-9007199254740993');
    expect(numberText(negateNumber(read('-9007199254740993')))).toBe('9007199254740993');
  });

  test('knows whole numbers', () => {
    expect(isWhole(read('1.0'))).toBe(true);
    expect(isWhole(read('1.5'))).toBe(false);
    expect(isWhole(read('12345678901234567890123'))).toBe(true);
    expect(isWhole(read('1234567890123456789.5'))).toBe(false);
  });
});
