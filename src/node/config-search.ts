import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

export const CONFIG_NAME = 'preplan.json';

/**
 * The configuration of a folder: `preplan.json` in it or the nearest folder above, up to the root of the repository, or
 * without one up to the working directory; outside of both in the folder itself only.
 */
export function findConfig(directory: string, workingDirectory: string): string | undefined {
  const folder = resolve(workingDirectory, directory);
  const isInside = folder === workingDirectory || folder.startsWith(resolve(workingDirectory, '_').slice(0, -1));
  const last = repositoryOf(folder) ?? (isInside ? workingDirectory : folder);
  for (let at = folder; ; at = dirname(at)) {
    const path = resolve(at, CONFIG_NAME);
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) return path;
    if (at === last) return undefined;
  }
}

/** The nearest folder with a `.git`. */
function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(resolve(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}
