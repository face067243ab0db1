/** Modules may have different configurations: those with the same one are checked together. */
import { compareRanges, joinDiagnostics, sortDiagnostics } from '../lint/arrange.ts';
import type { NodeFileSystem } from '../node/file-system.ts';
import { joinPath, parentPath } from '../node/paths.ts';
import type { SourceRange } from '../text/range.ts';
import type { IncompleteResult } from './lint-targets.ts';
import type { ModuleSettings, SettingsOf } from './module-settings.ts';
import type { Targets } from './targets.ts';

/** Targets for which the same settings hold. */
export interface TargetGroup {
  readonly settings: ModuleSettings;
  readonly targets: Targets;
}

export async function groupTargets(targets: Targets, settingsOf: SettingsOf): Promise<readonly TargetGroup[]> {
  const groups = new Map<ModuleSettings, { modules: string[]; files: Set<string> }>();
  const groupOf = async (directory: string) => {
    const settings = await settingsOf(directory);
    const known = groups.get(settings);
    if (known !== undefined) return known;
    const group = { modules: [], files: new Set<string>() };
    groups.set(settings, group);
    return group;
  };
  for (const module of targets.modules) (await groupOf(module)).modules.push(module);
  for (const file of targets.named.files) (await groupOf(parentPath(file))).files.add(file);
  return [...groups].map(([settings, { modules, files }]) => ({
    settings,
    targets: {
      ...targets,
      modules: modules.filter((module) => !isIgnoredFolder(module, settings)),
      named: { ...targets.named, files: new Set([...files].filter((file) => !settings.config?.isIgnored(file))) },
    },
  }));
}

/** Whether the configuration leaves out all that is in a folder. */
function isIgnoredFolder(folder: string, { config }: ModuleSettings): boolean {
  return config !== undefined && (config.isIgnored(folder) || config.isIgnored(joinPath(folder, '_')));
}

export function withoutIgnored(result: IncompleteResult, { config }: ModuleSettings): IncompleteResult {
  if (config === undefined) return result;
  const isKept = ({ range }: { readonly range: SourceRange }) => !config.isIgnored(range.filename);
  return {
    ...result,
    diagnostics: result.diagnostics.filter(isKept),
    mappings: result.mappings.filter(isKept),
  };
}

/** The results of all groups as one. */
export function joinResults(
  results: readonly IncompleteResult[],
  { targets, fileSystem }: { readonly targets: Targets; readonly fileSystem: NodeFileSystem },
): IncompleteResult {
  const [only] = results;
  if (results.length === 1 && only !== undefined) return only;
  // Where no module was found, nobody else tells of files that could not be looked at.
  const unread = [...targets.failures, ...fileSystem.failures, ...results.flatMap((result) => result.unread)];
  return {
    diagnostics: sortDiagnostics(joinDiagnostics(results.flatMap(({ diagnostics }) => diagnostics))),
    mappings: results.flatMap(({ mappings }) => mappings).sort((a, b) => compareRanges(a.range, b.range)),
    files: fileSystem.filesRead.size,
    internalErrors: results.reduce((sum, { internalErrors }) => sum + internalErrors, 0),
    unread: [...new Map(unread.map((failure) => [failure.path, failure])).values()],
  };
}
