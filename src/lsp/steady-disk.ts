/** The disk of a server that asks for the same files again and again: what has not been touched is not read again. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { nodeFileSystem } from '../node/file-system.ts';
import type { FileContent, FileSystem } from '../terraform/file-system.ts';

/** A file system tells two writes apart only if some milliseconds lie between them. */
const CERTAIN_AFTER = 1_000;

/** No module has as many files. */
const MOST_KEPT = 10_000;

/** The file system as seen from a folder, as it is now. */
export function steadyDisk(): (folder: string) => FileSystem {
  const known = new Map<string, { readonly stamp: string; readonly content: FileContent }>();
  return (folder) => {
    const { readFile, readDirectory, isDirectory } = nodeFileSystem(folder);
    return {
      readDirectory,
      isDirectory,
      readFile(path) {
        const absolute = resolve(folder, path);
        const stamp = stampOf(absolute);
        const before = known.get(absolute);
        if (before !== undefined && before.stamp === stamp) return before.content;
        const content = readFile(path);
        if (stamp === undefined) known.delete(absolute);
        else known.set(absolute, { stamp, content });
        if (known.size > MOST_KEPT) known.clear();
        return content;
      },
    };
  };
}

/** Changes with the content of a file; `undefined` while it may change without showing. */
function stampOf(path: string): string | undefined {
  try {
    const { dev, ino, size, mtimeMs, ctimeMs } = statSync(path);
    return Date.now() - ctimeMs < CERTAIN_AFTER ? undefined : `${dev} ${ino} ${size} ${mtimeMs} ${ctimeMs}`;
  } catch {
    return undefined;
  }
}
