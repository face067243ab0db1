/** How diagnostics are brought together and put in order. */
import type { Diagnostic, RelatedInformation } from '../text/diagnostic.ts';
import type { SourceRange } from '../text/range.ts';

/** Of a module that is called very often, these places that call it are enough. */
const MOST_RELATED = 16;

interface Joined {
  readonly diagnostic: Diagnostic;
  readonly addresses: Set<string>;
  readonly related: Map<string, RelatedInformation>;
}

/**
 * Diagnostics of one rule that say the same of the same place become one with all their addresses and related places: a
 * `for_each` of 5,000 gives one. Assumptions have to be the same too.
 */
export function joinDiagnostics(diagnostics: Iterable<Diagnostic>): Diagnostic[] {
  const joined = new Map<string, Joined>();
  for (const diagnostic of diagnostics) {
    const { rule, message, pointer, range, assumptions } = diagnostic;
    const key = JSON.stringify([
      rule,
      message,
      pointer,
      range.filename,
      range.start.offset,
      range.end.offset,
      assumptions,
    ]);
    const known = joined.get(key) ?? { diagnostic, addresses: new Set(), related: new Map() };
    joined.set(key, known);
    for (const address of diagnostic.addresses) known.addresses.add(address);
    for (const one of diagnostic.related ?? []) {
      const { filename, start, end } = one.range;
      const place = JSON.stringify([one.message, filename, start.offset, end.offset]);
      if (known.related.size < MOST_RELATED) known.related.set(place, one);
    }
  }
  return [...joined.values()].map(({ diagnostic, addresses, related }) => ({
    ...diagnostic,
    ...(related.size > 0 && { related: [...related.values()] }),
    addresses: [...addresses],
  }));
}

/** By file, then position, then rule; what is equal in these keeps its order. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.toSorted(
    (a, b) => compareRanges(a.range, b.range) || compareTexts({ left: a.rule, right: b.rule }),
  );
}

export function compareRanges(a: SourceRange, b: SourceRange): number {
  return (
    compareTexts({ left: a.filename, right: b.filename }) ||
    a.start.offset - b.start.offset ||
    a.end.offset - b.end.offset
  );
}

function compareTexts({ left, right }: { readonly left: string; readonly right: string }): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
