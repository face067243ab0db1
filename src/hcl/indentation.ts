import { LINE_FEED } from './characters.ts';

/** The number of blanks before `offset` in its line; -1 when anything else stands there. */
export function indentationBefore(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && isBlank(text.charCodeAt(at - 1))) at--;
  return at === 0 || text.charCodeAt(at - 1) === LINE_FEED ? offset - at : -1;
}

/** The number of blanks at the beginning of the line that holds `offset`. */
export function lineIndentation(text: string, offset: number): number {
  const lineStart = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return firstNonBlank(text, lineStart) - lineStart;
}

/** The offset of the first character from `at` on that is neither a space nor a tab. */
export function firstNonBlank(text: string, at: number): number {
  let first = at;
  while (isBlank(text.charCodeAt(first))) first++;
  return first;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
