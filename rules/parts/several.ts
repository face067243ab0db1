// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { Rule } from '../../src/rule/rule.ts';
import concurrencySumOverReserved from '../concurrency-sum-over-reserved.ts';
import destinationReadBySameFunction from '../destination-read-by-same-function.ts';
import duplicateConsumerGroup from '../duplicate-consumer-group.ts';
import duplicateMapping from '../duplicate-mapping.ts';
import filteredMappingsOnOneQueue from '../filtered-mappings-on-one-queue.ts';
import sharedStreamConsumer from '../shared-stream-consumer.ts';

const RULES: Readonly<Record<string, Rule>> = {
  'concurrency-sum-over-reserved': concurrencySumOverReserved,
  'destination-read-by-same-function': destinationReadBySameFunction,
  'duplicate-consumer-group': duplicateConsumerGroup,
  'duplicate-mapping': duplicateMapping,
  'filtered-mappings-on-one-queue': filteredMappingsOnOneQueue,
  'shared-stream-consumer': sharedStreamConsumer,
};

export const load = (): Readonly<Record<string, Rule>> => RULES;
