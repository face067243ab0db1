/** The functions of the language on this machine. */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, parse as parsePath, resolve, sep } from 'node:path';
import { bundledFunctions } from '../terraform/bundled-functions.ts';
import type { FunctionSource } from '../terraform/functions.ts';

/** Functions that read what lies in the repository of the module that calls them. */
export function nodeFunctions(workingDirectory: string): FunctionSource {
  const roots = new Map<string, string>();
  const inside = new Map<string, boolean>();
  return bundledFunctions(({ path, directory }) => {
    const root =
      roots.get(directory) ?? realPath(repositoryRoot(resolve(workingDirectory, directory), workingDirectory));
    roots.set(directory, root);
    const id = `${root}\0${path}`;
    const answer = inside.get(id) ?? isBelow(realPath(resolve(workingDirectory, path)), root);
    inside.set(id, answer);
    return answer;
  });
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
