/**
 * Operations on values that are one of several: the operation is done once for each outcome. Two operands that hang on the
 * same condition are taken together. Above the cap the result is unknown.
 */
import { unknownFrom, withMarksOf } from './marks.ts';
import type { Type } from './type.ts';
import type { ChoiceValue, Condition, Value } from './value.ts';

/** The most results that one operation may have. */
const MOST_RESULTS = 64;

/** Applies `operation` to operands of which some may be choices; the operation itself never sees one. `known` is known of every result. */
export function overChoices<const T extends readonly Value[]>(
  operands: T,
  operation: (operands: T) => Value,
  known: { readonly type?: Type; readonly notNull?: true } = {},
): Value {
  if (!operands.some((operand) => operand.kind === 'choice')) return operation(operands);
  return distribute(operands, operation, { left: MOST_RESULTS }) ?? tooMany(operands, known);
}

function tooMany(operands: readonly Value[], known: { readonly type?: Type; readonly notNull?: true }): Value {
  const result = unknownFrom(operands, known);
  return { ...result, reasons: [...result.reasons, { kind: 'expression', text: 'it depends on too many conditions' }] };
}

function distribute<T extends readonly Value[]>(
  operands: T,
  operation: (operands: T) => Value,
  budget: { left: number },
): Value | undefined {
  const choice = operands.find((operand) => operand.kind === 'choice');
  if (choice?.kind !== 'choice') {
    budget.left -= 1;
    return budget.left < 0 ? undefined : operation(operands);
  }
  const options = [];
  for (const [outcome, option] of choice.options.entries()) {
    const chosen = operands.map((operand) => assumeOutcome(operand, choice.condition.id, outcome)) as unknown as T;
    const value = distribute(chosen, operation, budget);
    if (value === undefined) return undefined;
    options.push({ assumption: option.assumption, value });
  }
  return choose({ condition: choice.condition, options, written: choice.written });
}

/** A choice; just the value when every outcome gives the same primitive. */
export function choose(choice: Omit<ChoiceValue, 'kind'>): Value {
  const [first, ...rest] = choice.options;
  if (first !== undefined && rest.every((option) => isSamePrimitive(option.value, first.value))) return first.value;
  return { kind: 'choice', ...choice };
}

function isSamePrimitive(a: Value, b: Value): boolean {
  if (a.late !== b.late || a.sensitive !== b.sensitive || a.origin !== b.origin || a.is !== b.is) return false;
  if (a.kind === 'null') return b.kind === 'null';
  if (a.kind === 'string') return b.kind === 'string' && a.value === b.value;
  if (a.kind === 'bool') return b.kind === 'bool' && a.value === b.value;
  if (a.kind === 'number') return b.kind === 'number' && a.value === b.value && a.exact === b.exact;
  return false;
}

/** The value when a condition has this outcome, at every depth. */
export function assumeOutcome(value: Value, condition: Condition['id'], outcome: number): Value {
  return partsOf(value) === undefined ? value : assume(value, { condition, bit: bitOf(condition), outcome });
}

interface Outcome {
  readonly condition: Condition['id'];
  readonly bit: number;
  readonly outcome: number;
}

function assume(value: Value, given: Outcome): Value {
  if ((conditionBits(value) & given.bit) === 0) return value;
  switch (value.kind) {
    case 'null':
    case 'bool':
    case 'number':
    case 'string':
    case 'unknown':
      return value;
    case 'choice': {
      const chosen = value.options[given.outcome];
      if (value.condition.id === given.condition && chosen !== undefined)
        return withMarksOf(assume(chosen.value, given), [value]);
      const options = value.options.map((option) => ({ ...option, value: assume(option.value, given) }));
      return options.every((option, at) => option.value === value.options[at]?.value) ? value : { ...value, options };
    }
    case 'list':
    case 'set':
    case 'tuple': {
      const elements = value.elements.map((element) => assume(element, given));
      return elements.every((element, at) => element === value.elements[at]) ? value : { ...value, elements };
    }
    case 'map':
    case 'object': {
      const entries = [...value.entries].map(([key, entry]) => [key, assume(entry, given)] as const);
      return entries.every(([key, entry]) => entry === value.entries.get(key))
        ? value
        : { ...value, entries: new Map(entries) };
    }
  }
}

const bits = new WeakMap<Value, number>();

/**
 * One of 32 bits for each condition that a value hangs on, at every depth. Conditions may have the same bit: where it is not
 * set, the condition is not there. Values share their parts, so that each is looked through once.
 */
function conditionBits(value: Value): number {
  const parts = partsOf(value);
  if (parts === undefined) return 0;
  const known = bits.get(value);
  if (known !== undefined) return known;
  let found = value.kind === 'choice' ? bitOf(value.condition.id) : 0;
  for (const part of parts) found |= conditionBits(part);
  bits.set(value, found);
  return found;
}

function bitOf(condition: Condition['id']): number {
  let hash = 0;
  for (let at = 0; at < condition.length; at++) hash = (hash * 31 + condition.charCodeAt(at)) | 0;
  return 1 << (hash & 31);
}

function partsOf(value: Value): Iterable<Value> | undefined {
  switch (value.kind) {
    case 'null':
    case 'bool':
    case 'number':
    case 'string':
    case 'unknown':
      return undefined;
    case 'choice':
      return value.options.map((option) => option.value);
    case 'list':
    case 'set':
    case 'tuple':
      return value.elements;
    case 'map':
    case 'object':
      return value.entries.values();
  }
}
