/** Terraform's type conversion functions, with those that look at marks and at failures. */
import { bool } from '../construct.ts';
import { convert } from '../convert.ts';
import { BOOL, DYNAMIC, describeType, NUMBER, STRING, type Type } from '../type.ts';
import { typeOf } from '../unify.ts';
import type { Value } from '../value.ts';
import { unknownResult } from './call.ts';
import type { CallResult, FunctionDefinition, FunctionTable } from './signature.ts';

const ANYTHING = { type: DYNAMIC, allowNull: true, allowUnknown: true } as const;

function conversionTo(type: Type): FunctionDefinition {
  return {
    parameters: [{ name: 'v', ...ANYTHING }],
    result: type,
    nullable: true,
    reads: 'nothing',
    call: ([value]) => {
      if (value === undefined) return { error: 'a value is required' };
      const conversion = convert(value, type);
      return 'value' in conversion ? conversion.value : { error: refusal(value, type), parameter: 'v' };
    },
  };
}

function refusal(value: Value, type: Type): string {
  if (value.kind === 'string' && type.kind === 'bool') {
    return `cannot convert ${JSON.stringify(value.value)} to bool; only the strings "true" or "false" are allowed`;
  }
  if (value.kind === 'string' && type.kind === 'number') {
    return `cannot convert ${JSON.stringify(value.value)} to number; given string must be a decimal representation of a number`;
  }
  return `cannot convert ${describeType(typeOf(value))} to ${describeType(type)}`;
}

/** A function that gives its argument back, with or without the mark. */
function marking(mark: (value: Value) => CallResult): FunctionDefinition {
  return {
    parameters: [{ name: 'value', ...ANYTHING }],
    result: DYNAMIC,
    nullable: true,
    reads: 'nothing',
    ownMarks: true,
    call: ([value]) => (value === undefined ? { error: 'a value is required' } : mark(value)),
  };
}

function isSensitive(value: Value): boolean {
  return value.sensitive === true;
}

const issensitive: FunctionDefinition = {
  parameters: [{ name: 'value', ...ANYTHING }],
  result: BOOL,
  reads: 'nothing',
  ownMarks: true,
  call: ([value]) => {
    if (value === undefined) return { error: 'a value is required' };
    if (isSensitive(value)) return bool(true);
    return value.kind === 'unknown' ? unknownResult(issensitive, [value]) : bool(false);
  },
};

export const TYPE_CONVERSION_FUNCTIONS: FunctionTable = {
  issensitive,
  nonsensitive: marking(({ sensitive: _sensitive, ...value }) => value),
  sensitive: marking((value) => ({ ...value, sensitive: true })),
  tobool: conversionTo(BOOL),
  tolist: conversionTo({ kind: 'list', element: DYNAMIC }),
  tomap: conversionTo({ kind: 'map', element: DYNAMIC }),
  tonumber: conversionTo(NUMBER),
  toset: conversionTo({ kind: 'set', element: DYNAMIC }),
  tostring: conversionTo(STRING),
};
