import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { nodeFileSystem } from '../../src/node/file-system.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preplan-file-system-'));
});

const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);

test('a file is read relative to the working directory, its byte order mark kept', () => {
  write('a.tf', '\ufeffx = "é"');
  const fileSystem = nodeFileSystem(folder);
  expect(fileSystem.readFile('a.tf')).toEqual({ text: '\ufeffx = "é"' });
  expect([...fileSystem.filesRead]).toEqual(['a.tf']);
});

test('bytes that are not UTF-8 are located, also behind a genuine replacement character', () => {
  write('a.tf', Buffer.concat([Buffer.from('x = "\ufffd𝄞\ufffdé'), Buffer.from([0xff, 0xfe]), Buffer.from('"')]));
  const content = nodeFileSystem(folder).readFile('a.tf');
  // x = " is 5 units, the clef two, all others one.
  expect(content).toMatchObject({ malformedAt: 10 });
});

test('an incomplete sequence at the end is not UTF-8 either', () => {
  write('a.tf', Buffer.from([0x61, 0xe2, 0x82]));
  expect(nodeFileSystem(folder).readFile('a.tf')).toMatchObject({ malformedAt: 1 });
});

test('what cannot be read has a reason; a plainly missing file is no failure', () => {
  mkdirSync(join(folder, 'd.tf'));
  symlinkSync('loop.tf', join(folder, 'loop.tf'));
  symlinkSync('nowhere', join(folder, 'dangling.tf'));
  const fileSystem = nodeFileSystem(folder);
  expect(fileSystem.readFile('missing.tf')).toEqual({ error: 'missing' });
  expect(fileSystem.readFile('d.tf')).toEqual({ error: 'directory' });
  expect(fileSystem.readFile('loop.tf')).toEqual({ error: 'unreadable' });
  expect(fileSystem.readFile('dangling.tf')).toEqual({ error: 'unreadable' });
  expect(fileSystem.failures).toEqual([
    { path: 'loop.tf', why: 'its symbolic link leads in a circle' },
    { path: 'dangling.tf', why: 'its symbolic link leads nowhere' },
  ]);
  expect(fileSystem.filesRead.size).toBe(0);
});

test('something that is no regular file is not waited for', () => {
  expect(nodeFileSystem('/').readFile('/dev/tty')).toMatchObject({
    error: expect.stringMatching(/unreadable|missing/),
  });
  expect(nodeFileSystem('/').readFile('/dev/zero')).toMatchObject({
    error: expect.stringMatching(/unreadable|missing/),
  });
});

test('a folder is listed in code-point order, links as what they point to', () => {
  mkdirSync(join(folder, 'folder'));
  write('b.tf', '');
  write('\u{1f600}.tf', '');
  write('\uff5e.tf', '');
  symlinkSync('b.tf', join(folder, 'a.tf'));
  symlinkSync('folder', join(folder, 'c.tf'));
  expect(nodeFileSystem(folder).readDirectory('.')).toEqual([
    { name: 'a.tf', kind: 'file' },
    { name: 'b.tf', kind: 'file' },
    { name: 'c.tf', kind: 'directory' },
    { name: 'folder', kind: 'directory' },
    { name: '\uff5e.tf', kind: 'file' },
    { name: '\u{1f600}.tf', kind: 'file' },
  ]);
  expect(nodeFileSystem(folder).readDirectory('b.tf')).toBeUndefined();
  expect(nodeFileSystem(folder).isDirectory('folder')).toBe(true);
  expect(nodeFileSystem(folder).isDirectory('b.tf')).toBe(false);
  expect(nodeFileSystem(folder).isDirectory('missing')).toBe(false);
});
