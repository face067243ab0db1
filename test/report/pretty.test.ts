import { describe, expect, test } from 'vitest';
import type { LintResult } from '../../src/lint/lint.ts';
import { ANSI, PLAIN } from '../../src/report/colours.ts';
import { formatPretty } from '../../src/report/pretty.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { SourceFile } from '../../src/text/source-file.ts';

interface Setting {
  readonly text: string;
  /** The marked text: its first occurrence. */
  readonly mark: string;
  readonly diagnostic?: Partial<Diagnostic>;
  readonly options?: Partial<Parameters<typeof formatPretty>[1]>;
}

function report({ text, mark, diagnostic = {}, options = {} }: Setting): string {
  const file = new SourceFile('main.tf', text);
  const start = text.indexOf(mark);
  const found: Diagnostic = {
    rule: 'value-out-of-range',
    severity: 'error',
    stage: 'apply',
    message: 'batch_size is 20000, but at most 10000 is allowed',
    range: file.range({ start, end: start + mark.length }),
    addresses: ['aws_lambda_event_source_mapping.m'],
    ...diagnostic,
  };
  const result: LintResult = { diagnostics: [found], mappings: [], files: 1, internalErrors: 0 };
  const source = (filename: string) => (filename === 'main.tf' ? file : undefined);
  return formatPretty(result, { source, colours: PLAIN, quiet: false, terraformSays: new Map(), ...options });
}

/** The line that holds the mark, and the line of carets below it. */
function frame(output: string): string[] {
  const lines = output.split('\n');
  const at = lines.findIndex((line) => line.includes('^'));
  return lines.slice(at - 1, at + 1);
}

describe('a diagnostic', () => {
  test('shows message, rule, place, caret, notes and the closing line', () => {
    const output = report({
      text: 'resource "x" "m" {\n  batch_size = 20000\n}\n',
      mark: '20000',
      diagnostic: {
        aws: 'Member must have value less than or equal to 10000',
        help: 'set batch_size to at most 10000',
      },
    });
    expect(output).toBe(
      [
        'error: batch_size is 20000, but at most 10000 is allowed [value-out-of-range]',
        '  --> main.tf:2:16',
        '   |',
        ' 2 |   batch_size = 20000',
        '   |                ^^^^^',
        '   = AWS says: Member must have value less than or equal to 10000',
        '   = help: set batch_size to at most 10000',
        '   = shows at: terraform apply, for aws_lambda_event_source_mapping.m',
        '',
        'no mappings in 1 file · 1 error, 0 warnings',
        '',
      ].join('\n'),
    );
  });

  test('shows related places with frames of their own, and only the place when the text is not at hand', () => {
    const text = 'variable "w" {\n  default = 600\n}\nx = var.w\n';
    const file = new SourceFile('main.tf', text);
    const output = report({
      text,
      mark: 'var.w',
      diagnostic: {
        related: [
          { message: 'default of var.w', range: file.range({ start: 27, end: 30 }) },
          { message: 'called here', range: new SourceFile('caller.tf', '').range({ start: 0, end: 0 }) },
        ],
      },
    });
    expect(output).toContain('  ::: main.tf:2:13\n   |\n 2 |   default = 600\n   |             --- default of var.w\n');
    expect(output).toContain('  ::: caller.tf:1:1 called here\n');
  });

  test('says what Terraform says once a file, behind its first syntax error', () => {
    const options = { terraformSays: new Map([['main.tf', 'Unclosed configuration block']]) };
    const output = report({ text: 'a {', mark: '{', diagnostic: { rule: 'syntax-error', addresses: [] }, options });
    expect(output).toContain('   = Terraform says: Unclosed configuration block\n');
    expect(report({ text: 'a {', mark: '{', options })).not.toContain('Terraform says');
  });

  test('is one of many when a file is no Terraform at all: ten syntax errors are shown', () => {
    const file = new SourceFile('main.tf', '%'.repeat(25));
    const diagnostics = Array.from({ length: 25 }, (_, start): Diagnostic => {
      const range = file.range({ start, end: start + 1 });
      return {
        rule: 'syntax-error',
        severity: 'error',
        stage: 'validate',
        message: 'Invalid character',
        range,
        addresses: [],
      };
    });
    const result: LintResult = { diagnostics, mappings: [], files: 1, internalErrors: 0 };
    const options = { source: () => file, colours: PLAIN, quiet: false, terraformSays: new Map<string, string>() };
    const output = formatPretty(result, options);
    expect(output.match(/Invalid character/g)).toHaveLength(10);
    expect(output).toContain('15 more syntax errors in main.tf, not shown\n');
    expect(output).toContain('25 errors');
  });

  test('names three addresses and counts the rest', () => {
    const addresses = ['a.b[0]', 'a.b[1]', 'a.b[2]', 'a.b[3]', 'a.b[4]'];
    expect(report({ text: 'x', mark: 'x', diagnostic: { addresses } })).toContain(
      'for a.b[0], a.b[1], a.b[2] and 2 more',
    );
  });

  test('is left out by quiet when it is a warning, and counted all the same', () => {
    const setting = { text: 'x', mark: 'x', diagnostic: { severity: 'warning' as const } };
    expect(report({ ...setting, options: { quiet: true } })).toBe(
      'no mappings in 1 file · 0 errors, 1 warning (not shown)\n',
    );
    expect(report(setting)).toMatch(/^warning: /);
  });
});

describe('the caret', () => {
  test('stands below the text behind tabs', () => {
    expect(frame(report({ text: '\tx\t= 5', mark: '5' }))).toEqual([' 1 |     x   = 5', '   |           ^']);
  });

  test('counts wide characters twice and combining marks not at all', () => {
    expect(frame(report({ text: 'x = ["日本", 5]', mark: '5' }))).toEqual([
      ' 1 | x = ["日本", 5]',
      '   |              ^',
    ]);
    expect(frame(report({ text: 'x = ["e\u0301", 5]', mark: '5' }))).toEqual([
      ' 1 | x = ["e\u0301", 5]',
      '   |           ^',
    ]);
    expect(frame(report({ text: 'x = ["👨‍👩‍👧", 5]', mark: '"👨‍👩‍👧"' }))).toEqual([
      ' 1 | x = ["👨‍👩‍👧", 5]',
      '   |      ^^^^',
    ]);
  });

  test('marks the first line of a range of several lines to its end', () => {
    expect(frame(report({ text: 'x = [\n  1,\n]', mark: '[\n  1,\n]' }))).toEqual([' 1 | x = [', '   |     ^']);
  });

  test('is one wide for an empty range, also at the end of the text', () => {
    const file = new SourceFile('main.tf', 'x = ');
    const range = file.range({ start: 4, end: 4 });
    expect(frame(report({ text: 'x = ', mark: 'x', diagnostic: { range } }))).toEqual([' 1 | x =', '   |     ^']);
  });

  test('keeps its text in sight in a very long line', () => {
    const text = `x = ["${'a'.repeat(5000)}", 77, "${'b'.repeat(5000)}"]`;
    const [line = '', carets = ''] = frame(report({ text, mark: '77' }));
    expect(line.length).toBeLessThan(140);
    expect(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('77');
  });
});

describe('what the terminal gets', () => {
  const nasty = 'x = "\x1b[31mred\x1b]0;title\x07 \x9b2J \u202ereversed" # \x7f\r\n';

  test('holds no control character of the source, and the caret is right all the same', () => {
    const output = report({
      text: nasty,
      mark: 'reversed',
      diagnostic: { message: 'bad \x1b[2J\nname', help: 'a\x08b' },
    });
    expect(output).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
    const [line = '', carets = ''] = frame(output);
    expect(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('reversed');
  });

  test('has colours only when they are on', () => {
    expect(report({ text: 'x', mark: 'x' })).not.toContain('\x1b');
    const coloured = report({ text: 'x', mark: 'x', options: { colours: ANSI } });
    expect(coloured).toContain('\x1b[1;31merror\x1b[0m');
    expect(coloured.replaceAll(/\x1b\[[\d;]*m/g, '')).toBe(report({ text: 'x', mark: 'x' }));
  });
});
