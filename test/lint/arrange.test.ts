import { describe, expect, it } from 'vitest';
import { joinDiagnostics, sortDiagnostics } from '../../src/lint/arrange.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';

function diagnostic(given: Partial<Diagnostic> & { readonly at?: number } = {}): Diagnostic {
  const { at = 0, ...rest } = given;
  const position = { offset: at, line: 1, column: at + 1 };
  return {
    rule: 'some-rule',
    severity: 'error',
    stage: 'apply',
    message: 'wrong',
    range: { filename: 'main.tf', start: position, end: { ...position, offset: at + 1 } },
    addresses: ['a'],
    pointer: '/x',
    ...rest,
  };
}

describe('joining', () => {
  it('makes one of what is equal but for the address', () => {
    const joined = joinDiagnostics([diagnostic(), diagnostic({ addresses: ['b'] }), diagnostic({ addresses: ['a'] })]);
    expect(joined.map(({ addresses }) => addresses)).toEqual([['a', 'b']]);
  });

  it.each([
    ['rule', { rule: 'other' }],
    ['message', { message: 'other' }],
    ['pointer', { pointer: '/y' }],
    ['range', { at: 1 }],
    ['assumptions', { assumptions: ['var.x is true'] }],
  ] as const)('keeps apart what differs in its %s', (_, other) => {
    expect(joinDiagnostics([diagnostic(), diagnostic(other)])).toHaveLength(2);
  });
});

describe('a flood', () => {
  const wrong = (count: number, given: Partial<Diagnostic> = {}) =>
    Array.from({ length: count }, (_, at) =>
      diagnostic({ message: `tag ${at} is wrong`, pointer: `/tags/${at}`, addresses: [`a[${at}]`], ...given }),
    );
  const messages = (given: readonly Diagnostic[]) => joinDiagnostics(given).map(({ message }) => message);

  it('of one rule at one place is told by its first four, the last of which has all other addresses', () => {
    const joined = joinDiagnostics(wrong(6));
    expect(joined.map(({ message }) => message)).toEqual([
      'tag 0 is wrong',
      'tag 1 is wrong',
      'tag 2 is wrong',
      'tag 3 is wrong; 2 more are like this',
    ]);
    expect(joined.map(({ addresses }) => addresses)).toEqual([['a[0]'], ['a[1]'], ['a[2]'], ['a[3]', 'a[4]', 'a[5]']]);
    expect(joinDiagnostics(joined)).toEqual(joined);
  });

  it('is not what fits, nor what is of two rules', () => {
    expect(messages(wrong(4))).toHaveLength(4);
    expect(messages([...wrong(3), ...wrong(3, { rule: 'other' })])).toHaveLength(6);
    expect(messages(wrong(5)).at(-1)).toBe('tag 3 is wrong; 1 more is like this');
  });
});

it('sorts by file, position and rule', () => {
  const other = diagnostic({ at: 0 });
  const given = [
    diagnostic({ at: 10, rule: 'b' }),
    { ...other, rule: 'z', range: { ...other.range, filename: 'variables.tf' } },
    diagnostic({ at: 10, rule: 'a' }),
    diagnostic({ at: 9, rule: 'c' }),
  ];
  expect(sortDiagnostics(given).map(({ rule }) => rule)).toEqual(['c', 'a', 'b', 'z']);
});
