// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { Rule } from '../../src/rule/rule.ts';
import deadLetterOnFunction from '../dead-letter-on-function.ts';
import maximumConcurrencyOverReserved from '../maximum-concurrency-over-reserved.ts';
import roleCannotReadSource from '../role-cannot-read-source.ts';
import roleCannotWriteDestination from '../role-cannot-write-destination.ts';
import staleStreamArn from '../stale-stream-arn.ts';
import streamNotEnabled from '../stream-not-enabled.ts';
import unsupportedBrokerAuthentication from '../unsupported-broker-authentication.ts';
import visibilityTimeoutBelowFunctionTimeout from '../visibility-timeout-below-function-timeout.ts';

const RULES: Readonly<Record<string, Rule>> = {
  'dead-letter-on-function': deadLetterOnFunction,
  'maximum-concurrency-over-reserved': maximumConcurrencyOverReserved,
  'role-cannot-read-source': roleCannotReadSource,
  'role-cannot-write-destination': roleCannotWriteDestination,
  'stale-stream-arn': staleStreamArn,
  'stream-not-enabled': streamNotEnabled,
  'unsupported-broker-authentication': unsupportedBrokerAuthentication,
  'visibility-timeout-below-function-timeout': visibilityTimeoutBelowFunctionTimeout,
};

export const load = (): Readonly<Record<string, Rule>> => RULES;
