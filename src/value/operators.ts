/** HCL's operators on values: operands convert to the operator's type, null is an error, unknown gives unknown. */
import type { BinaryOperator, UnaryExpression } from '../hcl/ast.ts';
import { overChoices } from './choice.ts';
import { bool, failed } from './construct.ts';
import { convert } from './convert.ts';
import { arithmetic, compareNumbers, negateNumber } from './decimal.ts';
import { equals } from './equality.ts';
import { computed, unknownFrom, withMarksOf } from './marks.ts';
import { BOOL, NUMBER, type Type } from './type.ts';
import type { Value } from './value.ts';

export function unaryOperation(operator: UnaryExpression['operator'], operand: Value): Value {
  const result = { type: operator === '-' ? NUMBER : BOOL, notNull: true } as const;
  const operate = (given: Value): Value => {
    const value = operandOf(given, result.type);
    if (value.kind === 'number') return withMarksOf(negateNumber(value), [given]);
    if (value.kind === 'bool') return withMarksOf(bool(!value.value), [given]);
    return unknownFrom([value], result);
  };
  return overChoices([operand], ([given]) => operate(given), result);
}

export function binaryOperation(operator: BinaryOperator, left: Value, right: Value): Value {
  const type = ARITHMETIC.has(operator) ? NUMBER : BOOL;
  return overChoices([left, right], ([a, b]) => withMarksOf(computed(operate(operator, a, b)), [a, b]), {
    type,
    notNull: true,
  });
}

const ARITHMETIC: ReadonlySet<BinaryOperator> = new Set(['+', '-', '*', '/', '%']);

function operate(operator: BinaryOperator, left: Value, right: Value): Value {
  switch (operator) {
    case '==':
    case '!=': {
      const same = equals(left, right);
      if (same === undefined) return unknownFrom([left, right], { type: BOOL, notNull: true });
      return bool(operator === '==' ? same : !same);
    }
    case '&&':
    case '||':
      return logic(operator, operandOf(left, BOOL), operandOf(right, BOOL));
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const [a, b] = [operandOf(left, NUMBER), operandOf(right, NUMBER)];
      if (a.kind !== 'number' || b.kind !== 'number') return unknownFrom([a, b], { type: BOOL, notNull: true });
      return bool(holds(operator, compareNumbers(a, b)));
    }
    case '+':
    case '-':
    case '*':
    case '/':
    case '%': {
      const [a, b] = [operandOf(left, NUMBER), operandOf(right, NUMBER)];
      if (a.kind !== 'number' || b.kind !== 'number') return unknownFrom([a, b], { type: NUMBER, notNull: true });
      const result = arithmetic(operator, a, b);
      if (result !== undefined) return result;
      return { ...failed({ kind: 'expression', text: `${operator} has no result here` }), type: NUMBER };
    }
  }
}

/** A known operand that decides alone does so, whatever the other one is. */
function logic(operator: '&&' | '||', a: Value, b: Value): Value {
  const decisive = operator === '||';
  if (a.kind === 'bool' && a.value === decisive) return a;
  if (b.kind === 'bool' && b.value === decisive && !isFailed(a)) return b;
  if (a.kind === 'bool' && b.kind === 'bool') return bool(!decisive);
  const result = unknownFrom([a, b], { type: BOOL, notNull: true });
  if (a.kind === 'bool' || isFailed(a) || !isFailed(b)) return result;
  // The left side may yet decide alone, and then the right one does not matter.
  const { failed: _failed, ...open } = result;
  return open;
}

function isFailed(value: Value): boolean {
  return value.kind === 'unknown' && value.failed === true;
}

function holds(operator: '<' | '<=' | '>' | '>=', order: number): boolean {
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function operandOf(value: Value, type: Type): Value {
  if (value.kind === 'null') return failed({ kind: 'expression', text: 'an operand is null' });
  const result = convert(value, type);
  return 'value' in result
    ? result.value
    : failed({ kind: 'expression', text: `an operand does not fit: ${result.error}` });
}
