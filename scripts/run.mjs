// run.mjs SCRIPT.ts [arguments]: bundles a TypeScript script of this project and runs it, because Node 20 cannot.
import { mkdirSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [script, ...rest] = process.argv.slice(2);
// Inside the project, so that packages resolve; named by process, so that two runs do not meet.
const folder = resolve('node_modules/.cache/preplan', String(process.pid));
const outfile = join(folder, `${basename(script, '.ts')}.mjs`);
mkdirSync(folder, { recursive: true });
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
await build({
  entryPoints: [script],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'inline',
  logLevel: 'warning',
});
process.argv.splice(1, process.argv.length - 1, resolve(script), ...rest);
await import(pathToFileURL(outfile).href);
