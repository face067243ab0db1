// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { Rule } from '../../src/rule/rule.ts';
import atTimestampOnDynamodb from '../at-timestamp-on-dynamodb.ts';
import atTimestampWithoutTimestamp from '../at-timestamp-without-timestamp.ts';
import changingTimestamp from '../changing-timestamp.ts';
import destinationInsideBucket from '../destination-inside-bucket.ts';
import fifoQueueDestination from '../fifo-queue-destination.ts';
import fifoTopicDestination from '../fifo-topic-destination.ts';
import missingStartingPosition from '../missing-starting-position.ts';
import parallelTumblingWindow from '../parallel-tumbling-window.ts';
import recordAgeOverRetention from '../record-age-over-retention.ts';
import startingPositionOnQueue from '../starting-position-on-queue.ts';
import timestampWithoutAtTimestamp from '../timestamp-without-at-timestamp.ts';
import unsupportedDestination from '../unsupported-destination.ts';

const RULES: Readonly<Record<string, Rule>> = {
  'at-timestamp-on-dynamodb': atTimestampOnDynamodb,
  'at-timestamp-without-timestamp': atTimestampWithoutTimestamp,
  'changing-timestamp': changingTimestamp,
  'destination-inside-bucket': destinationInsideBucket,
  'fifo-queue-destination': fifoQueueDestination,
  'fifo-topic-destination': fifoTopicDestination,
  'missing-starting-position': missingStartingPosition,
  'parallel-tumbling-window': parallelTumblingWindow,
  'record-age-over-retention': recordAgeOverRetention,
  'starting-position-on-queue': startingPositionOnQueue,
  'timestamp-without-at-timestamp': timestampWithoutAtTimestamp,
  'unsupported-destination': unsupportedDestination,
};

export const load = (): Readonly<Record<string, Rule>> => RULES;
