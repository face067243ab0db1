/**
 * Builds `dist/index.mjs`, the library: one ES module without any import, for Node (where `require` takes it too), bundlers and
 * browsers. The program never loads it.
 */
import { writeFileSync } from 'node:fs';
import { build, type Metafile } from 'esbuild';

/** The result names what went into it. */
export async function buildLibrary(): Promise<Metafile> {
  const { metafile } = await build({
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
    metafile: true,
    logLevel: 'warning',
  });
  // The declarations stand beside those of preplan/rule, which is CommonJS.
  writeFileSync('dist/index.d.mts', "export * from './types/src/index.js';\n");
  return metafile;
}
