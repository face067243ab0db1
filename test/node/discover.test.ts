import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { expandGlob } from '../../src/node/discover.ts';
import { findModuleFolders } from '../../src/node/module-folders.ts';

let workingDirectory: string;

beforeEach(() => {
  workingDirectory = mkdtempSync(join(tmpdir(), 'preplan-discover-'));
});

function write(...names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(workingDirectory, name)), { recursive: true });
    writeFileSync(join(workingDirectory, name), '');
  }
}

const onFailure = (failure: unknown) => {
  throw failure;
};

const folders = (directory: string) => [...findModuleFolders(directory, { workingDirectory, onFailure }).folders];

test('folders with Terraform and OpenTofu files are found, hidden ones too', () => {
  write(
    'main.tf',
    'a/x.tofu',
    'a/x.tf',
    'a/b/x.tf.json',
    'a/notes.md',
    '.hidden/x.tofu.json',
    'c/.#lock.tf',
    'd/x.tfvars',
  );
  expect(folders('.')).toEqual([
    ['.', ['main.tf']],
    ['.hidden', ['.hidden/x.tofu.json']],
    ['a', ['a/x.tf', 'a/x.tofu']],
    ['a/b', ['a/b/x.tf.json']],
  ]);
  expect(folders('a/b')).toEqual([['a/b', ['a/b/x.tf.json']]]);
});

test('.terraform, node_modules and .git are entered only when they are named', () => {
  write('.terraform/modules/m/x.tf', 'node_modules/p/x.tf', '.git/x.tf', 'a/.terraform/x.tf', 'a/x.tf');
  expect(folders('.').map(([folder]) => folder)).toEqual(['a']);
  expect(folders('.terraform').map(([folder]) => folder)).toEqual(['.terraform/modules/m']);
  expect(expandGlob('.terraform/**/*.tf', { workingDirectory, onFailure })).toEqual(['.terraform/modules/m/x.tf']);
  expect(expandGlob('**/*.tf', { workingDirectory, onFailure })).toEqual(['a/x.tf']);
});

test('links to files count, links to folders are not followed', () => {
  write('shared/x.tf', 'a/y.tf');
  symlinkSync('../shared/x.tf', join(workingDirectory, 'a/x.tf'));
  symlinkSync('..', join(workingDirectory, 'a/up'));
  expect(folders('.')).toEqual([
    ['a', ['a/x.tf', 'a/y.tf']],
    ['shared', ['shared/x.tf']],
  ]);
});

test('a glob gives files and folders', () => {
  write('a/x.tf', 'b/x.tf', 'c.tf');
  expect(expandGlob('*', { workingDirectory, onFailure })).toEqual(['a', 'b', 'c.tf']);
  expect(expandGlob('{a,b}/*.tf', { workingDirectory, onFailure })).toEqual(['a/x.tf', 'b/x.tf']);
  expect(expandGlob('*.json', { workingDirectory, onFailure })).toEqual([]);
});
