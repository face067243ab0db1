import type { DirectoryEntry, FileContent, FileSystem } from '../../src/terraform/file-system.ts';

/** A file system of texts by path (`modules/a/main.tf`). A path that ends in `/` is an empty folder. */
export function memoryFileSystem(files: Readonly<Record<string, string | FileContent>>): FileSystem {
  const directories = new Map<string, Map<string, DirectoryEntry>>([['', new Map()]]);
  for (const path of Object.keys(files)) {
    const names = path.split('/');
    for (const [at, name] of names.entries()) {
      const parent = names.slice(0, at).join('/');
      const kind = at < names.length - 1 ? 'directory' : 'file';
      if (kind === 'directory' && !directories.has(names.slice(0, at + 1).join('/')))
        directories.set(names.slice(0, at + 1).join('/'), new Map());
      if (name !== '') directories.get(parent)?.set(name, { name, kind });
    }
  }
  const normalise = (path: string): string => (path === '.' ? '' : path.replace(/^\.\//, '').replace(/\/$/, ''));
  return {
    readFile: (path) => {
      const content = files[normalise(path)];
      if (content === undefined) return { error: directories.has(normalise(path)) ? 'directory' : 'missing' };
      return typeof content === 'string' ? { text: content } : content;
    },
    readDirectory: (path) => {
      const entries = directories.get(normalise(path));
      return entries && [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    isDirectory: (path) => directories.has(normalise(path)),
  };
}
