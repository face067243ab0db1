import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInstalled, project } from './project.ts';

let repository: ReturnType<typeof project>;

beforeAll(() => {
  repository = project({ 'main.tf': '' });
});

afterAll(() => repository.remove());

describe.skipIf(!isInstalled('bash'))('bash (skipped: it is not installed)', () => {
  test.each([
    [['preplan', 'ex'], 'explain'],
    [['preplan', '--format', '=', 'sa'], 'sarif'],
    [['preplan', 'explain', 'fifo-queue-w'], 'fifo-queue-window'],
  ])('%j', (words, candidate) => {
    const script = `source <(preplan completion bash); COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _preplan; printf '%s\\n' "\${COMPREPLY[@]}"`;
    expect(repository.run('bash', ['--norc', '-c', script])).toEqual({ status: 0, output: `${candidate}\n` });
  });
});

describe.skipIf(!isInstalled('zsh'))('zsh (skipped: it is not installed)', () => {
  test('the function adds what the program answers', () => {
    const script = `autoload -U compinit; compinit -D; source <(preplan completion zsh); compadd() { print -l -- "$@" }; words=(preplan expl); CURRENT=2; _preplan; print $_comps[preplan]`;
    expect(repository.run('zsh', ['-f', '-c', script])).toEqual({ status: 0, output: '--\nexplain\n_preplan\n' });
  });
});

describe.skipIf(!isInstalled('fish'))('fish (skipped: it is not installed)', () => {
  test('completes with what the program answers', () => {
    const { status, output } = repository.run('fish', [
      '--no-config',
      '-c',
      'preplan completion fish | source; complete -C "preplan expl"',
    ]);
    expect({ status, output }).toEqual({ status: 0, output: 'explain\n' });
  });
});
