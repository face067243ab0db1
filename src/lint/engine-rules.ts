import type { Severity } from '../text/diagnostic.ts';
import { SUPPRESSION_RULES } from './suppression-comments.ts';

/** What is wrong with a configuration of Terraform itself: found by the engine, but set and suppressed like a rule. */
export const CONFIGURATION_RULES = [
  'reference-cycle',
  'invalid-declaration',
  'invalid-function-call',
  'failed-variable-validation',
] as const;

/** What the engine reports and whose severity may be set. */
export const ENGINE_RULES: readonly string[] = [...CONFIGURATION_RULES, ...SUPPRESSION_RULES];

/** What cannot be set or suppressed: it means that something was not checked. */
export const FIXED_RULES: readonly string[] = ['syntax-error', 'internal-error'];

/** The severities that rules have of their own, by name, with those of the engine. */
export function ownSeverities(
  rules: readonly { readonly name: string; readonly severity: Severity | 'off' }[],
): ReadonlyMap<string, Severity | 'off'> {
  return new Map<string, Severity | 'off'>([
    ...ENGINE_RULES.map((name) => [name, 'warning'] as const),
    ...rules.map(({ name, severity }) => [name, severity] as const),
  ]);
}
