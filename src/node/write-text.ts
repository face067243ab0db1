/** Replaces the text of a file that was read before, all of it or nothing. */
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describeError } from './file-system.ts';

/** Why a file was not written: it is not as it was read, or the system does not let us. */
export type WriteProblem = { readonly kind: 'changed' } | { readonly kind: 'refused'; readonly why: string };

/**
 * Writes a file beside the old one and puts it in its place; where the path is a symbolic link, in the place of the file that
 * it leads to. The mode stays, and owner and group where we may give a file away. A file with several names (hard links) is
 * written where it is, because the others would keep the old one.
 */
export function replaceText({
  path,
  before,
  after,
}: {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}): WriteProblem | undefined {
  let temporary: string | undefined;
  try {
    const file = realpathSync(path);
    accessSync(file, constants.W_OK);
    const status = statSync(file);
    const current = readFileSync(file);
    // By another name of it, it may have been written already.
    if (current.equals(Buffer.from(after))) return undefined;
    if (!current.equals(Buffer.from(before))) return { kind: 'changed' };
    if (status.nlink > 1) {
      overwrite(file, after);
      return undefined;
    }
    const name = join(dirname(file), `.${basename(file)}.${process.pid}.preplan`);
    const descriptor = openSync(name, 'wx', status.mode & 0o777);
    temporary = name;
    try {
      writeFileSync(descriptor, after);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    const created = statSync(name);
    if (created.uid !== status.uid || created.gid !== status.gid) giveAway(name, status);
    chmodSync(name, status.mode & 0o7777);
    renameSync(name, file);
    temporary = undefined;
    return undefined;
  } catch (problem) {
    return { kind: 'refused', why: describeError(problem) };
  } finally {
    if (temporary !== undefined) rmSync(temporary, { force: true });
  }
}

/** Never shorter than either text until all is written. */
function overwrite(file: string, text: string): void {
  const bytes = Buffer.from(text);
  const descriptor = openSync(file, 'r+');
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at, bytes.length - at, at);
    ftruncateSync(descriptor, bytes.length);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function giveAway(path: string, { uid, gid }: { readonly uid: number; readonly gid: number }): void {
  try {
    chownSync(path, uid, gid);
  } catch {
    // Only root may; who may write the folder could have made the file anew, too.
  }
}
