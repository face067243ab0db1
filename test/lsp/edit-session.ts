/**
 * Somebody edits: types, deletes, pastes and undoes in several files of several modules, by a seed, so that a session can be
 * repeated. Afterwards the texts are saved, and what the server says is compared with a run of the command line.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Host } from '../../src/cli/host.ts';
import { runLint } from '../../src/cli/lint.ts';
import { run } from '../../src/cli/run.ts';
import { Client, temporaryFolder } from './client.ts';

const CORPUS = '../shared/corpus';
export const hasCorpus = existsSync(join(CORPUS, 'manifest.jsonl'));

export interface SessionOptions {
  readonly program: string;
  readonly files: number;
  readonly edits: number;
  readonly seed: number;
  /** Modules with more text than this are left alone; by default none are. */
  readonly largestModule?: number;
}

export interface SessionResult {
  /** By file: what the server said last, and what the command line says of the same text. */
  readonly files: readonly {
    readonly file: string;
    readonly server: readonly string[];
    readonly commandLine: readonly string[];
  }[];
  /** What the server complained of. */
  readonly log: readonly string[];
  /** How many edits of each kind were made. */
  readonly made: Readonly<Record<string, number>>;
}

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface OpenFile {
  readonly path: string;
  text: string;
  version: number;
  readonly undo: Replacement[];
}

/** What is typed: parts of mappings, and what breaks files. */
const TYPED = [
  '\n  batch_size = 20000\n',
  '\n  batch_size = 10\n',
  '\n  maximum_batching_window_in_seconds = 400\n',
  '\n  starting_position = "LATEST"\n',
  '\nresource "aws_lambda_event_source_mapping" "typed" {\n  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:q"\n  function_name = "f"\n  batch_size = 99999\n}\n',
  '\nvariable "typed" {\n  default = 7\n}\n',
  'batch_size',
  ' = ',
  '{',
  '}',
  '"',
  '${',
  '%{ if',
  '<<EOT\n',
  '\nEOT\n',
  '/*',
  '# 😀 é\r\n',
  '\r',
  '[',
  ')',
  'x',
  '\n',
  ' ',
];

/** Opens real files, with the modules they are in, and edits them. */
export async function editSession(options: SessionOptions): Promise<SessionResult> {
  const { program, edits, seed } = options;
  const random = randomNumbers(seed);
  const folder = realpathSync(temporaryFolder());
  const paths = copyModules(folder, random, options);
  const client = await Client.start({ program, folders: [folder] });
  const open: OpenFile[] = [];
  for (const path of paths) {
    const file = { path, text: readFileSync(path, 'utf8').replace(/^\ufeff/, ''), version: 1, undo: [] };
    open.push(file);
    await client.open(path, file.text);
  }
  const made: Record<string, number> = { type: 0, delete: 0, paste: 0, undo: 0, write: 0 };
  for (let edit = 0; edit < edits; edit++) {
    const file = pick(open, random);
    if (random() < 0.1) {
      await writeBeside(client, file.path, random);
      made['write'] = (made['write'] ?? 0) + 1;
    }
    const wanted = pick(['type', 'type', 'delete', 'paste', 'undo', 'undo'] as const, random);
    const kind = wanted === 'undo' && file.undo.length === 0 ? 'type' : wanted;
    const replacements = kind === 'undo' ? file.undo.splice(-1) : [makeEdit(kind, file.text, random)];
    if (random() < 0.1 && kind !== 'undo') replacements.push(makeEdit('type', apply(file.text, replacements), random));
    made[kind] = (made[kind] ?? 0) + 1;
    await send(client, file, replacements, kind !== 'undo');
    // Now and then the editor waits for the answer, as people do.
    if (random() < 0.2) await client.diagnostics(file.path, file.version);
  }
  // What was written last is seen before what is typed behind it.
  for (const file of open) await send(client, file, [{ start: 0, end: 0, text: '' }], false);
  for (const { path, version } of open) await client.diagnostics(path, version);
  const said = new Map(open.map(({ path }) => [path, client.last(path)?.diagnostics ?? []]));
  const { log } = client;
  await client.stop();

  const results: SessionResult['files'][number][] = [];
  for (const { path, text } of open) writeFileSync(path, text);
  for (const { path, text } of open) {
    const document = TextDocument.create('file:///x', 'terraform', 1, text);
    results.push({
      file: path.slice(folder.length + 1),
      server: (said.get(path) ?? []).map(fromServer).sort(),
      commandLine: (await commandLine(folder, path)).map((found) => fromCommandLine(found, document)).sort(),
    });
  }
  return { files: results, log, made };
}

/** What else a module depends on: variable values, the lock file, the configuration, a file that is not open, a child module. */
async function writeBeside(client: Client, path: string, random: () => number): Promise<void> {
  const folder = dirname(path);
  const size = pick([5, 10, 10_001, 20_000], random);
  const files: Readonly<Record<string, string>> = {
    'terraform.tfvars': pick([`typed = ${size}\n`, 'typed = "\n', ''], random),
    '.terraform.lock.hcl': `provider "registry.terraform.io/hashicorp/aws" {\n  version = "${pick(['4.67.0', '5.80.0'], random)}"\n}\n`,
    'preplan.json': `{ "rules": { "value-out-of-range": "${pick(['off', 'warning', 'error'], random)}" } }\n`,
    'beside.tf': `module "beside" {\n  source = "./beside"\n  size   = ${pick(['var.typed', size], random)}\n}\n`,
    'beside/main.tf': `variable "size" {\n  default = ${size}\n}\n\nresource "aws_lambda_event_source_mapping" "beside" {\n  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:q"\n  function_name    = "f"\n  batch_size       = var.size\n}\n`,
  };
  const name = pick(Object.keys(files), random);
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  await client.write(join(folder, name), files[name] ?? '');
}

/** Copies the module folders of files that hold a mapping, and of others; the paths of the copies to open. */
function copyModules(
  folder: string,
  random: () => number,
  { files, largestModule = Number.POSITIVE_INFINITY }: SessionOptions,
): string[] {
  const manifest = readFileSync(join(CORPUS, 'manifest.jsonl'), 'utf8').trim().split('\n');
  const candidates = manifest
    .map((line): { file: string; role: string } => JSON.parse(line))
    .filter(({ file, role }) => file.endsWith('.tf') && (role === 'hit' || role === 'module'));
  const paths = new Set<string>();
  while (paths.size < files) {
    const source = join(CORPUS, pick(candidates, random).file);
    const module = dirname(source);
    const names = readdirSync(module).filter((name) => /\.(tf|tofu|tfvars)$/.test(name));
    const size = names.reduce((sum, name) => sum + statSync(join(module, name)).size, 0);
    if (size > largestModule) continue;
    const target = join(folder, module.slice(CORPUS.length + 1).replaceAll('/', '-'));
    mkdirSync(target, { recursive: true });
    for (const name of names) copyFileSync(join(module, name), join(target, name));
    paths.add(join(target, basename(source)));
  }
  return [...paths];
}

function makeEdit(kind: 'type' | 'delete' | 'paste', text: string, random: () => number): Replacement {
  const at = boundary(text, Math.floor(random() * (text.length + 1)));
  switch (kind) {
    case 'type':
      return { start: at, end: at, text: pick(TYPED, random) };
    case 'delete':
      return { start: at, end: boundary(text, Math.min(at + Math.floor(random() * 40), text.length)), text: '' };
    case 'paste': {
      const from = boundary(text, Math.floor(random() * (text.length + 1)));
      const to = boundary(text, Math.min(from + Math.floor(random() * 600), text.length));
      return { start: at, end: at, text: text.slice(from, to) };
    }
  }
}

/** Editors put no cursor inside a character, or between CR and LF. */
function boundary(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const isInside = (code >= 0xdc00 && code <= 0xdfff) || (text[at] === '\n' && text[at - 1] === '\r');
  return isInside ? at - 1 : at;
}

function apply(text: string, replacements: readonly Replacement[]): string {
  return replacements.reduce(
    (before, { start, end, text: by }) => before.slice(0, start) + by + before.slice(end),
    text,
  );
}

/** Sends the replacements, one after the other, as one change. */
async function send(
  client: Client,
  file: OpenFile,
  replacements: readonly Replacement[],
  undoable: boolean,
): Promise<void> {
  const changes = replacements.map((replacement) => {
    const { start, end, text } = replacement;
    const document = TextDocument.create('file:///x', 'terraform', 1, file.text);
    if (undoable) file.undo.push({ start, end: start + text.length, text: file.text.slice(start, end) });
    file.text = apply(file.text, [replacement]);
    return { range: { start: document.positionAt(start), end: document.positionAt(end) }, text };
  });
  file.version++;
  await client.change(file.path, file.version, ...changes);
}

interface Reported {
  readonly rule: string;
  readonly message: string;
  readonly severity: string;
  readonly range: {
    readonly filename: string;
    readonly start: { readonly offset: number };
    readonly end: { readonly offset: number };
  };
}

/** What a fresh run of the command line reports in one file, which is named. */
async function commandLine(folder: string, path: string): Promise<Reported[]> {
  const name = path.slice(folder.length + 1);
  let stdout = '';
  const host: Host = {
    workingDirectory: folder,
    environment: {},
    stdout: {
      write(text) {
        stdout += text;
      },
      isTerminal: false,
    },
    stderr: { write: () => {}, isTerminal: false },
    readStdin: () => Buffer.alloc(0),
    now: () => 0,
    time: () => '2026-01-01T00:00:00Z',
  };
  await run(['--format', 'json', name], host, runLint);
  const { diagnostics }: { diagnostics: Reported[] } = JSON.parse(stdout);
  return diagnostics.filter(({ range }) => range.filename === name);
}

function fromServer({ range: { start, end }, code, severity, message }: Diagnostic): string {
  const place = `${start.line}:${start.character}-${end.line}:${end.character}`;
  return `${place} ${severity === 1 ? 'error' : 'warning'} ${code} ${String(message).split('\n')[0]}`;
}

function fromCommandLine({ range, rule, severity, message }: Reported, document: TextDocument): string {
  const [start, end] = [document.positionAt(range.start.offset), document.positionAt(range.end.offset)];
  return `${start.line}:${start.character}-${end.line}:${end.character} ${severity} ${rule} ${message.split('\n')[0]}`;
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** Numbers from 0 to below 1 (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
