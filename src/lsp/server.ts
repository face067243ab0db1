/** The language server: what a client says goes to the workspaces, what these find goes to the client. */
import {
  type CancellationToken,
  type ClientCapabilities,
  type CodeAction,
  type Connection,
  type Diagnostic,
  type DiagnosticServerCancellationData,
  DidChangeWatchedFilesNotification,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  type ShowMessageParams,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { LintResult } from '../lint/lint.ts';
import { codeActions } from '../service/code-actions.ts';
import { type DiagnosticOptions, fileDiagnostics } from '../service/diagnostics.ts';
import { folderOf } from '../service/open-documents.ts';
import { type CheckRequest, isChecked } from '../service/workspace.ts';
import type { FileSystem } from '../terraform/file-system.ts';
import { Pace } from './pace.ts';
import { nameIn, type ProjectModule, Projects, pathFrom } from './projects.ts';
import { Reports } from './reports.ts';

/** Where the server runs. Paths are absolute and have `/`, unless they are said to be names in a folder. */
export interface ServerHost {
  readonly version: string;
  /** The file system as it is now; its paths are names in the folder. */
  disk(folder: string): FileSystem;
  /** `undefined` when the URI names no file. */
  pathOf(uri: string): string | undefined;
  uriOf(path: string): string;
  /** Whether a folder that the editor has opened is one project, and not a home folder or a whole disk. */
  isProject(folder: string): boolean;
  /** The address of the page about a rule. */
  rulePage(rule: string): string | undefined;
  /** How a module is checked now: the same function as long as the result can only depend on what it reads. */
  checkerOf(module: ModulePlace): Promise<Checker>;
  /** Files were written, made or removed; without paths, anything. */
  changed(paths?: readonly string[]): void;
}

export interface ModulePlace {
  /** The folder of the project. */
  readonly folder: string;
  /** The module's, a name in the folder. */
  readonly directory: string;
}

export interface Checker {
  check(request: CheckRequest): LintResult;
  /** Why the module is not checked as the user has asked for. */
  readonly problem?: string;
}

/** What a check depends on, as globs. */
const WATCHED = ['**/*.{tf,tofu,tf.json,tofu.json,tfvars,tfvars.json}', '**/.terraform.lock.hcl', '**/preplan.json'];

/** Serves one client until it goes away. */
export function startServer(connection: Connection, host: ServerHost): void {
  const documents = new TextDocuments(TextDocument);
  /** By the folder of the module. */
  const checkers = new Map<string, Checker>();
  const projects = new Projects((folder) => ({
    disk: () => host.disk(folder),
    lint(request) {
      const checker = checkers.get(pathFrom(folder, request.directory));
      return checker === undefined ? NOTHING : checker.check(request);
    },
  }));
  let client: ClientCapabilities = {};
  let shown: string | undefined;

  const reports = new Reports({
    get pulls() {
      return client.textDocument?.diagnostic !== undefined;
    },
    get accepts() {
      return client.textDocument?.publishDiagnostics !== undefined || client.textDocument?.diagnostic === undefined;
    },
    publish: (parameters) => void connection.sendDiagnostics(parameters).catch(refused),
    refresh() {
      if (client.workspace?.diagnostics?.refreshSupport) connection.languages.diagnostics.refresh().catch(refused);
    },
    uriOf: (path) => host.uriOf(path),
  });
  const pace = new Pace(() => attempt(async () => reports.publish(await findAll(), projects.documents)));

  function complain(problem: unknown): void {
    const trace = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
    connection.console.error(`this is a mistake in preplan itself; please report it with the lines below\n${trace}`);
  }

  /** What the client refuses is no reason to end. */
  function refused(problem: unknown): void {
    connection.console.warn(`the editor refused: ${problem instanceof Error ? problem.message : String(problem)}`);
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (problem) {
      complain(problem);
    }
  }

  /** The diagnostics of all modules that are open, by path. */
  async function findAll(): Promise<Map<string, Diagnostic[]>> {
    const all = new Map<string, Diagnostic[]>();
    const problems = new Set<string>();
    for (const module of projects.modules()) {
      await attempt(async () => {
        const { problem } = await prepare(module);
        if (problem !== undefined) problems.add(problem);
        const { folder, workspace } = module.project;
        const found = fileDiagnostics(workspace.check(module.directory), workspace, optionsIn(folder));
        for (const [name, diagnostics] of found) {
          const path = pathFrom(folder, name);
          // A file may be in two module trees, which find the same in it.
          all.set(path, unique([...(all.get(path) ?? []), ...diagnostics]));
        }
      });
    }
    show([...problems].join('\n'));
    return all;
  }

  async function prepare({ project: { folder, workspace }, directory }: ProjectModule): Promise<Checker> {
    const path = pathFrom(folder, directory);
    const checker = await host.checkerOf({ folder, directory });
    if (checker !== checkers.get(path)) workspace.forget(directory);
    checkers.set(path, checker);
    return checker;
  }

  function show(problem: string): void {
    if (problem !== '' && problem !== shown) {
      const parameters: ShowMessageParams = { type: MessageType.Error, message: `preplan: ${problem}` };
      connection.sendNotification(ShowMessageNotification.type, parameters).catch(refused);
    }
    shown = problem;
  }

  const optionsIn = (folder: string): DiagnosticOptions => ({
    related:
      client.textDocument?.publishDiagnostics?.relatedInformation ??
      client.textDocument?.diagnostic?.relatedInformation ??
      false,
    rulePage: (rule) => host.rulePage(rule),
    uriOf: (name) => host.uriOf(pathFrom(folder, name)),
  });

  connection.onInitialize((parameters): InitializeResult => {
    client = parameters.capabilities;
    projects.folders = openedFolders(parameters).flatMap(toProjectFolder);
    return {
      serverInfo: { name: 'preplan', version: host.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        ...(client.textDocument?.codeAction?.codeActionLiteralSupport && {
          codeActionProvider: { codeActionKinds: ['quickfix'] },
        }),
        diagnosticProvider: { identifier: 'preplan', interFileDependencies: true, workspaceDiagnostics: false },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      const watchers = WATCHED.map((globPattern) => ({ globPattern }));
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(refused);
    }
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = removed.flatMap(({ uri }) => toProjectFolder(uri));
        const kept = projects.folders.filter((folder) => !gone.includes(folder));
        projects.folders = [...kept, ...added.flatMap(({ uri }) => toProjectFolder(uri))];
        pace.ask();
      });
    }
  });

  function toProjectFolder(uri: string): readonly string[] {
    const folder = host.pathOf(uri)?.replace(/(?<=.)\/$/, '');
    return folder !== undefined && host.isProject(folder) ? [folder] : [];
  }

  connection.onDidChangeWatchedFiles(({ changes }) => {
    const paths = changes.flatMap(({ uri }) => host.pathOf(uri) ?? []);
    for (const path of paths) projects.changed(path);
    host.changed(paths);
    pace.ask();
  });

  documents.onDidChangeContent(({ document }) => {
    const path = pathOfDocument(document, host);
    if (!isChecked(path)) return;
    projects.open({ path, uri: document.uri, version: document.version, text: document.getText() });
    pace.ask();
  });

  documents.onDidClose(({ document }) => {
    const path = pathOfDocument(document, host);
    projects.close(path);
    reports.close(path);
    pace.ask();
  });

  documents.onDidSave(() => {
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
    // A client that watches no files: whoever saves wants to see how things are.
    projects.changedAll();
    host.changed();
    pace.ask();
  });

  connection.languages.diagnostics.on(
    async (
      { textDocument, previousResultId },
      token,
    ): Promise<DocumentDiagnosticReport | ResponseError<DiagnosticServerCancellationData>> => {
      if (await isCancelled(token)) return new ResponseError(LSPErrorCodes.RequestCancelled, 'no longer wanted');
      const document = [...projects.documents.values()].find(({ uri }) => uri === textDocument.uri);
      if (document === undefined) return { kind: 'full', items: [] };
      return reports.answer(document, await findAll(), previousResultId);
    },
  );

  connection.onCodeAction(async ({ textDocument, range, context: { only } }, token): Promise<CodeAction[]> => {
    if ((only !== undefined && !only.includes('quickfix')) || (await isCancelled(token))) return [];
    const path = [...projects.documents.values()].find(({ uri }) => uri === textDocument.uri)?.path;
    const isAround = ({ project, directory }: ProjectModule) =>
      pathFrom(project.folder, directory) === folderOf(path ?? '');
    const module = path === undefined ? undefined : projects.modules().find(isAround);
    if (path === undefined || module === undefined) return [];
    await prepare(module);
    const { folder, workspace } = module.project;
    const place = { path: nameIn(folder, path), range };
    return [...codeActions(workspace.check(module.directory), place, { workspace, options: optionsIn(folder) })];
  });

  connection.onShutdown(() => pace.stop());

  documents.listen(connection);
  connection.listen();
}

const NOTHING: LintResult = { diagnostics: [], mappings: [], files: 0, internalErrors: 0 };

/** Lets what the client has sent meanwhile be read first: it may be that it wants no answer any more. */
async function isCancelled(token: CancellationToken): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  return token.isCancellationRequested;
}

function openedFolders({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return rootUri ? [rootUri] : [];
}

/** A document that is no file is a module of its own, in the language that the editor says. */
function pathOfDocument({ uri, languageId }: TextDocument, host: ServerHost): string {
  const path = host.pathOf(uri);
  if (path !== undefined) return path;
  return `${uri}/unsaved.${languageId.includes('vars') ? 'tfvars' : languageId.includes('json') ? 'tf.json' : 'tf'}`;
}

function unique(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}
