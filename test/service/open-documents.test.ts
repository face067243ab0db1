import { expect, test } from 'vitest';
import { noting, type OpenDocument, withDocuments } from '../../src/service/open-documents.ts';
import { memoryFileSystem } from '../../src/terraform/memory-file-system.ts';

function documents(...files: readonly (readonly [path: string, text: string])[]): ReadonlyMap<string, OpenDocument> {
  return new Map(files.map(([path, text]) => [path, { path, text, uri: `file:///${path}`, version: 1 }]));
}

const names = (entries: readonly { readonly name: string }[] | undefined) => entries?.map(({ name }) => name);

test('an open document stands before its file, and appears in its folder before it is saved', () => {
  const disk = memoryFileSystem({ 'app/main.tf': 'saved', 'app/z.tf': '' });
  const fileSystem = withDocuments(disk, documents(['app/main.tf', 'typed'], ['app/new.tf', 'new']));
  expect(fileSystem.readFile('app/main.tf')).toEqual({ text: 'typed' });
  expect(fileSystem.readFile('app/new.tf')).toEqual({ text: 'new' });
  expect(fileSystem.readFile('app/z.tf')).toEqual({ text: '' });
  expect(fileSystem.readFile('app/none.tf')).toEqual({ error: 'missing' });
  expect(names(fileSystem.readDirectory('app'))).toEqual(['main.tf', 'new.tf', 'z.tf']);
});

test('a folder may be there only in the editor', () => {
  const fileSystem = withDocuments(memoryFileSystem({}), documents(['app/main.tf', '']));
  expect(names(fileSystem.readDirectory('app'))).toEqual(['main.tf']);
  expect(fileSystem.readDirectory('other')).toBeUndefined();
});

test('entries are in the order of code points', () => {
  const fileSystem = withDocuments(
    memoryFileSystem({ 'app/b.tf': '' }),
    documents(['app/\u{10000}.tf', ''], ['app/\uffee.tf', ''], ['app/b.tf.json', ''], ['app/a.tf', '']),
  );
  expect(names(fileSystem.readDirectory('app'))).toEqual(['a.tf', 'b.tf', 'b.tf.json', '\uffee.tf', '\u{10000}.tf']);
});

test('notes what is asked about', () => {
  const seen = new Set<string>();
  const fileSystem = noting(seen, memoryFileSystem({ 'a.tf': 'text' }));
  expect(fileSystem.readFile('a.tf')).toEqual({ text: 'text' });
  fileSystem.readDirectory('.');
  fileSystem.isDirectory('modules');
  expect([...seen]).toEqual(['a.tf', '.', 'modules']);
});
