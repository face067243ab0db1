import { isAbsolute, relative, resolve, sep } from 'node:path';

/** The path as reports name it: relative to the working directory (`.` for that itself), with `/` on every system. */
export function relativePath(path: string, workingDirectory: string): string {
  const result = relative(workingDirectory, resolve(workingDirectory, path));
  // On another drive there is no relative path.
  return (isAbsolute(result) ? resolve(path) : result).split(sep).join('/') || '.';
}

/** `.` adds nothing. */
export function joinPath(directory: string, name: string): string {
  return directory === '.' ? name : `${directory}/${name}`;
}

/** The folder of a relative path with `/`; `.` when it names none. */
export function parentPath(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash) || '/';
}
