import { compareText } from '../text/order.ts';
import type { DirectoryEntry, FileContent, FileSystem } from './file-system.ts';

/**
 * A file system of texts by path (`modules/a/main.tf`), as it is at the call. A path that ends in `/` is an empty folder; a
 * leading `./` adds nothing, and `.` is the folder above all others.
 */
export function memoryFileSystem(files: Readonly<Record<string, string | FileContent>>): FileSystem {
  const contents = new Map<string, FileContent>();
  const directories = new Map<string, Map<string, DirectoryEntry>>([['', new Map()]]);
  for (const [path, content] of Object.entries(files)) {
    const names = path.replace(/^\.\//, '').split('/');
    if (names.at(-1) !== '') contents.set(names.join('/'), typeof content === 'string' ? { text: content } : content);
    for (const [at, name] of names.entries()) {
      if (name === '') continue;
      const kind = at < names.length - 1 ? 'directory' : 'file';
      directories.get(names.slice(0, at).join('/'))?.set(name, { name, kind });
      const own = names.slice(0, at + 1).join('/');
      if (kind === 'directory' && !directories.has(own)) directories.set(own, new Map());
    }
  }
  const normalize = (path: string): string => (path === '.' ? '' : path.replace(/^\.\//, '').replace(/\/$/, ''));
  return {
    readFile: (path) =>
      contents.get(normalize(path)) ?? { error: directories.has(normalize(path)) ? 'directory' : 'missing' },
    readDirectory: (path) => {
      const entries = directories.get(normalize(path));
      return entries && [...entries.values()].sort((a, b) => compareText(a.name, b.name));
    },
    isDirectory: (path) => directories.has(normalize(path)),
  };
}
