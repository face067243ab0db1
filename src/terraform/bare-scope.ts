/** Where nothing is declared: templates, files of variable values, expressions on a command line. */
import { failed, unknown } from '../value/construct.ts';
import type { Value } from '../value/value.ts';
import type { LanguageFunctions } from './functions.ts';
import type { Module } from './module.ts';
import type { ModuleScope } from './scope.ts';

/** Deeper expressions are unknown, long before the stack ends. */
const DEEPEST = 200;

/** More evaluations are not made in one scope. */
const MOST_STEPS = 100_000;

const NOTHING: Module = {
  directory: '.',
  files: [],
  variables: new Map(),
  locals: new Map(),
  resources: new Map(),
  resourcesOf: () => [],
  calls: new Map(),
  outputs: new Map(),
  providers: new Map(),
  requiredProviders: new Map(),
  imports: [],
  duplicates: [],
};

/** `refusal` is why a name has no value. */
export function bareScope(refusal: string, functions?: LanguageFunctions): ModuleScope {
  const none = (): Value => failed({ kind: 'undeclared', text: refusal });
  let depth = 0;
  let steps = 0;
  return {
    path: [],
    moment: 'plan',
    functions,
    declared: NOTHING,
    root: '.',
    calls: [],
    existence: { when: [], number: 'one' },
    standIn: undefined,
    variable: none,
    argument: () => undefined,
    local: none,
    localDeclaration: () => undefined,
    output: () => undefined,
    pathValue: none,
    resource: () => undefined,
    repetition: () => ({ kind: 'none' }),
    writtenAttribute: () => undefined,
    call: () => undefined,
    at: () => undefined,
    nested: (evaluateNested) => {
      steps += 1;
      if (depth > DEEPEST || steps > MOST_STEPS)
        return unknown({ reasons: [{ kind: 'expression', text: 'it takes too many steps' }] });
      depth += 1;
      const value = evaluateNested();
      depth -= 1;
      return value;
    },
    spend: (taken) => {
      steps += taken;
    },
  };
}
