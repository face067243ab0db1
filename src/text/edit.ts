import type { SourceRange } from './range.ts';

/** Replaces the text of `range` by `text`; an empty range inserts. */
export interface TextEdit {
  readonly range: SourceRange;
  readonly text: string;
}
