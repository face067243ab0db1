/**
 * The one table of the command line. `yargs-parser` reads arguments by it on the normal path; yargs itself, which is the
 * same parser plus help and the wording of usage errors, is loaded only when one of those is wanted.
 */

export interface Option {
  readonly type: 'string' | 'boolean';
  /** May be given several times. */
  readonly array?: true;
  readonly choices?: readonly string[];
  readonly describe: string;
}

export interface CommandLine {
  /** As yargs writes it: `parse <files..>`; `$0` is the command without a name. */
  readonly usage: string;
  readonly describe: string;
  /** The name and meaning of the positional arguments, and how many there must be at least. */
  readonly positional?: { readonly name: string; readonly describe: string; readonly minimum: number };
  readonly options: Readonly<Record<string, Option>>;
  readonly examples: readonly (readonly [command: string, meaning: string])[];
}

const COLOUR: Readonly<Record<string, Option>> = {
  color: { type: 'boolean', describe: 'Colour the output (default: on a terminal, unless NO_COLOR is set)' },
};

const PLUGINS: Readonly<Record<string, Option>> = {
  plugins: {
    type: 'boolean',
    describe: 'Load the plug-ins that configurations name (default; --no-plugins runs no code of the repository)',
  },
};

const STDIN_FILENAME: Readonly<Record<string, Option>> = {
  'stdin-filename': { type: 'string', describe: 'The path that the text on standard input (-) stands for' },
};

/** The report formats of `preplan [paths..]`. */
export const FORMATS = ['pretty', 'json', 'sarif', 'github', 'junit'] as const;

export type Format = (typeof FORMATS)[number];

const FIXES = ['safe', 'unsafe'] as const;

/** Terraform's own names. */
const VARIABLES: Readonly<Record<string, Option>> = {
  var: { type: 'string', array: true, describe: 'NAME=VALUE: the value of a variable of root modules (repeatable)' },
  'var-file': { type: 'string', array: true, describe: 'A .tfvars file with values of variables (repeatable)' },
  chdir: { type: 'string', describe: 'The folder to work in' },
};

export const COMMANDS = {
  lint: {
    usage: '$0 [paths..]',
    describe: 'Find what is wrong with the event source mappings of Terraform modules',
    positional: {
      name: 'paths',
      describe:
        'Files, folders, globs, or - for standard input (default: the working directory). A file stands for its module: the folder it is in',
      minimum: 0,
    },
    options: {
      format: {
        type: 'string',
        array: true,
        choices: FORMATS,
        describe: 'How to report what was found (default: pretty; repeatable, with --output for all but one)',
      },
      output: {
        type: 'string',
        array: true,
        describe: 'FORMAT=FILE: write the report of this format to a file (repeatable)',
      },
      ...COLOUR,
      fix: {
        type: 'string',
        choices: FIXES,
        describe: 'Mend what can be mended without changing what works; --fix=unsafe: whatever has a fix',
      },
      diff: { type: 'boolean', describe: 'Show as a unified diff what --fix would do, and write nothing' },
      quiet: { type: 'boolean', describe: 'Print errors only; warnings are still counted' },
      'max-warnings': { type: 'string', describe: 'N: exit with status 1 when there are more than N warnings' },
      rule: { type: 'string', array: true, describe: 'NAME=off|warning|error: change how a rule reports (repeatable)' },
      only: { type: 'string', array: true, describe: 'Run only this rule (repeatable)' },
      config: { type: 'string', describe: 'FILE: use this configuration instead of the nearest preplan.json' },
      'print-config': { type: 'string', describe: 'FILE: print the settings that hold for this file' },
      ignores: {
        type: 'boolean',
        describe: 'Obey preplan-ignore comments (default; --no-ignores reports what they suppress)',
      },
      ...PLUGINS,
      'show-suppressed': { type: 'boolean', describe: 'Show what preplan-ignore comments suppress' },
      'list-files': { type: 'boolean', describe: 'List what would be read and why, and check nothing' },
      stats: { type: 'boolean', describe: 'Say on standard error how long each phase and rule took' },
      'show-undetermined': { type: 'boolean', describe: 'Print what could not be determined, with the reasons' },
      plan: {
        type: 'string',
        describe: 'FILE: check a plan instead, as terraform show -json prints it (- for standard input)',
      },
      ...VARIABLES,
      ...STDIN_FILENAME,
    },
    examples: [
      ['preplan', 'check every module below the working directory'],
      ['preplan modules/worker live/*.tf', 'check these modules'],
      ['preplan --format json | jq .summary', 'for programs'],
      ['preplan --rule unsupported-argument=warning', 'report this rule as a warning'],
      ['preplan --fix', 'mend what has only one repair'],
      ['preplan --fix=unsafe --diff', 'show every repair that there is'],
      ['preplan --max-warnings 0', 'let warnings fail too'],
      ['preplan --var-file prod.tfvars --var stage=prod', 'with values for the variables of root modules'],
      ['terraform show -json tfplan | preplan --plan -', 'check what is planned'],
      ['preplan - --stdin-filename worker/main.tf < buffer', 'check unsaved text in its module'],
    ],
  },
  parse: {
    usage: 'parse <files..>',
    describe: "Print HCL files as JSON, the same that HashiCorp's hcl2json prints",
    positional: { name: 'files', describe: 'Files to parse, or - for standard input', minimum: 1 },
    options: {
      positions: { type: 'boolean', describe: 'Add where each value is written, by JSON pointer' },
      'json-lines': { type: 'boolean', describe: 'One line of JSON for each file, as with several files' },
      ...STDIN_FILENAME,
      ...COLOUR,
    },
    examples: [
      ['preplan parse main.tf', 'the JSON of one file'],
      ['preplan parse --json-lines *.tf', 'a line {"file", "json"} or {"file", "errors"} for each'],
    ],
  },
  eval: {
    usage: 'eval [expression]',
    describe: 'Print the value of an expression in the module of the working directory, or why it is not known',
    positional: {
      name: 'expression',
      describe: 'In the language of Terraform; without one, each line of standard input is an expression',
      minimum: 0,
    },
    options: {
      format: { type: 'string', choices: ['pretty', 'json'], describe: 'How to print the value (default: pretty)' },
      ...VARIABLES,
    },
    examples: [
      ["preplan eval 'local.window + 1'", "the value as Terraform's console prints it"],
      ['preplan eval --chdir live --var stage=prod --format json var.queues', 'for programs'],
    ],
  },
  rules: {
    usage: 'rules',
    describe: 'List the rules',
    options: {
      format: { type: 'string', choices: ['pretty', 'json'], describe: 'How to print the list (default: pretty)' },
      ...PLUGINS,
    },
    examples: [],
  },
  init: {
    usage: 'init',
    describe: 'Write a preplan.json to begin with into the working directory',
    options: {},
    examples: [],
  },
  explain: {
    usage: 'explain <rule>',
    describe: 'Explain a rule: what goes wrong, the evidence, examples',
    positional: { name: 'rule', describe: 'The name of a rule', minimum: 1 },
    options: PLUGINS,
    examples: [['preplan explain value-out-of-range', 'why, with examples']],
  },
  lsp: {
    usage: 'lsp',
    describe: 'Serve an editor (language server protocol, over standard input and output)',
    options: {
      stdio: { type: 'boolean', describe: 'Accepted because editors pass it; there is no other way' },
      ...PLUGINS,
      clientProcessId: { type: 'string', describe: 'The process of the editor: the server ends when it ends' },
    },
    examples: [],
  },
} as const satisfies Readonly<Record<string, CommandLine>>;

export type CommandName = keyof typeof COMMANDS;

/** The options that every command knows. */
export const GLOBAL_OPTIONS: Readonly<Record<string, Option>> = {
  help: { type: 'boolean', describe: 'Show this help' },
  version: { type: 'boolean', describe: 'Show the version' },
};

/** The command that prints a completion script for a shell. */
export const COMPLETION = 'completion';

/** The option with which the scripts ask: behind it come the words up to the cursor, the program's name first. */
export const ASK_COMPLETION = '--get-yargs-completions';

/** Whether a script for a shell is wanted, or what such a script asks. */
export function isCompletion(argv: readonly string[]): boolean {
  return argv.includes(ASK_COMPLETION) || (argv[0] === COMPLETION && argv[1]?.startsWith('-') !== true);
}

/** How both parsers read: values stay the strings they are, `--rule` takes one value, and there is no other magic. */
export const GRAMMAR = {
  'camel-case-expansion': false,
  'dot-notation': false,
  'greedy-arrays': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
} as const;

/**
 * An option that may stand alone is given the value that it then has: the parsers would take the next word. And a value that
 * is a hyphen is joined to its option: they would take it for another argument.
 */
export function withValues(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  return argv.flatMap((word, index) => {
    if (end !== -1 && index >= end) return [word];
    if (word === '--fix') return ['--fix=safe'];
    if (word === '--plan' && argv[index + 1] === '-') return ['--plan=-'];
    return word === '-' && argv[index - 1] === '--plan' ? [] : [word];
  });
}
