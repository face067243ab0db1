import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, runIn } from './run-in.ts';

const files = {
  'a.tf': 'locals {\n  x = var.y\n}\n',
  'b.tf': 'b = "\u009b"\na = 1\n',
  'c.tf.json': '{"locals": {"x": [1, "${var.y}"]}}',
  'broken.tf': 'x = \ny {\n',
};
const folder = folderWith(files);
mkdirSync(join(folder, 'folder'));

const preplan = (...argv: readonly string[]) => runIn(folder, ['parse', ...argv]);
const lines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('one file', () => {
  test('gives its JSON form, indented', async () => {
    expect(await preplan('a.tf')).toEqual({
      status: 0,
      stdout: '{\n  "locals": [\n    {\n      "x": "${var.y}"\n    }\n  ]\n}\n',
      stderr: '',
    });
  });

  test('has sorted keys, and no control character that JSON would allow', async () => {
    expect((await preplan('b.tf')).stdout).toBe('{\n  "a": 1,\n  "b": "\\u009b"\n}\n');
  });

  test('in JSON syntax is its own JSON form', async () => {
    expect(JSON.parse((await preplan('c.tf.json')).stdout)).toEqual(JSON.parse(files['c.tf.json']));
  });

  test('with positions names where each part is written', async () => {
    const { json, positions } = JSON.parse((await preplan('a.tf', '--positions')).stdout);
    expect(json).toEqual({ locals: [{ x: '${var.y}' }] });
    expect(positions['/locals/0/x']).toEqual({
      key: {
        filename: 'a.tf',
        start: { line: 2, column: 3, offset: 11 },
        end: { line: 2, column: 4, offset: 12 },
      },
      value: {
        filename: 'a.tf',
        start: { line: 2, column: 7, offset: 15 },
        end: { line: 2, column: 12, offset: 20 },
      },
    });
    expect(Object.keys(positions)).toEqual(['', '/locals', '/locals/0', '/locals/0/x']);
  });

  test('with errors gives them on stderr, and status 1', async () => {
    const { status, stdout, stderr } = await preplan('broken.tf');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('--> broken.tf:1:5');
    expect(stderr).toContain('--> broken.tf:2:');
    expect(stderr.match(/Terraform says: /g)).toHaveLength(1);
  });

  test.each([
    ['missing.tf', 'preplan: missing.tf does not exist; name a file that can be read\n'],
    ['folder', 'preplan: folder is a folder; name a file that can be read\n'],
  ])('that cannot be read (%s) gives status 2', async (name, message) => {
    expect(await preplan(name)).toEqual({ status: 2, stdout: '', stderr: message });
  });
});

describe('several files, or --json-lines', () => {
  test('give one line each, in order, under the names given', async () => {
    const { status, stdout, stderr } = await preplan('b.tf', 'broken.tf', 'missing.tf', join(folder, 'a.tf'));
    expect({ status, stderr }).toEqual({ status: 2, stderr: '' });
    expect(lines(stdout)).toEqual([
      { file: 'b.tf', json: { a: 1, b: '\u009b' } },
      {
        file: 'broken.tf',
        errors: [
          expect.objectContaining({ message: expect.stringContaining('Invalid expression'), range: expect.anything() }),
          expect.objectContaining({ message: expect.stringContaining('Unclosed configuration block') }),
        ],
      },
      { file: 'missing.tf', errors: [{ message: 'does not exist' }] },
      { file: join(folder, 'a.tf'), json: { locals: [{ x: '${var.y}' }] } },
    ]);
  });

  test('one file as a line', async () => {
    const { status, stdout } = await preplan('--json-lines', 'a.tf');
    expect(status).toBe(0);
    expect(stdout).toBe('{"file":"a.tf","json":{"locals":[{"x":"${var.y}"}]}}\n');
  });
});

test('standard input', async () => {
  const { status, stdout } = await runIn(folder, ['parse', '-', '--json-lines', '--stdin-filename', 'x.tf'], {
    stdin: 'a = 1',
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '{"file":"x.tf","json":{"a":1}}\n' });
});

test('bytes that are not UTF-8 are an error with a place', async () => {
  const odd = folderWith({ 'x.tf': Buffer.from([0x61, 0x20, 0x3d, 0x20, 0x22, 0xff, 0x22, 0x0a]) });
  const { status, stderr } = await runIn(odd, ['parse', 'x.tf']);
  expect(status).toBe(1);
  expect(stderr).toContain('--> x.tf:1:6');
});

test("what HashiCorp's converter has no JSON for is an error too", async () => {
  const odd = folderWith({ 'x.tf': 'b "l" {}\nb {}\n' });
  const { status, stderr } = await runIn(odd, ['parse', 'x.tf']);
  expect(status).toBe(1);
  expect(stderr).toContain('There is no JSON form of this file');
});
