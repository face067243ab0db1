/** The modules of a tree of folders: each folder is read and parsed at most once, however often it is called. */
import { cleanPath } from '../value/functions/paths.ts';
import type { FileSystem } from './file-system.ts';
import {
  joinPath,
  type LoadedModule,
  type LoadOptions,
  loadSources,
  type ReadSources,
  readSources,
  type UnreadFile,
} from './load.ts';

export interface ModuleLoader {
  /** The module of a folder; `undefined` when there is no such folder, or no file of a module in it. */
  load(directory: string): LoadedModule | undefined;
  /** Whether the text of a file of the folder holds a word; nothing is parsed. */
  holdsWord(directory: string, word: string): boolean;
  /** The folders of the modules that `terraform init` has installed for a root module, by the names of the calls joined by dots. */
  installed(root: string): ReadonlyMap<string, string>;
  /** The folder that a path means that is written in a module of this folder. */
  resolve(directory: string, path: string): string;
  /** Gives up what is known of a folder, for the sake of memory. */
  forget(directory: string): void;
  /** Files that could not be read so far. */
  readonly unread: readonly UnreadFile[];
}

export interface LoaderOptions extends Pick<LoadOptions, 'parse'> {
  /** How far the files of a folder are checked for their syntax. */
  readonly check: (directory: string) => LoadOptions['check'];
  /** Gives all names of one folder the same form; by default `a/./b/../c` becomes `a/c`. */
  readonly normalize?: (path: string) => string;
}

export function moduleLoader(
  fileSystem: FileSystem,
  { check, parse, normalize = cleanPath }: LoaderOptions,
): ModuleLoader {
  const unread = new Map<string, UnreadFile>();
  const texts = new Map<string, ReadSources | undefined>();
  const modules = new Map<string, LoadedModule | undefined>();
  const manifests = new Map<string, ReadonlyMap<string, string>>();
  const read = remembered(texts, (directory: string) => {
    const found = readSources(fileSystem, directory);
    for (const file of found?.unread ?? []) unread.set(file.filename, file);
    return found;
  });
  const load = remembered(modules, (directory: string) => {
    const found = read(directory);
    return found && loadSources(found, directory, { check: check(directory), ...(parse && { parse }) });
  });
  const resolve = (directory: string, path: string) =>
    normalize(path.startsWith('/') || directory === '' ? path : `${directory}/${path}`);
  return {
    load,
    holdsWord: (directory, word) => holdsWord(read(directory), word),
    installed: remembered(manifests, (root: string) => {
      const content = fileSystem.readFile(joinPath(root, '.terraform/modules/modules.json'));
      const entries = 'text' in content ? manifestEntries(content.text) : [];
      return new Map(entries.map(([key, folder]) => [key, resolve(root, folder)]));
    }),
    resolve,
    forget(directory) {
      texts.delete(directory);
      modules.delete(directory);
    },
    get unread() {
      return [...unread.values()];
    },
  };
}

function holdsWord(found: ReadSources | undefined, word: string): boolean {
  return found?.sources.some(({ text }) => text.includes(word)) ?? false;
}

/** What a manifest says: the names of the calls joined by dots, and the folder, seen from the root module. */
function manifestEntries(text: string): readonly (readonly [string, string])[] {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return [];
  }
  const modules: unknown = isRecord(manifest) ? manifest['Modules'] : undefined;
  if (!Array.isArray(modules)) return [];
  return modules.flatMap((entry: unknown) => {
    if (!isRecord(entry)) return [];
    const { Key: key, Dir: folder } = entry;
    return typeof key === 'string' && typeof folder === 'string' ? [[key, folder.replaceAll('\\', '/')]] : [];
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function remembered<Answer>(answers: Map<string, Answer>, find: (name: string) => Answer): (name: string) => Answer {
  return (name) => {
    if (!answers.has(name)) answers.set(name, find(name));
    return answers.get(name) as Answer;
  };
}
