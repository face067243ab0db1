/** Loading `preplan.json` with the files that it extends. */
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { type Config, type ConfigPath, type ConfigProblem, readConfig } from '../lint/config.ts';
import { globMatcher } from '../lint/config-glob.ts';
import type { SeverityOverride } from '../lint/lint.ts';
import type { RuleNames } from '../lint/renamed-rules.ts';
import type { LoadedPlugin } from '../rule/plugin.ts';
import { SourceFile } from '../text/source-file.ts';
import { nodeFileSystem } from './file-system.ts';
import { relativePath } from './paths.ts';
import { PreplanError } from './preplan-error.ts';

/** A configuration with all that it extends. Paths are relative to the working directory. */
export interface LoadedConfig {
  /** The files that it was read from; its own is the last. */
  readonly files: readonly string[];
  /** In the order in which they count; the last one wins. */
  readonly overrides: readonly SeverityOverride[];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly variableFiles: readonly string[];
  readonly providerVersion?: string;
  readonly requireReason: boolean;
  readonly plugins: readonly LoadedPlugin[];
  /** What may be set: our rules and those of the plug-ins. */
  readonly rules: RuleNames;
  /** What should be written in another way, with the place. */
  readonly warnings: readonly string[];
  isIgnored(filename: string): boolean;
}

export interface ConfigOptions {
  readonly workingDirectory: string;
  /** The names of all that may be set, without those of plug-ins. */
  readonly rules: RuleNames;
  /** Whether plug-ins are loaded; where they are not, every name may be that of a rule of theirs. */
  readonly plugins: boolean;
}

/** The configuration in this file. What is wrong with it is a `PreplanError`. */
export async function loadConfig(path: string, options: ConfigOptions): Promise<LoadedConfig> {
  const first = loadLayers(path, options, []);
  const { plugins, rules } = await pluginsOf(first, options);
  const layers = rules === options.rules ? first : loadLayers(path, { ...options, rules }, []);
  const problems = layers.flatMap((layer) => layer.problems.map(describe));
  if (problems.length > 0) throw new PreplanError(problems.join('\npreplan: '));
  const overrides = layers.flatMap(({ config, matches }) => [
    { matches: () => true, severities: config.rules },
    ...config.overrides.map(({ files, rules }) => ({ matches: matches(files), severities: rules })),
  ]);
  const ignores = layers.map(({ config, matches }) => matches(config.ignore));
  const configs = layers.map(({ config }) => config);
  const providerVersion = configs.findLast((config) => config.providerVersion !== undefined)?.providerVersion;
  return {
    files: layers.map(({ filename }) => filename),
    overrides,
    variables: Object.assign({}, ...configs.map(({ variables }) => variables)),
    variableFiles: layers.flatMap(({ config, folder }) =>
      config.variableFiles.map((file) => relativePath(resolve(folder, file.path), options.workingDirectory)),
    ),
    ...(providerVersion !== undefined && { providerVersion }),
    requireReason: configs.findLast(({ requireReason }) => requireReason !== undefined)?.requireReason ?? false,
    plugins,
    rules,
    warnings: [...new Set(layers.flatMap(({ warnings }) => warnings))],
    isIgnored: (filename) => ignores.some((matches) => matches(filename)),
  };
}

/** The plug-ins that a file names, and those that it extends; whatever else may be wrong in them. */
export async function loadPluginsOf(path: string, options: ConfigOptions): Promise<readonly LoadedPlugin[]> {
  return (await pluginsOf(loadLayers(path, options, []), options)).plugins;
}

async function pluginsOf(
  layers: readonly Layer[],
  { rules, plugins: isLoading }: ConfigOptions,
): Promise<Pick<LoadedConfig, 'plugins' | 'rules'>> {
  const named = layers.flatMap(({ config, folder }) => config.plugins.map((plugin) => ({ ...plugin, folder })));
  if (named.length === 0) return { plugins: [], rules };
  if (!isLoading) return { plugins: [], rules: { ...rules, others: true } };
  const { loadPlugins } = await import('./plugins.ts');
  const { plugins, problems } = await loadPlugins(named, rules);
  if (problems.length > 0) throw new PreplanError(problems.map(describe).join('\npreplan: '));
  const current = [...rules.current, ...plugins.flatMap((plugin) => plugin.rules.map(({ name }) => name))];
  return { plugins, rules: { ...rules, current } };
}

/** A plug-in as it is named in a configuration in this folder. */
export interface NamedPlugin extends ConfigPath {
  readonly folder: string;
}

interface Layer {
  readonly filename: string;
  readonly folder: string;
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
  readonly warnings: readonly string[];
  /** Whether one of the globs, which are seen from the folder of the file, matches a path. */
  matches(globs: readonly string[]): (filename: string) => boolean;
}

/** What is extended first. */
function loadLayers(path: string, options: ConfigOptions, below: readonly string[]): readonly Layer[] {
  const { workingDirectory, rules } = options;
  const filename = relativePath(path, workingDirectory);
  const absolute = resolve(workingDirectory, path);
  const content = nodeFileSystem(workingDirectory).readFile(filename);
  if ('error' in content)
    throw new PreplanError(`${filename} ${unreadable(content.error)}; name a file that can be read`);
  const file = new SourceFile(filename, content.text);
  const { config, problems, warnings } = readConfig(file, rules);
  const folder = dirname(absolute);
  const bases = config.extends.map(({ path: base, range }) => ({ base: resolve(folder, base), range }));
  const wrong = new Map<string, ConfigProblem>();
  for (const { base, range } of bases) {
    const found = nodeFileSystem(workingDirectory).readFile(base);
    if (base === absolute || below.includes(base)) {
      wrong.set(base, { message: 'this file is extended by itself', range });
    } else if ('error' in found) {
      const message = `${relativePath(base, workingDirectory)} ${unreadable(found.error)}`;
      wrong.set(base, { message, range });
    }
  }
  const matches = (globs: readonly string[]) => {
    const matchers = globs.map(globMatcher);
    return (name: string) => {
      const seen = relative(folder, resolve(workingDirectory, name)).split(sep).join('/');
      return !seen.startsWith('../') && !isAbsolute(seen) && matchers.some((match) => match(seen));
    };
  };
  return [
    ...bases.flatMap(({ base }) => (wrong.has(base) ? [] : loadLayers(base, options, [...below, absolute]))),
    {
      filename,
      folder,
      config,
      problems: [...problems, ...wrong.values()],
      warnings: warnings.map(describe),
      matches,
    },
  ];
}

function unreadable(error: 'missing' | 'unreadable' | 'directory'): string {
  switch (error) {
    case 'missing':
      return 'does not exist';
    case 'unreadable':
      return 'cannot be read';
    case 'directory':
      return 'is a folder';
  }
}

function describe({ message, range }: ConfigProblem): string {
  return `${range.filename}:${range.start.line}:${range.start.column}: ${message}`;
}
