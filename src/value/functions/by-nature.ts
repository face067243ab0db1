import { unknown } from '../construct.ts';
import { unknownFrom } from '../marks.ts';
import type { Type } from '../type.ts';
import type { FunctionDefinition, Parameter } from './signature.ts';

export interface Unpredictable {
  readonly parameters: readonly Parameter[];
  readonly variadic?: Parameter;
  readonly result: Type;
  /** Reads after "because". */
  readonly reason: string;
}

/** A function whose result nobody can know before it runs. */
export function byNature({ parameters, variadic, result, reason }: Unpredictable): FunctionDefinition {
  return {
    parameters,
    ...(variadic !== undefined && { variadic }),
    result,
    call: (args) => ({
      ...unknownFrom([...args, unknown({ reasons: [{ kind: 'function', text: reason }] })], { notNull: true }),
      ...(result.kind !== 'dynamic' && { type: result }),
    }),
  };
}
