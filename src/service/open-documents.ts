/** What is open in an editor, laid over what is on disk. */
import type { DirectoryEntry, FileSystem } from '../terraform/file-system.ts';

/** A document as the editor shows it, saved or not. */
export interface OpenDocument {
  /** With `/`, under the name that the file has in the file system below. */
  readonly path: string;
  /** As the editor writes it. */
  readonly uri: string;
  /** Grows with every change. */
  readonly version: number;
  readonly text: string;
}

/** The disk as it would be if every open document were saved. */
export function withDocuments(disk: FileSystem, documents: ReadonlyMap<string, OpenDocument>): FileSystem {
  return {
    readFile(path) {
      const document = documents.get(path);
      return document === undefined ? disk.readFile(path) : { text: document.text };
    },
    readDirectory(path) {
      const entries = disk.readDirectory(path);
      const opened: DirectoryEntry[] = [...documents.keys()]
        .filter((document) => folderOf(document) === path)
        .map((document) => ({ name: nameOf(document), kind: 'file' }));
      const added = opened.filter(({ name }) => !entries?.some((entry) => entry.name === name));
      return added.length === 0 ? entries : [...(entries ?? []), ...added].sort(byCodePoints);
    },
    isDirectory: (path) => disk.isDirectory(path),
  };
}

/** The file system, noting in `seen` each path that somebody asked about. */
export function noting(seen: Set<string>, { readFile, readDirectory, isDirectory }: FileSystem): FileSystem {
  const note = <Answer>(ask: (path: string) => Answer) => {
    return (path: string) => {
      seen.add(path);
      return ask(path);
    };
  };
  return { readFile: note(readFile), readDirectory: note(readDirectory), isDirectory: note(isDirectory) };
}

/** The folder of a path with `/`. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash) || '/';
}

/** The last part of a path with `/`. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** UTF-16 units order as code points do, except where surrogates meet U+E000 and above. */
function byCodePoints(a: DirectoryEntry, b: DirectoryEntry): number {
  const left = [...a.name];
  const right = [...b.name];
  for (const [at, character] of left.entries()) {
    const difference = (character.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
