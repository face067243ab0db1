import { COMMANDS, COMPLETION, type CommandLine, GLOBAL_OPTIONS, type Option } from '../src/cli/options.ts';
import type { Block, Inline } from '../src/report/document.ts';

/** `docs/cli.md`: each command with its arguments, options and examples. */
export function commandLinePage(): readonly Block[] {
  return [
    { kind: 'heading', level: 1, text: 'Command line' },
    ...Object.values(COMMANDS).flatMap(command),
    { kind: 'heading', level: 2, text: `preplan ${COMPLETION} [shell]` },
    { kind: 'paragraph', text: 'Print the completion script for bash, zsh or fish.' },
    { kind: 'heading', level: 2, text: 'With every command' },
    optionTable(GLOBAL_OPTIONS),
  ];
}

function command({ usage, describe, positional, options, examples }: CommandLine): readonly Block[] {
  const synopsis = usage.startsWith('$0') ? usage.replace('$0', 'preplan') : `preplan ${usage}`;
  return [
    { kind: 'heading', level: 2, text: synopsis },
    { kind: 'paragraph', text: `${describe}.` },
    ...(positional === undefined
      ? []
      : [table(['argument', 'meaning'], [[{ kind: 'code', text: positional.name }, positional.describe]])]),
    ...(Object.keys(options).length === 0 ? [] : [optionTable(options)]),
    ...(examples.length === 0
      ? []
      : [
          table(
            ['example', 'meaning'],
            examples.map(([line, meaning]) => [{ kind: 'code', text: line }, meaning]),
          ),
        ]),
  ];
}

function optionTable(options: Readonly<Record<string, Option>>): Block {
  return table(
    ['option', 'meaning'],
    Object.entries(options).map(([name, option]) => [{ kind: 'code', text: `--${name}` }, meaning(option)]),
  );
}

function meaning({ describe, choices }: Option): string {
  return choices === undefined ? describe : `${describe}: ${choices.join(', ')}`;
}

function table(head: readonly string[], rows: readonly (readonly Inline[])[]): Block {
  return { kind: 'table', head, rows };
}
