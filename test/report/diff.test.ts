import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDiff } from '../../src/report/diff.ts';

const lines = (...all: readonly (string | number)[]) => all.map((line) => `${line}\n`).join('');

describe('a unified diff', () => {
  it('shows three lines around what differs, with line numbers', () => {
    const before = lines(1, 2, 3, 4, 5, 6, 7, 8);
    const after = lines(1, 2, 3, 4, 'five', 6, 7, 8);
    expect(formatDiff({ filename: 'a/main.tf', before, after })).toBe(
      `--- a/a/main.tf\n+++ b/a/main.tf\n@@ -2,7 +2,7 @@\n${lines(' 2', ' 3', ' 4', '-5', '+five', ' 6', ' 7', ' 8')}`,
    );
  });

  it('has a part for each place, and one for places close to each other', () => {
    const numbers = Array.from({ length: 40 }, (_, index) => index + 1);
    const changed = (...at: readonly number[]) =>
      numbers.map((number) => (at.includes(number) ? `x${number}` : number));
    const parts = (...at: readonly number[]) =>
      formatDiff({ filename: 'f', before: lines(...numbers), after: lines(...changed(...at)) }).match(/^@@.*/gm);
    expect(parts(10, 16)).toEqual(['@@ -7,13 +7,13 @@']);
    expect(parts(10, 18)).toEqual(['@@ -7,7 +7,7 @@', '@@ -15,7 +15,7 @@']);
    expect(parts(1, 40)).toEqual(['@@ -1,4 +1,4 @@', '@@ -37,4 +37,4 @@']);
  });

  it('is empty where nothing differs, and says where a last line has no end', () => {
    expect(formatDiff({ filename: 'f', before: 'a\n', after: 'a\n' })).toBe('');
    expect(formatDiff({ filename: 'f', before: 'a\nb', after: 'a\nc' })).toContain(
      '-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n',
    );
  });

  it('names a path that leads out of the folder as it is', () => {
    for (const filename of ['/m/main.tf', '../m/main.tf', 'C:/m/main.tf']) {
      expect(formatDiff({ filename, before: 'a\n', after: 'b\n' })).toContain(`--- ${filename}\n+++ ${filename}\n`);
    }
  });

  const hasGit = works(() => execFileSync('git', ['--version']));

  it.skipIf(!hasGit)('is what git makes the one text of the other with (skipped without git)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'preplan-diff-'));
    const line = fc.constantFrom('a', 'b', 'c', '', '  d', 'e\r');
    const text = fc
      .tuple(fc.array(line, { maxLength: 30 }), fc.boolean())
      .map(([all, ends]) => all.join('\n') + (ends && all.length > 0 ? '\n' : ''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        // A text of nothing is no file in a patch.
        fc.pre(before !== '' && after !== '');
        const file = join(folder, 'f');
        writeFileSync(file, before);
        const input = formatDiff({ filename: 'f', before, after });
        if (input !== '') execFileSync('git', ['apply', '--whitespace=nowarn'], { input, cwd: folder });
        expect(readFileSync(file, 'utf8')).toBe(after);
      }),
      { numRuns: 60 },
    );
  });
});

function works(run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}
