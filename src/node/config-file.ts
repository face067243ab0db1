/** Loading `preplan.json` with the files that it extends. */
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { type Config, type ConfigProblem, readConfig } from '../lint/config.ts';
import { globMatcher } from '../lint/config-glob.ts';
import type { SeverityOverride } from '../lint/lint.ts';
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
  isIgnored(filename: string): boolean;
}

export interface ConfigOptions {
  readonly workingDirectory: string;
  /** The names of all that may be set. */
  readonly rules: readonly string[];
}

/** The configuration in this file. What is wrong with it is a `PreplanError`. */
export function loadConfig(path: string, options: ConfigOptions): LoadedConfig {
  const layers = loadLayers(path, options, []);
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
    isIgnored: (filename) => ignores.some((matches) => matches(filename)),
  };
}

interface Layer {
  readonly filename: string;
  readonly folder: string;
  readonly config: Config;
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
  const { config, problems } = readConfig(file, rules);
  const folder = dirname(absolute);
  const bases = config.extends.map(({ path: base, range }) => ({ base: resolve(folder, base), range }));
  const wrong = bases.flatMap(({ base, range }): ConfigProblem[] => {
    if (base === absolute || below.includes(base)) return [{ message: 'this file is extended by itself', range }];
    const found = nodeFileSystem(workingDirectory).readFile(base);
    return 'error' in found
      ? [{ message: `${relativePath(base, workingDirectory)} ${unreadable(found.error)}`, range }]
      : [];
  });
  if (problems.length + wrong.length > 0)
    throw new PreplanError([...problems, ...wrong].map(describe).join('\npreplan: '));
  const matches = (globs: readonly string[]) => {
    const matchers = globs.map(globMatcher);
    return (name: string) => {
      const seen = relative(folder, resolve(workingDirectory, name)).split(sep).join('/');
      return !seen.startsWith('../') && !isAbsolute(seen) && matchers.some((match) => match(seen));
    };
  };
  return [
    ...bases.flatMap(({ base }) => loadLayers(base, options, [...below, absolute])),
    { filename, folder, config, matches },
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
