import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** A path in the reference material that lies beside the project. Tests and scripts run in the project's root. */
export function sharedPath(path: string): string {
  return resolve('..', 'shared', path);
}

export function hasShared(path: string): boolean {
  return existsSync(sharedPath(path));
}
