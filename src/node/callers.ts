/**
 * Which folders call which as a module: variables of a module that is called get their values there. All files up to the
 * repository's root are looked at, but only those are parsed whose text holds a path that leads to a folder in question.
 */
import { existsSync } from 'node:fs';
import { dirname, parse as parsePath, resolve } from 'node:path';
import { parseJson } from '../hcl/json-syntax.ts';
import { parse } from '../hcl/parser.ts';
import { literalText } from '../hcl/traversal.ts';
import { isLocalSource } from '../terraform/called-module.ts';
import { isJsonFile } from '../terraform/file-selection.ts';
import { SourceFile } from '../text/source-file.ts';
import type { NodeFileSystem } from './file-system.ts';
import { findModuleFolders, type ModuleFolders } from './module-folders.ts';
import { parentPath, relativePath } from './paths.ts';
import { quotedPaths } from './quoted-paths.ts';

export interface CallerSearch {
  readonly workingDirectory: string;
  readonly fileSystem: NodeFileSystem;
  /** The files that may call modules, by their folder, by the folder below which a search went. */
  readonly searches: ReadonlyMap<string, ModuleFolders>;
  /** Told when there is no repository and the working directory holds more folders than are searched. */
  readonly onCut?: () => void;
}

/** The folders that call a folder as a module, sorted. All paths are relative to the working directory. */
export type CallersOf = (folder: string) => readonly string[];

/** Without a repository nothing says where the files of the project end: it may be somebody's home. */
export const MOST_FOLDERS = 5000;

/** Looks around when it is asked for the first time in a repository. */
export function findCallers(search: CallerSearch): CallersOf {
  const { workingDirectory } = search;
  const byRoot = new Map<string, CallersOf>();
  const answers = new Map<string, readonly string[]>();
  return (folder) => {
    const known = answers.get(folder);
    if (known !== undefined) return known;
    const target = resolve(workingDirectory, folder);
    const root = searchRoot(target, workingDirectory);
    if (root === undefined) return [];
    const callersIn = byRoot.get(root.path) ?? callersBelow(root, search);
    byRoot.set(root.path, callersIn);
    const callers = callersIn(target);
    answers.set(folder, callers);
    return callers;
  };
}

interface SearchRoot {
  readonly path: string;
  readonly isRepository: boolean;
}

/** The nearest folder with a `.git`, else the working directory when the folder lies in it. Never a whole disk. */
function searchRoot(folder: string, workingDirectory: string): SearchRoot | undefined {
  const { root } = parsePath(folder);
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(resolve(at, '.git'))) return { path: at, isRepository: true };
    if (at === root) break;
  }
  const inside = folder === workingDirectory || folder.startsWith(resolve(workingDirectory, '_').slice(0, -1));
  return inside && workingDirectory !== root ? { path: workingDirectory, isRepository: false } : undefined;
}

const MODULE = Buffer.from('module');

function callersBelow(root: SearchRoot, search: CallerSearch): (target: string) => readonly string[] {
  const { workingDirectory, fileSystem, searches } = search;
  const found = searches.get(relativePath(root.path, workingDirectory));
  const files = [...(found ?? foldersBelow(root, search)).values()].flat();
  const folderOf = (file: string): string => resolve(workingDirectory, parentPath(file));
  /** By the folder that they may call. */
  const possible = new Map<string, Set<string>>();
  for (const file of files) {
    const bytes = fileSystem.readBytes(file);
    if (!bytes?.includes(MODULE)) continue;
    const folder = folderOf(file);
    for (const path of quotedPaths(bytes)) {
      const target = resolve(folder, path);
      const callers = possible.get(target) ?? new Set<string>();
      possible.set(target, callers);
      callers.add(file);
    }
  }
  const calls = new Map<string, ReadonlySet<string>>();
  const callsOf = (file: string): ReadonlySet<string> => {
    const known =
      calls.get(file) ?? new Set(localSources(file, fileSystem).map((source) => resolve(folderOf(file), source)));
    calls.set(file, known);
    return known;
  };
  return (target) => {
    const callers = [...(possible.get(target) ?? [])].filter((file) => callsOf(file).has(target));
    return [...new Set(callers.map((file) => relativePath(folderOf(file), workingDirectory)))].sort();
  };
}

function foldersBelow({ path, isRepository }: SearchRoot, { workingDirectory, onCut }: CallerSearch): ModuleFolders {
  const { folders, isCut } = findModuleFolders(path, {
    workingDirectory,
    // What cannot be read was not asked for.
    onFailure: () => {},
    ...(!isRepository && { most: MOST_FOLDERS }),
  });
  if (isCut) onCut?.();
  return folders;
}

/** The sources of a file's module calls that are paths: `./…` and `../…`. */
function localSources(filename: string, fileSystem: NodeFileSystem): readonly string[] {
  const content = fileSystem.readFile(filename);
  if ('error' in content) return [];
  const file = new SourceFile(filename, content.text);
  const { body } = isJsonFile(filename) ? parseJson(file) : parse(file, { lazy: true });
  return body.content({ module: 1 }).blocks.flatMap((block) => {
    if (block.type !== 'module') return [];
    const source = block.body.content({}).attributes.find(({ name }) => name === 'source');
    const text = source && literalText(source.expression);
    return text !== undefined && isLocalSource(text) ? [text] : [];
  });
}
