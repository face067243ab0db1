import { findConfig } from '../node/config-search.ts';
import type { Rule } from '../rule/rule.ts';
import type { Host } from './host.ts';
import { ruleNames } from './rule-settings.ts';

export interface PluginRule {
  readonly rule: Rule;
  /** What the plug-in is called. */
  readonly plugin: string;
}

/** The rules of the plug-ins that the configuration of the working directory names; none without `plugins`. */
export async function pluginRules(
  { workingDirectory }: Host,
  { plugins: areWanted }: { readonly plugins: boolean },
): Promise<readonly PluginRule[]> {
  if (!areWanted) return [];
  const path = findConfig('.', workingDirectory);
  if (path === undefined) return [];
  const { loadPluginsOf } = await import('../node/config-file.ts');
  const plugins = await loadPluginsOf(path, { workingDirectory, rules: ruleNames(), plugins: true });
  return plugins.flatMap(({ name, rules }) => rules.map((rule) => ({ rule, plugin: name })));
}
