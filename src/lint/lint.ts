import type { EventSourceKind } from '../lambda/event-source.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { JsonPointer } from '../text/pointer.ts';
import type { SourceRange } from '../text/range.ts';

/** Why one argument could not be judged. */
export interface Undetermined {
  readonly pointer: JsonPointer;
  /** For example `var.arn has no value`. */
  readonly reason: string;
  readonly range: SourceRange;
}

/** How far one mapping block was checked; the weakest of its instances. */
export interface MappingCoverage {
  readonly address: string;
  readonly instances: number;
  readonly range: SourceRange;
  readonly kinds: readonly EventSourceKind[];
  readonly checked: 'fully' | 'partly';
  readonly undetermined: readonly Undetermined[];
}

/** What a run found: the input of every report format. */
export interface LintResult {
  /** By file, then position. */
  readonly diagnostics: readonly Diagnostic[];
  readonly mappings: readonly MappingCoverage[];
  /** Number of files that were read. */
  readonly files: number;
}
