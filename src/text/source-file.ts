import type { Position, SourceRange, Span } from './range.ts';

/** A named text. Line and column are computed on demand, from a line table that is built at the first question. */
export class SourceFile {
  readonly filename: string;
  readonly text: string;
  #lineStarts: readonly number[] | undefined;

  constructor(filename: string, text: string) {
    this.filename = filename;
    this.text = text;
  }

  /** Offsets at which lines begin. Lines end with LF; the CR of a CRLF belongs to the line it ends. */
  get lineStarts(): readonly number[] {
    if (this.#lineStarts === undefined) {
      const starts = [0];
      for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1);
      this.#lineStarts = starts;
    }
    return this.#lineStarts;
  }

  /** The position of an offset; offsets outside the text are clamped. */
  position(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    const starts = this.lineStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { offset: clamped, line: low + 1, column: clamped - (starts[low] ?? 0) + 1 };
  }

  range(span: Span): SourceRange {
    return { filename: this.filename, start: this.position(span.start), end: this.position(span.end) };
  }

  /** The text of a line (from 1) without its line end. */
  line(line: number): string {
    const start = this.lineStarts[line - 1];
    if (start === undefined) return '';
    const end = this.lineStarts[line] ?? this.text.length + 1;
    const text = this.text.slice(start, end - 1);
    return text.endsWith('\r') ? text.slice(0, -1) : text;
  }
}
