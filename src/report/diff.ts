/**
 * Unified diffs, as `patch` and `git apply` read them. The lines that differ are found by Myers' algorithm ("An O(ND)
 * Difference Algorithm", 1986): the shortest way from the corner where nothing is read to the one where all is, each step
 * that takes a line away or adds one counted, and lines that are equal passed for nothing.
 */

/** How many equal lines are shown around what differs. */
const CONTEXT = 3;

interface Change {
  readonly kind: ' ' | '-' | '+';
  readonly line: string;
}

/** The diff of one file; empty when the texts are equal. */
export function formatDiff({
  filename,
  before,
  after,
}: {
  readonly filename: string;
  readonly before: string;
  readonly after: string;
}): string {
  if (before === after) return '';
  const prefixed = (prefix: string): string =>
    /^(?:\/|\.\.\/|[A-Za-z]:)/.test(filename) ? filename : `${prefix}/${filename}`;
  const changes = compare(linesOf(before), linesOf(after));
  return `--- ${prefixed('a')}\n+++ ${prefixed('b')}\n${hunks(changes).join('')}`;
}

/** With their line breaks; the last one may have none. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function compare(before: readonly string[], after: readonly string[]): readonly Change[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const same = (lines: readonly string[]): Change[] => lines.map((line) => ({ kind: ' ', line }));
  return [
    ...same(before.slice(0, head)),
    ...shortest(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...same(before.slice(before.length - tail)),
  ];
}

function shortest(before: readonly string[], after: readonly string[]): readonly Change[] {
  /** For each number of steps: diagonal (lines of `before` read less those of `after`) → the furthest line of `before`. */
  const trace: ReadonlyMap<number, number>[] = [];
  let furthest = new Map([[1, 0]]);
  for (let steps = 0; ; steps++) {
    trace.push(furthest);
    const next = new Map(furthest);
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      let { x } = entry(furthest, { steps, diagonal });
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x += 1;
      next.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return walkBack(trace, { before, after });
    }
    furthest = next;
  }
}

/** How a diagonal is entered: by adding a line, from the one above, or by taking one away; and at which line of `before`. */
function entry(
  furthest: ReadonlyMap<number, number>,
  { steps, diagonal }: { readonly steps: number; readonly diagonal: number },
): { readonly kind: '-' | '+'; readonly x: number } {
  const above = furthest.get(diagonal + 1) ?? -1;
  const left = furthest.get(diagonal - 1) ?? -1;
  const isAdded = diagonal === -steps || (diagonal !== steps && left < above);
  return isAdded ? { kind: '+', x: above } : { kind: '-', x: left + 1 };
}

function walkBack(
  trace: readonly ReadonlyMap<number, number>[],
  { before, after }: { readonly before: readonly string[]; readonly after: readonly string[] },
): readonly Change[] {
  const changes: Change[] = [];
  let x = before.length;
  let y = after.length;
  for (let steps = trace.length - 1; steps >= 0; steps--) {
    const furthest = trace[steps] ?? new Map<number, number>();
    const entered = entry(furthest, { steps, diagonal: x - y });
    while (x > entered.x && y > 0) {
      x -= 1;
      y -= 1;
      changes.push({ kind: ' ', line: before[x] ?? '' });
    }
    if (steps === 0) break;
    if (entered.kind === '+') y -= 1;
    else x -= 1;
    changes.push({ kind: entered.kind, line: (entered.kind === '+' ? after[y] : before[x]) ?? '' });
  }
  return changes.reverse();
}

function hunks(changes: readonly Change[]): readonly string[] {
  const found: string[] = [];
  const numbers = lineNumbers(changes);
  for (let at = 0; at < changes.length; at++) {
    if (changes[at]?.kind === ' ') continue;
    const from = Math.max(0, at - CONTEXT);
    let to = at + 1;
    for (let look = to; look < changes.length && look - to < 2 * CONTEXT + 1; look++) {
      if (changes[look]?.kind !== ' ') to = look + 1;
    }
    const end = Math.min(changes.length, to + CONTEXT);
    found.push(hunk(changes.slice(from, end), numbers[from] ?? { before: 0, after: 0 }));
    at = end - 1;
  }
  return found;
}

interface LineNumbers {
  readonly before: number;
  readonly after: number;
}

/** How many lines of each text are before each change. */
function lineNumbers(changes: readonly Change[]): readonly LineNumbers[] {
  let before = 0;
  let after = 0;
  return changes.map(({ kind }) => {
    const numbers = { before, after };
    if (kind !== '+') before += 1;
    if (kind !== '-') after += 1;
    return numbers;
  });
}

function hunk(changes: readonly Change[], first: LineNumbers): string {
  const size = (kind: '-' | '+'): number =>
    changes.filter((change) => change.kind === ' ' || change.kind === kind).length;
  const range = (start: number, length: number): string => `${length === 0 ? start : start + 1},${length}`;
  const header = `@@ -${range(first.before, size('-'))} +${range(first.after, size('+'))} @@\n`;
  const lines = changes.map(({ kind, line }) =>
    line.endsWith('\n') ? `${kind}${line}` : `${kind}${line}\n\\ No newline at end of file\n`,
  );
  return header + lines.join('');
}
