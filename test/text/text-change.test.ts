import { expect, test } from 'vitest';
import { SourceFile } from '../../src/text/source-file.ts';
import { movedRange, movedSpan, textChange } from '../../src/text/text-change.ts';

test.each([
  ['something typed', 'a = 1\nb = 2\n', 'a = 10\nb = 2\n'],
  ['a line put in', 'a = 1\nb = 2\n', 'a = 1\nx\nb = 2\n'],
  ['a line taken out', 'a = 1\nx\ny\nb = 2\n', 'a = 1\nb = 2\n'],
  ['lines before all', 'a = 1\n', '# x\n\na = 1\n'],
  ['an end of line', 'a b\nc\n', 'a\nb\nc\n'],
  ['two lines joined', 'a\nb\nc\n', 'ab\nc\n'],
  ['the same once more', 'aaa\naaa\n', 'aaa\naaa\naaa\n'],
  ['everything', 'a', 'b'],
  ['nothing', 'a\nb', 'a\nb'],
])('%s: what has moved is the same text, in a line of which as much stands before it', (_, before, after) => {
  const change = textChange(before, after);
  const old = new SourceFile('main.tf', before);
  const now = new SourceFile('main.tf', after);
  for (let start = 0; start <= before.length; start++) {
    for (let end = start; end <= before.length; end++) {
      const moved = movedSpan({ start, end }, change);
      const range = movedRange(old.range({ start, end }), change);
      expect(range).toEqual(moved && now.range(moved));
      if (moved !== undefined) expect(after.slice(moved.start, moved.end)).toBe(before.slice(start, end));
    }
  }
});

test('what stands before and behind a change has moved, what is in it or in its line has not', () => {
  const change = textChange('a = 1\nb = x + y\nc = 3\n', 'a = 1\nb = x * 2 + y\nc = 3\n');
  const moved = (start: number, end: number) => movedSpan({ start, end }, change);
  expect(moved(0, 5)).toEqual({ start: 0, end: 5 });
  expect(moved(10, 11)).toEqual({ start: 10, end: 11 });
  expect(moved(10, 15)).toBeUndefined();
  expect(moved(14, 15)).toBeUndefined();
  expect(moved(16, 21)).toEqual({ start: 20, end: 25 });
});

test('a change anywhere in a long text is found to the letter', () => {
  const before = Array.from({ length: 3000 }, (_, at) => `line ${at}\n`).join('');
  for (const start of [0, 1, 4095, 4096, 4097, 8192, 12_345, before.length - 1, before.length]) {
    for (const [removed, inserted] of [
      [0, '~'],
      [1, '~~'],
      [5000, ''],
    ] as const) {
      const end = Math.min(start + removed, before.length);
      const after = before.slice(0, start) + inserted + before.slice(end);
      const change = textChange(before, after);
      expect(before.slice(0, change.start) + after.slice(change.start, change.newEnd) + before.slice(change.end)).toBe(
        after,
      );
      expect(before.slice(change.end)).toBe(after.slice(change.newEnd));
      if (inserted !== '') expect(change).toMatchObject({ start, end, newEnd: start + inserted.length });
    }
  }
});
