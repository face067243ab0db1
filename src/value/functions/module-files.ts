/** The files of a configuration as its functions see them. Paths are as written in the call, relative to the root module's folder. */
export interface ModuleFiles {
  /** `text` is decoded UTF-8 with its byte order mark; `malformed` when the bytes are not UTF-8. */
  read(path: string): FileText | FileProblem;
  /** What is at the path, with the entries of a folder. */
  look(path: string): { readonly kind: 'file' | 'other' } | FolderEntries | FileProblem;
}

export interface FileText {
  readonly text: string;
  readonly malformed?: true;
}

export interface FolderEntries {
  readonly kind: 'directory';
  readonly entries: readonly { readonly name: string; readonly kind: 'file' | 'directory' | 'other' }[];
}

/** `outside`: not below the repository root, so nothing is known about it. */
export interface FileProblem {
  readonly problem: 'missing' | 'unreadable' | 'directory' | 'outside';
}
