import type { SyntaxTree } from '../hcl/ast.ts';
import { parseJson } from '../hcl/json-syntax.ts';
import { parse } from '../hcl/parser.ts';
import { jsonLocations } from '../hcl/source-lookup.ts';
import { toJson } from '../hcl/to-json.ts';
import { decode, nodeFileSystem } from '../node/file-system.ts';
import { relativePath } from '../node/paths.ts';
import { PreplanError } from '../node/preplan-error.ts';
import type { ReferenceResult } from '../node/reference-parser.ts';
import { rangeJson, stringifyJson } from '../report/json.ts';
import { formatDiagnostic } from '../report/pretty.ts';
import type { FileContent } from '../terraform/file-system.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { SourceRange } from '../text/range.ts';
import { SourceFile } from '../text/source-file.ts';
import type { ParseArguments } from './arguments.ts';
import { chooseColours } from './colour.ts';
import { disagreement, unconfirmed } from './confirm-syntax.ts';
import { type ExitStatus, type Host, highest } from './host.ts';

/** One file that was parsed: with its JSON form, or with the reasons why there is none. */
interface ParsedFile {
  /** As given. */
  readonly name: string;
  readonly source: SourceFile;
  readonly tree: SyntaxTree;
  readonly json?: unknown;
  readonly errors: readonly ParseError[];
  readonly terraformSays?: string;
}

interface ParseError {
  readonly message: string;
  readonly range: SourceRange;
}

interface UnreadFile {
  readonly name: string;
  readonly unread: string;
}

/** `preplan parse FILE...`. */
export async function runParse(given: ParseArguments, host: Host): Promise<ExitStatus> {
  const read = given.files.map((name) => readAndParse(name, given, host));
  const files = await withReference(read, host);
  const [only] = files;
  if (files.length > 1 || given.jsonLines || only === undefined) {
    for (const file of files) host.stdout.write(`${stringifyJson(jsonLine(file, given))}\n`);
  } else if ('unread' in only) {
    throw new PreplanError(`${only.name} ${only.unread}; name a file that can be read`);
  } else if (only.errors.length > 0) {
    host.stderr.write(describeErrors(only, given, host));
  } else {
    host.stdout.write(`${stringifyJson(given.positions ? withPositions(only) : only.json, 2)}\n`);
  }
  return highest(...files.map((file): ExitStatus => ('unread' in file ? 2 : file.errors.length > 0 ? 1 : 0)));
}

function readAndParse(name: string, given: ParseArguments, host: Host): ParsedFile | UnreadFile {
  const { workingDirectory } = host;
  const fromStdin = name === '-';
  const path = relativePath(fromStdin ? (given.stdinFilename ?? 'stdin.tf') : name, workingDirectory);
  const fileSystem = nodeFileSystem(workingDirectory);
  const content: FileContent = fromStdin ? decode(host.readStdin()) : fileSystem.readFile(path);
  if ('error' in content) return { name, unread: describeUnread(content.error, fileSystem.failures[0]?.why) };
  return parseText(fromStdin ? path : name, path, content);
}

function describeUnread(error: 'missing' | 'unreadable' | 'directory', why = 'unknown reason'): string {
  switch (error) {
    case 'missing':
      return 'does not exist';
    case 'directory':
      return 'is a folder';
    case 'unreadable':
      return `cannot be read: ${why}`;
  }
}

function parseText(
  name: string,
  path: string,
  { text, malformedAt }: Extract<FileContent, { text: string }>,
): ParsedFile {
  const source = new SourceFile(path, text);
  const isJson = path.endsWith('.json');
  const tree = isJson ? parseJson(source) : parse(source);
  tree.parseAll();
  const file = { name, source, tree };
  if (malformedAt !== undefined) {
    const range = source.range({ start: malformedAt, end: malformedAt + 1 });
    return { ...file, errors: [{ message: 'These bytes are not UTF-8, which every file must be encoded in', range }] };
  }
  if (tree.diagnostics.length > 0) {
    return {
      ...file,
      errors: tree.diagnostics.map((found) => ({
        message: `${found.summary}: ${found.detail}`,
        range: source.range(found),
      })),
    };
  }
  return { ...file, ...(isJson ? { json: JSON.parse(text.replace(/^\ufeff/, '')), errors: [] } : convert(tree)) };
}

function convert(tree: SyntaxTree): Pick<ParsedFile, 'json' | 'errors'> {
  const converted = toJson(tree);
  if ('json' in converted) return { json: converted.json, errors: [] };
  const message = `There is no JSON form of this file: ${converted.error}`;
  return { errors: [{ message, range: tree.file.range(tree.body) }] };
}

/** Asks the reference parser about every file in native syntax that ours rejects; it has the last word. */
async function withReference(
  files: readonly (ParsedFile | UnreadFile)[],
  host: Host,
): Promise<readonly (ParsedFile | UnreadFile)[]> {
  const doubtful = files.filter(
    (file): file is ParsedFile =>
      'tree' in file && file.tree.body.syntax === 'native' && file.tree.diagnostics.length > 0,
  );
  if (doubtful.length === 0) return files;
  const { parseWithReference } = await import('../node/reference-parser.ts');
  const results = parseWithReference(doubtful.map(({ source }) => source.text));
  const reasons = new Set(results.flatMap((result) => (result.kind === 'unavailable' ? [result.why] : [])));
  for (const why of reasons) host.stderr.write(unconfirmed(why));
  const judged = new Map<ParsedFile | UnreadFile, ParsedFile>();
  for (const [index, file] of doubtful.entries()) {
    const result = results[index];
    if (result?.kind === 'json' || result?.kind === 'not-convertible') host.stderr.write(disagreement(file.name));
    judged.set(file, judge(file, result));
  }
  return files.map((file) => judged.get(file) ?? file);
}

function judge(file: ParsedFile, result: ReferenceResult | undefined): ParsedFile {
  switch (result?.kind) {
    case 'json':
      return { ...file, json: result.json, errors: [] };
    case 'syntax-error':
      return { ...file, terraformSays: result.text };
    case 'not-convertible':
      return { ...file, errors: [{ message: result.text, range: file.source.range(file.tree.body) }] };
    case 'unavailable':
    case undefined:
      return file;
  }
}

function jsonLine(file: ParsedFile | UnreadFile, { positions }: ParseArguments): object {
  if ('unread' in file) return { file: file.name, errors: [{ message: file.unread }] };
  if (file.errors.length > 0) {
    return { file: file.name, errors: file.errors.map(({ message, range }) => ({ message, range: rangeJson(range) })) };
  }
  return { file: file.name, ...(positions ? withPositions(file) : { json: file.json }) };
}

/** The JSON form beside where each of its parts is written: `key` is a name, a label or a header, `value` what it stands for. */
function withPositions({ json, source, tree }: ParsedFile): object {
  const positions = Object.fromEntries(
    [...jsonLocations(tree)].map(([pointer, { key, value }]) => {
      return [pointer, { key: rangeJson(source.range(key)), value: rangeJson(source.range(value)) }];
    }),
  );
  return { json, positions };
}

function describeErrors({ errors, source, terraformSays }: ParsedFile, given: ParseArguments, host: Host): string {
  const options = {
    source: () => source,
    colours: chooseColours(given.color, host, host.stderr),
  };
  return errors
    .map(({ message, range }, index) => {
      const diagnostic: Diagnostic = {
        rule: 'syntax-error',
        severity: 'error',
        stage: 'validate',
        message,
        range,
        addresses: [],
      };
      return formatDiagnostic(diagnostic, options, { terraformSays: index === 0 ? terraformSays : undefined });
    })
    .join('\n');
}
