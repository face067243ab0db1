import { describe, expect, test } from 'vitest';
import { bool, failed, number, string, tuple, unknown } from '../../../src/value/construct.ts';
import { evaluateCan, evaluateTry } from '../../../src/value/functions/failure.ts';
import type { Value } from '../../../src/value/value.ts';

const FAILURE = failed({ kind: 'expression', text: 'there is no attribute x' });

function attempt(value: Value, mayFail = false) {
  return () => ({ value, mayFail });
}

const never = (): never => {
  throw new Error('evaluated');
};

describe('try', () => {
  test('gives the first value that evaluates, whole, and evaluates no further', () => {
    const given = unknown({ notNull: true });
    expect(evaluateTry([attempt(FAILURE), attempt(given), never])).toEqual(given);
  });

  test('takes a failure anywhere inside a value for a failure', () => {
    expect(evaluateTry([attempt(tuple([number(1), FAILURE])), attempt(string('other'))])).toEqual(string('other'));
  });

  test('is unknown from the first expression on that may fail', () => {
    const reason = { kind: 'variable', text: 'var.x has no value' } as const;
    const doubtful = unknown({ reasons: [reason] });
    expect(evaluateTry([attempt(doubtful, true), attempt(string('a'))])).toMatchObject({
      kind: 'unknown',
      reasons: [reason],
    });
  });

  test('fails when all expressions fail', () => {
    expect(evaluateTry([attempt(FAILURE), attempt(FAILURE)])).toEqual({ error: 'no expression succeeded' });
    expect(evaluateTry([])).toEqual({ error: 'at least one argument is required' });
  });

  test('falls back in the outcomes of a choice that fail', () => {
    const choice = {
      kind: 'choice',
      condition: { id: 'c', text: 'c' },
      options: [
        { assumption: 'c', value: string('a') },
        { assumption: 'c is false', value: FAILURE },
      ],
      written: true,
    } as const;
    const result = evaluateTry([attempt(choice), attempt(string('b'))]);
    expect(result).toMatchObject({ kind: 'choice', options: [{ value: string('a') }, { value: string('b') }] });
  });
});

describe('can', () => {
  test('tells success from failure, and what is not known from both', () => {
    expect(evaluateCan(attempt(number(1)))).toEqual(bool(true));
    expect(evaluateCan(attempt(unknown()))).toEqual(bool(true));
    expect(evaluateCan(attempt(FAILURE))).toEqual(bool(false));
    expect(evaluateCan(attempt(unknown(), true))).toMatchObject({ kind: 'unknown', type: { kind: 'bool' } });
  });
});
