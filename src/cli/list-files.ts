import type { NodeFileSystem } from '../node/file-system.ts';
import { parentPath } from '../node/paths.ts';
import { count } from '../report/summary.ts';
import { singleLine } from '../report/terminal-text.ts';
import type { Host } from './host.ts';
import type { Targets } from './targets.ts';

interface FileList {
  readonly targets: Targets;
  readonly fileSystem: NodeFileSystem;
  readonly configurations: readonly string[];
}

/** `--list-files`: each file that counts, with the reason. */
export function listFiles({ targets, fileSystem, configurations }: FileList, host: Host): void {
  const { named } = targets;
  const modules = new Set(targets.modules);
  const configuration = new Set(configurations);
  const folders = new Set([...named.files].map(parentPath));
  const why = (path: string): string => {
    const folder = parentPath(path);
    if (configuration.has(path)) return 'configuration';
    if (named.files.has(path)) return 'named';
    if (folders.has(folder)) return 'in the module of a named file';
    if (modules.has(folder)) return 'in a module that holds a mapping or calls one that does';
    return 'in the module tree of one of these modules';
  };
  const read = [...new Set([...fileSystem.textsRead, ...configuration])].sort();
  for (const path of read) host.stdout.write(`${singleLine(path)}\t${why(path)}\n`);
  const others = [...fileSystem.filesRead].filter((path) => !fileSystem.textsRead.has(path)).length;
  if (others > 0)
    host.stderr.write(`preplan: looked at ${count(others, 'more file')} in which there is nothing to check\n`);
}
