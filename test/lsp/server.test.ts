import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  CancellationTokenSource,
  type ClientCapabilities,
  CodeActionRequest,
  DiagnosticRefreshRequest,
  DidChangeWorkspaceFoldersNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  DocumentDiagnosticRequest,
  HoverRequest,
  LSPErrorCodes,
} from 'vscode-languageserver/node';
import {
  bundleProgram,
  Client,
  type ClientOptions,
  folderWith,
  places,
  removeTemporaryFolders,
  uriOf,
} from './client.ts';

afterAll(removeTemporaryFolders);

let program: string;
const clients: Client[] = [];

beforeAll(async () => {
  program = await bundleProgram();
});

afterEach(() => {
  for (const { server } of clients.splice(0)) server.kill('SIGKILL');
});

async function start(options: Omit<ClientOptions, 'program'> = {}): Promise<Client> {
  const client = await Client.start({ program, ...options });
  clients.push(client);
  return client;
}

function mapping(name: string, size: string): string {
  return `resource "aws_lambda_event_source_mapping" "${name}" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:${name}"
  function_name    = "orders"
  batch_size       = ${size}
}
`;
}

const sizeIs = (size: number) => `variable "size" {\n  default = ${size}\n}\n`;

const TOO_LARGE = '3:21-3:26 value-out-of-range';
const VARIABLE_TOO_LARGE = '3:21-3:29 value-out-of-range';

const PULL: ClientCapabilities = {
  textDocument: { publishDiagnostics: {}, diagnostic: { relatedDocumentSupport: false } },
  workspace: { diagnostics: { refreshSupport: true } },
};

const WATCHES: ClientCapabilities = {
  textDocument: { publishDiagnostics: {} },
  workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
};

test('says what it can do', async () => {
  const client = await start();
  expect(client.answer).toMatchObject({
    serverInfo: { name: 'preplan' },
    capabilities: {
      textDocumentSync: { openClose: true, change: 2 },
      diagnosticProvider: { interFileDependencies: true },
      workspace: { workspaceFolders: { supported: true } },
    },
  });
  expect(await client.stop()).toBe(0);
});

describe('what is pushed', () => {
  test('is a fault at its columns, until it is mended', async () => {
    const folder = folderWith({});
    const client = await start({ folders: [folder] });
    const file = join(folder, 'main.tf');
    const text = mapping('orders', '20000').replace('batch_size ', '/* 😀é */ batch_size');
    await client.open(file, text);
    expect(places(await client.diagnostics(file, 1))).toEqual(['3:30-3:35 value-out-of-range']);
    expect(client.last(file)?.diagnostics[0]).toMatchObject({ source: 'preplan', severity: 1 });
    await client.change(file, 2, {
      range: { start: { line: 3, character: 30 }, end: { line: 3, character: 35 } },
      text: '10',
    });
    expect(places(await client.diagnostics(file, 2))).toEqual([]);
    expect(client.log).toEqual([]);
  });

  test('follows a default in an unsaved buffer, also into files that are not open', async () => {
    const folder = folderWith({
      'main.tf': mapping('orders', 'var.size'),
      'closed.tf': mapping('closed', 'var.size'),
      'variables.tf': sizeIs(10),
    });
    const main = join(folder, 'main.tf');
    const closed = join(folder, 'closed.tf');
    const variables = join(folder, 'variables.tf');
    const client = await start({ folders: [folder] });
    await client.open(main, mapping('orders', 'var.size'));
    expect(await client.diagnostics(main, 1)).toEqual([]);
    await client.open(variables, sizeIs(20000), 5);
    for (const file of [main, closed]) await client.until(() => client.last(file)?.diagnostics.length === 1);
    expect(places(client.last(main)?.diagnostics ?? [])).toEqual([VARIABLE_TOO_LARGE]);
    expect(places(client.last(closed)?.diagnostics ?? [])).toEqual([VARIABLE_TOO_LARGE]);
    expect(client.last(main)?.version).toBe(1);
    expect(client.last(closed)).not.toHaveProperty('version');
    // Files are named as on a command line in the folder that is open.
    expect(client.last(main)?.diagnostics[0]?.message).toContain('(default of var.size, variables.tf:2)');

    await client.close(variables);
    for (const file of [main, closed]) await client.until(() => client.last(file)?.diagnostics.length === 0);
  });

  test('stays for the other blocks while one is broken', async () => {
    const folder = folderWith({});
    const file = join(folder, 'main.tf');
    const client = await start({ folders: [folder] });
    await client.open(file, `${mapping('first', '20000')}\n${mapping('second', '10')}`);
    expect(places(await client.diagnostics(file, 1))).toEqual([TOO_LARGE]);
    const line = { start: { line: 9, character: 0 }, end: { line: 9, character: 26 } };
    await client.change(file, 2, { range: line, text: '  batch_size = [' });
    const broken = places(await client.diagnostics(file, 2));
    expect(broken).toContain(TOO_LARGE);
    expect(broken.some((place) => place.endsWith('syntax-error'))).toBe(true);
  });

  test('is taken back when the last document of the module is closed', async () => {
    const folder = folderWith({ 'main.tf': mapping('orders', '20000'), 'closed.tf': mapping('closed', '20000') });
    const client = await start({ folders: [folder] });
    const main = join(folder, 'main.tf');
    const closed = join(folder, 'closed.tf');
    await client.open(main, mapping('orders', '20000'));
    await client.until(() => client.last(closed)?.diagnostics.length === 1);
    await client.close(main);
    for (const file of [main, closed]) await client.until(() => client.last(file)?.diagnostics.length === 0);
  });

  test('comes for each folder that is open, and for files in none', async () => {
    const [one, two, none] = [folderWith({}), folderWith({}), folderWith({})];
    const client = await start({ folders: [one, two] });
    for (const folder of [one, two, none]) await client.open(join(folder, 'main.tf'), mapping('m', '20000'));
    for (const folder of [one, two, none]) {
      expect(places(await client.diagnostics(join(folder, 'main.tf'), 1))).toEqual([TOO_LARGE]);
    }
    const event = { added: [{ name: 'none', uri: uriOf(none) }], removed: [{ name: 'one', uri: uriOf(one) }] };
    await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event });
    await client.open(join(one, 'main.tf'), mapping('m', '10'), 2);
    expect(await client.diagnostics(join(one, 'main.tf'), 2)).toEqual([]);
    expect(client.log).toEqual([]);
  });

  test('is a syntax error in variable values', async () => {
    const folder = folderWith({ 'main.tf': mapping('orders', '20000') });
    const client = await start({ folders: [folder] });
    const file = join(folder, 'terraform.tfvars');
    await client.open(file, 'size = \n');
    expect(places(await client.diagnostics(file, 1))).toEqual([expect.stringContaining('syntax-error')]);
    const main = join(folder, 'main.tf');
    await client.until(() => client.last(main)?.diagnostics.length === 1);
    expect(places(client.last(main)?.diagnostics ?? [])).toEqual([TOO_LARGE]);
  });

  test('comes for a text that is not saved anywhere', async () => {
    const client = await start();
    const uri = 'untitled:Untitled-1';
    const textDocument = { uri, languageId: 'terraform', version: 1, text: mapping('m', '20000') };
    await client.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    await client.until(() => client.published.length > 0);
    expect(client.published).toMatchObject([{ uri, version: 1, diagnostics: [{ code: 'value-out-of-range' }] }]);
  });
});

describe('what is on disk', () => {
  test('is watched by the client', async () => {
    const folder = folderWith({ 'variables.tf': sizeIs(10) });
    const client = await start({ folders: [folder], capabilities: WATCHES });
    const main = join(folder, 'main.tf');
    await client.open(main, mapping('orders', 'var.size'));
    expect(await client.diagnostics(main, 1)).toEqual([]);
    expect(client.registered).toMatchObject([
      {
        method: 'workspace/didChangeWatchedFiles',
        registerOptions: {
          watchers: [
            { globPattern: '**/*.{tf,tofu,tf.json,tofu.json,tfvars,tfvars.json}' },
            { globPattern: '**/.terraform.lock.hcl' },
            { globPattern: '**/preplan.json' },
          ],
        },
      },
    ]);
    await client.write(join(folder, 'variables.tf'), sizeIs(20000));
    await client.until(() => client.last(main)?.diagnostics.length === 1);
  });

  test('counts when a client that watches nothing saves', async () => {
    const folder = folderWith({ 'variables.tf': sizeIs(10) });
    const client = await start({ folders: [folder] });
    const main = join(folder, 'main.tf');
    await client.open(main, mapping('orders', 'var.size'));
    expect(await client.diagnostics(main, 1)).toEqual([]);
    expect(client.registered).toEqual([]);
    writeFileSync(join(folder, 'variables.tf'), sizeIs(20000));
    await client.connection.sendNotification(DidSaveTextDocumentNotification.type, {
      textDocument: { uri: uriOf(main) },
    });
    await client.until(() => client.last(main)?.diagnostics.length === 1);
  });

  test('a module that begins or ceases to be called', async () => {
    const folder = folderWith({ 'worker/variables.tf': sizeIs(20000) });
    const client = await start({ folders: [folder], capabilities: WATCHES });
    const main = join(folder, 'worker/main.tf');
    await client.open(main, mapping('orders', 'var.size'));
    expect(places(await client.diagnostics(main, 1))).toEqual([VARIABLE_TOO_LARGE]);

    mkdirSync(join(folder, 'live'));
    const caller = join(folder, 'live/main.tf');
    await client.write(
      caller,
      'module "worker" {\n  source = "../worker"\n  size   = var.size\n}\nvariable "size" {}\n',
    );
    await client.until(() => client.last(main)?.diagnostics.length === 0);

    rmSync(caller);
    await client.write(join(folder, 'live/other.tf'), '');
    await client.write(caller, '');
    await client.until(() => client.last(main)?.diagnostics.length === 1);
  });
});

describe('what holds on the command line holds here', () => {
  test('the configuration, and that it has to be right', async () => {
    const folder = folderWith({ 'preplan.json': '{ "rules": { "value-out-of-range": "warning" } }' });
    const client = await start({ folders: [folder], capabilities: WATCHES });
    const main = join(folder, 'app/main.tf');
    await client.open(main, mapping('orders', '20000'));
    expect(await client.diagnostics(main, 1)).toMatchObject([{ severity: 2, code: 'value-out-of-range' }]);

    await client.write(join(folder, 'preplan.json'), '{ "rules": { "value-out-of-range": "off" } }');
    await client.until(() => client.last(main)?.diagnostics.length === 0);
    expect(client.shown).toEqual([]);

    await client.write(join(folder, 'preplan.json'), '{ "rules": { "value-out-of-rage": "off" } }');
    await client.until(() => client.shown.length > 0);
    expect(client.shown).toEqual([expect.stringMatching(/^preplan: preplan\.json:1:14: .*value-out-of-range/)]);
    await client.until(() => client.last(main)?.diagnostics.length === 1);
    expect(client.last(main)?.diagnostics).toMatchObject([{ severity: 1 }]);
    expect(client.log).toEqual([]);
  });

  test('comments that suppress', async () => {
    const folder = folderWith({});
    const client = await start({ folders: [folder] });
    const main = join(folder, 'main.tf');
    await client.open(main, mapping('orders', '20000 # preplan-ignore: value-out-of-range -- on purpose'));
    expect(await client.diagnostics(main, 1)).toEqual([]);
    await client.open(main, mapping('orders', '10 # preplan-ignore: value-out-of-range -- on purpose'), 2);
    expect(places(await client.diagnostics(main, 2))).toEqual([expect.stringContaining('unused-suppression')]);
  });

  test('what a caller gives, as it is in the editor', async () => {
    const caller = (size: number) => `module "worker" {\n  source = "../worker"\n  size   = ${size}\n}\n`;
    const folder = folderWith({ 'worker/variables.tf': 'variable "size" {}\n', 'live/main.tf': caller(10) });
    const client = await start({ folders: [folder] });
    const worker = join(folder, 'worker/main.tf');
    const live = join(folder, 'live/main.tf');
    await client.open(worker, mapping('orders', 'var.size'));
    expect(await client.diagnostics(worker, 1)).toEqual([]);
    await client.open(live, caller(20000));
    await client.until(() => client.last(worker)?.diagnostics.length === 1);
    expect(places(client.last(worker)?.diagnostics ?? [])).toEqual([VARIABLE_TOO_LARGE]);
    await client.open(live, caller(20), 2);
    await client.until(() => client.last(worker)?.diagnostics[0]?.code !== 'value-out-of-range');
  });
});

describe('a client that pulls', () => {
  test('is told when it asks, and once', async () => {
    const folder = folderWith({ 'closed.tf': mapping('closed', '20000') });
    const client = await start({ folders: [folder], capabilities: PULL });
    const main = join(folder, 'main.tf');
    const closed = join(folder, 'closed.tf');
    await client.open(main, mapping('orders', '20000'));
    const first = await client.pull(main);
    expect(first).toMatchObject({ kind: 'full', items: [{ code: 'value-out-of-range' }] });
    const again = await client.pull(main, first.resultId);
    expect(again).toEqual({ kind: 'unchanged', resultId: first.resultId });

    // What it cannot ask about is pushed, until it can.
    await client.until(() => client.last(closed)?.diagnostics.length === 1);
    await client.open(closed, mapping('closed', '20000'));
    await client.until(() => client.last(closed)?.diagnostics.length === 0);
    expect(await client.pull(closed)).toMatchObject({ items: [{ code: 'value-out-of-range' }] });
    expect(client.last(main)).toBeUndefined();
  });

  test('is made to ask again when another document changes the answer', async () => {
    const folder = folderWith({});
    const client = await start({ folders: [folder], capabilities: PULL });
    let refreshed = 0;
    const asked = new Promise<void>((resolve) => {
      client.connection.onRequest(DiagnosticRefreshRequest.type, () => {
        refreshed++;
        resolve();
      });
    });
    const main = join(folder, 'main.tf');
    const variables = join(folder, 'variables.tf');
    await client.open(main, mapping('orders', 'var.size'));
    await client.open(variables, sizeIs(10));
    expect(await client.pull(main)).toMatchObject({ items: [] });
    const line = { start: { line: 1, character: 12 }, end: { line: 1, character: 14 } };
    await client.change(variables, 2, { range: line, text: '20000' });
    await asked;
    expect(refreshed).toBe(1);
    expect(await client.pull(main)).toMatchObject({ kind: 'full', items: [{ code: 'value-out-of-range' }] });
  });

  test('gets an empty answer about what is not open', async () => {
    const client = await start({ capabilities: PULL });
    expect(await client.pull('/nowhere/main.tf')).toEqual({ kind: 'full', items: [] });
  });

  test('may change its mind', async () => {
    const folder = folderWith({});
    const client = await start({ folders: [folder], capabilities: PULL });
    const main = join(folder, 'main.tf');
    await client.open(main, mapping('orders', '20000'));
    const source = new CancellationTokenSource();
    const textDocument = { uri: uriOf(main) };
    const answer = client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument }, source.token);
    source.cancel();
    await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    expect(await client.pull(main)).toMatchObject({ items: [{ code: 'value-out-of-range' }] });
  });
});

test('nothing that a client says ends the server', async () => {
  const folder = folderWith({});
  const client = await start({ folders: [folder] });
  const main = join(folder, 'main.tf');
  await client.change(main, 9, {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    text: 'x',
  });
  await client.close(main);
  await client.open(join(folder, 'notes.txt'), 'resource {');
  await client.open(main, mapping('orders', '20000'));
  const textDocument = { uri: uriOf(main) };
  await expect(
    client.connection.sendRequest(HoverRequest.type, { textDocument, position: { line: 0, character: 0 } }),
  ).rejects.toThrow('Unhandled method');
  await client.change(
    main,
    2,
    { range: { start: { line: 900, character: 7 }, end: { line: 999, character: 9 } }, text: '# end\n' },
    { range: { start: { line: 2, character: 9000 }, end: { line: 2, character: 9000 } }, text: ' # more' },
  );
  expect(places(await client.diagnostics(main, 2))).toEqual([TOO_LARGE]);
  client.server.stdin?.write('Content-Length: 5\r\n\r\n{"a":');
  await client.open(main, mapping('orders', '10'), 3);
  expect(await client.diagnostics(main, 3)).toEqual([]);
});

test('a client that refuses what it has announced is served all the same', async () => {
  const folder = folderWith({});
  const capabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
  const client = await start({ folders: [folder], capabilities, refuses: true });
  await client.until(() => client.log.some((line) => line.startsWith('the editor refused')));
  const main = join(folder, 'main.tf');
  await client.open(main, mapping('orders', '20000'));
  expect(places(await client.diagnostics(main, 1))).toEqual([TOO_LARGE]);
});

describe('a client that goes away ends the server', () => {
  test('when it says so', async () => {
    expect(await (await start()).stop()).toBe(0);
  });

  test('when it closes the pipe', async () => {
    const client = await start();
    client.server.stdin?.end();
    expect(await client.ended).toEqual({ code: 1, signal: null });
  });

  test('when it dies and something else holds the pipe open', async () => {
    const editor = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const client = await start({ processId: editor.pid ?? 0 });
    editor.kill('SIGKILL');
    expect(await client.ended).toEqual({ code: 1, signal: null });
  });
});

test('offers the fix of what it has found, to clients that know code actions', async () => {
  const text = mapping('orders', '5').replace('batch_size', 'uuid             = "x"\n  batch_size');
  const folder = folderWith({ 'main.tf': text });
  const path = join(folder, 'main.tf');
  const codeAction = { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } };
  const client = await start({ folders: [folder], capabilities: { textDocument: { codeAction } } });
  expect(client.answer?.capabilities.codeActionProvider).toEqual({ codeActionKinds: ['quickfix'] });
  await client.open(path, text);
  const ask = (line: number, only?: string[]) => {
    const range = { start: { line, character: 4 }, end: { line, character: 4 } };
    const context = { diagnostics: [], ...(only && { only }) };
    return client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: uriOf(path) },
      range,
      context,
    });
  };
  const removed = { range: { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } }, newText: '' };
  expect(await ask(3)).toMatchObject([{ kind: 'quickfix', edit: { changes: { [uriOf(path)]: [removed] } } }]);
  expect(await ask(0)).toEqual([]);
  expect(await ask(3, ['refactor'])).toEqual([]);
  rmSync(folder, { recursive: true });
});
