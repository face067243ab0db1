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
