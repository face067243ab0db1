import type { ModuleFiles } from '../../../src/value/functions/module-files.ts';
import { cleanPath } from '../../../src/value/functions/paths.ts';

/** Files by path, relative to the root module; `null` stands for a file that is not text. Absolute paths lie outside. */
export function memoryFiles(files: Readonly<Record<string, string | null>>): ModuleFiles {
  const names = Object.keys(files);
  const isFolder = (path: string): boolean => path === '.' || names.some((name) => name.startsWith(`${path}/`));
  const isOutside = (path: string): boolean => path.startsWith('/') || path === '..' || path.startsWith('../');
  return {
    read: (written) => {
      const path = cleanPath(written);
      if (isOutside(path)) return { problem: 'outside' };
      if (isFolder(path)) return { problem: 'directory' };
      const text = files[path];
      if (text === undefined) return { problem: 'missing' };
      return text === null ? { text: '\ufffd', malformed: true } : { text };
    },
    look: (written) => {
      const path = cleanPath(written);
      if (isOutside(path)) return { problem: 'outside' };
      if (path in files) return { kind: 'file' };
      if (!isFolder(path)) return { problem: 'missing' };
      const prefix = path === '.' ? '' : `${path}/`;
      const entries = new Map<string, 'file' | 'directory'>();
      for (const name of names.filter((each) => each.startsWith(prefix))) {
        const [first = '', ...rest] = name.slice(prefix.length).split('/');
        entries.set(first, rest.length === 0 ? 'file' : 'directory');
      }
      return { kind: 'directory', entries: [...entries].map(([name, kind]) => ({ name, kind })) };
    },
  };
}
