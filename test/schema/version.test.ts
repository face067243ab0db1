import { describe, expect, test } from 'vitest';
import { ANY_VERSION, providerVersions } from '../../src/schema/version.ts';

function versions({ selected, constraints = [] }: { selected?: string; constraints?: readonly string[] }) {
  return providerVersions(() => ({
    ...(selected !== undefined && { selected: { text: selected, by: 'lock' } }),
    constraints: constraints.map((text) => ({ text, by: 'required_providers' })),
  }));
}

const allowing = (...constraints: string[]) => versions({ constraints });

describe('the versions that may run lack', () => {
  test.each([
    ['4.67.0', '5.70.0', true],
    ['5.69.9', '5.70.0', true],
    ['5.70.0', '5.70.0', false],
    ['5.70.0-beta1', '5.70.0', false],
    ['6.1.0', '5.70.0', false],
    ['latest', '5.70.0', false],
  ])('when %s is selected, what came with %s: %s', (selected, since, expected) => {
    expect(versions({ selected }).lacks(since)).toBe(expected);
  });

  test.each([
    [['~> 4.0'], '5.70.0', true],
    [['~> 5.0'], '5.70.0', false],
    [['< 5.70'], '5.70.0', true],
    [['<= 5.70'], '5.70.0', false],
    [['>= 4.0'], '5.70.0', false],
    [['>= 4.0', '~> 4.9'], '5.70.0', true],
    [['>= 4.0', 'nonsense', '~> 4.9'], '5.70.0', false],
    [['~> 4.0', '~> 5.0'], '5.70.0', false],
    [[], '5.70.0', false],
  ])('under %j what came with %s: %s', (constraints, since, expected) => {
    expect(allowing(...constraints).lacks(since)).toBe(expected);
  });

  test.each([
    ['3.63.9', true],
    ['3.64.0', false],
    ['3.68.0', false],
    ['2.70.0', true],
  ])('with %s, what came with 3.69.0 or so only when it is clearly older: %s', (selected, expected) => {
    expect(versions({ selected }).lacks('3.69.0~')).toBe(expected);
  });

  test('never what was there from the beginning', () => {
    const unasked = providerVersions(() => {
      throw new Error('asked');
    });
    expect(unasked.lacks('1.0.0~')).toBe(false);
    expect(ANY_VERSION.lacks('6.28.0')).toBe(false);
  });

  test('what the selected version lacks, whatever the constraints say', () => {
    expect(versions({ selected: '4.67.0', constraints: ['~> 6.0'] }).lacks('5.70.0')).toBe(true);
  });
});

test('whether all are newer', () => {
  expect(versions({ selected: '7.0.0' }).isAfter('6.66.0')).toBe(true);
  expect(allowing('~> 7.0').isAfter('6.66.0')).toBe(true);
  expect(allowing('>= 6.66').isAfter('6.66.0')).toBe(false);
  expect(allowing('!= 1.0').isAfter('6.66.0')).toBe(false);
});

test('the limit is what keeps them low', () => {
  expect(allowing('>= 2.0', '< 5', '~> 4.0.0', '~> 4.0').limit?.text).toBe('~> 4.0.0');
  expect(allowing('>= 2.0').limit).toBeUndefined();
  expect(versions({ selected: '4.67.0', constraints: ['~> 4.0'] }).limit?.by).toBe('lock');
});

test('the requirement is looked up once', () => {
  let asked = 0;
  const found = providerVersions(() => {
    asked += 1;
    return undefined;
  });
  expect([asked, found.isBefore('5.0.0'), found.isAfter('5.0.0'), found.limit, asked]).toEqual([
    0,
    false,
    false,
    undefined,
    1,
  ]);
});
