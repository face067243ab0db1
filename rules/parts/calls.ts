// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { Rule } from '../../src/rule/rule.ts';
import ignoredModuleKey from '../ignored-module-key.ts';

const RULES: Readonly<Record<string, Rule>> = {
  'ignored-module-key': ignoredModuleKey,
};

export const load = (): Readonly<Record<string, Rule>> => RULES;
