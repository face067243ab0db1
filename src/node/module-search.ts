/**
 * Finding the modules that matter in a large tree. Every file is looked at once, in its bytes: what holds no word that matters
 * is neither decoded nor parsed.
 */
import { posix } from 'node:path';
import type { NodeFileSystem } from './file-system.ts';
import { findModuleFolders, type ModuleFolders, type Search } from './module-folders.ts';
import { quotedPaths } from './quoted-paths.ts';

export interface ModuleSearchRequest extends Search {
  readonly fileSystem: NodeFileSystem;
  /** The word in the files of a module that matters. */
  readonly word: string;
  readonly onProgress: (progress: { readonly seen: number; readonly all: number }) => void;
}

export interface FoundModules {
  /** The folders whose files hold the word. */
  readonly holding: ReadonlySet<string>;
  /** The folders that may call one of these, directly or through others. */
  readonly leading: ReadonlySet<string>;
  /** The files that may call a folder as a module, by their folder. */
  readonly callers: ModuleFolders;
}

const MODULE = Buffer.from('module');
const RELATIVE = Buffer.from('".');

/** Searches the folders at or below `directory`. */
export function searchModules(directory: string, request: ModuleSearchRequest): FoundModules {
  const { fileSystem, onProgress } = request;
  const { folders, initialized } = findModuleFolders(directory, request);
  const word = Buffer.from(request.word);
  const holding = new Set<string>();
  const callers = new Map<string, string[]>();
  const leading = new Set<string>();
  /** By the folder that they may call. */
  const callersOf = new Map<string, Set<string>>();
  let seen = 0;
  for (const [folder, files] of folders) {
    onProgress({ seen: ++seen, all: folders.size });
    for (const file of files) {
      const found = fileSystem.look(file, (bytes) => ({
        holds: bytes.includes(word),
        paths: localPaths(bytes, initialized.has(folder)),
      }));
      if (found?.holds) holding.add(folder);
      if (found?.paths === undefined) continue;
      callers.set(folder, [...(callers.get(folder) ?? []), file]);
      // What it has installed may be anywhere.
      if (initialized.has(folder)) leading.add(folder);
      for (const path of found.paths) {
        const target = posix.normalize(posix.join(folder, path)).replace(/(?<=.)\/$/, '');
        if (!folders.has(target)) {
          // A folder outside of the search may hold anything; what is no folder is no module.
          if (fileSystem.isDirectory(target)) leading.add(folder);
          continue;
        }
        const known = callersOf.get(target);
        if (known === undefined) callersOf.set(target, new Set([folder]));
        else known.add(folder);
      }
    }
  }
  const pending = [...holding, ...leading];
  for (let target = pending.pop(); target !== undefined; target = pending.pop()) {
    for (const caller of callersOf.get(target) ?? []) {
      if (leading.has(caller)) continue;
      leading.add(caller);
      pending.push(caller);
    }
  }
  return { holding, leading, callers };
}

/** The relative paths in the text of a file that may call modules; `undefined` for any other file. */
function localPaths(bytes: Buffer, isInitialized: boolean): readonly string[] | undefined {
  if (!bytes.includes(MODULE) || !(isInitialized || bytes.includes(RELATIVE))) return undefined;
  return quotedPaths(bytes);
}
