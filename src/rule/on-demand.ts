/** Rules whose code is loaded when one of them is called. */
import type { Rule } from './rule.ts';

/** The rules of one part. `data`: what they say about themselves, a list in JSON. */
export function onDemand(load: () => Readonly<Record<string, Rule>>, data: string): readonly Rule[] {
  const rules: Rule[] = JSON.parse(data);
  for (const rule of rules) rule.check = (context) => load()[rule.name]?.check(context) ?? [];
  return rules;
}

export function byName(rules: readonly Rule[]): readonly Rule[] {
  return rules.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
