/** All functions, and how an evaluator calls them. `try` and `can` take expressions: see `failure.ts`. */
import { unknown } from '../construct.ts';
import { unknownFrom } from '../marks.ts';
import { DYNAMIC, STRING } from '../type.ts';
import type { Value } from '../value.ts';
import { ASSUMPTION_FUNCTIONS } from './assumptions.ts';
import { byNature } from './by-nature.ts';
import { call } from './call.ts';
import { COLLECTION_FUNCTIONS } from './collection.ts';
import { DATE_AND_TIME_FUNCTIONS } from './date-and-time.ts';
import { ENCODING_FUNCTIONS } from './encoding.ts';
import { FILESYSTEM_FUNCTIONS } from './filesystem.ts';
import { FORMAT_FUNCTIONS } from './format.ts';
import { HASH_AND_CRYPTO_FUNCTIONS } from './hash-and-crypto.ts';
import { IP_NETWORK_FUNCTIONS } from './ip-network.ts';
import { NUMERIC_FUNCTIONS } from './numeric.ts';
import type { CallResult, FunctionDefinition, FunctionHost, FunctionTable } from './signature.ts';
import { STRING_FUNCTIONS } from './string.ts';
import { TYPE_CONVERSION_FUNCTIONS } from './type-conversion.ts';

function removed(name: string, instead: string): FunctionDefinition {
  return {
    parameters: [],
    variadic: { name: 'vals', type: DYNAMIC, allowNull: true, allowUnknown: true },
    result: DYNAMIC,
    reads: 'nothing',
    call: () => ({
      error: `the "${name}" function was deprecated in Terraform v0.12 and is no longer available; use ${instead}`,
    }),
  };
}

const FUNCTIONS: FunctionTable = {
  ...ASSUMPTION_FUNCTIONS,
  ...COLLECTION_FUNCTIONS,
  ...DATE_AND_TIME_FUNCTIONS,
  ...ENCODING_FUNCTIONS,
  ...FILESYSTEM_FUNCTIONS,
  ...FORMAT_FUNCTIONS,
  ...HASH_AND_CRYPTO_FUNCTIONS,
  ...IP_NETWORK_FUNCTIONS,
  ...NUMERIC_FUNCTIONS,
  ...STRING_FUNCTIONS,
  ...TYPE_CONVERSION_FUNCTIONS,
  ephemeralasnull: byNature({
    parameters: [{ name: 'value', type: DYNAMIC, allowNull: true, allowUnknown: true }],
    result: DYNAMIC,
    reason: 'which parts are ephemeral is not known',
  }),
  list: removed('list', 'tolist([ ... ]) syntax to write a literal list'),
  map: removed('map', 'tomap({ ... }) syntax to write a literal map'),
  plantimestamp: byNature({ parameters: [], result: STRING, reason: 'plantimestamp is the time of the plan' }),
  timestamp: byNature({ parameters: [], result: STRING, reason: 'timestamp is the time of the run' }),
};

/** Functions by special form: their arguments are expressions, not values. */
export const SPECIAL_FORMS: readonly string[] = ['try', 'can'];

/**
 * The result of a call, or Terraform's error. `name` is as written: `core::` may stand before a built-in one, and what a
 * provider offers is not known.
 */
export function callFunction(name: string, args: readonly Value[], host: FunctionHost): CallResult {
  if (name.startsWith('provider::')) {
    const reason = { kind: 'function', text: `${name} is a function of a provider` } as const;
    return unknownFrom([...args, unknown({ reasons: [reason] })]);
  }
  const plain = name.startsWith('core::') ? name.slice('core::'.length) : name;
  const definition = Object.hasOwn(FUNCTIONS, plain) ? FUNCTIONS[plain] : undefined;
  if (definition === undefined) return { error: `There is no function named "${name}"`, complete: true };
  return call({ name: plain, definition, args, host });
}

/** The names of all functions, special forms included, in alphabetical order. */
export function functionNames(): readonly string[] {
  return [...Object.keys(FUNCTIONS), ...SPECIAL_FORMS].sort();
}
