import parse from 'yargs-parser';
import { PreplanError } from '../node/preplan-error.ts';
import type { VariableOption } from '../terraform/variable-values.ts';
import {
  COMMANDS,
  COMPLETION,
  type CommandName,
  FORMATS,
  type Format,
  GLOBAL_OPTIONS,
  GRAMMAR,
  type Option,
  withValues,
} from './options.ts';

export interface LintArguments {
  readonly command: 'lint';
  readonly paths: readonly string[];
  /** Those for standard output; at most one. */
  readonly formats: readonly Format[];
  readonly outputs: readonly OutputFile[];
  /** `undefined`: decided by the terminal and the environment. */
  readonly color: boolean | undefined;
  readonly quiet: boolean;
  readonly maxWarnings: number | undefined;
  /** As given: `NAME=off`. */
  readonly rule: readonly string[];
  readonly only: readonly string[];
  readonly config: string | undefined;
  readonly printConfig: string | undefined;
  /** Whether comments suppress. */
  readonly ignores: boolean;
  /** Whether plug-ins are loaded. */
  readonly plugins: boolean;
  readonly showSuppressed: boolean;
  readonly listFiles: boolean;
  readonly stats: boolean;
  readonly stdinFilename: string | undefined;
  readonly showUndetermined: boolean;
  /** `--var` and `--var-file` in the order given. */
  readonly variables: readonly VariableOption[];
  readonly chdir: string | undefined;
  /** Which fixes are made; `undefined`: none. */
  readonly fix: 'safe' | 'unsafe' | undefined;
  /** Whether the fixes are shown and not made. */
  readonly diff: boolean;
  /** A plan to check in place of modules. */
  readonly plan: string | undefined;
}

export interface EvalArguments {
  readonly command: 'eval';
  /** Without one, expressions are read from standard input. */
  readonly expression: string | undefined;
  readonly format: 'pretty' | 'json';
  readonly variables: readonly VariableOption[];
  readonly chdir: string | undefined;
}

/** A report that goes to a file. */
export interface OutputFile {
  readonly format: Format;
  readonly file: string;
}

export interface ParseArguments {
  readonly command: 'parse';
  readonly files: readonly string[];
  readonly positions: boolean;
  readonly jsonLines: boolean;
  readonly color: boolean | undefined;
  readonly stdinFilename: string | undefined;
}

export type Arguments =
  | LintArguments
  | ParseArguments
  | EvalArguments
  | { readonly command: 'rules'; readonly format: 'pretty' | 'json'; readonly plugins: boolean }
  | { readonly command: 'explain'; readonly rule: string; readonly plugins: boolean }
  | { readonly command: 'lsp'; readonly plugins: boolean }
  | { readonly command: 'init' }
  | { readonly command: 'version' }
  /** Help is wanted, or yargs has something to say about the arguments. */
  | { readonly command: 'usage' };

const OPTIONS: Readonly<Record<string, Option>> = Object.assign(
  {},
  GLOBAL_OPTIONS,
  ...Object.values(COMMANDS).map(({ options }) => options),
);

function parseOptions(argv: readonly string[]) {
  return parse.detailed(withValues(argv), {
    string: keysOf('string'),
    boolean: keysOf('boolean'),
    array: Object.keys(OPTIONS).filter((key) => OPTIONS[key]?.array),
    configuration: GRAMMAR,
  });
}

/** Reads the arguments behind `preplan`. */
export function readArguments(argv: readonly string[]): Arguments {
  // Words that are no options say what they are: a hook gives nothing else, and need not wait for the parser.
  const { argv: read, error } = argv.some((word) => word.startsWith('-'))
    ? parseOptions(argv)
    : { argv: { _: argv }, error: null };
  const values: Readonly<Record<string, unknown>> = read;
  if (error !== null || values['help'] === true) return { command: 'usage' };
  if (values['version'] === true) return { command: 'version' };

  const positional = read._.map(String);
  const [first] = positional;
  if (first === COMPLETION) return { command: 'usage' };
  const command: CommandName = isCommandWord(first) ? first : 'lint';
  const rest = command === 'lint' ? positional : positional.slice(1);
  if (!isValid(command, values, rest)) return { command: 'usage' };

  const text = (name: string) => last(values[name]) as string | undefined;
  const flag = (name: string) => last(values[name]) as boolean | undefined;
  const plugins = flag('plugins') !== false;
  switch (command) {
    case 'lint':
      return {
        command,
        paths: rest,
        ...reports(list(values['format']), list(values['output'])),
        color: flag('color'),
        quiet: flag('quiet') === true,
        maxWarnings: wholeNumber('max-warnings', text('max-warnings')),
        rule: list(values['rule']),
        only: list(values['only']),
        config: text('config'),
        printConfig: text('print-config'),
        ignores: flag('ignores') !== false,
        plugins,
        showSuppressed: flag('show-suppressed') === true,
        listFiles: flag('list-files') === true,
        stats: flag('stats') === true,
        stdinFilename: text('stdin-filename'),
        showUndetermined: flag('show-undetermined') === true,
        variables: variableOptions(argv),
        chdir: text('chdir'),
        fix: text('fix') === 'unsafe' ? 'unsafe' : text('fix') === 'safe' || flag('diff') ? 'safe' : undefined,
        diff: flag('diff') === true,
        plan: text('plan'),
      };
    case 'eval':
      return {
        command,
        expression: rest[0],
        format: text('format') === 'json' ? 'json' : 'pretty',
        variables: variableOptions(argv),
        chdir: text('chdir'),
      };
    case 'parse':
      return {
        command,
        files: rest,
        positions: flag('positions') === true,
        jsonLines: flag('json-lines') === true,
        color: flag('color'),
        stdinFilename: text('stdin-filename'),
      };
    case 'rules':
      return { command, format: text('format') === 'json' ? 'json' : 'pretty', plugins };
    case 'explain':
      return { command, rule: rest[0] ?? '', plugins };
    case 'lsp':
      return { command, plugins };
    case 'init':
      return { command };
  }
}

/** Which report goes where: a format with a file goes there, the other one to standard output. */
function reports(formats: readonly string[], outputs: readonly string[]): Pick<LintArguments, 'formats' | 'outputs'> {
  const files = outputs.map(outputFile);
  const written = new Set<string>(files.map(({ format }) => format));
  const printed = FORMATS.filter((format) => formats.includes(format) && !written.has(format));
  if (printed.length > 1) {
    const [first, second] = printed;
    throw new PreplanError(`two formats cannot share standard output; give --output ${first}=FILE or ${second}=FILE`);
  }
  return { formats: formats.length === 0 && !written.has('pretty') ? ['pretty'] : printed, outputs: files };
}

function outputFile(text: string): OutputFile {
  const equals = text.indexOf('=');
  const format = FORMATS.find((name) => name === text.slice(0, equals));
  const file = text.slice(equals + 1);
  if (equals !== -1 && format !== undefined && file !== '') return { format, file };
  throw new PreplanError(`--output ${text} names no format and file; write FORMAT=FILE with ${FORMATS.join(', ')}`);
}

function isCommandWord(word: string | undefined): word is Exclude<CommandName, 'lint'> {
  return (
    word === 'parse' || word === 'eval' || word === 'rules' || word === 'explain' || word === 'lsp' || word === 'init'
  );
}

/** Whether yargs would have nothing against these arguments. */
function isValid(
  command: CommandName,
  values: Readonly<Record<string, unknown>>,
  positional: readonly string[],
): boolean {
  const known: Readonly<Record<string, Option>> = { ...GLOBAL_OPTIONS, ...COMMANDS[command].options };
  for (const [key, value] of Object.entries(values)) {
    if (key === '_') continue;
    const option = Object.hasOwn(known, key) ? known[key] : undefined;
    if (option === undefined) return false;
    const given = list(value);
    if (option.type !== 'boolean' && (given.length === 0 || given.includes(''))) return false;
    if (option.choices && !given.every((item) => option.choices?.includes(item))) return false;
  }
  switch (command) {
    case 'lint':
      return true;
    case 'parse':
      return positional.length >= 1;
    case 'rules':
    case 'lsp':
    case 'init':
      return positional.length === 0;
    case 'eval':
      return positional.length <= 1;
    case 'explain':
      return positional.length === 1;
  }
}

/** The values of variables: the parser keeps the order of each option, but not that between them. */
function variableOptions(argv: readonly string[]): readonly VariableOption[] {
  const found: VariableOption[] = [];
  for (const [at, word] of argv.entries()) {
    if (word === '--') break;
    const [, name, attached] = /^--(var|var-file)(?:=([\s\S]*))?$/.exec(word) ?? [];
    const text = attached ?? argv[at + 1];
    if (name === undefined || text === undefined) continue;
    if (name === 'var-file') {
      found.push({ kind: 'file', path: text });
      continue;
    }
    const equals = text.indexOf('=');
    if (equals < 1) throw new PreplanError(`--var is ${text}; give NAME=VALUE`);
    found.push({ kind: 'value', name: text.slice(0, equals).trim(), text: text.slice(equals + 1) });
  }
  return found;
}

function keysOf(type: Option['type']): string[] {
  return Object.keys(OPTIONS).filter((key) => OPTIONS[key]?.type === type);
}

function list(value: unknown): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value.map(String) : [String(value)];
}

/** Of an option that was given twice the later wins. */
function last(value: unknown): unknown {
  return Array.isArray(value) ? value.at(-1) : value;
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new PreplanError(`--${name} is ${text}; give a whole number from 0`);
}
