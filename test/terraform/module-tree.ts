/** Trees of small modules for tests. */
import type { Configuration, ResourceBlocks } from '../../src/terraform/configuration.ts';
import { configure } from '../../src/terraform/configure.ts';
import type { FileSystem } from '../../src/terraform/file-system.ts';
import { languageFunctions } from '../../src/terraform/functions.ts';
import { memoryFileSystem } from '../../src/terraform/memory-file-system.ts';
import { moduleLoader } from '../../src/terraform/module-loader.ts';
import { FUNCTIONS } from '../functions.ts';
import { plain } from './module-text.ts';

export interface TreeOptions {
  /** The folder of the root module; by default `.`. */
  readonly root?: string;
  readonly blocks?: ResourceBlocks;
  readonly called?: boolean;
}

/** The configuration of a module and of those that it calls, given as texts by path. */
export function treeOf(
  files: Readonly<Record<string, string>> | FileSystem,
  { root = '.', blocks = {}, called = false }: TreeOptions = {},
): Configuration {
  const fileSystem = isFileSystem(files) ? files : memoryFileSystem(files);
  const loader = moduleLoader(fileSystem, { check: () => 'all' });
  const loaded = loader.load(root);
  if (loaded === undefined) throw new Error(`no module in ${root}`);
  const functions = languageFunctions(FUNCTIONS, { fileSystem, directory: root });
  return configure(loaded.module, { blocks, called, loader, functions });
}

function isFileSystem(files: Readonly<Record<string, string>> | FileSystem): files is FileSystem {
  return typeof files['readFile'] === 'function';
}

/** The arguments of all instances of managed resources, by address. */
export function instancesIn({ blocks }: Configuration): Record<string, unknown> {
  return Object.fromEntries(
    blocks
      .filter(({ mode }) => mode === 'managed')
      .flatMap(({ instances }) => instances.map(({ address, values }) => [address, plain(values)] as const)),
  );
}
