import { describe, expect, test } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';

const LINT = {
  command: 'lint',
  paths: [],
  formats: ['pretty'],
  outputs: [],
  color: undefined,
  quiet: false,
  maxWarnings: undefined,
  rule: [],
  only: [],
  config: undefined,
  printConfig: undefined,
  ignores: true,
  plugins: true,
  showSuppressed: false,
  listFiles: false,
  stats: false,
  showUndetermined: false,
  variables: [],
  chdir: undefined,
  fix: undefined,
  diff: false,
  stdinFilename: undefined,
};

describe('words that are no options', () => {
  // `--` at the end says nothing more, but it is for the parser.
  test.each([
    [['a.tf']],
    [['a.tf', 'b', '7', '1e3', 'x=y', '']],
    [['rules']],
    [['explain', 'a']],
    [['explain']],
    [['nonsense']],
  ])('%j are read as the parser reads them', (argv) => {
    expect(readArguments(argv)).toEqual(readArguments([...argv, '--']));
  });
});

describe('the arguments', () => {
  test('without any the working directory is meant', () => {
    expect(readArguments([])).toEqual(LINT);
  });

  test('paths and options may be mixed; a repeatable option takes one value each time', () => {
    const argv = [
      'a.tf',
      '--rule',
      'x=off',
      'b',
      '--rule=y=error',
      '--only',
      'z',
      '1',
      '--format=json',
      '--quiet',
      '--no-color',
    ];
    expect(readArguments([...argv, '--max-warnings', '3', '-', '--stdin-filename', 's.tf'])).toEqual({
      ...LINT,
      paths: ['a.tf', 'b', '1', '-'],
      rule: ['x=off', 'y=error'],
      only: ['z'],
      formats: ['json'],
      quiet: true,
      color: false,
      maxWarnings: 3,
      stdinFilename: 's.tf',
    });
  });

  test('of an option given twice the later wins', () => {
    expect(readArguments(['--config', 'a', '--config', 'b', '--color', '--no-color'])).toEqual({
      ...LINT,
      config: 'b',
      color: false,
    });
  });

  test('--fix may stand alone, and --diff asks for the safe fixes unless told otherwise', () => {
    expect(readArguments(['--fix', 'a.tf'])).toEqual({ ...LINT, paths: ['a.tf'], fix: 'safe' });
    expect(readArguments(['--fix=unsafe', 'a.tf'])).toEqual({ ...LINT, paths: ['a.tf'], fix: 'unsafe' });
    expect(readArguments(['--diff'])).toEqual({ ...LINT, fix: 'safe', diff: true });
    expect(readArguments(['--diff', '--fix=unsafe'])).toEqual({ ...LINT, fix: 'unsafe', diff: true });
    expect(readArguments(['--fix=maybe'])).toEqual({ command: 'usage' });
    expect(readArguments(['--', '--fix'])).toEqual({ ...LINT, paths: ['--fix'] });
  });

  test('plug-ins may be left out', () => {
    expect(readArguments(['--no-plugins'])).toEqual({ ...LINT, plugins: false });
  });

  test('behind -- everything is a path', () => {
    expect(readArguments(['--', '--format', '-x.tf'])).toEqual({ ...LINT, paths: ['--format', '-x.tf'] });
  });

  test('a command is told by the first word', () => {
    expect(readArguments(['parse', 'a.tf', 'b.tf', '--positions', '--json-lines'])).toEqual({
      command: 'parse',
      files: ['a.tf', 'b.tf'],
      positions: true,
      jsonLines: true,
      color: undefined,
      stdinFilename: undefined,
    });
    expect(readArguments(['rules', '--format', 'json'])).toEqual({
      command: 'rules',
      format: 'json',
      plugins: true,
    });
    expect(readArguments(['rules', '--no-plugins'])).toMatchObject({ plugins: false });
    expect(readArguments(['explain', 'some-rule'])).toEqual({ command: 'explain', rule: 'some-rule', plugins: true });
    expect(readArguments(['explain', '--no-plugins', 'x'])).toMatchObject({ rule: 'x', plugins: false });
    expect(readArguments(['lsp', '--stdio', '--no-plugins'])).toEqual({ command: 'lsp', plugins: false });
    expect(readArguments(['--version'])).toEqual({ command: 'version' });
    expect(readArguments(['./parse', 'rules'])).toEqual({ ...LINT, paths: ['./parse', 'rules'] });
  });

  test.each([
    [['--help']],
    [['-h']],
    [['parse', '--help']],
    [['completion']],
    [['--fromat', 'json']],
    [['--constructor', 'x']],
    [['--__proto__', 'x']],
    [['--format', 'xml']],
    [['--format']],
    [['--format=']],
    [['--only']],
    [['--positions', 'a.tf']],
    [['parse']],
    [['parse', 'a.tf', '--quiet']],
    [['rules', 'x']],
    [['explain']],
    [['explain', 'a', 'b']],
  ])('%j is left to yargs', (argv) => {
    expect(readArguments(argv)).toEqual({ command: 'usage' });
  });

  test('a number of warnings that is none is named', () => {
    expect(() => readArguments(['--max-warnings', 'many'])).toThrow(
      '--max-warnings is many; give a whole number from 0',
    );
    expect(() => readArguments(['--max-warnings=-1'])).toThrow('--max-warnings is -1');
  });
});
