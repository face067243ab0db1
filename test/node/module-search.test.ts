import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeFileSystem } from '../../src/node/file-system.ts';
import { searchModules } from '../../src/node/module-search.ts';

const call = (source: string) => `module "m" {\n  source = "${source}"\n}\n`;

function search(
  files: Readonly<Record<string, string>>,
  { directory = '.', links = {} as Readonly<Record<string, string>> } = {},
) {
  const workingDirectory = mkdtempSync(join(tmpdir(), 'preplan-search-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workingDirectory, name)), { recursive: true });
    writeFileSync(join(workingDirectory, name), text);
  }
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(workingDirectory, name));
  const fileSystem = nodeFileSystem(workingDirectory);
  const found = searchModules(directory, {
    workingDirectory,
    fileSystem,
    word: 'wanted',
    onFailure: (failure) => {
      throw new Error(JSON.stringify(failure));
    },
    onProgress: () => {},
  });
  return {
    holding: [...found.holding].sort(),
    leading: [...found.leading].sort(),
    callers: [...found.callers.values()].flat().sort(),
    looked: fileSystem.filesRead.size,
  };
}

test('folders that hold the word, and those that may call them, directly or through others', () => {
  const files = {
    'a/main.tf': '# wanted\n',
    'a/more.tf': '',
    'b/main.tf': call('../a/'),
    'c/main.tf': call('./../b'),
    'd/main.tf': call('../e'),
    'e/main.tf': '',
    'main.tf': `x = "./file.zip"\n${call('./c')}`,
    'f/main.tf': 'x = path.module\n',
  };
  expect(search(files)).toEqual({
    holding: ['a'],
    leading: ['.', 'b', 'c'],
    callers: ['b/main.tf', 'c/main.tf', 'd/main.tf', 'main.tf'],
    looked: 8,
  });
});

test('folders that call each other are no endless way', () => {
  expect(search({ 'a/main.tf': call('../b'), 'b/main.tf': `${call('../a')}# wanted\n` })).toMatchObject({
    holding: ['b'],
    leading: ['a', 'b'],
  });
});

test('what leads out of the search may lead anywhere', () => {
  const files = { 'x/main.tf': call('../y'), 'z/main.tf': call('../missing'), 'y/main.tf': '' };
  expect(search(files, { directory: 'x' })).toMatchObject({ holding: [], leading: ['x'] });
  expect(search(files).leading).toEqual([]);
  expect(search({ ...files, 'z/main.tf': call('./link') }, { links: { 'z/link': '../y' } }).leading).toEqual(['z']);
});

test('what a module has installed may hold the word', () => {
  const files = { 'a/main.tf': call('example/worker/aws'), 'a/.terraform/modules/m/main.tf': '# wanted\n' };
  expect(search(files)).toMatchObject({ holding: [], leading: ['a'] });
  expect(search({ 'a/main.tf': call('example/worker/aws') }).leading).toEqual([]);
});

test('files that are larger than the shared memory are read too', () => {
  expect(search({ 'a/main.tf': `${'#'.repeat(1 << 20)}wanted\n` }).holding).toEqual(['a']);
});
