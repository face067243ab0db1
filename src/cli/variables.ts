import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { PreplanError } from '../node/preplan-error.ts';
import type { FileSystem } from '../terraform/file-system.ts';
import type { VariableOption, VariableSettings } from '../terraform/variable-values.ts';
import type { Host } from './host.ts';

/** The host as it is in another folder. */
export function inFolder(host: Host, folder: string | undefined): Host {
  if (folder === undefined) return host;
  const workingDirectory = resolve(host.workingDirectory, folder);
  if (statSync(workingDirectory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new PreplanError(`--chdir is ${folder}, which is not a folder`);
  }
  return { ...host, workingDirectory };
}

/** What the environment and the command line say of variables. */
export function variableSettings(
  options: readonly VariableOption[],
  { environment }: Host,
  fileSystem: FileSystem,
): VariableSettings {
  for (const option of options) {
    if (option.kind === 'file' && 'error' in fileSystem.readFile(option.path)) {
      throw new PreplanError(`--var-file is ${option.path}, which cannot be read`);
    }
  }
  return { environment, options };
}
