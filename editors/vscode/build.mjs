// Makes `dist/`: the extension in one file, and beside it the server, which the project's own build has made.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const target = join(here, 'dist');
const program = join(here, '../../dist');

if (!existsSync(join(program, 'cli.cjs'))) {
  throw new Error('there is no server to pack; run npm ci && npm run build at the top of the repository first');
}
rmSync(target, { recursive: true, force: true });
await build({
  absWorkingDir: here,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.cjs',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22.15',
  external: ['vscode'],
  minify: true,
  keepNames: true,
  legalComments: 'none',
  logLevel: 'warning',
});
/** The parts that the server loads, without V8's code cache: that is for the Node that it was made with, not for the editor's. */
const parts = new Set(['cli', 'main', 'lsp']);
for (const part of parts) {
  if (part === 'main') continue;
  const text = readFileSync(join(program, `${part}.cjs`), 'utf8');
  for (const [, name] of text.matchAll(/require\("\.\/([\w-]+)\.cjs"\)/g)) parts.add(name);
}
mkdirSync(join(target, 'server'));
copyFileSync(join(here, '../../schemas/config.schema.json'), join(target, 'config.schema.json'));
for (const part of parts) copyFileSync(join(program, `${part}.cjs`), join(target, 'server', `${part}.cjs`));
