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
  return withoutFloods(
    [...joined.values()].map(({ diagnostic, addresses, related }) => ({
      ...diagnostic,
      ...(related.size > 0 && { related: [...related.values()] }),
      addresses: [...addresses],
    })),
  );
}

/** One expression may make a thousand values that are all wrong: the last of these tells how many more there are, and where. */
const MOST_ALIKE = 4;

/** Of what one rule says of one place only the first few. */
function withoutFloods(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const alike = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const { rule, severity, stage, range, assumptions } = diagnostic;
    const key = JSON.stringify([
      rule,
      severity,
      stage,
      range.filename,
      range.start.offset,
      range.end.offset,
      assumptions,
    ]);
    const same = alike.get(key);
    if (same === undefined) alike.set(key, [diagnostic]);
    else same.push(diagnostic);
  }
  const left = new Set<Diagnostic>();
  const lasts = new Map<Diagnostic, Diagnostic>();
  for (const same of alike.values()) {
    const more = same.slice(MOST_ALIKE);
    const last = same[MOST_ALIKE - 1];
    if (last === undefined || more.length === 0) continue;
    for (const one of more) left.add(one);
    const addresses = [...new Set([last, ...more].flatMap((one) => one.addresses))];
    lasts.set(last, {
      ...last,
      message: `${last.message}; ${more.length} more ${more.length === 1 ? 'is' : 'are'} like this`,
      addresses,
    });
  }
  return diagnostics.filter((one) => !left.has(one)).map((one) => lasts.get(one) ?? one);
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
