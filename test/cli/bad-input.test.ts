import { chmodSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, runIn } from './run-in.ts';

const FAULT = `resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:q"
  function_name    = "f"
  batch_size       = 20000
}
`;
const FOUND = 'error: batch_size is 20000';

describe('paths', () => {
  test('one that is missing', async () => {
    const folder = folderWith({});
    const { status, stdout, stderr } = await runIn(folder, ['main.tf']);
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: `preplan: main.tf does not exist; paths are seen from ${folder}\n`,
    });
  });

  test('a word that is no command', async () => {
    const folder = folderWith({});
    const { status, stderr } = await runIn(folder, ['help']);
    const message = `preplan: help does not exist; paths are seen from ${folder}, and preplan --help lists the commands\n`;
    expect({ status, stderr }).toEqual({ status: 2, stderr: message });
  });

  test('a glob that matches nothing', async () => {
    const { status, stderr } = await runIn(folderWith({}), ['*.tf']);
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'preplan: *.tf matches nothing; check the pattern\n' });
  });

  test('a file that is no Terraform', async () => {
    const { status, stderr } = await runIn(folderWith({ 'README.md': '' }), ['README.md']);
    expect(status).toBe(2);
    expect(stderr).toContain('README.md is not a Terraform file; name .tf');
  });

  test('standard input beside other paths', async () => {
    const { status, stderr } = await runIn(folderWith({ 'a.tf': '' }), ['-', 'a.tf']);
    expect(status).toBe(2);
    expect(stderr).toContain('- is standard input and stands alone');
  });

  test('a folder that is named like a file is a folder', async () => {
    const folder = folderWith({ 'main.tf': FAULT });
    mkdirSync(join(folder, 'x.tf'));
    const { status, stdout, stderr } = await runIn(folder, ['.', 'x.tf']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain(FOUND);
  });
});

describe('files that cannot be read', () => {
  test('found on the way: all else is reported, and the result is incomplete', async () => {
    const folder = folderWith({ 'main.tf': FAULT });
    symlinkSync('loop.tf', join(folder, 'loop.tf'));
    symlinkSync('nowhere', join(folder, 'nowhere.tf'));
    const { status, stdout, stderr } = await runIn(folder, []);
    expect(status).toBe(3);
    expect(stdout).toContain(FOUND);
    expect(stderr).toContain(
      'preplan: loop.tf cannot be read: its symbolic link leads in a circle; what it holds was not checked\n',
    );
    expect(stderr).toContain('preplan: nowhere.tf cannot be read: its symbolic link leads nowhere');
  });

  test('named: the invocation is wrong', async () => {
    const folder = folderWith({ 'main.tf': FAULT });
    symlinkSync('loop.tf', join(folder, 'loop.tf'));
    const { status, stderr } = await runIn(folder, ['loop.tf']);
    expect(status).toBe(2);
    expect(stderr).toContain('preplan: loop.tf cannot be read: its symbolic link leads in a circle');
  });

  test.skipIf(!existsSync('/proc/self/mem'))('whose reading fails (skipped: no /proc/self/mem)', async () => {
    const folder = folderWith({ 'main.tf': FAULT });
    symlinkSync('/proc/self/mem', join(folder, 'memory.tf'));
    const found = await runIn(folder, ['.']);
    expect(found.status).toBe(3);
    expect(found.stdout).toContain(FOUND);
    expect(found.stderr).toContain('preplan: memory.tf cannot be read: ');
    expect((await runIn(folder, ['memory.tf'])).status).toBe(2);
  });

  test('in a tree that holds no mapping as far as it can be read', async () => {
    const folder = folderWith({ 'main.tf': '' });
    symlinkSync('nowhere.tf', join(folder, 'lost.tf'));
    const { status, stdout, stderr } = await runIn(folder, []);
    expect(status).toBe(3);
    expect(stdout).toContain('no mappings in 1 file');
    expect(stderr).toContain('preplan: lost.tf cannot be read: its symbolic link leads nowhere');
  });

  test.skipIf(process.getuid?.() === 0)('for want of permission (skipped: root may read everything)', async () => {
    const folder = folderWith({ 'main.tf': FAULT, 'closed.tf': '', 'closed/main.tf': FAULT });
    chmodSync(join(folder, 'closed.tf'), 0);
    chmodSync(join(folder, 'closed'), 0);
    const { status, stdout, stderr } = await runIn(folder, []);
    chmodSync(join(folder, 'closed'), 0o700);
    expect(status).toBe(3);
    expect(stdout).toContain(FOUND);
    expect(stderr).toContain('closed.tf cannot be read: permission denied');
    expect(stderr).toContain('closed cannot be read: permission denied');
    expect((await runIn(folder, ['closed.tf'])).status).toBe(2);
  });

  test('links to folders that lead in circles are not followed', async () => {
    const folder = folderWith({ 'a/main.tf': FAULT });
    symlinkSync('..', join(folder, 'a/up'));
    symlinkSync('.', join(folder, 'self'));
    const { status, stdout } = await runIn(folder, []);
    expect(status).toBe(1);
    expect(stdout).toContain('1 mapping: 1 fully checked · 1 error');
  });
});

describe('contents', () => {
  test('an empty file', async () => {
    expect(await runIn(folderWith({ 'main.tf': '' }), ['main.tf'])).toEqual({
      status: 0,
      stdout: 'no mappings in 1 file · 0 errors, 0 warnings\n',
      stderr: '',
    });
  });

  test('a binary file', async () => {
    const bytes = Uint8Array.from({ length: 4096 }, (_, index) => (index * 37 + (index >> 3)) % 256);
    const { status, stdout, stderr } = await runIn(folderWith({ 'main.tf': bytes }), ['main.tf']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('Invalid character encoding');
    expect(stdout).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]/);
  });

  test('bytes that are not UTF-8 in an otherwise good file', async () => {
    const text = Buffer.concat([Buffer.from(`${FAULT}# caf`), Buffer.from([0xe9]), Buffer.from('\n')]);
    const { status, stdout } = await runIn(folderWith({ 'main.tf': text }), ['.']);
    expect(status).toBe(1);
    expect(stdout).toContain('--> main.tf:6:6');
    expect(stdout).toContain(FOUND);
  });

  test('50 MB', async () => {
    const queue = `resource "aws_sqs_queue" "q" {\n  name = "${'n'.repeat(80)}"\n  tags = {\n    a = "${'x'.repeat(900)}"\n  }\n}\n`;
    const queues = Array.from({ length: 50_000 }, (_, index) => queue.replace('"q"', `"q${index}"`));
    const text = queues.join('') + FAULT;
    expect(text.length).toBeGreaterThan(50e6);
    const { status, stdout } = await runIn(folderWith({ 'main.tf': text }), ['main.tf']);
    expect(status).toBe(1);
    expect(stdout).toContain(FOUND);
  });

  test.each([
    ['brackets', `x = ${'['.repeat(2000)}${']'.repeat(2000)}\n`],
    ['parentheses', `x = ${'('.repeat(2000)}1${')'.repeat(2000)}\n`],
    ['templates', `x = ${'"${'.repeat(2000)}1${'}"'.repeat(2000)}\n`],
    ['blocks', `${'b {\n'.repeat(2000)}${'}\n'.repeat(2000)}`],
    ['JSON', `{"x": ${'['.repeat(2000)}${']'.repeat(2000)}}`],
  ])('2,000 levels of nesting: %s', async (kind, text) => {
    const name = kind === 'JSON' ? 'deep.tf.json' : 'deep.tf';
    const { status, stdout, stderr } = await runIn(folderWith({ 'main.tf': FAULT, [name]: text }), ['main.tf']);
    expect(status).toBe(1);
    expect(stdout).toContain(`--> ${name}:`);
    expect(stdout).toMatch(/[Nn]est/);
    expect(stdout).toContain(FOUND);
    expect(stderr.split('\n').length).toBeLessThanOrEqual(2);
  });

  test('a heredoc that is not closed', async () => {
    const { status, stdout } = await runIn(folderWith({ 'main.tf': `${FAULT}locals {\n  x = <<EOT\ntext\n}\n` }), [
      'main.tf',
    ]);
    expect(status).toBe(1);
    expect(stdout).toContain('error: Unterminated template string');
    expect(stdout).toContain(
      '= Terraform says: Unterminated template string; No closing marker was found for the string.',
    );
    expect(stdout).toContain(FOUND);
  });

  test('escape sequences do not reach the terminal', async () => {
    const text = FAULT.replace('"m"', '"m\x1b[2J"').replace('20000', '20000 # \x1b]0;title\x07');
    const { stdout } = await runIn(folderWith({ 'main.tf': text }), ['main.tf']);
    expect(stdout).toContain('20000');
    expect(stdout).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]/);
  });
});
