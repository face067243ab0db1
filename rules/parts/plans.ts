// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { Rule } from '../../src/rule/rule.ts';
import removedBlockIsKept from '../removed-block-is-kept.ts';
import replacedMapping from '../replaced-mapping.ts';

const RULES: Readonly<Record<string, Rule>> = {
  'removed-block-is-kept': removedBlockIsKept,
  'replaced-mapping': replacedMapping,
};

export const load = (): Readonly<Record<string, Rule>> => RULES;
