/**
 * Text as a terminal shows it. Source files may hold anything: escape sequences that would recolour or clear the screen,
 * marks that reorder a line, tabs, wide and combining characters. What is printed is made harmless first, and columns are
 * counted as the terminal advances them, so that a caret stands below what it marks.
 */

const TAB = 4;

/** Control characters, and the marks that change the direction of text. */
const UNSAFE = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** The text with every control character but tab and line feed replaced by a visible one of the same UTF-16 length. */
export function visible(text: string): string {
  if (isPlain(text)) return text;
  return text.replace(UNSAFE, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\ufffd';
  });
}

/** Whether the text is printable ASCII alone, as almost all is; a loop, because the first use of a regular expression is slow. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}

/** The text on one line: as `visible`, and line feeds and tabs are blanks. */
export function singleLine(text: string): string {
  if (isPlain(text)) return text;
  return visible(text.replace(/\s*\n\s*|\t/g, ' '));
}

/** The text without halves of surrogate pairs, which have no form outside of UTF-16. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** One line of a source, ready to print. `columns` gives the terminal column at which each UTF-16 unit of the line begins, and one more for its end. */
export interface TerminalLine {
  readonly text: string;
  readonly columns: readonly number[];
}

export function terminalLine(line: string): TerminalLine {
  const columns: number[] = [];
  let text = '';
  let column = 0;
  for (const cluster of clusters(visible(line))) {
    for (let unit = 0; unit < cluster.length; unit++) columns.push(column);
    const width = cluster === '\t' ? TAB - (column % TAB) : clusterWidth(cluster);
    text += cluster === '\t' ? ' '.repeat(width) : cluster;
    column += width;
  }
  columns.push(column);
  return { text, columns };
}

let segmenter: Intl.Segmenter | undefined;

function* clusters(line: string): Iterable<string> {
  // ICU's segmenter is slow to load, and hardly any line needs it.
  if (isPlain(line.replaceAll('\t', ' '))) {
    yield* line;
    return;
  }
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(line)) yield segment;
}

function clusterWidth(cluster: string): number {
  if (cluster.includes('\ufe0f')) return 2;
  let width = 0;
  for (const character of cluster) width = Math.max(width, characterWidth(character));
  return width;
}

function characterWidth(character: string): number {
  if (character >= ' ' && character <= '~') return 1;
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(character)) return 0;
  const code = character.codePointAt(0) ?? 0;
  return WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

/** Blocks of East Asian wide and emoji characters (Unicode 16, EastAsianWidth.txt, classes W and F, adjacent blocks joined). */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x23e9, 0x23ec],
  [0x2614, 0x2615],
  [0x2648, 0x2653],
  [0x26a1, 0x26a1],
  [0x2705, 0x2705],
  [0x274c, 0x274c],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18d08],
  [0x1aff0, 0x1b2fb],
  [0x1f004, 0x1f004],
  [0x1f0cf, 0x1f0cf],
  [0x1f18e, 0x1f19a],
  [0x1f200, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f7e0, 0x1f7eb],
  [0x1f90c, 0x1faff],
  [0x20000, 0x3fffd],
];
