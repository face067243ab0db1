/** What a check found, as the language server protocol says it. */
import type {
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Diagnostic as LspDiagnostic,
  Range,
} from 'vscode-languageserver-types';
import { visible } from '../report/terminal-text.ts';
import type { Diagnostic, Severity } from '../text/diagnostic.ts';
import type { JsonPointer } from '../text/pointer.ts';
import type { SourceRange } from '../text/range.ts';
import { rangesIn } from './position.ts';
import type { ModuleCheck, Workspace } from './workspace.ts';

export interface DiagnosticOptions {
  /** Whether the editor shows related places. */
  readonly related: boolean;
  /** The address of the page about a rule, if there is one. */
  rulePage(rule: string): string | undefined;
  /** The URI of a file that is not open. */
  uriOf(path: string): string;
}

/** What a diagnostic carries for the editor to hand back: what a repair starts from. */
export interface DiagnosticData extends Pick<Diagnostic, 'stage' | 'addresses' | 'fix'> {
  readonly pointer?: JsonPointer;
}

/** How many addresses are named. */
const ADDRESSES = 3;

/** The diagnostics of a check, by path; a file without any is not named. */
export function fileDiagnostics(
  { diagnostics }: ModuleCheck,
  workspace: Pick<Workspace, 'documents' | 'text'>,
  options: DiagnosticOptions,
): ReadonlyMap<string, readonly LspDiagnostic[]> {
  const conversion = conversionIn(workspace, options);
  const files = new Map<string, LspDiagnostic[]>();
  for (const diagnostic of diagnostics) {
    const { filename } = diagnostic.range;
    const found = files.get(filename) ?? [];
    files.set(filename, found);
    found.push(toLsp(diagnostic, conversion));
  }
  return files;
}

export interface Conversion extends DiagnosticOptions {
  toRange(range: SourceRange): Range;
  toUri(path: string): string;
}

/** How the places of the files of a workspace are said. */
export function conversionIn(workspace: Pick<Workspace, 'documents' | 'text'>, options: DiagnosticOptions): Conversion {
  const counters = new Map<string, (range: SourceRange) => Range>();
  const toRange = (range: SourceRange): Range => {
    const { filename } = range;
    const counter =
      counters.get(filename) ??
      rangesIn({ text: workspace.text(filename) ?? '', isOpen: workspace.documents.has(filename) });
    counters.set(filename, counter);
    return counter(range);
  };
  const toUri = (path: string): string => workspace.documents.get(path)?.uri ?? options.uriOf(path);
  return { ...options, toRange, toUri };
}

export function toLsp(diagnostic: Diagnostic, { toRange, toUri, ...options }: Conversion): LspDiagnostic {
  const { rule, severity, stage, addresses, pointer, fix, range, related = [] } = diagnostic;
  const page = options.rulePage(rule);
  const relatedInformation = related.map(
    (one): DiagnosticRelatedInformation => ({
      location: { uri: toUri(one.range.filename), range: toRange(one.range) },
      message: visible(one.message),
    }),
  );
  const data: DiagnosticData = { stage, addresses, ...(pointer !== undefined && { pointer }), ...(fix && { fix }) };
  return {
    range: toRange(range),
    severity: SEVERITIES[severity],
    code: rule,
    ...(page !== undefined && { codeDescription: { href: page } }),
    source: 'preplan',
    message: messageOf(diagnostic),
    ...(options.related && relatedInformation.length > 0 && { relatedInformation }),
    data,
  };
}

/** The protocol's numbers; its package would have to be loaded for their names. */
const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = { error: 1, warning: 2 };

/** The message, then what belongs to it, a line each: an editor that shows one line shows the message. */
function messageOf({ message, assumptions = [], aws, help, addresses }: Diagnostic): string {
  const lines = [message];
  if (assumptions.length > 0) lines.push(`When: ${assumptions.join(' and ')}`);
  if (aws !== undefined) lines.push(`AWS says: ${aws}`);
  if (help !== undefined) lines.push(help);
  // The block that is marked has one address; others say which of its instances is meant.
  if (addresses.length > 1 || addresses[0]?.includes('[')) lines.push(`For ${listed(addresses)}`);
  return visible(lines.join('\n'));
}

function listed(addresses: readonly string[]): string {
  const more = addresses.length > ADDRESSES ? ` and ${addresses.length - ADDRESSES} more` : '';
  return `${addresses.slice(0, ADDRESSES).join(', ')}${more}`;
}
