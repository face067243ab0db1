/**
 * Builds `dist/index.mjs`, the library: one ES module without any import, for Node (where `require` takes it too), bundlers and
 * browsers. The program never loads it.
 */
import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';

await build({
  entryPoints: ['src/index.ts'],
  outfile: 'dist/index.mjs',
  bundle: true,
  // Neither Node nor a browser: what only one of them has does not build.
  platform: 'neutral',
  format: 'esm',
  mainFields: ['module', 'main'],
  conditions: ['browser'],
  charset: 'ascii',
  target: 'es2023',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
});

// The declarations stand beside those of preplan/rule, which is CommonJS.
writeFileSync('dist/index.d.mts', "export * from './types/src/index.js';\n");
