import fc from 'fast-check';
import { expect, test } from 'vitest';
import { singleLine, terminalLine, visible } from '../../src/report/terminal-text.ts';

/** Any text, with much of what terminals treat in a special way. */
const anyLine = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\t', '\x1b[31m', '\x9b', '\u202e', '日', 'e\u0301', '👨‍👩‍👧', '\ud800', '\u00ad', '\ufeff'),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join('').replaceAll('\n', ''));

const RUNS = { seed: 20261124, numRuns: 500 };

const CONTROL = /[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

test('what is printed holds no control character, whatever the line holds', () => {
  fc.assert(
    fc.property(anyLine, (line) => {
      expect(terminalLine(line).text).not.toMatch(CONTROL);
      expect(singleLine(line)).not.toMatch(CONTROL);
    }),
    RUNS,
  );
});

test('every unit of a line has a column, and columns never go back', () => {
  fc.assert(
    fc.property(anyLine, (line) => {
      const { columns } = terminalLine(line);
      expect(columns).toHaveLength(line.length + 1);
      expect(columns.every((column, unit) => unit === 0 || column >= (columns[unit - 1] ?? 0))).toBe(true);
    }),
    RUNS,
  );
});

test('characters are replaced by as many units', () => {
  fc.assert(
    fc.property(anyLine, (line) => {
      expect(visible(line)).toHaveLength(line.length);
    }),
    RUNS,
  );
});

test('a control picture tells which character it was', () => {
  expect(visible('a\x1b[0m\x7f\x9b\tb\n')).toBe('a␛[0m␡�\tb\n');
  expect(singleLine('a\n  b\tc')).toBe('a b c');
});
