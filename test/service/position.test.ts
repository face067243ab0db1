import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { rangesIn } from '../../src/service/position.ts';
import { SourceFile } from '../../src/text/source-file.ts';

function everyOffset(text: string) {
  const file = new SourceFile('main.tf', text);
  const toRange = rangesIn({ text, isOpen: true });
  return Array.from({ length: text.length + 1 }, (_, at) => toRange(file.range({ start: at, end: at })).start);
}

test.each([
  ['line feeds', 'a = 1\nb = 2\n'],
  ['CRLF', 'a = 1\r\nb = 2\r\n\r\n'],
  ['characters of two UTF-16 units', 'a = "😀"\nb = "é😀" # x\n'],
  ['a CR alone, which ends a line in the protocol', '# a\rb\r\n\rc\r\r\nd = 1\r'],
  ['no text', ''],
])('counts as a document of the protocol does: %s', (_, text) => {
  const document = TextDocument.create('file:///main.tf', 'terraform', 1, text);
  for (const [offset, position] of everyOffset(text).entries()) {
    expect({ offset, ...position }).toEqual({ offset, ...document.positionAt(offset) });
  }
});

test('a byte order mark on disk is no character of the first line', () => {
  const text = '\ufeffa = 1\nb = 2\n';
  const file = new SourceFile('main.tf', text);
  const start = (isOpen: boolean, offset: number) =>
    rangesIn({ text, isOpen })(file.range({ start: offset, end: offset })).start;
  expect(start(false, 1)).toEqual({ line: 0, character: 0 });
  expect(start(false, 0)).toEqual({ line: 0, character: 0 });
  expect(start(false, 8)).toEqual({ line: 1, character: 1 });
  expect(start(true, 1)).toEqual({ line: 0, character: 1 });
});
