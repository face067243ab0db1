/** The language server `preplan lsp` in VS Code. It stands beside the extension that knows the language: files are chosen by their names. */
import { commands, type ExtensionContext, window, workspace } from 'vscode';
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import { serverCommand } from './server-command.ts';

const FILES = ['**/*.{tf,tofu,tfvars}', '**/*.{tf,tofu,tfvars}.json', '**/.terraform.lock.hcl'];

const RESTARTING = ['preplan.enable', 'preplan.path', 'preplan.arguments'];

let client: LanguageClient | undefined;
/** Starts and stops happen one after the other. */
let work: Promise<void> = Promise.resolve();

export function activate(context: ExtensionContext): Promise<void> {
  const bundled = context.asAbsolutePath('dist/server/cli.cjs');
  const restart = () => {
    work = work
      .then(stop)
      .then(() => start(bundled))
      .catch(tell);
    return work;
  };
  context.subscriptions.push(
    commands.registerCommand('preplan.restart', restart),
    workspace.onDidChangeConfiguration((change) => {
      if (RESTARTING.some((name) => change.affectsConfiguration(name))) void restart();
    }),
    workspace.onDidGrantWorkspaceTrust(() => void restart()),
  );
  return restart();
}

export function deactivate(): Promise<void> {
  work = work.then(stop).catch(() => {});
  return work;
}

async function start(bundled: string): Promise<void> {
  const settings = workspace.getConfiguration('preplan');
  if (!settings.get('enable', true)) return;
  const options: LanguageClientOptions = {
    documentSelector: FILES.map((pattern) => ({ scheme: 'file', pattern })),
    diagnosticCollectionName: 'preplan',
  };
  client = new LanguageClient('preplan', 'preplan', serverOptions(bundled), options);
  await client.start();
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.dispose();
}

function serverOptions(bundled: string): ServerOptions {
  const settings = workspace.getConfiguration('preplan');
  const command = serverCommand(
    { path: settings.get('path', ''), arguments: settings.get('arguments', ['lsp']) },
    { workspace: workspace.workspaceFolders?.[0]?.uri.fsPath, bundled },
  );
  const more = workspace.isTrusted ? [] : ['--no-plugins'];
  switch (command.kind) {
    case 'bundled':
      // With the Node of the editor, so that none need be installed.
      return { module: command.module, args: ['lsp', ...more], transport: TransportKind.stdio };
    case 'program':
      // npm's programs are scripts on Windows, which only a shell runs.
      return {
        command: command.command,
        args: [...command.arguments, ...more],
        options: { shell: process.platform === 'win32' },
      };
  }
}

function tell(problem: unknown): void {
  const message = problem instanceof Error ? problem.message : String(problem);
  void window.showErrorMessage(`preplan does not start: ${message}; see the setting preplan.path`);
}
