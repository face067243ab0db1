/**
 * Annotations of GitHub Actions: workflow commands on standard output, and a summary in Markdown. GitHub shows ten annotations
 * of a kind for each step; what is beyond stays in the log.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
import type { LintResult } from '../lint/lint.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { moment } from './pretty.ts';
import { count, formatSummary } from './summary.ts';
import { singleLine, visible } from './terminal-text.ts';

/** How many annotations of a kind GitHub shows. */
const SHOWN = 10;

export interface GithubOptions {
  readonly quiet: boolean;
}

export function formatGithub(result: LintResult, { quiet }: GithubOptions): string {
  const shown = result.diagnostics.filter(({ severity }) => severity === 'error' || !quiet);
  const lines: string[] = [];
  const left: Diagnostic[] = [];
  const counts = { error: 0, warning: 0 };
  for (const diagnostic of shown) {
    if (++counts[diagnostic.severity] > SHOWN) left.push(diagnostic);
    else lines.push(command(diagnostic));
  }
  if (left.length > 0) {
    lines.push(
      `GitHub shows ${SHOWN} annotations of a kind; here ${left.length === 1 ? 'is' : 'are'} ${left.length} more:`,
    );
    for (const diagnostic of left) lines.push(logLine(diagnostic));
  }
  lines.push(harmless(formatSummary(result, { warningsHidden: quiet })));
  return `${lines.join('\n')}\n`;
}

function command(diagnostic: Diagnostic): string {
  const { range, rule, severity } = diagnostic;
  const { filename, start, end } = range;
  const properties = {
    file: filename,
    line: start.line,
    // Without a last line GitHub takes the columns to be of the first.
    ...(end.line > start.line
      ? { endLine: end.line }
      : { endLine: start.line, col: start.column, endColumn: end.column }),
    title: `preplan: ${rule}`,
  };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${severity} ${written.join(',')}::${escapeData([...sentences(diagnostic)].join('\n'))}`;
}

function* sentences({ addresses, assumptions = [], aws, help, message, stage }: Diagnostic): Iterable<string> {
  yield message;
  if (assumptions.length > 0) yield `when: ${assumptions.join(' and ')}`;
  if (aws !== undefined) yield `AWS says: ${aws}`;
  if (help !== undefined) yield `help: ${help}`;
  const [address] = addresses;
  yield `shows at: ${moment(stage)}${address === undefined ? '' : `, for ${address}`}`;
}

function escapeData(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function logLine({ message, range, rule, severity }: Diagnostic): string {
  const { filename, start } = range;
  return harmless(`${severity}: ${filename}:${start.line}:${start.column}: ${message} [${rule}]`);
}

/** One line that is no command, neither of today's form at its start nor of the old one anywhere. */
function harmless(text: string): string {
  return singleLine(text).replaceAll('##[', '## [');
}

/** The summary of a step, in Markdown. */
export function formatStepSummary(result: LintResult, { quiet }: GithubOptions): string {
  const shown = result.diagnostics.filter(({ severity }) => severity === 'error' || !quiet);
  const rows = shown.slice(0, LONGEST_TABLE).map(({ message, range, rule, severity }) => {
    const place = `${range.filename}:${range.start.line}`;
    return `| ${severity} | ${escapeMarkdown(place)} | ${escapeMarkdown(message)} | ${escapeMarkdown(rule)} |`;
  });
  const table = ['| | where | what | rule |', '|---|---|---|---|', ...rows];
  const more = shown.length - rows.length;
  return [
    '### preplan',
    '',
    escapeMarkdown(formatSummary(result, { warningsHidden: quiet })),
    '',
    ...(rows.length > 0 ? [...table, ''] : []),
    ...(more > 0 ? [`and ${count(more, 'more finding')}`, ''] : []),
  ].join('\n');
}

/** A summary may have 1 MB. */
const LONGEST_TABLE = 200;

function escapeMarkdown(text: string): string {
  return singleLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '&#64;')
    .replace(/[\\`*_{}[\]()#+!|~-]/g, '\\$&')
    .replaceAll('://', ':\u200b//');
}
