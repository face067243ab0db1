/** Loading plug-ins: modules of JavaScript that a configuration names. A part of its own, loaded when one does. */
import { existsSync, writeSync } from 'node:fs';
import { Module } from 'node:module';
import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ConfigProblem } from '../lint/config.ts';
import { FIXED_RULES } from '../lint/engine-rules.ts';
import { currentName, type RuleNames } from '../lint/renamed-rules.ts';
import { shown } from '../rule/define-rule.ts';
import { guarded } from '../rule/guarded.ts';
import { type LoadedPlugin, type Plugin, pluginProblems } from '../rule/plugin.ts';
import type { ModuleAdapter } from '../terraform/module-adapter.ts';
import type { NamedPlugin } from './config-file.ts';
import { describeError } from './file-system.ts';
import { PreplanError } from './preplan-error.ts';

export interface LoadedPlugins {
  readonly plugins: readonly LoadedPlugin[];
  readonly problems: readonly ConfigProblem[];
}

/** `rules`: the names that are taken. One that is named twice is loaded once. */
export async function loadPlugins(named: readonly NamedPlugin[], rules: RuleNames): Promise<LoadedPlugins> {
  const plugins = new Map<Plugin, LoadedPlugin>();
  const problems: ConfigProblem[] = [];
  const owners = new Map<string, string>();
  for (const one of named) {
    const { path, range } = one;
    const found = await importPlugin(one);
    const wrong = 'problem' in found ? [found.problem] : problemsOf(found.plugin);
    problems.push(...wrong.map((problem) => ({ message: `${path}: ${problem}`, range })));
    if (wrong.length > 0 || 'problem' in found) continue;
    const plugin = found.plugin as Plugin;
    if (plugins.has(plugin)) continue;
    const name = plugin.name ?? path;
    const modules = (plugin.modules ?? []).map((module) => guardedModule(module, name));
    const loaded = { name, rules: plugin.rules.map(guarded), modules };
    plugins.set(plugin, loaded);
    for (const { name } of loaded.rules) {
      const owner = ownerOf(name, rules) ?? owners.get(name);
      if (owner !== undefined) problems.push({ message: `${path}: ${taken(name, owner, loaded.name)}`, range });
      owners.set(name, `the plug-in ${loaded.name}`);
    }
  }
  return { plugins: [...plugins.values()], problems };
}

/** What a plug-in computes when it is looked at may throw. */
function problemsOf(plugin: unknown): readonly string[] {
  try {
    return pluginProblems(plugin);
  } catch (error) {
    return [`it cannot be read: ${describeCause(error)}`];
  }
}

/** Without what a module is made of nothing can be said of those that call it. */
function guardedModule(module: ModuleAdapter, plugin: string): ModuleAdapter {
  return {
    ...module,
    standIn(versions) {
      let text: unknown;
      try {
        text = module.standIn(versions);
      } catch (error) {
        throw new PreplanError(
          `the plug-in ${plugin} crashed on ${module.registry}: ${describeCause(error)}; report this to its authors`,
        );
      }
      if (typeof text === 'string') return text;
      throw new PreplanError(
        `the plug-in ${plugin} gives ${shown(text)} for ${module.registry}, not text; report this to its authors`,
      );
    },
  };
}

function ownerOf(name: string, rules: RuleNames): string | undefined {
  return FIXED_RULES.includes(name) || currentName(name, rules) !== undefined ? 'preplan' : undefined;
}

function taken(name: string, owner: string, plugin: string): string {
  return owner === `the plug-in ${plugin}`
    ? `it has two rules ${name}; rename one`
    : `${name} is already the name of a rule of ${owner}; rename the one of the plug-in`;
}

type Imported = { readonly plugin: unknown } | { readonly problem: string };

async function importPlugin({ path, folder }: NamedPlugin): Promise<Imported> {
  const isFile = /^\.\.?(?:[/\\]|$)/.test(path) || isAbsolute(path);
  const file = resolve(folder, path);
  if (isFile && !existsSync(file))
    return { problem: 'this file does not exist; paths are relative to this configuration' };
  const stopWatching = watchExit(path);
  try {
    const exported = await importerIn(folder)(isFile ? pathToFileURL(file).href : path);
    return { plugin: defaultExport(exported) };
  } catch (error) {
    if (!isFile && isMissing(error, path)) {
      const remedy = existsSync(file) ? `write ./${path} for the file` : `install it, npm install --save-dev ${path}`;
      return { problem: `there is no such package to be found from the folder of this configuration; ${remedy}` };
    }
    return { problem: `it cannot be loaded: ${describeCause(error)}` };
  } finally {
    stopWatching();
  }
}

/** A module that awaits what never comes leaves Node with nothing to do, which ends the process as if all were well. */
function watchExit(path: string): () => void {
  const tell = (): void => {
    process.exitCode = 2;
    writeSync(2, `preplan: ${path}: the process ended while the plug-in was loaded; nothing was checked\n`);
  };
  process.once('exit', tell);
  return () => process.removeListener('exit', tell);
}

/**
 * Imports as a file of this folder would, so that packages are looked for from there: a module of Node's own, because those of
 * the program are not Node's when they come with a code cache, and cannot import.
 */
function importerIn(folder: string): (specifier: string) => Promise<unknown> {
  const filename = resolve(folder, 'preplan.json');
  const module = new Module(filename) as Module & { _compile(text: string, filename: string): void };
  module._compile('module.exports = (specifier) => import(specifier);', filename);
  return module.exports as (specifier: string) => Promise<unknown>;
}

/** What compilers to CommonJS make of a default export is in the one that Node makes. */
function defaultExport(exported: unknown): unknown {
  const { default: outer } = exported as { readonly default?: unknown };
  const isWrapped = typeof outer === 'object' && outer !== null && '__esModule' in outer && 'default' in outer;
  return isWrapped ? outer.default : outer;
}

/** Whether it is the package itself that is not there, and not one that it imports. */
function isMissing(error: unknown, path: string): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const name = path.split('/', path.startsWith('@') ? 2 : 1).join('/');
  return code === 'ERR_MODULE_NOT_FOUND' && (error as Error).message.includes(`package '${name}' imported from`);
}

function describeCause(error: unknown): string {
  const isPlain = error instanceof Error && !('code' in error);
  const [what = ''] = (isPlain ? `${error.name}: ${error.message}` : describeError(error)).split('\n');
  const isOurs = /Cannot find (?:package|module) 'preplan(?:\/rule)?'/.test(what);
  return isOurs ? `${what}; install it beside the plug-in, npm install --save-dev preplan` : what;
}
