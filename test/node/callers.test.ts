import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { type CallersOf, findCallers, MOST_FOLDERS } from '../../src/node/callers.ts';
import { nodeFileSystem } from '../../src/node/file-system.ts';

let workingDirectory: string;

beforeEach(() => {
  workingDirectory = mkdtempSync(join(tmpdir(), 'preplan-callers-'));
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workingDirectory, name)), { recursive: true });
    writeFileSync(join(workingDirectory, name), text);
  }
}

function callersFrom(folder = workingDirectory): CallersOf {
  return findCallers({ workingDirectory: folder, fileSystem: nodeFileSystem(folder), searches: new Map() });
}

test('calls by relative path are found, in native and JSON syntax, upwards and downwards', () => {
  write({
    'modules/a/main.tf': '',
    'modules/b/main.tf': 'module "a" {\n  source = "../a"\n}\n',
    'modules/b/deep/main.tf': 'module "up" {\n  source = "../"\n}\n',
    'modules/c/main.tf': '',
    'modules/d/main.tf': '',
    'live/main.tf.json': '{"module": {"c": {"source": "../modules/c"}}}',
    'live/other.tf': 'module "d" {\n  source = "example.com/modules/d"\n}\n# module "../modules/d"\n',
  });
  const folders = ['modules/a', 'modules/b', 'modules/c', 'modules/d'];
  expect(folders.map(callersFrom())).toEqual([['modules/b'], ['modules/b/deep'], ['live'], []]);
});

test('callers are sought up to the folder that holds .git, from wherever preplan is started', () => {
  write({
    '.git/HEAD': '',
    'modules/a/main.tf': '',
    'live/main.tf': 'module "a" {\n  source = "../modules/a"\n}\n',
  });
  expect(callersFrom(join(workingDirectory, 'modules/a'))('.')).toEqual(['../../live']);
});

test('a .git in between ends the search', () => {
  write({
    'modules/a/.git': 'gitdir: elsewhere',
    'modules/a/main.tf': '',
    'main.tf': 'module "a" {\n  source = "./modules/a"\n}\n',
  });
  expect(callersFrom()('modules/a')).toEqual([]);
});

test('a folder outside the working directory without a repository has no callers', () => {
  write({ 'a/main.tf': '', 'b/main.tf': 'module "a" {\n  source = "../a"\n}\n' });
  expect(callersFrom(join(workingDirectory, 'b'))('../a')).toEqual([]);
});

test('callers of callers lead to the roots; what is only said in a comment, or looks like a path, is no call', () => {
  write({
    'worker/main.tf': '',
    'service/main.tf': 'module "a" {\n  source = "../worker"\n}\nmodule "b" {\n  source = "./../worker/"\n}\n',
    'live/eu/main.tf': 'module "s" {\n  source = "../../service"\n}\n',
    'live/us/main.tf': 'module "s" {\n  source = "../../service"\n}\n',
    'notes/main.tf': '# module "../worker"\nlocals {\n  module = "../worker"\n}\n',
    'live/.terraform/modules/x/main.tf': 'module "s" {\n  source = "../../../../worker"\n}\n',
  });
  const callersOf = callersFrom();
  expect(callersOf('worker')).toEqual(['service']);
  expect(callersOf('service')).toEqual(['live/eu', 'live/us']);
  expect(callersOf('live/eu')).toEqual([]);
});

test('a folder that calls itself is its own caller', () => {
  write({ 'a/main.tf': 'module "a" {\n  source = "./"\n}\n' });
  expect(callersFrom()('a')).toEqual(['a']);
});

test('without a repository the search ends somewhere, the deepest folders are left out, and it is told', () => {
  const call = (path: string) => `module "a" {\n  source = "${path}"\n}\n`;
  write({ 'a/main.tf': '', 'z/main.tf': call('../a'), 'b/deep/er/main.tf': call('../../../a') });
  let cut = 0;
  const callers = () => {
    const fileSystem = nodeFileSystem(workingDirectory);
    return findCallers({ workingDirectory, fileSystem, searches: new Map(), onCut: () => cut++ })('a');
  };
  expect({ found: callers(), cut }).toEqual({ found: ['b/deep/er', 'z'], cut: 0 });
  for (let index = 0; index < MOST_FOLDERS - '. a b z'.split(' ').length; index++)
    mkdirSync(join(workingDirectory, `c${index}`));
  expect({ found: callers(), cut }).toEqual({ found: ['z'], cut: 1 });
  write({ '.git/HEAD': '' });
  expect({ found: callers(), cut }).toEqual({ found: ['b/deep/er', 'z'], cut: 1 });
});
