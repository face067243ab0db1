import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { MAPPING_WORD } from '../core.ts';
import { describeError, type NodeFileSystem, type ReadFailure } from '../node/file-system.ts';
import type { ModuleFolders } from '../node/module-folders.ts';
import { searchModules } from '../node/module-search.ts';
import { parentPath, relativePath } from '../node/paths.ts';
import { PreplanError } from '../node/preplan-error.ts';
import { moduleLoader } from '../terraform/module-loader.ts';
import { callsLeadingTo } from '../terraform/module-reach.ts';
import type { Progress } from './progress.ts';

/** What the arguments name. All paths are relative to the working directory, with `/`. */
export interface Targets {
  /** The folders of the modules to check, sorted. */
  readonly modules: readonly string[];
  /** Files and folders that were named themselves: one that cannot be read makes the invocation wrong. */
  readonly named: { readonly files: ReadonlySet<string>; readonly folders: ReadonlySet<string> };
  /** The files that may call modules, by their folder, by the folder below which a search went. */
  readonly searches: ReadonlyMap<string, ModuleFolders>;
  /** Folders met in a search that could not be read. */
  readonly failures: readonly ReadFailure[];
}

export interface TargetRequest {
  readonly paths: readonly string[];
  readonly workingDirectory: string;
  readonly fileSystem: NodeFileSystem;
  readonly progress: Progress;
}

/** Files that belong to a module. A module is named by any of them. */
const MODULE_FILE = /\.(tf|tofu|tfvars)(\.json)?$|(^|\/)\.terraform\.lock\.hcl$/;

/** One file, which need not exist. */
export function fileTarget(path: string): Targets {
  if (!MODULE_FILE.test(path)) {
    throw new PreplanError(
      `${path} is not a Terraform file; name .tf, .tofu or .tfvars files, their .json forms, or folders`,
    );
  }
  return {
    modules: [parentPath(path)],
    named: { files: new Set([path]), folders: new Set() },
    searches: new Map(),
    failures: [],
  };
}

const GLOB = /[*?[\]{}]/;

/** Finds the modules that the paths stand for: files, folders (searched for modules that hold a mapping, or call one that does) and globs. */
export async function findTargets(request: TargetRequest): Promise<Targets> {
  const { fileSystem, progress, workingDirectory } = request;
  const modules = new Set<string>();
  const named = { files: new Set<string>(), folders: new Set<string>() };
  const searches = new Map<string, ModuleFolders>();
  const failures: ReadFailure[] = [];
  const onFailure = ({ path, why }: ReadFailure) => failures.push({ path: relativePath(path, workingDirectory), why });

  const loader = moduleLoader(fileSystem, {
    check: () => ({ words: [] }),
    normalize: (path) => relativePath(path, workingDirectory),
  });
  const leads = callsLeadingTo(MAPPING_WORD, { loader });

  /** Whether a module calls one that holds a mapping, directly or through others. */
  function callsAMapping(folder: string): boolean {
    const module = loader.load(folder)?.module;
    return (
      module !== undefined && [...module.calls.keys()].some((call) => leads({ module, names: [], root: folder }, call))
    );
  }

  function addFolder(folder: string): void {
    progress.show(`preplan: looking for modules in ${folder}`);
    const { holding, leading, callers } = searchModules(folder, {
      workingDirectory,
      fileSystem,
      word: MAPPING_WORD,
      onFailure,
      onProgress: ({ seen, all }) => progress.show(`preplan: looked at ${seen} of ${all} folders`),
    });
    searches.set(folder, callers);
    for (const module of holding) modules.add(module);
    for (const module of leading) if (!modules.has(module) && callsAMapping(module)) modules.add(module);
  }

  function addFile(file: string): void {
    const target = fileTarget(file);
    for (const module of target.modules) modules.add(module);
    named.files.add(file);
  }

  async function addGlob(pattern: string): Promise<void> {
    // Loads fast-glob, which takes as long as checking a small module.
    const { expandGlob } = await import('../node/discover.ts');
    const matches = expandGlob(pattern, { workingDirectory, onFailure });
    if (matches.length === 0) throw new PreplanError(`${pattern} matches nothing; check the pattern`);
    for (const match of matches) {
      if (fileSystem.isDirectory(match)) addFolder(match);
      else if (MODULE_FILE.test(match)) addFile(match);
    }
  }

  for (const argument of request.paths) {
    const path = relativePath(argument, workingDirectory);
    const found = kindOf(resolve(workingDirectory, argument));
    switch (found.kind) {
      case 'file':
        addFile(path);
        break;
      case 'folder':
        named.folders.add(path);
        addFolder(path);
        break;
      case 'missing':
        if (!GLOB.test(argument))
          throw new PreplanError(
            `${argument} does not exist; paths are seen from ${workingDirectory}${isWord(argument) ? ', and preplan --help lists the commands' : ''}`,
          );
        await addGlob(argument);
        break;
      case 'unreadable':
        throw new PreplanError(`${argument} cannot be read: ${found.why}; mend that or leave it out`);
    }
  }
  return { modules: [...modules].sort(), named, searches, failures };
}

/** Perhaps meant as a command. */
function isWord(argument: string): boolean {
  return /^[a-z]+$/.test(argument);
}

function kindOf(
  path: string,
): { readonly kind: 'file' | 'folder' | 'missing' } | { readonly kind: 'unreadable'; readonly why: string } {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    return { kind: status === undefined ? 'missing' : status.isDirectory() ? 'folder' : 'file' };
  } catch (problem) {
    return { kind: 'unreadable', why: describeError(problem) };
  }
}
