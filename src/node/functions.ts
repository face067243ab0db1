/** The functions of the language on this machine. In the program each import of this file is a part that is required at its first use: see scripts/build.ts. */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, parse as parsePath, resolve, sep } from 'node:path';
import * as legacyHashes from '@noble/hashes/legacy.js';
import * as hashes from '@noble/hashes/sha2.js';
import * as gzip from 'fflate';
import * as regex from 're2js';
import * as yaml from 'yaml';
import type { FunctionSource } from '../terraform/functions.ts';
import * as table from '../value/functions/table.ts';

/** Functions that read what lies in the repository of the module that calls them. */
export function nodeFunctions(workingDirectory: string): FunctionSource {
  const roots = new Map<string, string>();
  const inside = new Map<string, boolean>();
  return {
    table: () => table,
    libraries: {
      regex: () => regex,
      legacyHashes: () => legacyHashes,
      hashes: () => hashes,
      yaml: () => yaml,
      gzip: () => gzip,
    },
    mayRead: ({ path, directory }) => {
      const root =
        roots.get(directory) ?? realPath(repositoryRoot(resolve(workingDirectory, directory), workingDirectory));
      roots.set(directory, root);
      const id = `${root}\0${path}`;
      const answer = inside.get(id) ?? isBelow(realPath(resolve(workingDirectory, path)), root);
      inside.set(id, answer);
      return answer;
    },
  };
}

function isBelow(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

/** The nearest folder with a `.git`, else the working directory when the folder lies in it, else the folder itself. */
function repositoryRoot(folder: string, workingDirectory: string): string {
  const { root } = parsePath(folder);
  for (let at = folder; at !== root; at = dirname(at)) if (existsSync(resolve(at, '.git'))) return at;
  return isBelow(folder, workingDirectory) ? workingDirectory : folder;
}

/** Of a path that does not exist, the real path of what does with the rest of it. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : resolve(realPath(parent), path.slice(parent.length).replace(/^[/\\]+/, ''));
  }
}
