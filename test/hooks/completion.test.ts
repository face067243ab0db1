import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInstalled, project } from './project.ts';

let repository: ReturnType<typeof project>;

beforeAll(() => {
  repository = project({ 'main.tf': '', 'explore/main.tf': '' });
});

afterAll(() => repository.remove());

describe.skipIf(!isInstalled('bash'))('bash (skipped: it is not installed)', () => {
  test.each([
    [
      ['preplan', 'ex'],
      ['explain', 'explore'],
    ],
    [['preplan', 'ma'], ['main.tf']],
    [['preplan', '--format', '=', 'sa'], ['sarif']],
    [['preplan', '--format', 'sa'], ['sarif']],
    [['preplan', '--rule', 'batch-size-z'], ['batch-size-zero']],
    [['preplan', '--rule', 'batch-size-zero', '=', 'o'], ['off']],
    [['preplan', '--no-i'], ['--no-ignores']],
    [['preplan', 'explain', 'fifo-queue-w'], ['fifo-queue-window']],
  ])('%j', (words, candidates) => {
    const script = `source <(preplan completion bash); COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _preplan; printf '%s\\n' "\${COMPREPLY[@]}"`;
    expect(repository.run('bash', ['--norc', '-c', script])).toEqual({
      status: 0,
      output: `${candidates.join('\n')}\n`,
    });
  });
});

describe.skipIf(!isInstalled('zsh'))('zsh (skipped: it is not installed)', () => {
  /** What the function adds: candidates behind `--`, and whether it asks for files. */
  const complete = (...words: readonly string[]) =>
    repository.run('zsh', [
      '-f',
      '-c',
      `autoload -U compinit; compinit -D; source <(preplan completion zsh); compadd() { print -l -- "$@" }; _files() { print files }; words=(${words.join(' ')}); CURRENT=${words.length}; _preplan`,
    ]).output;

  test('the function adds what the program answers, and files', () => {
    expect(complete('preplan', 'expl')).toBe('--\nexplain\nfiles\n');
    expect(complete('preplan', 'explain', 'fifo-queue-w')).toBe('--\nfifo-queue-window\n');
    expect(complete('preplan', '--quiet', 'ma')).toBe('files\n');
    expect(complete('preplan', '--format=sa')).toContain('--\n--format=sarif\n');
    expect(complete('preplan', '--rule', 'batch-size-zero=o')).toBe('--\nbatch-size-zero=off\n');
  });
});

describe.skipIf(!isInstalled('fish'))('fish (skipped: it is not installed)', () => {
  const complete = (line: string) =>
    repository.run('fish', ['--no-config', '-c', `preplan completion fish | source; complete -C "${line}"`]).output;

  test('completes with what the program answers, and files', () => {
    expect(complete('preplan expl')).toBe('explain\nexplore/\n');
    expect(complete('preplan explain fifo-queue-w')).toBe('fifo-queue-window\n');
    expect(complete('preplan --quiet ma')).toBe('main.tf\n');
    expect(complete('preplan --format=sa')).toBe('--format=sarif\n');
    expect(complete('preplan --format sa')).toBe('sarif\n');
  });
});
