/** Real editors, each run by a script of its own, against the server; Emacs and Vim with the configuration of editors/README.md. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleProgram, folderWith, removeTemporaryFolders } from './client.ts';

afterAll(removeTemporaryFolders);

const has = (command: string, ...args: readonly string[]) => spawnSync(command, args).status === 0;
const hasNeovim = has('nvim', '--version');
const hasEglot = has('emacs', '--batch', '--eval', "(progn (require 'package) (package-initialize) (require 'eglot))");
const hasAle = existsSync('/usr/share/vim-ale') && has('script', '--version') && has('vim', '--version');

/** In bytes, characters and UTF-16 units its columns differ. */
const FAULTY = '  /* é😀 */ batch_size = 20000';
const MENDED = '  /* é😀 */ batch_size = 10';
const BEFORE = FAULTY.slice(0, FAULTY.indexOf('20000'));
const LINE = 3;
const MODULE = {
  'main.tf': `resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = "orders"
${FAULTY}
}
`,
  'queue.tf': 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n',
};
const MESSAGE = 'batch_size is 20000, but AWS allows 1 to 10000';

let program: string;

beforeAll(async () => {
  program = await bundleProgram();
});

/** The first block of `language` in editors/README.md. */
function configuration(language: string): string {
  const readme = readFileSync('editors/README.md', 'utf8');
  return new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(readme)?.[1] ?? '';
}

/** What the editor showed when it had opened the file, when the file was mended, and so on. */
function stepsOf(language: string, command: string, ...args: readonly string[]): unknown[] {
  const folder = folderWith({
    ...MODULE,
    'bin/preplan': `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`,
    configuration: configuration(language),
  });
  chmodSync(join(folder, 'bin/preplan'), 0o755);
  const { NODE_OPTIONS: _unset, PATH, ...environment } = process.env;
  const env = {
    ...environment,
    PATH: `${join(folder, 'bin')}${delimiter}${PATH}`,
    CONFIGURATION: join(folder, 'configuration'),
    FILE: join(folder, 'main.tf'),
    OUT: join(folder, 'out.jsonl'),
    LINE: String(LINE),
    MENDED,
    TERM: 'xterm',
    LC_ALL: 'C.UTF-8',
  };
  const { stderr, error } = spawnSync(command, args, { cwd: folder, env, encoding: 'utf8', timeout: 50_000 });
  if (!existsSync(env.OUT)) throw new Error(`${command} showed nothing: ${error?.message ?? stderr}`);
  return readFileSync(env.OUT, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const script = (name: string) => resolve('test/lsp/editors', name);

describe('in a real editor a fault is shown at its columns, and goes when it is mended', () => {
  test.skipIf(!hasNeovim)('Neovim (skipped: nvim is not installed)', () => {
    const from = Buffer.byteLength(BEFORE);
    const place = { line: LINE, from, to: from + 5 };
    expect(
      stepsOf('lua', 'nvim', '--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${script('neovim.lua')}`),
    ).toEqual([
      {
        step: 'opened',
        diagnostics: [{ ...place, code: 'value-out-of-range', source: 'preplan', severity: 1, message: MESSAGE }],
      },
      { step: 'mended', diagnostics: [] },
      { step: 'stopped', diagnostics: [] },
    ]);
  });

  test.skipIf(!hasEglot)('Emacs with eglot (skipped: emacs with eglot is not installed)', () => {
    const from = [...BEFORE].length;
    expect(stepsOf('elisp', 'emacs', '--batch', '-l', script('eglot.el'))).toMatchObject([
      { step: 'opened', diagnostics: [{ line: LINE, from, to: from + 5, message: expect.stringContaining(MESSAGE) }] },
      { step: 'mended', diagnostics: [] },
      { step: 'stopped', diagnostics: [] },
    ]);
  });

  test.skipIf(!hasAle)('Vim with ALE (skipped: vim with ale is not installed)', () => {
    // ALE takes the protocol's UTF-16 units for the bytes that Vim counts.
    const from = BEFORE.length + 1;
    const vim = `vim -u ${script('ale.vim')} -N -n -i NONE`;
    expect(stepsOf('vim', 'script', '-qec', vim, '/dev/null')).toMatchObject([
      {
        step: 'opened',
        diagnostics: [{ line: LINE + 1, from, code: 'value-out-of-range', type: 'E', message: MESSAGE }],
      },
      { step: 'mended', diagnostics: [] },
    ]);
  });
});
