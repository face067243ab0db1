import yargs, { type Argv } from 'yargs';
import { nearest } from '../rule/describe.ts';
import type { ExitStatus, Host } from './host.ts';
import { COMMANDS, COMPLETION, type CommandLine, GLOBAL_OPTIONS, GRAMMAR, withValues } from './options.ts';

/** Answers `--help` and arguments that are not understood. */
export async function answerUsage(argv: readonly string[], host: Host): Promise<ExitStatus> {
  let failure: string | undefined;
  let text = '';
  const parser = yargs([], host.workingDirectory)
    .scriptName('preplan')
    .locale('en')
    .parserConfiguration(GRAMMAR)
    .version(false)
    .help('help', GLOBAL_OPTIONS['help']?.describe)
    .alias('help', 'h')
    .option('version', { ...GLOBAL_OPTIONS['version'], global: true })
    .command(`${COMPLETION} [shell]`, 'Print the completion script for bash, zsh or fish')
    .strict()
    .exitProcess(false)
    .wrap(100)
    .fail((message, error) => {
      failure ??= message ?? error?.message;
    });
  for (const command of Object.values(COMMANDS)) addCommand(parser, command);

  await parser.parseAsync(withValues(argv), {}, (_error: unknown, _arguments: unknown, output: string) => {
    text = output;
  });
  if (failure === undefined && text !== '') {
    host.stdout.write(`${text}\n`);
    return 0;
  }
  const problem = describeFailure(failure ?? 'these arguments are not understood', argv);
  host.stderr.write(`preplan: ${problem}; see preplan --help\n`);
  return 2;
}

function addCommand(parser: Argv, { usage, describe, positional, options, examples }: CommandLine): void {
  parser.command(usage, describe, (command: Argv) => {
    if (positional) command.positional(positional.name, { type: 'string', describe: positional.describe });
    for (const [name, option] of Object.entries(options)) {
      command.option(name, { ...option, requiresArg: option.type === 'string' });
    }
    for (const [example, meaning] of examples) command.example(example, meaning);
    return command;
  });
}

/** The words of yargs, with the nearest option for an unknown one. */
function describeFailure(message: string, argv: readonly string[]): string {
  const text = message.trim().replace(/\s*\n\s*/g, ' ');
  const [, option, given, choices] =
    /^Invalid values: Argument: ([\w-]+), Given: (.*), Choices: (.*)$/.exec(text) ?? [];
  if (option !== undefined) return `--${option} is ${given}; write one of ${choices?.replaceAll('"', '')}`;
  const [, without] = /^Not enough arguments following: ([\w-]+)$/.exec(text) ?? [];
  if (without !== undefined) return `--${without} has no value; write it behind the option`;
  const unknown = /^Unknown arguments?: ([^\s,]+)/.exec(text)?.[1];
  if (text.startsWith('Not enough non-option arguments')) {
    const { usage } = commandOf(argv);
    return `${argv[0]} names nothing; write preplan ${usage}`;
  }
  if (unknown === undefined) return text.charAt(0).toLowerCase() + text.slice(1);
  if (argv.includes(unknown)) return `unknown argument ${unknown}`;
  if (unknown.length === 1) return `unknown option -${unknown}`;
  const names = [GLOBAL_OPTIONS, commandOf(argv).options].flatMap(Object.keys);
  const known = nearest(unknown, names);
  return `unknown option --${unknown}${known === undefined ? '' : `, did you mean --${known}?`}`;
}

function commandOf([word = '']: readonly string[]): CommandLine {
  const commands: Readonly<Record<string, CommandLine>> = COMMANDS;
  return (Object.hasOwn(commands, word) ? commands[word] : undefined) ?? COMMANDS.lint;
}
