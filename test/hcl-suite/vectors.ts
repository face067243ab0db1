/**
 * Conformance cases taken from the suites of hashicorp/hcl. They lie beside the project, not in it; without them the suites
 * skip. What is known to differ is in exceptions.json, by suite and case, with the reason; such a case must fail, so that the
 * list cannot outlive its reasons.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import exceptionsBySuite from './exceptions.json' with { type: 'json' };
import { hasShared, sharedPath } from './shared.ts';

const exceptions: Readonly<Record<string, Readonly<Record<string, string>>>> = exceptionsBySuite;

/** Runs `check` as a test for each case of a vector file. `name` makes the id of a case; equal ids are numbered. */
export function suite<Case>(
  file: string,
  name: (vector: Case) => string,
  check: (vector: Case, index: number) => void,
): void {
  const path = `vectors/${file}`;
  if (!hasShared(path)) {
    test.skip(`${file} (skipped: ../shared/${path} is absent)`, () => {});
    return;
  }
  const excepted = exceptions[file] ?? {};
  const seen = new Map<string, number>();
  describe(file, () => {
    const ids = readCases<Case>(path).map((vector, index) => {
      const id = unique(name(vector), seen);
      const reason = excepted[id];
      if (reason === undefined) test(id, () => check(vector, index));
      else test.fails(`${id} (excepted: ${reason})`, () => check(vector, index));
      return id;
    });
    test('every exception names a case', () => {
      expect(ids).toEqual(expect.arrayContaining(Object.keys(excepted)));
    });
  });
}

/** The cases of a vector file; none when ../shared is absent. */
export function readCases<Case>(path: string): readonly Case[] {
  if (!hasShared(path)) return [];
  const text = readFileSync(sharedPath(path), 'utf8');
  if (path.endsWith('.jsonl'))
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  return JSON.parse(text).cases;
}

function unique(id: string, seen: Map<string, number>): string {
  const count = (seen.get(id) ?? 0) + 1;
  seen.set(id, count);
  return count === 1 ? id : `${id} #${count}`;
}
