/**
 * Letter case as Go maps it: one code point to one code point, without context. JavaScript's own mapping is the full one, in
 * which `ß` becomes `SS`; where it gives several code points, Go keeps the letter or has a single one.
 */

/** Letters whose full mapping is longer than one code point but that have a single one too: the Greek iota subscripts. */
function singleUpper(point: number): number | undefined {
  if (
    (point >= 0x1f80 && point <= 0x1f87) ||
    (point >= 0x1f90 && point <= 0x1f97) ||
    (point >= 0x1fa0 && point <= 0x1fa7)
  ) {
    return point + 8;
  }
  if (point === 0x1fb3 || point === 0x1fc3 || point === 0x1ff3) return point + 9;
  return undefined;
}

function upperLetter(letter: string): string {
  const upper = letter.toUpperCase();
  const point = letter.codePointAt(0) ?? 0;
  if (isSingle(upper)) return upper;
  const single = singleUpper(point);
  return single === undefined ? letter : String.fromCodePoint(single);
}

function lowerLetter(letter: string): string {
  const lower = letter.toLowerCase();
  if (isSingle(lower)) return lower;
  return letter === 'İ' ? 'i' : letter;
}

/** Digraphs have a title case of their own. */
const TITLES: ReadonlyMap<string, string> = new Map(
  [...'ǅǈǋǲ'].flatMap((title) => [
    [title, title],
    [title.toUpperCase(), title],
    [title.toLowerCase(), title],
  ]),
);

export function toUpper(text: string): string {
  return mapped(text, upperLetter);
}

export function toLower(text: string): string {
  return mapped(text, lowerLetter);
}

/** The first letter of each word in title case, the rest untouched. */
export function toTitle(text: string): string {
  let previous = ' ';
  return mapped(text, (letter) => {
    const starts = isSeparator(previous);
    previous = letter;
    return starts ? (TITLES.get(letter) ?? upperLetter(letter)) : letter;
  });
}

function isSeparator(letter: string): boolean {
  if (letter <= '\u007f') return !/[A-Za-z0-9_]/.test(letter);
  if (/[\p{L}\p{Nd}]/u.test(letter)) return false;
  return /\p{White_Space}/u.test(letter);
}

function mapped(text: string, map: (letter: string) => string): string {
  let result = '';
  for (const letter of text) result += map(letter);
  return result;
}

function isSingle(text: string): boolean {
  return text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff);
}
