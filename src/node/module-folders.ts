import { type Dirent, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { isModuleFile } from '../terraform/file-selection.ts';
import { describeError, type ReadFailure } from './file-system.ts';
import { joinPath } from './paths.ts';

/** Folders that hold no sources of the user's own; entered only when they are named. */
export const SKIPPED: readonly string[] = ['.terraform', 'node_modules', '.git'];

export interface Search {
  readonly workingDirectory: string;
  /** Told of every folder that cannot be read. */
  readonly onFailure: (failure: ReadFailure) => void;
  /** How many folders are entered, those further up first; without, all are. */
  readonly most?: number;
}

/** Folders that hold Terraform or OpenTofu files, each with its files. */
export type ModuleFolders = ReadonlyMap<string, readonly string[]>;

export interface FoundFolders {
  /** By name. */
  readonly folders: ModuleFolders;
  /** Those in which `terraform init` was run. */
  readonly initialized: ReadonlySet<string>;
  /** Whether there are more folders than were to be entered. */
  readonly isCut: boolean;
}

/**
 * The module folders at or below `directory`. A link to a file counts, a link to a folder is not followed: links can lead in
 * circles.
 */
export function findModuleFolders(
  directory: string,
  { workingDirectory, onFailure, most = Number.POSITIVE_INFINITY }: Search,
): FoundFolders {
  const folders = new Map<string, readonly string[]>();
  const initialized = new Set<string>();
  const pending = [directory];
  for (const [entered, folder] of pending.entries()) {
    if (entered === most) break;
    const files: string[] = [];
    for (const entry of entriesOf(resolve(workingDirectory, folder), onFailure)) {
      const { name } = entry;
      if (entry.isDirectory()) {
        if (!SKIPPED.includes(name)) pending.push(joinPath(folder, name));
        else if (name === '.terraform') initialized.add(folder);
      } else if (isModuleFile(name)) {
        files.push(joinPath(folder, name));
      }
    }
    if (files.length > 0) folders.set(folder, files.sort());
  }
  const sorted = [...folders].sort(([a], [b]) => (a < b ? -1 : 1));
  return { folders: new Map(sorted), initialized, isCut: pending.length > most };
}

function entriesOf(path: string, onFailure: Search['onFailure']): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (problem) {
    onFailure({ path, why: describeError(problem) });
    return [];
  }
}
