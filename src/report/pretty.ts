import type { LintResult } from '../lint/lint.ts';
import { argumentName } from '../rule/describe.ts';
import type { Diagnostic, Stage } from '../text/diagnostic.ts';
import type { SourceFile } from '../text/source-file.ts';
import { formatCodeFrame } from './code-frame.ts';
import type { Colours } from './colours.ts';
import { count, formatSummary } from './summary.ts';
import { singleLine, visible } from './terminal-text.ts';

export interface PrettyOptions {
  /** The text of a file that a range names. */
  readonly source: (filename: string) => SourceFile | undefined;
  readonly colours: Colours;
  /** Leaves warnings out; the closing line still counts them. */
  readonly quiet: boolean;
  /** Shows what comments suppress, too. */
  readonly showSuppressed?: boolean;
  /** Lists what could not be determined, with the reasons. */
  readonly showUndetermined?: boolean;
  /** What Terraform's own parser says of a file with a syntax error, by filename. */
  readonly terraformSays: ReadonlyMap<string, string>;
}

/** How many addresses of one diagnostic are named. */
const ADDRESSES = 3;

/** How many syntax errors of one file are shown: behind the first few they say little. */
const SYNTAX_ERRORS = 10;

/** The report for people: each diagnostic with its code frame and notes, then the closing line. */
export function formatPretty(result: LintResult, options: PrettyOptions): string {
  const syntaxErrors = new Map<string, number>();
  let text = '';
  for (const diagnostic of result.diagnostics) {
    if (options.quiet && diagnostic.severity === 'warning') continue;
    const { filename } = diagnostic.range;
    const isSyntaxError = diagnostic.rule === 'syntax-error';
    const before = syntaxErrors.get(filename) ?? 0;
    if (isSyntaxError) syntaxErrors.set(filename, before + 1);
    if (isSyntaxError && before >= SYNTAX_ERRORS) continue;
    const terraformSays = isSyntaxError && before === 0 ? options.terraformSays.get(filename) : undefined;
    text += `${formatDiagnostic(diagnostic, options, { terraformSays })}\n`;
  }
  for (const [filename, number] of syntaxErrors) {
    if (number > SYNTAX_ERRORS) {
      text += `${count(number - SYNTAX_ERRORS, 'more syntax error')} in ${singleLine(filename)}, not shown\n\n`;
    }
  }
  for (const { diagnostic, reason } of options.showSuppressed ? (result.suppressed ?? []) : []) {
    const why = reason === undefined ? 'a comment asks for it' : `a comment asks for it: ${reason}`;
    text += `${formatDiagnostic(diagnostic, options, { suppressedBecause: why })}\n`;
  }
  if (options.showUndetermined) text += undeterminedText(result, options.colours);
  return `${text}${options.colours.strong(formatSummary(result, { warningsHidden: options.quiet }))}\n`;
}

/** The arguments of each mapping that could not be judged, why, and where the reason is. */
function undeterminedText({ mappings }: LintResult, colours: Colours): string {
  let text = '';
  for (const { address, undetermined } of mappings) {
    if (undetermined.length === 0) continue;
    text += `${colours.strong(singleLine(address))} is not fully checked:\n`;
    for (const { pointer, reason, range } of undetermined) {
      const what = pointer === '' ? '' : `${argumentName(pointer)}: `;
      const { line, column } = range.start;
      text += `  ${singleLine(`${what}${reason}`)} ${colours.frame(singleLine(`(${range.filename}:${line}:${column})`))}\n`;
    }
    text += '\n';
  }
  return text;
}

/** What others say of a diagnostic. */
export interface Remarks {
  /** Terraform's own parser. */
  readonly terraformSays?: string | undefined;
  /** Why it is not reported. */
  readonly suppressedBecause?: string;
}

/** One diagnostic. */
export function formatDiagnostic(
  diagnostic: Diagnostic,
  { colours, source }: Pick<PrettyOptions, 'colours' | 'source'>,
  remarks: Remarks = {},
): string {
  const { severity, related = [] } = diagnostic;
  const heading = remarks.suppressedBecause === undefined ? severity : `suppressed ${severity}`;
  const paintMark = severity === 'error' ? colours.error : colours.warning;
  const lines = [diagnostic.range, ...related.map(({ range }) => range)].map(({ start }) => start.line);
  const gutter = String(Math.max(...lines)).length + 1;
  const frame = { gutter, paintFrame: colours.frame };

  let text = `${paintMark(heading)}: ${colours.strong(singleLine(diagnostic.message))} [${singleLine(diagnostic.rule)}]\n`;
  text += formatCodeFrame({
    ...frame,
    range: diagnostic.range,
    source: source(diagnostic.range.filename),
    arrow: '-->',
    underline: '^',
    paintMark,
  });
  for (const { range, message } of related) {
    text += formatCodeFrame({
      ...frame,
      range,
      source: source(range.filename),
      arrow: ':::',
      underline: '-',
      label: message,
      paintMark: colours.frame,
    });
  }
  const bullet = `${' '.repeat(gutter)} ${colours.frame('=')} `;
  const continuation = `\n${' '.repeat(gutter + 3)}`;
  for (const [label, note] of notes(diagnostic, remarks)) {
    text += `${bullet}${colours.label(`${label}:`)} ${unlikeCommand(visible(note).trim()).replaceAll('\n', continuation)}\n`;
  }
  return text;
}

/** GitHub Actions obeys lines that begin with two colons, after blanks too. */
function unlikeCommand(text: string): string {
  return text.replace(/^(\s*):(?=:)/gm, '$1: ');
}

function* notes(
  diagnostic: Diagnostic,
  { suppressedBecause, terraformSays }: Remarks,
): Iterable<[label: string, note: string]> {
  const { addresses, assumptions = [], aws, fix, help, stage } = diagnostic;
  if (suppressedBecause !== undefined) yield ['suppressed', suppressedBecause];
  if (terraformSays !== undefined) yield ['Terraform says', terraformSays];
  if (assumptions.length > 0) yield ['when', assumptions.join(' and ')];
  if (aws !== undefined) yield ['AWS says', aws];
  // What --fix does is often all the help that there is.
  if (help !== undefined && help !== fix?.title) yield ['help', help];
  if (fix !== undefined)
    yield ['fix available', `${fix.title} (--fix${fix.applicability === 'safe' ? '' : '=unsafe'})`];
  const more = addresses.length > ADDRESSES ? ` and ${addresses.length - ADDRESSES} more` : '';
  const where = addresses.length > 0 ? `, for ${addresses.slice(0, ADDRESSES).join(', ')}${more}` : '';
  yield ['shows at', `${moment(stage)}${where}`];
}

/** A stage in words, to follow "shows at". */
export function moment(stage: Stage): string {
  switch (stage) {
    case 'validate':
      return 'terraform validate';
    case 'plan':
      return 'terraform plan';
    case 'apply':
      return 'terraform apply';
    case 'runtime':
      return 'run time, after a successful apply';
  }
}
