/** OpenTofu's functions that state what will be true of a value: what is not known takes the statement over. */
import { convert } from '../convert.ts';
import { equals } from '../equality.ts';
import { DYNAMIC, describeType, NUMBER, STRING, type Type } from '../type.ts';
import { typeOf } from '../unify.ts';
import type { UnknownValue, Value } from '../value.ts';
import type { CallError, CallResult, FunctionDefinition, FunctionTable } from './signature.ts';
import { wholeNumber } from './whole-number.ts';

const BROKEN: CallError = { error: 'assumption was not upheld', parameter: 'value' };

const assumeequal: FunctionDefinition = {
  parameters: [
    { name: 'actual_value', type: DYNAMIC, allowNull: true, allowUnknown: true },
    { name: 'expected_value', type: DYNAMIC, allowNull: true, allowUnknown: true },
  ],
  result: DYNAMIC,
  nullable: true,
  reads: 'nothing',
  call: ([actual, expected]) => {
    if (actual === undefined || expected === undefined) return BROKEN;
    const conversion = convert(actual, typeOf(expected));
    if ('error' in conversion) {
      return {
        error: `actual value type ${describeType(typeOf(actual))} does not match assumed value type ${describeType(typeOf(expected))}`,
        parameter: 'actual_value',
      };
    }
    if (equals(conversion.value, expected) !== false) return expected;
    return { error: 'the actual value does not match the assumed value', parameter: 'actual_value' };
  },
};

function assumption(
  type: Type,
  more: readonly string[],
  check: (value: Value, args: readonly Value[]) => CallResult,
): FunctionDefinition {
  return {
    parameters: [
      { name: 'value', type, allowNull: true, allowUnknown: true },
      ...more.map((name) => ({ name, type: name === 'prefix' ? STRING : NUMBER })),
    ],
    result: type,
    reads: 'nothing',
    call: ([value, ...args]) => (value === undefined ? BROKEN : check(value, args)),
  };
}

function ofLength(kind: 'list' | 'set' | 'map', bounds: readonly ('min_length' | 'max_length')[]): FunctionDefinition {
  return assumption({ kind, element: DYNAMIC }, bounds, (value, args) => {
    let min = 0;
    let max: number | undefined;
    for (const [at, bound] of bounds.entries()) {
      const whole = wholeNumber(args[at]);
      if ('error' in whole) return { error: whole.error, parameter: bound };
      if (bound === 'min_length') min = whole.whole;
      else max = whole.whole;
    }
    if (value.kind === 'unknown')
      return { ...value, length: { min, ...(max !== undefined && { max }) } } satisfies UnknownValue;
    const size = 'elements' in value ? value.elements.length : 'entries' in value ? value.entries.size : undefined;
    const isOpen = 'open' in value && value.open === true;
    if (size !== undefined && (isOpen || size >= min) && (max === undefined || size <= max)) return value;
    return BROKEN;
  });
}

export const ASSUMPTION_FUNCTIONS: FunctionTable = {
  assumeequal,
  assumelistlength: ofLength('list', ['min_length', 'max_length']),
  assumelistlengthmax: ofLength('list', ['max_length']),
  assumelistlengthmin: ofLength('list', ['min_length']),
  assumemaplength: ofLength('map', ['min_length', 'max_length']),
  assumemaplengthmax: ofLength('map', ['max_length']),
  assumemaplengthmin: ofLength('map', ['min_length']),
  assumenotnull: assumption(DYNAMIC, [], (value) => {
    if (value.kind === 'unknown') return { ...value, notNull: true };
    return value.kind === 'null' ? BROKEN : value;
  }),
  assumesetlength: ofLength('set', ['min_length', 'max_length']),
  assumesetlengthmax: ofLength('set', ['max_length']),
  assumesetlengthmin: ofLength('set', ['min_length']),
  assumestringprefix: assumption(STRING, ['prefix'], (value, [prefix]) => {
    const start = prefix?.kind === 'string' ? prefix.value : '';
    if (value.kind === 'unknown') return { ...value, prefix: start };
    return value.kind === 'string' && value.value.startsWith(start) ? value : BROKEN;
  }),
};
