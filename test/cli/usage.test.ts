import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/options.ts';
import { runIn } from './run-in.ts';

const preplan = (...argv: readonly string[]) => runIn('/', argv);

describe('help', () => {
  test('names every command, every option and the examples', async () => {
    const { status, stdout, stderr } = await preplan('--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const option of Object.keys(COMMANDS.lint.options)) expect(stdout).toContain(`--${option}`);
    for (const command of ['parse <files..>', 'rules', 'explain <rule>', 'completion'])
      expect(stdout).toContain(`preplan ${command}`);
    for (const [example] of COMMANDS.lint.examples) expect(stdout).toContain(example);
    expect(stdout).toContain('--version');
  });

  test('of a command is about that command', async () => {
    const { status, stdout } = await preplan('parse', '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('--positions');
    expect(stdout).not.toContain('--max-warnings');
  });
});

test('the version is that of the package', async () => {
  expect((await preplan('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe('completion', () => {
  const completions = async (...words: readonly string[]) =>
    (await preplan('--get-yargs-completions', 'preplan', ...words)).stdout.split('\n').filter((word) => word !== '');

  test('of commands and options', async () => {
    expect(await completions('')).toEqual(['parse', 'eval', 'rules', 'init', 'explain', 'lsp', 'completion']);
    expect(await completions('ex')).toEqual(['explain']);
    expect(await completions('--max')).toEqual(['--max-warnings']);
    expect(await completions('parse', '--')).toEqual(expect.arrayContaining(['--positions', '--json-lines', '--help']));
    expect(await completions('parse', '--max')).toEqual([]);
  });

  test('of values: formats, rules, shells', async () => {
    expect(await completions('--format', '')).toEqual(['pretty', 'json', 'sarif', 'github', 'junit']);
    expect(await completions('--format', '=')).toHaveLength(5);
    expect(await completions('--format', '=', 'js')).toEqual(['json']);
    expect(await completions('explain', 'fifo-queue-w')).toEqual(['fifo-queue-window']);
    expect(await completions('--only', 'fifo-queue-w')).toEqual(['fifo-queue-window']);
    expect(await completions('completion', '')).toEqual(['bash', 'zsh', 'fish']);
    expect(await completions('--config', '')).toEqual([]);
  });

  test('has a script for each shell', async () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { status, stdout } = await preplan('completion', shell);
      expect(status).toBe(0);
      expect(stdout).toContain(`${shell} completion of preplan`);
      const { stdout: found } = await runIn('/', ['completion'], { environment: { SHELL: `/usr/bin/${shell}` } });
      expect(found).toBe(stdout);
    }
    expect(await preplan('completion', 'zhs')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'preplan: there is no completion for zhs, did you mean zsh?; write one of bash, zsh, fish\n',
    });
  });

  test('leaves file names to the shell', async () => {
    expect(await completions('main')).toEqual([]);
    expect(await completions('parse', 'main')).toEqual([]);
  });
});

describe('arguments that are not understood', () => {
  test.each([
    [['--fromat', 'json'], 'preplan: unknown option --fromat, did you mean --format?; see preplan --help\n'],
    [['--positions', 'x.tf'], 'preplan: unknown option --positions'],
    [
      ['--format', 'xml'],
      'preplan: --format is "xml"; write one of pretty, json, sarif, github, junit; see preplan --help\n',
    ],
    [['--format'], 'preplan: --format has no value; write it behind the option; see preplan --help\n'],
    [['-v'], 'preplan: unknown option -v; see preplan --help\n'],
    [['--only='], 'preplan: --only has no value; write it behind the option; see preplan --help\n'],
    [['parse'], 'preplan: parse names nothing; write preplan parse <files..>; see preplan --help\n'],
    [['explain'], 'preplan: explain names nothing; write preplan explain <rule>; see preplan --help\n'],
    [['parse', 'main.tf', '--format', 'json'], 'preplan: unknown option --format; see preplan --help\n'],
    [['explain', 'a', 'b'], 'preplan: unknown argument b; see preplan --help\n'],
    [['rules', 'x'], 'preplan: unknown argument x; see preplan --help\n'],
  ])('%j: status 2 and why', async (argv, message) => {
    const { status, stdout, stderr } = await preplan(...argv);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.indexOf('\n')).toBe(stderr.length - 1);
  });
});
