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
