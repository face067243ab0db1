/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), the form in which code scanning takes what was found. */
import type { LintResult, SuppressedDiagnostic } from '../lint/lint.ts';
import type { Diagnostic, Fix, RelatedInformation } from '../text/diagnostic.ts';
import type { SourceRange } from '../text/range.ts';
import { withoutKeys } from './block-address.ts';
import { stringifyJson } from './json.ts';
import { moment } from './pretty.ts';
import { wellFormed } from './terminal-text.ts';

/** What is told about a rule. */
export interface SarifRule {
  readonly id: string;
  readonly summary: string;
  readonly severity: 'error' | 'warning' | 'off';
  /** Markdown. */
  readonly help: string;
  readonly helpUri?: string;
}

export interface SarifOptions {
  readonly version: string;
  /** Of the rules that may occur. */
  readonly rules: ReadonlyMap<string, SarifRule>;
  /** The URI of the working directory, ending in a slash. */
  readonly root: string;
  readonly quiet: boolean;
  /** Whether everything was checked; what could not be read. */
  readonly unread: readonly { readonly path: string; readonly why: string }[];
}

const ROOT = '%SRCROOT%';

/** One run. Only rules that occur are described. */
export function formatSarif(result: LintResult, options: SarifOptions): string {
  const { suppressed = [] } = result;
  const shown = result.diagnostics.filter(({ severity }) => severity === 'error' || !options.quiet);
  const ids = [
    ...new Set([...shown, ...suppressed.map(({ diagnostic }) => diagnostic)].map(({ rule }) => rule)),
  ].sort();
  const fingerprint = fingerprints();
  const results = [
    ...shown.map((diagnostic) => resultOf(diagnostic, { ids, fingerprint })),
    ...suppressed.map((one) => ({
      ...resultOf(one.diagnostic, { ids, fingerprint }),
      suppressions: [suppressionOf(one)],
    })),
  ];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'preplan',
            version: options.version,
            semanticVersion: options.version,
            rules: ids.map((id) => ruleOf(id, options.rules.get(id))),
          },
        },
        originalUriBaseIds: { [ROOT]: { uri: options.root } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: options.unread.length === 0 && result.internalErrors === 0,
            ...(options.unread.length > 0 && { toolExecutionNotifications: options.unread.map(notificationOf) }),
          },
        ],
        results,
      },
    ],
  };
  return `${stringifyJson(log, 1)}\n`;
}

function ruleOf(id: string, rule: SarifRule | undefined): object {
  if (rule === undefined) return { id };
  return {
    id,
    shortDescription: { text: rule.summary },
    fullDescription: { text: rule.summary },
    ...(rule.helpUri !== undefined && { helpUri: rule.helpUri }),
    help: { text: rule.help, markdown: rule.help },
    defaultConfiguration: {
      enabled: rule.severity !== 'off',
      level: rule.severity === 'off' ? 'warning' : rule.severity,
    },
  };
}

interface ResultContext {
  readonly ids: readonly string[];
  readonly fingerprint: (diagnostic: Diagnostic) => string;
}

function resultOf(diagnostic: Diagnostic, { ids, fingerprint }: ResultContext): object {
  const { addresses, assumptions = [], fix, pointer, related = [], stage } = diagnostic;
  return {
    ruleId: diagnostic.rule,
    ruleIndex: ids.indexOf(diagnostic.rule),
    level: diagnostic.severity,
    message: { text: messageText([...sentences(diagnostic)].join('\n')) },
    locations: [
      {
        physicalLocation: physicalLocation(diagnostic.range),
        ...(addresses.length > 0 && {
          logicalLocations: addresses.map((address) => ({ fullyQualifiedName: address, kind: 'resource' })),
        }),
      },
    ],
    ...(related.length > 0 && { relatedLocations: related.map(relatedLocation) }),
    ...(fix !== undefined && { fixes: [fixOf(fix)] }),
    partialFingerprints: { 'preplan/v1': fingerprint(diagnostic) },
    properties: {
      stage,
      ...(pointer !== undefined && { pointer }),
      ...(assumptions.length > 0 && { assumptions }),
    },
  };
}

function* sentences({ assumptions = [], aws, help, message, stage }: Diagnostic): Iterable<string> {
  yield message;
  if (assumptions.length > 0) yield `When: ${assumptions.join(' and ')}`;
  if (aws !== undefined) yield `AWS says: ${aws}`;
  if (help !== undefined) yield help;
  yield `Shows at ${moment(stage)}`;
}

function fixOf({ title, edits }: Fix): object {
  const filenames = new Set(edits.map(({ range }) => range.filename));
  return {
    description: { text: messageText(title) },
    artifactChanges: [...filenames].map((filename) => ({
      artifactLocation: artifactLocation(filename),
      replacements: edits
        .filter(({ range }) => range.filename === filename)
        .map(({ range, text }) => ({
          deletedRegion: region(range),
          ...(text !== '' && { insertedContent: { text } }),
        })),
    })),
  };
}

/** Text in which nothing is a link or a placeholder: `[text](target)`, `{0}`. */
function messageText(text: string): string {
  return text.replace(/\[(?=[^\]]*\]\()/g, '\\[').replace(/\{(\d+)\}/g, '{{$1}}');
}

function physicalLocation(range: SourceRange): object {
  return { artifactLocation: artifactLocation(range.filename), region: region(range) };
}

function region({ start, end }: SourceRange): object {
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    charOffset: start.offset,
    charLength: end.offset - start.offset,
  };
}

function artifactLocation(filename: string): object {
  const uri = wellFormed(filename).split('/').map(encodeURIComponent).join('/');
  if (filename.startsWith('/')) return { uri: `file://${uri}` };
  // A drive of Windows.
  if (/^[A-Za-z]:\//.test(filename)) return { uri: `file:///${uri}` };
  return { uri, uriBaseId: ROOT };
}

function relatedLocation({ message, range }: RelatedInformation, id: number): object {
  return { id, message: { text: messageText(message) }, physicalLocation: physicalLocation(range) };
}

function suppressionOf({ range, reason }: SuppressedDiagnostic): object {
  return {
    kind: 'inSource',
    status: 'accepted',
    ...(reason !== undefined && { justification: reason }),
    location: { physicalLocation: physicalLocation(range) },
  };
}

function notificationOf({ path, why }: { readonly path: string; readonly why: string }): object {
  return {
    level: 'error',
    message: { text: messageText(`${path} cannot be read: ${why}`) },
    locations: [{ physicalLocation: { artifactLocation: artifactLocation(path) } }],
  };
}

/**
 * What stays the same when lines move: the rule, the block and the argument; of what is in no block the file and the message.
 * What would be equal is numbered.
 */
function fingerprints(): (diagnostic: Diagnostic) => string {
  const seen = new Map<string, number>();
  return ({ addresses: [address], message, pointer, range, rule }) => {
    const parts = address === undefined ? [rule, range.filename, message] : [rule, withoutKeys(address), pointer ?? ''];
    const identity = parts.join(' ');
    const number = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, number);
    return number === 1 ? identity : `${identity} ${number}`;
  };
}
