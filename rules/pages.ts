// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { RulePage } from '../src/rule/rule.ts';
import { page as accessConfigOnGlueRegistry } from './access-config-on-glue-registry.ts';
import { page as accessTypeOfAnotherSource } from './access-type-of-another-source.ts';
import { page as accessUriMismatch } from './access-uri-mismatch.ts';
import { page as argumentNewerThanProvider } from './argument-newer-than-provider.ts';
import { page as argumentOfAnotherSource } from './argument-of-another-source.ts';
import { page as argumentsOfDifferentSources } from './arguments-of-different-sources.ts';
import { page as atTimestampOnDynamodb } from './at-timestamp-on-dynamodb.ts';
import { page as atTimestampWithoutTimestamp } from './at-timestamp-without-timestamp.ts';
import { page as awsManagedKeyAcrossAccounts } from './aws-managed-key-across-accounts.ts';
import { page as batchOverTenWithoutWindow } from './batch-over-ten-without-window.ts';
import { page as batchSizeZero } from './batch-size-zero.ts';
import { page as cappedKafkaRetries } from './capped-kafka-retries.ts';
import { page as changingTimestamp } from './changing-timestamp.ts';
import { page as concurrencySumOverReserved } from './concurrency-sum-over-reserved.ts';
import { page as conflictingKafkaConfig } from './conflicting-kafka-config.ts';
import { page as confluentEndpointScheme } from './confluent-endpoint-scheme.ts';
import { page as createBeforeDestroy } from './create-before-destroy.ts';
import { page as credentialsOnServerlessMsk } from './credentials-on-serverless-msk.ts';
import { page as crossAccountBroker } from './cross-account-broker.ts';
import { page as crossAccountClusterArn } from './cross-account-cluster-arn.ts';
import { page as crossAccountSource } from './cross-account-source.ts';
import { page as crossRegionBroker } from './cross-region-broker.ts';
import { page as crossRegionSource } from './cross-region-source.ts';
import { page as crowdedStream } from './crowded-stream.ts';
import { page as deadLetterOnFunction } from './dead-letter-on-function.ts';
import { page as destinationInsideBucket } from './destination-inside-bucket.ts';
import { page as destinationReadBySameFunction } from './destination-read-by-same-function.ts';
import { page as destinationTopicIsSource } from './destination-topic-is-source.ts';
import { page as duplicateConsumerGroup } from './duplicate-consumer-group.ts';
import { page as duplicateFilterKey } from './duplicate-filter-key.ts';
import { page as duplicateMapping } from './duplicate-mapping.ts';
import { page as dynamodbTableArn } from './dynamodb-table-arn.ts';
import { page as emptyFilter } from './empty-filter.ts';
import { page as emptyScalingConfig } from './empty-scaling-config.ts';
import { page as endlessStreamRetries } from './endless-stream-retries.ts';
import { page as existsOnObject } from './exists-on-object.ts';
import { page as fifoQueueBatchOverTen } from './fifo-queue-batch-over-ten.ts';
import { page as fifoQueueDestination } from './fifo-queue-destination.ts';
import { page as fifoQueueWindow } from './fifo-queue-window.ts';
import { page as fifoTopicDestination } from './fifo-topic-destination.ts';
import { page as filterInsideSnsEnvelope } from './filter-inside-sns-envelope.ts';
import { page as filterNumberOverLimit } from './filter-number-over-limit.ts';
import { page as filterOnDocumentdb } from './filter-on-documentdb.ts';
import { page as filterOnMissingImage } from './filter-on-missing-image.ts';
import { page as filteredMappingsOnOneQueue } from './filtered-mappings-on-one-queue.ts';
import { page as filtersOverDefaultQuota } from './filters-over-default-quota.ts';
import { page as forEachOverUnknown } from './for-each-over-unknown.ts';
import { page as functionTimeoutOver14Minutes } from './function-timeout-over-14-minutes.ts';
import { page as functionWithoutConcurrency } from './function-without-concurrency.ts';
import { page as futureTimestamp } from './future-timestamp.ts';
import { page as ignoredModuleKey } from './ignored-module-key.ts';
import { page as implicitStartingPosition } from './implicit-starting-position.ts';
import { page as importIdForm } from './import-id-form.ts';
import { page as incorrectType } from './incorrect-type.ts';
import { page as kafkaErrorHandlingWithoutPollers } from './kafka-error-handling-without-pollers.ts';
import { page as kafkaMetricsOnAnotherSource } from './kafka-metrics-on-another-source.ts';
import { page as kmsKeyClosedToLambda } from './kms-key-closed-to-lambda.ts';
import { page as kmsKeyWithoutFilter } from './kms-key-without-filter.ts';
import { page as longFunctionName } from './long-function-name.ts';
import { page as lowReceiveCount } from './low-receive-count.ts';
import { page as malformedBootstrapServer } from './malformed-bootstrap-server.ts';
import { page as malformedFilterPattern } from './malformed-filter-pattern.ts';
import { page as malformedFunctionName } from './malformed-function-name.ts';
import { page as malformedSchemaRegistryUri } from './malformed-schema-registry-uri.ts';
import { page as malformedValue } from './malformed-value.ts';
import { page as maximumConcurrencyOverReserved } from './maximum-concurrency-over-reserved.ts';
import { page as maximumConcurrencyWithPollers } from './maximum-concurrency-with-pollers.ts';
import { page as minimumPollersOverMaximum } from './minimum-pollers-over-maximum.ts';
import { page as missingBasicAuth } from './missing-basic-auth.ts';
import { page as missingBatchItemFailures } from './missing-batch-item-failures.ts';
import { page as missingDocumentdbConfig } from './missing-documentdb-config.ts';
import { page as missingPolicyDependency } from './missing-policy-dependency.ts';
import { page as missingQueues } from './missing-queues.ts';
import { page as missingRequiredArgument } from './missing-required-argument.ts';
import { page as missingResourceInstanceKey } from './missing-resource-instance-key.ts';
import { page as missingSourceAccess } from './missing-source-access.ts';
import { page as missingStartingPosition } from './missing-starting-position.ts';
import { page as missingTopics } from './missing-topics.ts';
import { page as missingVpcUriPrefix } from './missing-vpc-uri-prefix.ts';
import { page as mistypedDynamodbFilter } from './mistyped-dynamodb-filter.ts';
import { page as moreThanOneTopic } from './more-than-one-topic.ts';
import { page as mskAuthMismatch } from './msk-auth-mismatch.ts';
import { page as mskSecretName } from './msk-secret-name.ts';
import { page as noEventSource } from './no-event-source.ts';
import { page as notAnArn } from './not-an-arn.ts';
import { page as parallelTumblingWindow } from './parallel-tumbling-window.ts';
import { page as partitionMismatch } from './partition-mismatch.ts';
import { page as pinnedFunctionVersion } from './pinned-function-version.ts';
import { page as pollerGroupOverCapacity } from './poller-group-over-capacity.ts';
import { page as pollersOutsideSourceRange } from './pollers-outside-source-range.ts';
import { page as queueWithoutRedrivePolicy } from './queue-without-redrive-policy.ts';
import { page as readOnlyArgument } from './read-only-argument.ts';
import { page as recordAgeOverRetention } from './record-age-over-retention.ts';
import { page as removedBlockIsKept } from './removed-block-is-kept.ts';
import { page as replacedMapping } from './replaced-mapping.ts';
import { page as roleCannotReachBroker } from './role-cannot-reach-broker.ts';
import { page as roleCannotReadSource } from './role-cannot-read-source.ts';
import { page as roleCannotWriteDestination } from './role-cannot-write-destination.ts';
import { page as schemaRegistryWithoutPollers } from './schema-registry-without-pollers.ts';
import { page as schemaRegistryWithoutValidation } from './schema-registry-without-validation.ts';
import { page as severalAuthMechanisms } from './several-auth-mechanisms.ts';
import { page as sharedStreamConsumer } from './shared-stream-consumer.ts';
import { page as staleStreamArn } from './stale-stream-arn.ts';
import { page as startingPositionOnQueue } from './starting-position-on-queue.ts';
import { page as streamNotEnabled } from './stream-not-enabled.ts';
import { page as textFilterOnStream } from './text-filter-on-stream.ts';
import { page as timestampWithoutAtTimestamp } from './timestamp-without-at-timestamp.ts';
import { page as twoEventSources } from './two-event-sources.ts';
import { page as undeclaredReference } from './undeclared-reference.ts';
import { page as undocumentedFilterOperator } from './undocumented-filter-operator.ts';
import { page as unknownEndpointType } from './unknown-endpoint-type.ts';
import { page as unknownFilterKey } from './unknown-filter-key.ts';
import { page as unpairedVpcAccess } from './unpaired-vpc-access.ts';
import { page as unsupportedArgument } from './unsupported-argument.ts';
import { page as unsupportedAttribute } from './unsupported-attribute.ts';
import { page as unsupportedBlockType } from './unsupported-block-type.ts';
import { page as unsupportedBrokerAuthentication } from './unsupported-broker-authentication.ts';
import { page as unsupportedDestination } from './unsupported-destination.ts';
import { page as unsupportedEventSource } from './unsupported-event-source.ts';
import { page as untypedDynamodbFilter } from './untyped-dynamodb-filter.ts';
import { page as valueNewerThanProvider } from './value-newer-than-provider.ts';
import { page as valueNotAllowed } from './value-not-allowed.ts';
import { page as valueOutOfRange } from './value-out-of-range.ts';
import { page as visibilityTimeoutBelowFunctionTimeout } from './visibility-timeout-below-function-timeout.ts';
import { page as visibilityTimeoutBelowSixTimes } from './visibility-timeout-below-six-times.ts';
import { page as wrongItemCount } from './wrong-item-count.ts';
import { page as wrongSourceResource } from './wrong-source-resource.ts';

export const pages: ReadonlyMap<string, RulePage> = new Map<string, RulePage>([
  ['access-config-on-glue-registry', accessConfigOnGlueRegistry],
  ['access-type-of-another-source', accessTypeOfAnotherSource],
  ['access-uri-mismatch', accessUriMismatch],
  ['argument-newer-than-provider', argumentNewerThanProvider],
  ['argument-of-another-source', argumentOfAnotherSource],
  ['arguments-of-different-sources', argumentsOfDifferentSources],
  ['at-timestamp-on-dynamodb', atTimestampOnDynamodb],
  ['at-timestamp-without-timestamp', atTimestampWithoutTimestamp],
  ['aws-managed-key-across-accounts', awsManagedKeyAcrossAccounts],
  ['batch-over-ten-without-window', batchOverTenWithoutWindow],
  ['batch-size-zero', batchSizeZero],
  ['capped-kafka-retries', cappedKafkaRetries],
  ['changing-timestamp', changingTimestamp],
  ['concurrency-sum-over-reserved', concurrencySumOverReserved],
  ['conflicting-kafka-config', conflictingKafkaConfig],
  ['confluent-endpoint-scheme', confluentEndpointScheme],
  ['create-before-destroy', createBeforeDestroy],
  ['credentials-on-serverless-msk', credentialsOnServerlessMsk],
  ['cross-account-broker', crossAccountBroker],
  ['cross-account-cluster-arn', crossAccountClusterArn],
  ['cross-account-source', crossAccountSource],
  ['cross-region-broker', crossRegionBroker],
  ['cross-region-source', crossRegionSource],
  ['crowded-stream', crowdedStream],
  ['dead-letter-on-function', deadLetterOnFunction],
  ['destination-inside-bucket', destinationInsideBucket],
  ['destination-read-by-same-function', destinationReadBySameFunction],
  ['destination-topic-is-source', destinationTopicIsSource],
  ['duplicate-consumer-group', duplicateConsumerGroup],
  ['duplicate-filter-key', duplicateFilterKey],
  ['duplicate-mapping', duplicateMapping],
  ['dynamodb-table-arn', dynamodbTableArn],
  ['empty-filter', emptyFilter],
  ['empty-scaling-config', emptyScalingConfig],
  ['endless-stream-retries', endlessStreamRetries],
  ['exists-on-object', existsOnObject],
  ['fifo-queue-batch-over-ten', fifoQueueBatchOverTen],
  ['fifo-queue-destination', fifoQueueDestination],
  ['fifo-queue-window', fifoQueueWindow],
  ['fifo-topic-destination', fifoTopicDestination],
  ['filter-inside-sns-envelope', filterInsideSnsEnvelope],
  ['filter-number-over-limit', filterNumberOverLimit],
  ['filter-on-documentdb', filterOnDocumentdb],
  ['filter-on-missing-image', filterOnMissingImage],
  ['filtered-mappings-on-one-queue', filteredMappingsOnOneQueue],
  ['filters-over-default-quota', filtersOverDefaultQuota],
  ['for-each-over-unknown', forEachOverUnknown],
  ['function-timeout-over-14-minutes', functionTimeoutOver14Minutes],
  ['function-without-concurrency', functionWithoutConcurrency],
  ['future-timestamp', futureTimestamp],
  ['ignored-module-key', ignoredModuleKey],
  ['implicit-starting-position', implicitStartingPosition],
  ['import-id-form', importIdForm],
  ['incorrect-type', incorrectType],
  ['kafka-error-handling-without-pollers', kafkaErrorHandlingWithoutPollers],
  ['kafka-metrics-on-another-source', kafkaMetricsOnAnotherSource],
  ['kms-key-closed-to-lambda', kmsKeyClosedToLambda],
  ['kms-key-without-filter', kmsKeyWithoutFilter],
  ['long-function-name', longFunctionName],
  ['low-receive-count', lowReceiveCount],
  ['malformed-bootstrap-server', malformedBootstrapServer],
  ['malformed-filter-pattern', malformedFilterPattern],
  ['malformed-function-name', malformedFunctionName],
  ['malformed-schema-registry-uri', malformedSchemaRegistryUri],
  ['malformed-value', malformedValue],
  ['maximum-concurrency-over-reserved', maximumConcurrencyOverReserved],
  ['maximum-concurrency-with-pollers', maximumConcurrencyWithPollers],
  ['minimum-pollers-over-maximum', minimumPollersOverMaximum],
  ['missing-basic-auth', missingBasicAuth],
  ['missing-batch-item-failures', missingBatchItemFailures],
  ['missing-documentdb-config', missingDocumentdbConfig],
  ['missing-policy-dependency', missingPolicyDependency],
  ['missing-queues', missingQueues],
  ['missing-required-argument', missingRequiredArgument],
  ['missing-resource-instance-key', missingResourceInstanceKey],
  ['missing-source-access', missingSourceAccess],
  ['missing-starting-position', missingStartingPosition],
  ['missing-topics', missingTopics],
  ['missing-vpc-uri-prefix', missingVpcUriPrefix],
  ['mistyped-dynamodb-filter', mistypedDynamodbFilter],
  ['more-than-one-topic', moreThanOneTopic],
  ['msk-auth-mismatch', mskAuthMismatch],
  ['msk-secret-name', mskSecretName],
  ['no-event-source', noEventSource],
  ['not-an-arn', notAnArn],
  ['parallel-tumbling-window', parallelTumblingWindow],
  ['partition-mismatch', partitionMismatch],
  ['pinned-function-version', pinnedFunctionVersion],
  ['poller-group-over-capacity', pollerGroupOverCapacity],
  ['pollers-outside-source-range', pollersOutsideSourceRange],
  ['queue-without-redrive-policy', queueWithoutRedrivePolicy],
  ['read-only-argument', readOnlyArgument],
  ['record-age-over-retention', recordAgeOverRetention],
  ['removed-block-is-kept', removedBlockIsKept],
  ['replaced-mapping', replacedMapping],
  ['role-cannot-reach-broker', roleCannotReachBroker],
  ['role-cannot-read-source', roleCannotReadSource],
  ['role-cannot-write-destination', roleCannotWriteDestination],
  ['schema-registry-without-pollers', schemaRegistryWithoutPollers],
  ['schema-registry-without-validation', schemaRegistryWithoutValidation],
  ['several-auth-mechanisms', severalAuthMechanisms],
  ['shared-stream-consumer', sharedStreamConsumer],
  ['stale-stream-arn', staleStreamArn],
  ['starting-position-on-queue', startingPositionOnQueue],
  ['stream-not-enabled', streamNotEnabled],
  ['text-filter-on-stream', textFilterOnStream],
  ['timestamp-without-at-timestamp', timestampWithoutAtTimestamp],
  ['two-event-sources', twoEventSources],
  ['undeclared-reference', undeclaredReference],
  ['undocumented-filter-operator', undocumentedFilterOperator],
  ['unknown-endpoint-type', unknownEndpointType],
  ['unknown-filter-key', unknownFilterKey],
  ['unpaired-vpc-access', unpairedVpcAccess],
  ['unsupported-argument', unsupportedArgument],
  ['unsupported-attribute', unsupportedAttribute],
  ['unsupported-block-type', unsupportedBlockType],
  ['unsupported-broker-authentication', unsupportedBrokerAuthentication],
  ['unsupported-destination', unsupportedDestination],
  ['unsupported-event-source', unsupportedEventSource],
  ['untyped-dynamodb-filter', untypedDynamodbFilter],
  ['value-newer-than-provider', valueNewerThanProvider],
  ['value-not-allowed', valueNotAllowed],
  ['value-out-of-range', valueOutOfRange],
  ['visibility-timeout-below-function-timeout', visibilityTimeoutBelowFunctionTimeout],
  ['visibility-timeout-below-six-times', visibilityTimeoutBelowSixTimes],
  ['wrong-item-count', wrongItemCount],
  ['wrong-source-resource', wrongSourceResource],
]);
