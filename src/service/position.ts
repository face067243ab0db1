/** Positions as the language server protocol counts them: lines and UTF-16 characters from 0. */
import type { Position as LspPosition, Range } from 'vscode-languageserver-types';
import type { Position, SourceRange } from '../text/range.ts';

export interface CountedText {
  readonly text: string;
  /** Editors hide a byte order mark of a file; in a document that they have sent, every character counts. */
  readonly isOpen: boolean;
}

/** Turns ranges of this text into the protocol's, for which a CR alone ends a line too. */
export function rangesIn({ text, isOpen }: CountedText): (range: SourceRange) => Range {
  const hidden = !isOpen && text.startsWith('\ufeff') ? 1 : 0;
  const returns = text.includes('\r') ? [...text.matchAll(/\r(?!\n)/g)].map(({ index }) => index) : [];
  const position = ({ offset, line, column }: Position): LspPosition => {
    const before = returns.filter((at) => at < offset);
    const lineStart = Math.max(offset - (column - 1), (before.at(-1) ?? -1) + 1);
    const lineNumber = line - 1 + before.length;
    const behind = (lineNumber === 0 ? hidden : 0) + (isInLineEnd(text, offset) ? 1 : 0);
    return { line: lineNumber, character: Math.max(offset - lineStart - behind, 0) };
  };
  return ({ start, end }) => ({ start: position(start), end: position(end) });
}

/** Between CR and LF there is no position. */
function isInLineEnd(text: string, offset: number): boolean {
  return text[offset] === '\n' && text[offset - 1] === '\r';
}
