/**
 * Rules that have another name now: `old name: 'new name'`. An old name goes on working in configurations, options and comments,
 * with a warning that names the new one, up to the next major release.
 */
export const RENAMED_RULES: RenamedRules = {};

/** New names by old ones. */
export type RenamedRules = Readonly<Record<string, string>>;

/** The names by which rules can be called. */
export interface RuleNames {
  readonly current: readonly string[];
  readonly renamed: RenamedRules;
  /** Whether there may be more, of plug-ins that are not loaded: then every name is fine. */
  readonly others?: true;
}

/** The name that a rule has now; `undefined` when there is none that has or had this name. */
export function currentName(name: string, { current, renamed, others }: RuleNames): string | undefined {
  if (current.includes(name)) return name;
  if (Object.hasOwn(renamed, name)) return renamed[name];
  return others === true ? name : undefined;
}

/** What is said to who uses an old name. */
export function renaming({ from, to }: { readonly from: string; readonly to: string }): string {
  return `${from} is called ${to} now; write ${to}`;
}
