import { lintModules, lintText } from '../core.ts';
import { compareRanges, joinDiagnostics, sortDiagnostics } from '../lint/arrange.ts';
import type { LintResult, LintSettings } from '../lint/lint.ts';
import { type CallersOf, findCallers } from '../node/callers.ts';
import { type NodeFileSystem, nodeFileSystem, type ReadFailure } from '../node/file-system.ts';
import { nodeFunctions } from '../node/functions.ts';
import { parentPath, relativePath } from '../node/paths.ts';
import { isModuleFile } from '../terraform/file-selection.ts';
import type { VariableSettings } from '../terraform/variable-values.ts';
import type { Progress } from './progress.ts';
import type { Targets } from './targets.ts';

export interface IncompleteResult extends LintResult {
  /** What could not be read. */
  readonly unread: readonly ReadFailure[];
}

export interface LintRequest {
  readonly targets: Targets;
  readonly settings: LintSettings;
  readonly workingDirectory: string;
  readonly fileSystem: NodeFileSystem;
  readonly progress: Progress;
  readonly variables: VariableSettings;
  /** Of the AWS provider, where no lock file says it. */
  readonly providerVersion: string | undefined;
  /** Told when callers were not sought everywhere. */
  readonly onCut: () => void;
}

export async function lintTargets(request: LintRequest): Promise<IncompleteResult> {
  const { targets, settings, workingDirectory, fileSystem, progress, variables, providerVersion } = request;
  const { modules, named } = targets;
  const asked = new Set([...named.files].map(parentPath));
  const unread = new Map(targets.failures.map((failure) => [failure.path, failure]));
  const callers = callersOf(request);
  // What is changed in a module concerns the mappings of those that call it.
  const concerned = new Set([...modules, ...withCallers(asked, callers)]);
  const checked = lintModules({
    ...settings,
    fileSystem,
    modules: [...concerned].map((directory) => ({ directory, called: false, named: asked.has(directory) })),
    callersOf: callers,
    normalize: (path) => relativePath(path, workingDirectory),
    functions: nodeFunctions(workingDirectory),
    variables,
    providerVersion,
    onProgress: ({ done, all }) => progress.show(`preplan: checked ${done} of ${all} modules`),
  });
  for (const { filename } of checked.unread) unread.set(filename, { path: filename, why: 'it is gone' });
  const results: LintResult[] = [checked];
  for (const filename of named.files) {
    if (isModuleFile(baseName(filename))) continue;
    // Files that belong to no module's configuration (.tfvars, .terraform.lock.hcl) still have a syntax.
    const content = fileSystem.readFile(filename);
    if ('text' in content) results.push(lintText({ filename, text: content.text, ...settings }));
  }
  for (const failure of fileSystem.failures) unread.set(failure.path, failure);
  return {
    // A file of values may be named and belong to a module.
    diagnostics: sortDiagnostics(joinDiagnostics(results.flatMap(({ diagnostics }) => diagnostics))),
    mappings: results.flatMap(({ mappings }) => mappings).sort((a, b) => compareRanges(a.range, b.range)),
    files: fileSystem.filesRead.size,
    internalErrors: results.reduce((sum, { internalErrors }) => sum + internalErrors, 0),
    unread: [...unread.values()],
  };
}

/** The folders, and those that call them, directly or through others. */
function withCallers(folders: ReadonlySet<string>, callersOf: CallersOf): ReadonlySet<string> {
  const all = new Set(folders);
  for (const folder of all) for (const caller of callersOf(folder)) all.add(caller);
  return all;
}

/** With a file system of its own: what is only looked at for calls does not count as checked. */
function callersOf({ targets, workingDirectory, progress, onCut }: LintRequest): CallersOf {
  progress.show('preplan: looking for the callers of these modules');
  return findCallers({
    workingDirectory,
    fileSystem: nodeFileSystem(workingDirectory),
    searches: targets.searches,
    onCut,
  });
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
