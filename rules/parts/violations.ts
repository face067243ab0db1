// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { Rule } from '../../src/rule/rule.ts';
import argumentNewerThanProvider from '../argument-newer-than-provider.ts';
import incorrectType from '../incorrect-type.ts';
import malformedValue from '../malformed-value.ts';
import missingRequiredArgument from '../missing-required-argument.ts';
import readOnlyArgument from '../read-only-argument.ts';
import unsupportedArgument from '../unsupported-argument.ts';
import unsupportedBlockType from '../unsupported-block-type.ts';
import valueNewerThanProvider from '../value-newer-than-provider.ts';
import valueNotAllowed from '../value-not-allowed.ts';
import wrongItemCount from '../wrong-item-count.ts';

const RULES: Readonly<Record<string, Rule>> = {
  'argument-newer-than-provider': argumentNewerThanProvider,
  'incorrect-type': incorrectType,
  'malformed-value': malformedValue,
  'missing-required-argument': missingRequiredArgument,
  'read-only-argument': readOnlyArgument,
  'unsupported-argument': unsupportedArgument,
  'unsupported-block-type': unsupportedBlockType,
  'value-newer-than-provider': valueNewerThanProvider,
  'value-not-allowed': valueNotAllowed,
  'wrong-item-count': wrongItemCount,
};

export const load = (): Readonly<Record<string, Rule>> => RULES;
