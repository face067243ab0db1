import type { JsonPointer } from '../text/pointer.ts';
import type { MappingValue } from '../value/value.ts';

/** What a schema has against an instance, in JSON Schema's words. */
export interface Violation {
  /** For an absent required argument: the pointer that it would have. */
  readonly pointer: JsonPointer;
  /** `type`, `enum`, `minimum`, `additionalProperties`, … and `x-read-only`, `x-block`, `x-argument` for what only Terraform knows. */
  readonly keyword: string;
  /** The keyword's parameters, for example `{ minimum: 0, maximum: 300 }`. */
  readonly params: Readonly<Record<string, unknown>>;
}

export interface Judgement {
  readonly violations: readonly Violation[];
  /** The instance converted by the schema, nulls dropped, every violating pointer unknown. */
  readonly instance: MappingValue;
}
