/**
 * The shape of a hand-written schema in `schemas/`: JSON Schema with a few annotations of ours, all starting with `x-`.
 * Integer limits, enums and patterns are JSON Schema; what Terraform knows besides is annotation.
 */
export interface ArgumentSchema {
  readonly type: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly [annotation: `x-${string}`]: unknown;
  readonly [keyword: string]: unknown;
}
