/** Replaces the text of a file that was read before, all of it or nothing. */
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describeError } from './file-system.ts';

/** Why a file was not written: it is not as it was read, or the system does not let us. */
export type WriteProblem = { readonly kind: 'changed' } | { readonly kind: 'refused'; readonly why: string };

/**
 * Writes a file beside the old one and puts it in its place; where the path is a symbolic link, in the place of the file that
 * it leads to. The mode stays, and owner and group where we may give a file away.
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
    if (!readFileSync(file).equals(Buffer.from(before))) return { kind: 'changed' };
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

function giveAway(path: string, { uid, gid }: { readonly uid: number; readonly gid: number }): void {
  try {
    chownSync(path, uid, gid);
  } catch {
    // Only root may; who may write the folder could have made the file anew, too.
  }
}
