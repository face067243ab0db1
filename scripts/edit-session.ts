/**
 * A long editing session over real files: 2,000 edits in 50 files, unless told otherwise. Afterwards the language server must say
 * what a fresh run of the command line says.
 *
 *     npm run build && node scripts/run.mjs scripts/edit-session.ts [SEED] [FILES] [EDITS]
 */
import { isDeepStrictEqual } from 'node:util';
import { removeTemporaryFolders } from '../test/lsp/client.ts';
import { editSession } from '../test/lsp/edit-session.ts';

const [seed = '1', files = '50', edits = '2000'] = process.argv.slice(2);

const start = performance.now();
const result = await editSession({
  program: 'dist/cli.cjs',
  seed: Number(seed),
  files: Number(files),
  edits: Number(edits),
});
removeTemporaryFolders();
const different = result.files.filter(({ server, commandLine }) => !isDeepStrictEqual(server, commandLine));
for (const { file, server, commandLine } of different) {
  console.log(`${file}\n  only the server:       ${without(server, commandLine)}`);
  console.log(`  only the command line: ${without(commandLine, server)}`);
}
for (const line of result.log) console.log(`the server complained: ${line}`);
const found = result.files.flatMap(({ server }) => server).length;
const seconds = ((performance.now() - start) / 1000).toFixed(0);
console.log(
  `seed ${seed}: ${JSON.stringify(result.made)} in ${result.files.length} files, ${found} diagnostics, ` +
    `${different.length} files differ, ${result.log.length} complaints; ${seconds} s`,
);
process.exitCode = different.length + result.log.length === 0 ? 0 : 1;

function without(some: readonly string[], others: readonly string[]): string {
  return some.filter((one) => !others.includes(one)).join('\n    ');
}
