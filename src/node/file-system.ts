import { isUtf8 } from 'node:buffer';
import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { MARKER } from '../lint/suppression-comments.ts';
import type { DirectoryEntry, FileContent, FileSystem } from '../terraform/file-system.ts';
import { compareText } from '../text/order.ts';
import { parentPath } from './paths.ts';

/** A file or folder that was found but could not be read. */
export interface ReadFailure {
  readonly path: string;
  /** For example `permission denied`. */
  readonly why: string;
}

export interface NodeFileSystem extends FileSystem {
  /** The bytes of a file; `undefined` (and a failure noted) when it cannot be read. */
  readBytes(path: string): Buffer | undefined;
  /**
   * What `read` sees in the bytes of a file, which are its own only until it returns; `undefined` (and a failure noted) when
   * they cannot be read.
   */
  look<Seen>(path: string, read: (bytes: Buffer) => Seen): Seen | undefined;
  /** The paths of all files read so far. */
  readonly filesRead: ReadonlySet<string>;
  /** Those whose text was asked for. */
  readonly textsRead: ReadonlySet<string>;
  /** The paths of all files whose text was read and holds the word of suppression comments. */
  readonly annotated: ReadonlySet<string>;
  /** What could not be read so far, except what is plainly missing. */
  readonly failures: readonly ReadFailure[];
}

type UnreadReason = Extract<FileContent, { error: string }>['error'];

/** How many bytes are kept: files are looked at for a word first, then parsed, then shown. */
const KEPT = 4_000_000;

/** The size of the memory that is shared by files that are only looked at. */
const SHARED = 1 << 20;

function recentFiles() {
  const files = new Map<string, Buffer>();
  let size = 0;
  return {
    get: (path: string) => files.get(path),
    add(path: string, bytes: Buffer) {
      if (size + bytes.length > KEPT) {
        files.clear();
        size = 0;
      }
      files.set(path, bytes);
      size += bytes.length;
    },
  };
}

/** The file system of this machine. Relative paths are resolved against `workingDirectory`. */
export function nodeFileSystem(workingDirectory: string): NodeFileSystem {
  const filesRead = new Set<string>();
  const textsRead = new Set<string>();
  const annotated = new Set<string>();
  const failures = new Map<string, ReadFailure>();
  const recent = recentFiles();
  const absolute = (path: string) => (isAbsolute(path) ? path : `${workingDirectory}/${path}`);
  /** Files that are only looked at share their memory. */
  let shared: Buffer | undefined;

  function readShared(path: string): Buffer | undefined {
    shared ??= Buffer.allocUnsafeSlow(SHARED);
    let descriptor: number | undefined;
    try {
      descriptor = openSync(absolute(path), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      const length = readSync(descriptor, shared, 0, shared.length, 0);
      // Only a file that fits is surely read to its end; what gives nothing may be no file.
      if (length === 0 || length === shared.length) return undefined;
      filesRead.add(path);
      return shared.subarray(0, length);
    } catch {
      return undefined;
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  }

  function read(path: string): Buffer | UnreadReason {
    const known = recent.get(path);
    if (known !== undefined) return known;
    const bytes = readFresh(path);
    if (typeof bytes !== 'string') recent.add(path, bytes);
    return bytes;
  }

  function readFresh(path: string): Buffer | UnreadReason {
    let error: UnreadReason;
    let why: string;
    try {
      const descriptor = openSync(absolute(path), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      try {
        const status = fstatSync(descriptor);
        if (status.isFile()) {
          const bytes = readFileSync(descriptor);
          filesRead.add(path);
          return bytes;
        }
        error = status.isDirectory() ? 'directory' : 'unreadable';
        why = status.isDirectory() ? 'it is a folder' : 'it is not a regular file';
      } finally {
        closeSync(descriptor);
      }
    } catch (problem) {
      error = isMissing(problem) ? (isLink(absolute(path)) ? 'unreadable' : 'missing') : 'unreadable';
      why = isMissing(problem) ? 'its symbolic link leads nowhere' : describeError(problem);
    }
    if (error === 'unreadable') failures.set(path, { path, why });
    return error;
  }

  function readBytes(path: string): Buffer | undefined {
    const content = read(path);
    return typeof content === 'string' ? undefined : content;
  }

  return {
    look(path, see) {
      const bytes = recent.get(path) ?? readShared(path) ?? readBytes(path);
      return bytes === undefined ? undefined : see(bytes);
    },
    readBytes,
    readFile(path): FileContent {
      const content = read(path);
      if (typeof content === 'string') return { error: content };
      try {
        const decoded = decode(content);
        textsRead.add(path);
        if (decoded.text.includes(MARKER)) annotated.add(path);
        return decoded;
      } catch (problem) {
        // Larger than the longest string.
        failures.set(path, { path, why: describeError(problem) });
        return { error: 'unreadable' };
      }
    },
    readDirectory(path) {
      try {
        const entries = readdirSync(absolute(path), { withFileTypes: true });
        return entries
          .map((entry): DirectoryEntry => ({ name: entry.name, kind: entryKind(entry, absolute(path)) }))
          .sort((a, b) => compareText(a.name, b.name));
      } catch (problem) {
        if (!isMissing(problem)) failures.set(path, { path, why: describeError(problem) });
        return undefined;
      }
    },
    isDirectory(path) {
      try {
        return statSync(absolute(path)).isDirectory();
      } catch {
        return false;
      }
    },
    filesRead,
    textsRead,
    annotated,
    get failures() {
      return [...failures.values()];
    },
  };
}

export interface TextInput {
  readonly filename: string;
  readonly content: FileContent;
  /** Whether the folder of the file holds nothing else. */
  readonly alone: boolean;
}

/** The file system with one file replaced, or added. */
export function withText(base: NodeFileSystem, { filename, content, alone }: TextInput): NodeFileSystem {
  const name = filename.slice(filename.lastIndexOf('/') + 1);
  const bytes = 'text' in content ? Buffer.from(content.text) : undefined;
  return {
    ...base,
    get failures() {
      return base.failures;
    },
    get filesRead() {
      return new Set([...base.filesRead, filename]);
    },
    get annotated() {
      const isAnnotated = 'text' in content && content.text.includes(MARKER);
      return isAnnotated ? new Set([...base.annotated, filename]) : base.annotated;
    },
    readBytes: (path) => (path === filename ? bytes : base.readBytes(path)),
    look: (path, see) => (path === filename && bytes !== undefined ? see(bytes) : base.look(path, see)),
    readFile: (path) => (path === filename ? content : base.readFile(path)),
    readDirectory(path) {
      if (parentPath(filename) !== path) return base.readDirectory(path);
      const others = alone ? [] : (base.readDirectory(path) ?? []).filter((entry) => entry.name !== name);
      const entries: DirectoryEntry[] = [...others, { name, kind: 'file' }];
      return entries.sort((a, b) => compareText(a.name, b.name));
    },
  };
}

function entryKind(entry: Dirent, directory: string): DirectoryEntry['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  if (!entry.isSymbolicLink()) return 'other';
  try {
    const target = statSync(resolve(directory, entry.name));
    return target.isDirectory() ? 'directory' : target.isFile() ? 'file' : 'other';
  } catch {
    // A link that leads nowhere or in a circle: reading it will say so, as it does in Terraform.
    return 'file';
  }
}

/** UTF-8 bytes as text, a byte order mark kept. */
export function decode(bytes: Buffer): Extract<FileContent, { text: string }> {
  const text = bytes.toString('utf8');
  return isUtf8(bytes) ? { text } : { text, malformedAt: firstReplacement(bytes, text) };
}

/** The offset of the first U+FFFD in the text that is not in the bytes. */
function firstReplacement(bytes: Buffer, text: string): number {
  let byte = 0;
  let unit = 0;
  for (let at = text.indexOf('\ufffd'); at !== -1; at = text.indexOf('\ufffd', unit)) {
    byte += Buffer.byteLength(text.slice(unit, at));
    if (bytes[byte] !== 0xef || bytes[byte + 1] !== 0xbf || bytes[byte + 2] !== 0xbd) return at;
    byte += 3;
    unit = at + 1;
  }
  return text.length;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function isMissing(problem: unknown): boolean {
  const code = errorCode(problem);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function errorCode(problem: unknown): string | undefined {
  return problem instanceof Error && 'code' in problem ? String(problem.code) : undefined;
}

/** Why an operation on a file failed, in plain words. */
export function describeError(problem: unknown): string {
  switch (errorCode(problem)) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ELOOP':
      return 'its symbolic link leads in a circle';
    case 'ERR_STRING_TOO_LONG':
    case 'ERR_FS_FILE_TOO_LARGE':
      return 'it is too large';
    default:
      return problem instanceof Error ? problem.message : String(problem);
  }
}
