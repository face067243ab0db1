/** A half-open stretch of a source text: UTF-16 offsets from 0, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place in a source text. `offset` counts UTF-16 code units from 0, `line` and `column` from 1 (columns in UTF-16 code units too). */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A stretch of a named file, `end` exclusive. `filename` is the name under which the host passed the file in. */
export interface SourceRange {
  readonly filename: string;
  readonly start: Position;
  readonly end: Position;
}
