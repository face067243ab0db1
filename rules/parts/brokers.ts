// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { Rule } from '../../src/rule/rule.ts';
import accessConfigOnGlueRegistry from '../access-config-on-glue-registry.ts';
import accessTypeOfAnotherSource from '../access-type-of-another-source.ts';
import accessUriMismatch from '../access-uri-mismatch.ts';
import conflictingKafkaConfig from '../conflicting-kafka-config.ts';
import confluentEndpointScheme from '../confluent-endpoint-scheme.ts';
import credentialsOnServerlessMsk from '../credentials-on-serverless-msk.ts';
import crossAccountBroker from '../cross-account-broker.ts';
import crossAccountClusterArn from '../cross-account-cluster-arn.ts';
import crossRegionBroker from '../cross-region-broker.ts';
import destinationTopicIsSource from '../destination-topic-is-source.ts';
import functionTimeoutOver14Minutes from '../function-timeout-over-14-minutes.ts';
import implicitStartingPosition from '../implicit-starting-position.ts';
import kafkaErrorHandlingWithoutPollers from '../kafka-error-handling-without-pollers.ts';
import kafkaMetricsOnAnotherSource from '../kafka-metrics-on-another-source.ts';
import malformedBootstrapServer from '../malformed-bootstrap-server.ts';
import malformedSchemaRegistryUri from '../malformed-schema-registry-uri.ts';
import maximumConcurrencyWithPollers from '../maximum-concurrency-with-pollers.ts';
import minimumPollersOverMaximum from '../minimum-pollers-over-maximum.ts';
import missingBasicAuth from '../missing-basic-auth.ts';
import missingDocumentdbConfig from '../missing-documentdb-config.ts';
import missingQueues from '../missing-queues.ts';
import missingSourceAccess from '../missing-source-access.ts';
import missingTopics from '../missing-topics.ts';
import missingVpcUriPrefix from '../missing-vpc-uri-prefix.ts';
import moreThanOneTopic from '../more-than-one-topic.ts';
import mskAuthMismatch from '../msk-auth-mismatch.ts';
import mskSecretName from '../msk-secret-name.ts';
import pollerGroupOverCapacity from '../poller-group-over-capacity.ts';
import pollersOutsideSourceRange from '../pollers-outside-source-range.ts';
import roleCannotReachBroker from '../role-cannot-reach-broker.ts';
import schemaRegistryWithoutPollers from '../schema-registry-without-pollers.ts';
import schemaRegistryWithoutValidation from '../schema-registry-without-validation.ts';
import severalAuthMechanisms from '../several-auth-mechanisms.ts';
import twoEventSources from '../two-event-sources.ts';
import unknownEndpointType from '../unknown-endpoint-type.ts';
import unpairedVpcAccess from '../unpaired-vpc-access.ts';

const RULES: Readonly<Record<string, Rule>> = {
  'access-config-on-glue-registry': accessConfigOnGlueRegistry,
  'access-type-of-another-source': accessTypeOfAnotherSource,
  'access-uri-mismatch': accessUriMismatch,
  'conflicting-kafka-config': conflictingKafkaConfig,
  'confluent-endpoint-scheme': confluentEndpointScheme,
  'credentials-on-serverless-msk': credentialsOnServerlessMsk,
  'cross-account-broker': crossAccountBroker,
  'cross-account-cluster-arn': crossAccountClusterArn,
  'cross-region-broker': crossRegionBroker,
  'destination-topic-is-source': destinationTopicIsSource,
  'function-timeout-over-14-minutes': functionTimeoutOver14Minutes,
  'implicit-starting-position': implicitStartingPosition,
  'kafka-error-handling-without-pollers': kafkaErrorHandlingWithoutPollers,
  'kafka-metrics-on-another-source': kafkaMetricsOnAnotherSource,
  'malformed-bootstrap-server': malformedBootstrapServer,
  'malformed-schema-registry-uri': malformedSchemaRegistryUri,
  'maximum-concurrency-with-pollers': maximumConcurrencyWithPollers,
  'minimum-pollers-over-maximum': minimumPollersOverMaximum,
  'missing-basic-auth': missingBasicAuth,
  'missing-documentdb-config': missingDocumentdbConfig,
  'missing-queues': missingQueues,
  'missing-source-access': missingSourceAccess,
  'missing-topics': missingTopics,
  'missing-vpc-uri-prefix': missingVpcUriPrefix,
  'more-than-one-topic': moreThanOneTopic,
  'msk-auth-mismatch': mskAuthMismatch,
  'msk-secret-name': mskSecretName,
  'poller-group-over-capacity': pollerGroupOverCapacity,
  'pollers-outside-source-range': pollersOutsideSourceRange,
  'role-cannot-reach-broker': roleCannotReachBroker,
  'schema-registry-without-pollers': schemaRegistryWithoutPollers,
  'schema-registry-without-validation': schemaRegistryWithoutValidation,
  'several-auth-mechanisms': severalAuthMechanisms,
  'two-event-sources': twoEventSources,
  'unknown-endpoint-type': unknownEndpointType,
  'unpaired-vpc-access': unpairedVpcAccess,
};

export const load = (): Readonly<Record<string, Rule>> => RULES;
