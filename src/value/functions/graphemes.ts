/** User-perceived characters, in which Terraform counts the length of strings. */
let segmenter: Intl.Segmenter | undefined;

export function graphemes(text: string): string[] {
  if (isSimple(text)) return text.split('');
  // Made at the first need: it costs more than the start of the program may.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

export function graphemeCount(text: string): number {
  return isSimple(text) ? text.length : graphemes(text).length;
}

/** ASCII, and no CR, which makes one character with a following LF. */
function isSimple(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7e || unit === 0x0d) return false;
  }
  return true;
}
