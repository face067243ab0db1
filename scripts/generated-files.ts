import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface GeneratedFile {
  /** Relative to the project's root. */
  readonly path: string;
  /** `undefined`: there must be no such file. */
  readonly text: string | undefined;
}

/** Writes what is stale and says so; with `checkOnly` only says it. The number of stale files. */
export function bringUpToDate(
  files: readonly GeneratedFile[],
  { root, checkOnly }: { readonly root: string; readonly checkOnly: boolean },
): number {
  const stale = files.filter(({ path, text }) => textOf(join(root, path)) !== text);
  for (const { path, text } of stale) {
    console.log(`${checkOnly ? 'stale' : text === undefined ? 'removed' : 'wrote'} ${path}`);
    if (checkOnly) continue;
    const file = join(root, path);
    if (text === undefined) {
      rmSync(file);
    } else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
  return stale.length;
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
