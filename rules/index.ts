// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { Rule } from '../src/rule/rule.ts';
import accessConfigOnGlueRegistry from './access-config-on-glue-registry.ts';
import accessTypeOfAnotherSource from './access-type-of-another-source.ts';
import accessUriMismatch from './access-uri-mismatch.ts';
import argumentNewerThanProvider from './argument-newer-than-provider.ts';
import argumentOfAnotherSource from './argument-of-another-source.ts';
import argumentsOfDifferentSources from './arguments-of-different-sources.ts';
import atTimestampOnDynamodb from './at-timestamp-on-dynamodb.ts';
import atTimestampWithoutTimestamp from './at-timestamp-without-timestamp.ts';
import awsManagedKeyAcrossAccounts from './aws-managed-key-across-accounts.ts';
import batchOverTenWithoutWindow from './batch-over-ten-without-window.ts';
import batchSizeZero from './batch-size-zero.ts';
import cappedKafkaRetries from './capped-kafka-retries.ts';
import changingTimestamp from './changing-timestamp.ts';
import concurrencySumOverReserved from './concurrency-sum-over-reserved.ts';
import conflictingKafkaConfig from './conflicting-kafka-config.ts';
import confluentEndpointScheme from './confluent-endpoint-scheme.ts';
import createBeforeDestroy from './create-before-destroy.ts';
import credentialsOnServerlessMsk from './credentials-on-serverless-msk.ts';
import crossAccountBroker from './cross-account-broker.ts';
import crossAccountClusterArn from './cross-account-cluster-arn.ts';
import crossAccountSource from './cross-account-source.ts';
import crossRegionBroker from './cross-region-broker.ts';
import crossRegionSource from './cross-region-source.ts';
import crowdedStream from './crowded-stream.ts';
import deadLetterOnFunction from './dead-letter-on-function.ts';
import destinationInsideBucket from './destination-inside-bucket.ts';
import destinationReadBySameFunction from './destination-read-by-same-function.ts';
import destinationTopicIsSource from './destination-topic-is-source.ts';
import duplicateConsumerGroup from './duplicate-consumer-group.ts';
import duplicateFilterKey from './duplicate-filter-key.ts';
import duplicateMapping from './duplicate-mapping.ts';
import dynamodbTableArn from './dynamodb-table-arn.ts';
import emptyFilter from './empty-filter.ts';
import emptyScalingConfig from './empty-scaling-config.ts';
import endlessStreamRetries from './endless-stream-retries.ts';
import existsOnObject from './exists-on-object.ts';
import fifoQueueBatchOverTen from './fifo-queue-batch-over-ten.ts';
import fifoQueueDestination from './fifo-queue-destination.ts';
import fifoQueueWindow from './fifo-queue-window.ts';
import fifoTopicDestination from './fifo-topic-destination.ts';
import filterInsideSnsEnvelope from './filter-inside-sns-envelope.ts';
import filterNumberOverLimit from './filter-number-over-limit.ts';
import filterOnDocumentdb from './filter-on-documentdb.ts';
import filterOnMissingImage from './filter-on-missing-image.ts';
import filteredMappingsOnOneQueue from './filtered-mappings-on-one-queue.ts';
import filtersOverDefaultQuota from './filters-over-default-quota.ts';
import forEachOverUnknown from './for-each-over-unknown.ts';
import functionTimeoutOver14Minutes from './function-timeout-over-14-minutes.ts';
import functionWithoutConcurrency from './function-without-concurrency.ts';
import futureTimestamp from './future-timestamp.ts';
import implicitStartingPosition from './implicit-starting-position.ts';
import importIdForm from './import-id-form.ts';
import incorrectType from './incorrect-type.ts';
import kafkaErrorHandlingWithoutPollers from './kafka-error-handling-without-pollers.ts';
import kafkaMetricsOnAnotherSource from './kafka-metrics-on-another-source.ts';
import kmsKeyClosedToLambda from './kms-key-closed-to-lambda.ts';
import kmsKeyWithoutFilter from './kms-key-without-filter.ts';
import longFunctionName from './long-function-name.ts';
import lowReceiveCount from './low-receive-count.ts';
import malformedBootstrapServer from './malformed-bootstrap-server.ts';
import malformedFilterPattern from './malformed-filter-pattern.ts';
import malformedFunctionName from './malformed-function-name.ts';
import malformedSchemaRegistryUri from './malformed-schema-registry-uri.ts';
import malformedValue from './malformed-value.ts';
import maximumConcurrencyOverReserved from './maximum-concurrency-over-reserved.ts';
import maximumConcurrencyWithPollers from './maximum-concurrency-with-pollers.ts';
import minimumPollersOverMaximum from './minimum-pollers-over-maximum.ts';
import missingBasicAuth from './missing-basic-auth.ts';
import missingBatchItemFailures from './missing-batch-item-failures.ts';
import missingDocumentdbConfig from './missing-documentdb-config.ts';
import missingPolicyDependency from './missing-policy-dependency.ts';
import missingQueues from './missing-queues.ts';
import missingRequiredArgument from './missing-required-argument.ts';
import missingResourceInstanceKey from './missing-resource-instance-key.ts';
import missingSourceAccess from './missing-source-access.ts';
import missingStartingPosition from './missing-starting-position.ts';
import missingTopics from './missing-topics.ts';
import missingVpcUriPrefix from './missing-vpc-uri-prefix.ts';
import mistypedDynamodbFilter from './mistyped-dynamodb-filter.ts';
import moreThanOneTopic from './more-than-one-topic.ts';
import mskAuthMismatch from './msk-auth-mismatch.ts';
import mskSecretName from './msk-secret-name.ts';
import noEventSource from './no-event-source.ts';
import notAnArn from './not-an-arn.ts';
import partitionMismatch from './partition-mismatch.ts';
import pinnedFunctionVersion from './pinned-function-version.ts';
import pollerGroupOverCapacity from './poller-group-over-capacity.ts';
import pollersOutsideSourceRange from './pollers-outside-source-range.ts';
import queueWithoutRedrivePolicy from './queue-without-redrive-policy.ts';
import readOnlyArgument from './read-only-argument.ts';
import recordAgeOverRetention from './record-age-over-retention.ts';
import roleCannotReachBroker from './role-cannot-reach-broker.ts';
import roleCannotReadSource from './role-cannot-read-source.ts';
import roleCannotWriteDestination from './role-cannot-write-destination.ts';
import schemaRegistryWithoutPollers from './schema-registry-without-pollers.ts';
import schemaRegistryWithoutValidation from './schema-registry-without-validation.ts';
import severalAuthMechanisms from './several-auth-mechanisms.ts';
import sharedStreamConsumer from './shared-stream-consumer.ts';
import staleStreamArn from './stale-stream-arn.ts';
import startingPositionOnQueue from './starting-position-on-queue.ts';
import streamNotEnabled from './stream-not-enabled.ts';
import textFilterOnStream from './text-filter-on-stream.ts';
import timestampWithoutAtTimestamp from './timestamp-without-at-timestamp.ts';
import twoEventSources from './two-event-sources.ts';
import undeclaredReference from './undeclared-reference.ts';
import undocumentedFilterOperator from './undocumented-filter-operator.ts';
import unknownEndpointType from './unknown-endpoint-type.ts';
import unknownFilterKey from './unknown-filter-key.ts';
import unpairedVpcAccess from './unpaired-vpc-access.ts';
import unsupportedArgument from './unsupported-argument.ts';
import unsupportedAttribute from './unsupported-attribute.ts';
import unsupportedBlockType from './unsupported-block-type.ts';
import unsupportedBrokerAuthentication from './unsupported-broker-authentication.ts';
import unsupportedDestination from './unsupported-destination.ts';
import unsupportedEventSource from './unsupported-event-source.ts';
import untypedDynamodbFilter from './untyped-dynamodb-filter.ts';
import valueNewerThanProvider from './value-newer-than-provider.ts';
import valueNotAllowed from './value-not-allowed.ts';
import valueOutOfRange from './value-out-of-range.ts';
import visibilityTimeoutBelowFunctionTimeout from './visibility-timeout-below-function-timeout.ts';
import visibilityTimeoutBelowSixTimes from './visibility-timeout-below-six-times.ts';
import wrongItemCount from './wrong-item-count.ts';
import wrongSourceResource from './wrong-source-resource.ts';

export const rules: readonly Rule[] = [
  accessConfigOnGlueRegistry,
  accessTypeOfAnotherSource,
  accessUriMismatch,
  argumentNewerThanProvider,
  argumentOfAnotherSource,
  argumentsOfDifferentSources,
  atTimestampOnDynamodb,
  atTimestampWithoutTimestamp,
  awsManagedKeyAcrossAccounts,
  batchOverTenWithoutWindow,
  batchSizeZero,
  cappedKafkaRetries,
  changingTimestamp,
  concurrencySumOverReserved,
  conflictingKafkaConfig,
  confluentEndpointScheme,
  createBeforeDestroy,
  credentialsOnServerlessMsk,
  crossAccountBroker,
  crossAccountClusterArn,
  crossAccountSource,
  crossRegionBroker,
  crossRegionSource,
  crowdedStream,
  deadLetterOnFunction,
  destinationInsideBucket,
  destinationReadBySameFunction,
  destinationTopicIsSource,
  duplicateConsumerGroup,
  duplicateFilterKey,
  duplicateMapping,
  dynamodbTableArn,
  emptyFilter,
  emptyScalingConfig,
  endlessStreamRetries,
  existsOnObject,
  fifoQueueBatchOverTen,
  fifoQueueDestination,
  fifoQueueWindow,
  fifoTopicDestination,
  filterInsideSnsEnvelope,
  filterNumberOverLimit,
  filterOnDocumentdb,
  filterOnMissingImage,
  filteredMappingsOnOneQueue,
  filtersOverDefaultQuota,
  forEachOverUnknown,
  functionTimeoutOver14Minutes,
  functionWithoutConcurrency,
  futureTimestamp,
  implicitStartingPosition,
  importIdForm,
  incorrectType,
  kafkaErrorHandlingWithoutPollers,
  kafkaMetricsOnAnotherSource,
  kmsKeyClosedToLambda,
  kmsKeyWithoutFilter,
  longFunctionName,
  lowReceiveCount,
  malformedBootstrapServer,
  malformedFilterPattern,
  malformedFunctionName,
  malformedSchemaRegistryUri,
  malformedValue,
  maximumConcurrencyOverReserved,
  maximumConcurrencyWithPollers,
  minimumPollersOverMaximum,
  missingBasicAuth,
  missingBatchItemFailures,
  missingDocumentdbConfig,
  missingPolicyDependency,
  missingQueues,
  missingRequiredArgument,
  missingResourceInstanceKey,
  missingSourceAccess,
  missingStartingPosition,
  missingTopics,
  missingVpcUriPrefix,
  mistypedDynamodbFilter,
  moreThanOneTopic,
  mskAuthMismatch,
  mskSecretName,
  noEventSource,
  notAnArn,
  partitionMismatch,
  pinnedFunctionVersion,
  pollerGroupOverCapacity,
  pollersOutsideSourceRange,
  queueWithoutRedrivePolicy,
  readOnlyArgument,
  recordAgeOverRetention,
  roleCannotReachBroker,
  roleCannotReadSource,
  roleCannotWriteDestination,
  schemaRegistryWithoutPollers,
  schemaRegistryWithoutValidation,
  severalAuthMechanisms,
  sharedStreamConsumer,
  staleStreamArn,
  startingPositionOnQueue,
  streamNotEnabled,
  textFilterOnStream,
  timestampWithoutAtTimestamp,
  twoEventSources,
  undeclaredReference,
  undocumentedFilterOperator,
  unknownEndpointType,
  unknownFilterKey,
  unpairedVpcAccess,
  unsupportedArgument,
  unsupportedAttribute,
  unsupportedBlockType,
  unsupportedBrokerAuthentication,
  unsupportedDestination,
  unsupportedEventSource,
  untypedDynamodbFilter,
  valueNewerThanProvider,
  valueNotAllowed,
  valueOutOfRange,
  visibilityTimeoutBelowFunctionTimeout,
  visibilityTimeoutBelowSixTimes,
  wrongItemCount,
  wrongSourceResource,
];
