import { describe, expect, test } from 'vitest';
import type { LintResult } from '../../src/lint/lint.ts';
import { nameIn, Projects, pathFrom } from '../../src/lsp/projects.ts';
import { memoryFileSystem } from '../../src/terraform/memory-file-system.ts';

describe('names', () => {
  test.each([
    ['/a/b', '/a/b/main.tf', 'main.tf'],
    ['/a/b', '/a/b/c/main.tf', 'c/main.tf'],
    ['/a/b', '/a/c/main.tf', '../c/main.tf'],
    ['/a/b', '/main.tf', '../../main.tf'],
    ['/a/b', '/a/b', '.'],
    ['/', '/main.tf', 'main.tf'],
    ['/', '/', '.'],
    ['/a', '/', '..'],
    ['C:/a', 'C:/a/main.tf', 'main.tf'],
    ['C:/a', 'D:/a/main.tf', 'D:/a/main.tf'],
    ['/a', 'untitled:Untitled-1/unsaved.tf', 'untitled:Untitled-1/unsaved.tf'],
    ['untitled:Untitled-1', 'untitled:Untitled-1/unsaved.tf', 'unsaved.tf'],
  ])('from %s to %s: %s', (folder, path, name) => {
    expect(nameIn(folder, path)).toBe(name);
    if (!name.startsWith('untitled')) expect(pathFrom(folder, name)).toBe(path);
  });
});

const NOTHING: LintResult = { diagnostics: [], mappings: [], files: 0, internalErrors: 0 };

function projectsOf(...folders: readonly string[]) {
  const projects = new Projects(() => ({ disk: () => memoryFileSystem({}), lint: () => NOTHING }));
  projects.folders = folders;
  const open = (path: string) => projects.open({ path, uri: `file://${path}`, version: 1, text: path });
  const modules = () => projects.modules().map(({ project, directory }) => [project.folder, directory]);
  return { projects, open, modules };
}

test('a module belongs to the innermost folder around it, else to its own', () => {
  const { open, modules } = projectsOf('/live', '/live/app', '/liver');
  for (const path of ['/live/main.tf', '/live/app/a/main.tf', '/live/app/a/b.tf', '/other/main.tf']) open(path);
  expect(modules()).toEqual([
    ['/live', '.'],
    ['/live/app', 'a'],
    ['/other', '.'],
  ]);
});

test('follows the folders that are open', () => {
  const { projects, open, modules } = projectsOf('/live');
  open('/live/app/main.tf');
  expect(modules()).toEqual([['/live', 'app']]);
  projects.folders = ['/live/app'];
  expect(modules()).toEqual([['/live/app', '.']]);
});

test('a project sees the documents of the others', () => {
  const { projects, open } = projectsOf('/live', '/modules');
  open('/live/main.tf');
  open('/modules/worker/main.tf');
  const live = projects.modules()[0]?.project.workspace;
  expect(live?.fileSystem().readFile('../modules/worker/main.tf')).toEqual({ text: '/modules/worker/main.tf' });
  projects.close('/modules/worker/main.tf');
  expect(live?.fileSystem().readFile('../modules/worker/main.tf')).toEqual({ error: 'missing' });
});
