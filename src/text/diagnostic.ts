import type { TextEdit } from './edit.ts';
import type { JsonPointer } from './pointer.ts';
import type { SourceRange } from './range.ts';

export type Severity = 'error' | 'warning';

/** The earliest moment at which the problem shows: `terraform validate`, `plan`, `apply`, or the running service. */
export type Stage = 'validate' | 'plan' | 'apply' | 'runtime';

export interface RelatedInformation {
  readonly message: string;
  readonly range: SourceRange;
}

/** A repair. `safe`: the only repair and no change of a working system; `unsafe`: one of several, or it changes behaviour. */
export interface Fix {
  readonly title: string;
  readonly applicability: 'safe' | 'unsafe';
  readonly edits: readonly TextEdit[];
}

/** A finding with its place. Plain data: survives `structuredClone` and JSON. */
export interface Diagnostic {
  readonly rule: string;
  readonly severity: Severity;
  readonly stage: Stage;
  readonly message: string;
  /** AWS's own words, where they are recorded. */
  readonly aws?: string;
  /** What to do, starting with a verb. */
  readonly help?: string;
  readonly range: SourceRange;
  readonly related?: readonly RelatedInformation[];
  /** Resource addresses as Terraform prints them; none for a syntax error. */
  readonly addresses: readonly string[];
  /** Absent when the diagnostic is not about an argument of an instance (a syntax error). */
  readonly pointer?: JsonPointer;
  /** Conditions under which the finding holds, as source text, for example `var.env == "prod"`. */
  readonly assumptions?: readonly string[];
  readonly fix?: Fix;
}
