import type { SourceRange } from './range.ts';

/** Replaces the text of `range` by `text`; an empty range inserts. */
export interface TextEdit {
  readonly range: SourceRange;
  readonly text: string;
}

/** The text with edits that do not overlap, in any order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { range, text: replacement } of edits.toSorted(compareEdits)) {
    result += text.slice(at, range.start.offset) + replacement;
    at = range.end.offset;
  }
  return result + text.slice(at);
}

/** Whether edits touch the same letters, or insert at the same place: their order would then matter. */
export function overlap(one: TextEdit, other: TextEdit): boolean {
  const [first, second] = compareEdits(one, other) <= 0 ? [one, other] : [other, one];
  if (first.range.filename !== second.range.filename) return false;
  return second.range.start.offset < first.range.end.offset || first.range.start.offset === second.range.start.offset;
}

function compareEdits({ range: a }: TextEdit, { range: b }: TextEdit): number {
  return a.start.offset - b.start.offset || a.end.offset - b.end.offset;
}
