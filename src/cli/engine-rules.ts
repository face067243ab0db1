/** What preplan reports without a rule. */
export interface EngineRule {
  readonly name: string;
  readonly severity: 'error' | 'warning';
  readonly summary: string;
}

export const engineRules: readonly EngineRule[] = [
  {
    name: 'syntax-error',
    severity: 'error',
    summary: 'A file is not in the language that it should be in; what follows was not checked.',
  },
  {
    name: 'internal-error',
    severity: 'error',
    summary: 'preplan itself made a mistake: one rule was not applied to one mapping.',
  },
  { name: 'reference-cycle', severity: 'error', summary: 'Values depend on each other in a circle.' },
  {
    name: 'invalid-declaration',
    severity: 'error',
    summary:
      'A variable, local value, output or module call is declared twice, a default does not fit the type of its variable, or a module call has no source.',
  },
  {
    name: 'invalid-function-call',
    severity: 'error',
    summary: 'A function is called that does not exist, or with arguments that it does not take.',
  },
  {
    name: 'failed-variable-validation',
    severity: 'error',
    summary: 'A variable has a value that its own validation refuses.',
  },
  {
    name: 'unused-suppression',
    severity: 'warning',
    summary: 'A preplan-ignore comment names a rule that reports nothing there.',
  },
  {
    name: 'expired-suppression',
    severity: 'warning',
    summary: 'The day until which a preplan-ignore comment was good is over.',
  },
  {
    name: 'outdated-suppression',
    severity: 'warning',
    summary: 'A preplan-ignore comment calls a rule by a name that it no longer has.',
  },
  {
    name: 'invalid-suppression',
    severity: 'warning',
    summary: 'A preplan-ignore comment is written or placed so that it suppresses nothing.',
  },
];
