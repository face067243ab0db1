/** Checks the modules that an editor has open as the command line does when it is run in the folder of the project and a file of the module is named. */
import { isAbsolute, resolve } from 'node:path';
import { lintModules, lintText } from '../core.ts';
import { sortDiagnostics } from '../lint/arrange.ts';
import type { LintResult } from '../lint/lint.ts';
import { MARKER } from '../lint/suppression-comments.ts';
import type { Checker, ModulePlace, ServerHost } from '../lsp/server.ts';
import { type CallersOf, findCallers } from '../node/callers.ts';
import { CONFIG_NAME } from '../node/config-search.ts';
import { nodeFileSystem } from '../node/file-system.ts';
import { nodeFunctions } from '../node/functions.ts';
import { relativePath } from '../node/paths.ts';
import { isPreplanError } from '../node/preplan-error.ts';
import type { CheckRequest } from '../service/workspace.ts';
import { isModuleFile } from '../terraform/file-selection.ts';
import type { FileSystem } from '../terraform/file-system.ts';
import type { FunctionSource } from '../terraform/functions.ts';
import { SourceFile } from '../text/source-file.ts';
import type { LintArguments } from './arguments.ts';
import type { Host } from './host.ts';
import { type ModuleSettings, moduleSettings, type SettingsOf } from './module-settings.ts';
import { suppress } from './suppress.ts';

interface Project {
  readonly folder: string;
  readonly settingsOf: SettingsOf;
  readonly callersOf: CallersOf;
  /** Absolute paths of the files that may call a module. */
  readonly possibleCallers: ReadonlySet<string>;
  readonly functions: FunctionSource;
  /** One for all modules with the same settings. */
  readonly checkers: Map<ModuleSettings, Checker>;
  /** Settings where the configuration cannot be used, by what is wrong with it. */
  readonly fallbacks: Map<string, ModuleSettings>;
}

export function projectCheckers(
  host: Host,
  options: Pick<LintArguments, 'plugins'>,
): Pick<ServerHost, 'checkerOf' | 'changed'> {
  const projects = new Map<string, Project>();

  async function checkerOf({ folder, directory }: ModulePlace): Promise<Checker> {
    const project = projects.get(folder) ?? openProject(folder, host, options);
    projects.set(folder, project);
    const { settings, problem } = await findSettings(project, directory);
    const known = project.checkers.get(settings);
    if (known !== undefined) return known;
    const checker: Checker = {
      check: (request) => check(request, { project, settings, host }),
      ...(problem !== undefined && { problem }),
    };
    project.checkers.set(settings, checker);
    return checker;
  }

  return {
    checkerOf,
    changed(paths) {
      for (const [folder, project] of projects) {
        if (paths === undefined || paths.some((path) => concerns(project, path))) projects.delete(folder);
      }
    },
  };
}

function openProject(folder: string, host: Host, { plugins }: Pick<LintArguments, 'plugins'>): Project {
  const disk = nodeFileSystem(folder);
  const possibleCallers = new Set<string>();
  const fileSystem = {
    ...disk,
    readBytes(path: string) {
      const bytes = disk.readBytes(path);
      if (bytes?.includes('module')) possibleCallers.add(resolve(folder, path));
      return bytes;
    },
  };
  return {
    folder,
    settingsOf: moduleSettings(
      { rule: [], only: [], config: undefined, plugins },
      { ...host, workingDirectory: folder },
    ),
    // What is no file is in no folder, so that nobody calls it.
    callersOf: isAbsolute(folder)
      ? findCallers({ workingDirectory: folder, fileSystem, searches: new Map() })
      : () => [],
    possibleCallers,
    functions: nodeFunctions(folder),
    checkers: new Map(),
    fallbacks: new Map(),
  };
}

/** Whether what is known of the project besides its modules may be different now. */
function concerns({ folder, possibleCallers }: Project, path: string): boolean {
  if (path.endsWith(`/${CONFIG_NAME}`) || possibleCallers.has(resolve(path))) return true;
  return nodeFileSystem(folder).readBytes(path)?.includes('module') === true;
}

/** A configuration that cannot be used leaves everything as it is without one. */
async function findSettings(
  { settingsOf, fallbacks }: Project,
  directory: string,
): Promise<{ readonly settings: ModuleSettings; readonly problem?: string }> {
  try {
    return { settings: await settingsOf(directory) };
  } catch (error) {
    if (!isPreplanError(error)) throw error;
    const problem = error.message;
    const settings = fallbacks.get(problem) ?? { lint: {}, variables: [] };
    fallbacks.set(problem, settings);
    return { settings, problem };
  }
}

interface Surroundings {
  readonly project: Project;
  readonly settings: ModuleSettings;
  readonly host: Host;
}

function check(request: CheckRequest, { project, settings, host }: Surroundings): LintResult {
  const { directory, fileSystem, memory, parse, texts } = request;
  const { folder, callersOf, functions } = project;
  const { config } = settings;
  const time = host.time();
  const lint = { ...settings.lint, now: time };
  const annotated = new Map<string, SourceFile>();
  const checked = lintModules({
    ...lint,
    fileSystem: findingMarkers(annotated, fileSystem),
    modules: [{ directory, called: false, named: true }],
    callersOf,
    normalize: (path) => relativePath(path, folder),
    parse,
    memory,
    functions,
    variables: { environment: host.environment, options: settings.variables },
    providerVersion: config?.providerVersion,
  });
  const results = [checked, ...texts.map((text) => lintText({ ...text, ...lint }))];
  const isKept = ({ range }: { readonly range: { readonly filename: string } }) => !config?.isIgnored(range.filename);
  const result: LintResult = {
    ...checked,
    diagnostics: sortDiagnostics(results.flatMap(({ diagnostics }) => diagnostics)).filter(isKept),
    mappings: checked.mappings.filter(isKept),
  };
  if (annotated.size === 0) return result;
  return { ...result, ...suppress({ result, files: [...annotated.values()], time, settingsOf: () => settings }) };
}

/** The file system, noting in `annotated` the files of modules that hold suppression comments. */
function findingMarkers(annotated: Map<string, SourceFile>, fileSystem: FileSystem): FileSystem {
  return {
    ...fileSystem,
    readFile(path) {
      const content = fileSystem.readFile(path);
      const isAnnotated = 'text' in content && content.text.includes(MARKER);
      if (isAnnotated && isModuleFile(path.slice(path.lastIndexOf('/') + 1))) {
        annotated.set(path, new SourceFile(path, content.text));
      }
      return content;
    },
  };
}
