/**
 * The extension for VS Code: packed as its README says, where its packages are installed (`npm ci` in editors/vscode), and
 * shown in the real VS Code, where code-server, playwright-core and a Node for it lie in the folder that PREPLAN_CLIENTS
 * names. `npm run clients -- --vscode` installs all of that and runs this.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { Client } from '../lsp/client.ts';

const packages = resolve('editors/vscode/node_modules');
const canPack = existsSync(join(packages, '@vscode/vsce')) && existsSync('dist/cli.cjs');
const clients = process.env['PREPLAN_CLIENTS'] ?? '';
const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const canShow = clients !== '' && existsSync(join(clients, 'vscode/node_modules/code-server')) && existsSync(chromium);

const manifest = JSON.parse(readFileSync('editors/vscode/package.json', 'utf8'));

test('the extension has the version of the program, whose server it holds', () => {
  expect(manifest.version).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
  expect(readFileSync('editors/vscode/LICENSE', 'utf8')).toBe(readFileSync('LICENSE', 'utf8'));
});

test('every setting is explained', () => {
  const readme = readFileSync('editors/vscode/README.md', 'utf8');
  const settings = Object.keys(manifest.contributes.configuration.properties);
  expect(settings.length).toBeGreaterThan(0);
  for (const name of settings) expect(readme).toContain(`| \`${name}\` |`);
});

const FAULTY = 'batch_size = 20000';
const MODULE = `resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = "orders"
  ${FAULTY}
}

resource "aws_sqs_queue" "orders" {}
`;

describe.skipIf(!canPack)('the .vsix (skipped without npm ci in editors/vscode and npm run build)', () => {
  let folder: string;
  let vsix: string;
  let files: Readonly<Record<string, Uint8Array>>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'preplan-vsix-'));
    const source = join(folder, 'editors/vscode');
    mkdirSync(dirname(source), { recursive: true });
    cpSync('editors/vscode', source, {
      recursive: true,
      filter: (path) => !/[\\/](?:node_modules|dist)$|\.vsix$/.test(path),
    });
    symlinkSync(packages, join(source, 'node_modules'));
    symlinkSync(resolve('dist'), join(folder, 'dist'));
    symlinkSync(resolve('schemas'), join(folder, 'schemas'));
    symlinkSync(resolve('tsconfig.json'), join(folder, 'tsconfig.json'));
    execFileSync('npm', ['run', 'check'], { cwd: source, stdio: 'pipe' });
    execFileSync('npm', ['run', 'package'], { cwd: source, stdio: 'pipe' });
    vsix = join(source, 'preplan.vsix');
    files = unzipSync(readFileSync(vsix));
  });

  test('holds the extension, and of the program what the server loads', () => {
    const names = Object.keys(files)
      .filter((name) => name.startsWith('extension/'))
      .map((name) => name.slice('extension/'.length));
    expect(names.filter((name) => !name.startsWith('dist/server/')).sort()).toEqual([
      'LICENSE.txt',
      'dist/config.schema.json',
      'dist/extension.cjs',
      'package.json',
      'readme.md',
    ]);
    const server = names.filter((name) => name.startsWith('dist/server/'));
    for (const part of ['cli', 'main', 'lsp', 'config-file']) expect(server).toContain(`dist/server/${part}.cjs`);
    for (const part of ['explain', 'usage', 'discover', 'parse'])
      expect(server).not.toContain(`dist/server/${part}.cjs`);
    expect(server.every((name) => name.endsWith('.cjs'))).toBe(true);
    const main = strFromU8(files['extension/dist/extension.cjs'] ?? new Uint8Array());
    expect(main).toContain('require("vscode")');
  });

  test('its server checks a module that calls functions and has a configuration', async () => {
    const server = join(folder, 'server');
    mkdirSync(server);
    for (const [name, content] of Object.entries(files)) {
      const part = /^extension\/dist\/server\/(.+)$/.exec(name)?.[1];
      if (part !== undefined) writeFileSync(join(server, part), content);
    }
    const root = join(folder, 'module');
    mkdirSync(root);
    const calls = 'length(yamldecode(md5(sha256(replace(base64gzip("a"), "/[a-z]/", "")))))';
    const text = MODULE.replace(FAULTY, `batch_size = 20000\n  tags = { x = ${calls} }`);
    writeFileSync(join(root, 'main.tf'), text);
    writeFileSync(join(root, 'preplan.json'), '{ "rules": { "value-out-of-range": "warning" } }');
    const client = await Client.start({ program: join(server, 'cli.cjs'), folders: [root] });
    await client.open(join(root, 'main.tf'), text);
    const found = await client.diagnostics(join(root, 'main.tf'), 1);
    expect(found.find(({ code }) => code === 'value-out-of-range')).toMatchObject({ severity: 2 });
    await client.stop();
  });

  describe.skipIf(!canShow)('in the real VS Code (skipped without code-server in PREPLAN_CLIENTS and chromium)', () => {
    test('a fault is underlined and listed, and goes when it is mended', () => {
      const root = join(folder, 'shown');
      mkdirSync(root);
      writeFileSync(join(root, 'main.tf'), MODULE);
      const { NODE_OPTIONS: _unset, ...environment } = process.env;
      const env = {
        ...environment,
        CLIENTS: join(clients, 'vscode'),
        VSIX: vsix,
        FOLDER: root,
        CHROMIUM: chromium,
        MENDED: '10',
        PICTURE: join(clients, 'vscode.png'),
      };
      const output = execFileSync(process.execPath, ['test/editors/vs-code.mjs'], { env, encoding: 'utf8' });
      const steps = output
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(steps).toEqual([
        {
          step: 'opened',
          underlined: 1,
          problems: expect.arrayContaining([expect.stringContaining('batch_size is 20000, but AWS allows 1 to 10000')]),
        },
        { step: 'mended', underlined: 0, problems: [] },
      ]);
    }, 180_000);
  });
});
