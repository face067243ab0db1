import { readdirSync } from 'node:fs';
import fastGlob from 'fast-glob';
import { describeError } from './file-system.ts';
import { type Search, SKIPPED } from './module-folders.ts';

/** The files and folders that a glob matches, relative to the working directory, sorted. */
export function expandGlob(pattern: string, { workingDirectory, onFailure }: Search): string[] {
  const names = pattern.split('/');
  // fast-glob asks for entries with their types only.
  const readFolder: unknown = (path: string) => {
    try {
      return readdirSync(path, { withFileTypes: true });
    } catch (problem) {
      onFailure({ path, why: describeError(problem) });
      return [];
    }
  };
  const matches = fastGlob.sync(pattern, {
    cwd: workingDirectory,
    ignore: SKIPPED.filter((name) => !names.includes(name)).map((name) => `**/${name}/**`),
    dot: true,
    // A link to a file counts, a link to a folder is not followed: links can lead in circles.
    followSymbolicLinks: false,
    onlyFiles: false,
    fs: {
      readdirSync: readFolder as typeof readdirSync,
    },
  });
  return matches.sort();
}
