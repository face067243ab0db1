/** Writes `dist/types/`: the declarations of what the package exports, and of what these refer to, nothing else. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ENTRIES = ['src/index.d.ts', 'src/node/rule-api.d.ts'];

export function writeTypes(target: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'preplan-types-'));
  const compiler = resolve('node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--outDir', folder], { stdio: 'inherit' });
  for (const file of referredTo(folder)) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    copyFileSync(join(folder, file), join(target, file));
  }
  // `dist/rule.cjs` is CommonJS, unlike the rest of the package; `dist/index.d.mts` stands before those of the library.
  writeFileSync(join(target, 'package.json'), '{ "type": "commonjs" }\n');
  rmSync(folder, { recursive: true });
}

/** The entries and all that they import, by path in the folder. */
function referredTo(folder: string): ReadonlySet<string> {
  const found = new Set(ENTRIES);
  for (const file of found) {
    const text = readFileSync(join(folder, file), 'utf8');
    for (const [, specifier = ''] of text.matchAll(/\b(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)) {
      found.add(join(dirname(file), specifier.replace(/\.ts$/, '.d.ts')));
    }
  }
  return found;
}
