import { describe, expect, test } from 'vitest';
import { loadModule, loadModuleFrom } from '../../src/terraform/load.ts';
import { memoryFileSystem } from '../../src/terraform/memory-file-system.ts';
import { textAt } from './module-text.ts';

const ALL = { check: 'all' } as const;

describe('loadModule', () => {
  test('reads the files of one folder, in the order of their names', () => {
    const fileSystem = memoryFileSystem({
      'app/b.tf': 'locals { b = 1 }',
      'app/a.tf': 'locals { a = 1 }',
      'app/c.tf.json': '{"locals": {"c": 1}}',
      'app/readme.md': '# no',
      'app/child/d.tf': 'locals { d = 1 }',
    });
    const loaded = loadModule(fileSystem, 'app', ALL);
    expect(loaded?.module.files.map((file) => file.filename)).toEqual(['app/a.tf', 'app/b.tf', 'app/c.tf.json']);
    expect([...(loaded?.module.locals.keys() ?? [])]).toEqual(['a', 'b', 'c']);
    expect(loaded).toMatchObject({ diagnostics: [], unread: [] });
  });

  test('names files without the folder when it is the current one', () => {
    expect(loadModule(memoryFileSystem({ 'main.tf': '' }), '.', ALL)?.module.files[0]?.filename).toBe('main.tf');
  });

  test('knows when there is nothing', () => {
    const fileSystem = memoryFileSystem({ 'empty/': '', 'other/readme.md': '', 'dir/main.tf/x': '' });
    expect(loadModule(fileSystem, 'missing', ALL)).toBeUndefined();
    expect(loadModule(fileSystem, 'empty', ALL)).toBeUndefined();
    expect(loadModule(fileSystem, 'other', ALL)).toBeUndefined();
    expect(loadModule(fileSystem, 'dir', ALL)).toBeUndefined();
  });

  test('goes on without a file that cannot be read', () => {
    const fileSystem = memoryFileSystem({ 'a.tf': { error: 'unreadable' }, 'b.tf': 'locals { b = 1 }' });
    const loaded = loadModule(fileSystem, '.', ALL);
    expect(loaded?.unread).toEqual([{ filename: 'a.tf', error: 'unreadable' }]);
    expect([...(loaded?.module.locals.keys() ?? [])]).toEqual(['b']);
  });

  test('x.tofu stands in for x.tf', () => {
    const loaded = loadModule(
      memoryFileSystem({ 'main.tf': 'locals { a = 1 }', 'main.tofu': 'locals { b = 1 }' }),
      '.',
      ALL,
    );
    expect([...(loaded?.module.locals.keys() ?? [])]).toEqual(['b']);
  });
});

describe('syntax errors', () => {
  const load = (text: string, check: 'all' | { words: string[] } = 'all', more = {}) =>
    loadModuleFrom([{ filename: 'main.tf', text, ...more }], '.', { check });

  test('say what HCL says, in one sentence', () => {
    const { diagnostics } = load('resource "m" "a" {\n  x = \n}\nresource "m" "b" {\n  y = 1\n}');
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      rule: 'syntax-error',
      message: 'Invalid expression: Expected the start of an expression, but found an invalid expression token',
    });
    expect(diagnostics[0]?.place.file.filename).toBe('main.tf');
  });

  test('leave the rest of the module as it is', () => {
    expect([...load('resource "m" "a" {\n  x = \n}\nresource "m" "b" {\n  y = 1\n}').module.resources.keys()]).toEqual([
      'm.a',
      'm.b',
    ]);
  });

  test('inside blocks are looked for only in a module that holds one of the words', () => {
    const broken = 'output "o" {\n  value = \n}\n';
    expect(load(broken, { words: ['"m"'] }).diagnostics).toEqual([]);
    expect(load(`${broken}resource "m" "a" {}\n`, { words: ['"m"'] }).diagnostics).toHaveLength(1);
    expect(load(broken, 'all').diagnostics).toHaveLength(1);
  });

  test('in JSON syntax are not looked for in descriptions and defaults, which are no templates', () => {
    const text =
      '{"variable": {"x": {"description": "${x", "default": "${y"}}, "output": {"o": {"description": "%{if"}}}';
    const json = (content: string) =>
      loadModuleFrom([{ filename: 'main.tf.json', text: content }], '.', ALL).diagnostics;
    expect(json(text)).toEqual([]);
    expect(json('{"output": {"o": {"value": "${x"}}}')).toHaveLength(1);
  });

  test('a text that is not UTF-8', () => {
    const { diagnostics } = load('locals { a = "\uFFFD" }', 'all', { malformedAt: 14 });
    expect(diagnostics).toMatchObject([
      { rule: 'syntax-error', message: expect.stringContaining('Invalid character encoding') },
    ]);
    expect(diagnostics[0] && textAt(diagnostics[0].place)).toBe('\uFFFD');
  });

  test('JSON syntax', () => {
    const { diagnostics, module } = loadModuleFrom(
      [{ filename: 'main.tf.json', text: '{"locals": {"a": 1,}' }],
      '.',
      ALL,
    );
    expect(diagnostics.length).toBeGreaterThan(0);
    expect([...module.locals.keys()]).toEqual(['a']);
  });
});
