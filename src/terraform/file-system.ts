/** One entry of a directory. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'other';
}

/** The text of a file (UTF-8 decoded by the host, a byte order mark kept), or why there is none. */
export type FileContent =
  | {
      readonly text: string;
      /** UTF-16 offset of the first byte sequence that is not UTF-8, which `text` shows as U+FFFD. */
      readonly malformedAt?: number;
    }
  | { readonly error: 'missing' | 'unreadable' | 'directory' };

/**
 * What the core may ask of a file system: synchronous, read-only. Paths use `/`; a host resolves relative ones against its
 * own working directory. Nothing throws.
 */
export interface FileSystem {
  readFile(path: string): FileContent;
  /** Entries in code-point order of their names; `undefined` when the directory is missing or cannot be read. Symbolic links count as what they point to. */
  readDirectory(path: string): readonly DirectoryEntry[] | undefined;
  isDirectory(path: string): boolean;
}
