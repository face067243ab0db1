import type { ModuleAdapter } from '../terraform/module-adapter.ts';
import { isObject, ruleProblems, shown } from './define-rule.ts';
import type { Rule } from './rule.ts';

/** What the module of a plug-in exports by default. */
export interface Plugin {
  /** What messages call it; by default what the configuration calls it. */
  readonly name?: string;
  readonly rules: readonly Rule[];
  /** Modules that are known although they are not on disk. */
  readonly modules?: readonly ModuleAdapter[];
}

/** A plug-in as it takes part in a run. */
export interface LoadedPlugin extends Plugin {
  readonly name: string;
}

/** What keeps a value from being a plug-in, a sentence each. */
export function pluginProblems(candidate: unknown): readonly string[] {
  if (!isObject(candidate)) return [`its default export is ${shown(candidate)}; export { rules: […] }`];
  const { name, rules, modules } = candidate;
  if (!Array.isArray(rules)) return [`its rules are ${shown(rules)}; export { rules: […] } by default`];
  return [
    ...(name === undefined || (typeof name === 'string' && name !== '')
      ? []
      : [`its name is ${shown(name)}; write text`]),
    ...rules.flatMap(ruleProblems),
    ...(modules === undefined || Array.isArray(modules) ? [] : [`its modules are ${shown(modules)}; write a list`]),
    ...(Array.isArray(modules) ? modules : []).flatMap(moduleProblems),
  ];
}

function moduleProblems(candidate: unknown): readonly string[] {
  if (!isObject(candidate)) return [`a module is ${shown(candidate)}; write an object with registry and standIn`];
  const { registry, repository, standIn } = candidate;
  return [
    ...(typeof registry === 'string' ? [] : [`the registry of a module is ${shown(registry)}; write text`]),
    ...(typeof repository === 'string' ? [] : [`the repository of a module is ${shown(repository)}; write text`]),
    ...(typeof standIn === 'function' ? [] : [`the standIn of a module is ${shown(standIn)}; write a function`]),
  ];
}
