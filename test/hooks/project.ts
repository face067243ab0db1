import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** The program as it was built. */
export const PROGRAM = resolve('dist/cli.cjs');

export const FAULT = `resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:q"
  function_name    = "f"
  batch_size       = var.size
}
`;

export interface Outcome {
  readonly status: number | null;
  /** Both streams, without colours. */
  readonly output: string;
}

/** What vitest, and a hook that runs the tests, set for their own purposes. */
const FOREIGN = ['NODE_OPTIONS', 'NODE_ENV', 'FORCE_COLOR', 'GIT_DIR', 'GIT_INDEX_FILE'];

/** A folder with `preplan` on its path, and nothing of the user's own settings. */
export function project(files: Readonly<Record<string, string>>, program = PROGRAM) {
  const root = mkdtempSync(join(tmpdir(), 'preplan-hooks-'));
  const folder = join(root, 'repository');
  const bin = join(root, 'bin');
  mkdirSync(bin);
  mkdirSync(folder);
  symlinkSync(program, join(bin, 'preplan'));
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.includes(name)));
  const env = {
    ...inherited,
    PATH: `${bin}${delimiter}${process.env['PATH']}`,
    HOME: root,
    PRE_COMMIT_HOME: join(root, 'pre-commit'),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@example.com',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@example.com',
  };
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  const run = (command: string, argv: readonly string[], more: Readonly<Record<string, string>> = {}): Outcome => {
    const { status, stdout, stderr } = spawnSync(command, argv, {
      cwd: folder,
      env: { ...env, ...more },
      encoding: 'utf8',
    });
    return { status, output: stripVTControlCharacters(`${stdout}${stderr}`) };
  };
  return {
    root,
    folder,
    write,
    run,
    read: (name: string) => readFileSync(join(folder, name), 'utf8'),
    commit: (...names: readonly string[]): Outcome => {
      run('git', ['add', ...names]);
      return run('git', ['commit', '-m', 'x']);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

export function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version']).status === 0;
}
