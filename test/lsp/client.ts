/** An editor as the server sees it: a scripted client at the other end of a real pipe. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  ExitNotification,
  FileChangeType,
  type FileEvent,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  RegistrationRequest,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { bundleParts, writeLauncher } from '../../scripts/build.ts';

/** A new folder, which is there until `removeTemporaryFolders`. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'preplan-lsp-'));
  temporaryFolders.push(folder);
  return folder;
}

const temporaryFolders: string[] = [];

export function removeTemporaryFolders(): void {
  for (const folder of temporaryFolders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Bundles the program as it is built, into a folder of its own; the result is a script for Node. */
export async function bundleProgram(): Promise<string> {
  const folder = temporaryFolder();
  await bundleParts({ outdir: folder });
  writeLauncher(folder, 'none');
  return join(folder, 'cli.cjs');
}

/** A new folder with these files. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

export interface ClientOptions {
  readonly program: string;
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  /** The editor's process; by default this one. */
  readonly processId?: number;
  /** Refuses to watch files, whatever its capabilities say. */
  readonly refuses?: boolean;
  /** More arguments for the server. */
  readonly more?: readonly string[];
}

const PUSH: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true },
  },
  workspace: { workspaceFolders: true },
};

export class Client {
  readonly server: ChildProcess;
  readonly connection: ProtocolConnection;
  /** The exit code and signal of the server. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  readonly published: PublishDiagnosticsParams[] = [];
  /** What the server has complained of. */
  readonly log: string[] = [];
  /** What it has shown to the user. */
  readonly shown: string[] = [];
  readonly registered: unknown[] = [];
  answer: InitializeResult | undefined;
  #watchers: (() => void)[] = [];

  private constructor(server: ChildProcess, connection: ProtocolConnection) {
    this.server = server;
    this.connection = connection;
    this.ended = new Promise((resolve) => server.on('exit', (code, signal) => resolve({ code, signal })));
  }

  static async start({
    program,
    folders = [],
    capabilities = PUSH,
    processId = process.pid,
    refuses = false,
    more = [],
  }: ClientOptions): Promise<Client> {
    const { NODE_OPTIONS: _unset, ...env } = process.env;
    const server = spawn(process.execPath, [program, 'lsp', '--stdio', ...more], {
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    const client = new Client(server, connection);
    connection.onNotification(PublishDiagnosticsNotification.type, (parameters) => {
      client.published.push(parameters);
      client.#happened();
    });
    connection.onNotification(LogMessageNotification.type, ({ message }) => {
      client.log.push(message);
      client.#happened();
    });
    connection.onNotification(ShowMessageNotification.type, ({ message }) => {
      client.shown.push(message);
      client.#happened();
    });
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      if (refuses) throw new Error('no');
      client.registered.push(...registrations);
      client.#happened();
    });
    connection.listen();
    client.answer = await connection.sendRequest(InitializeRequest.type, {
      processId,
      rootUri: null,
      capabilities,
      workspaceFolders: folders.map((folder) => ({ name: folder, uri: uriOf(folder) })),
    });
    await connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  async open(path: string, text: string, version = 1): Promise<void> {
    const textDocument = { uri: uriOf(path), languageId: 'terraform', version, text };
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  async change(
    path: string,
    version: number,
    ...contentChanges: readonly { range: Range; text: string }[]
  ): Promise<void> {
    const textDocument = { uri: uriOf(path), version };
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument,
      contentChanges: [...contentChanges],
    });
  }

  async close(path: string): Promise<void> {
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri: uriOf(path) },
    });
  }

  /** Writes a file and says so, as a client does that watches files. */
  async write(path: string, text: string): Promise<void> {
    writeFileSync(path, text);
    const change: FileEvent = { uri: uriOf(path), type: FileChangeType.Changed };
    await this.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [change] });
  }

  pull(path: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri: uriOf(path) },
      ...(previousResultId !== undefined && { previousResultId }),
    });
  }

  /** What was published last for a file. */
  last(path: string): PublishDiagnosticsParams | undefined {
    return this.published.findLast(({ uri }) => uri === uriOf(path));
  }

  /** The diagnostics of a file, once they were published for this version. */
  async diagnostics(path: string, version: number): Promise<readonly Diagnostic[]> {
    await this.until(() => this.last(path)?.version === version);
    return this.last(path)?.diagnostics ?? [];
  }

  /** Waits for the server to say what makes this true. */
  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await new Promise<void>((resolve) => this.#watchers.push(resolve));
  }

  /** Ends as the protocol says; the exit code of the server. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    const { code } = await this.ended;
    this.connection.dispose();
    return code;
  }

  #happened(): void {
    const watchers = this.#watchers;
    this.#watchers = [];
    for (const watcher of watchers) watcher();
  }
}

export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

/** `line:character-line:character code` of each diagnostic, from 0 as the protocol counts. */
export function places(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(
    ({ range: { start, end }, code }) => `${start.line}:${start.character}-${end.line}:${end.character} ${code}`,
  );
}
