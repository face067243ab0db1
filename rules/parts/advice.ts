// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { Rule } from '../../src/rule/rule.ts';
import cappedKafkaRetries from '../capped-kafka-retries.ts';
import crossAccountSource from '../cross-account-source.ts';
import crowdedStream from '../crowded-stream.ts';
import endlessStreamRetries from '../endless-stream-retries.ts';
import filtersOverDefaultQuota from '../filters-over-default-quota.ts';
import functionWithoutConcurrency from '../function-without-concurrency.ts';
import futureTimestamp from '../future-timestamp.ts';
import lowReceiveCount from '../low-receive-count.ts';
import missingBatchItemFailures from '../missing-batch-item-failures.ts';
import missingPolicyDependency from '../missing-policy-dependency.ts';
import pinnedFunctionVersion from '../pinned-function-version.ts';
import queueWithoutRedrivePolicy from '../queue-without-redrive-policy.ts';
import undeclaredReference from '../undeclared-reference.ts';
import visibilityTimeoutBelowSixTimes from '../visibility-timeout-below-six-times.ts';

const RULES: Readonly<Record<string, Rule>> = {
  'capped-kafka-retries': cappedKafkaRetries,
  'cross-account-source': crossAccountSource,
  'crowded-stream': crowdedStream,
  'endless-stream-retries': endlessStreamRetries,
  'filters-over-default-quota': filtersOverDefaultQuota,
  'function-without-concurrency': functionWithoutConcurrency,
  'future-timestamp': futureTimestamp,
  'low-receive-count': lowReceiveCount,
  'missing-batch-item-failures': missingBatchItemFailures,
  'missing-policy-dependency': missingPolicyDependency,
  'pinned-function-version': pinnedFunctionVersion,
  'queue-without-redrive-policy': queueWithoutRedrivePolicy,
  'undeclared-reference': undeclaredReference,
  'visibility-timeout-below-six-times': visibilityTimeoutBelowSixTimes,
};

export const load = (): Readonly<Record<string, Rule>> => RULES;
