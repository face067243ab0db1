import {
  actual,
  allIn,
  allRefuse,
  argumentName,
  argumentPointers,
  awsSays,
  blockCount,
  cell,
  type EventSourceMapping,
  isBlocks,
  type JsonPointer,
  type Rule,
  type RulePage,
  refusingSource,
  SOURCE_ARGUMENTS,
  type SourceArgument,
  SQS,
  whySource,
} from '../src/rule/rule.ts';

/** Arguments whose misplacement has a rule of its own. */
const ELSEWHERE: ReadonlySet<SourceArgument> = new Set([
  'event_source_arn',
  'self_managed_event_source',
  'starting_position',
  'starting_position_timestamp',
  'maximum_batching_window_in_seconds',
  'filter_criteria',
]);

/** What a queue has in place of the arguments that it does not take. */
const FOR_QUEUES: Readonly<Partial<Record<SourceArgument, string>>> = {
  parallelization_factor:
    'Remove it; scaling_config with maximum_concurrency says how many batches of a queue run at a time',
  bisect_batch_on_function_error:
    'Remove it; with function_response_types = ["ReportBatchItemFailures"] only failed messages come back',
  maximum_retry_attempts:
    'Remove it; maxReceiveCount in the redrive_policy of the queue says how often a message is tried',
  maximum_record_age_in_seconds: 'Remove it; message_retention_seconds of the queue says how long a message is kept',
  destination_config:
    'Remove it; the redrive_policy of the queue names the dead-letter queue for messages that keep failing',
};

export default {
  name: 'argument-of-another-source',
  summary: 'The argument is for a different kind of source',
  severity: 'error',
  stage: 'apply',
  *check({ mapping }) {
    for (const argument of SOURCE_ARGUMENTS) {
      if (ELSEWHERE.has(argument) || !allRefuse(mapping.kinds, argument) || isConflict(mapping, argument)) continue;
      for (const pointer of argumentPointers(argument)) {
        if (!mapping.has(pointer) || isInsideRefused(mapping, pointer)) continue;
        const aws = awsSays(mapping, argument);
        const isBlock = isBlocks(mapping.get(pointer));
        yield {
          at: isBlock ? `${pointer}/0` : pointer,
          message: `${isBlock ? `${argumentName(pointer)} is set` : actual(mapping.instance.values, pointer)}, but ${refusingSource(mapping, argument)} does not take it`,
          ...(aws !== undefined && { aws }),
          help: (allIn(mapping.kinds, SQS) && FOR_QUEUES[argument]) || `Remove ${argumentName(pointer)}`,
          related: whySource(mapping),
          fix: {
            title: `Remove ${argumentName(pointer)}`,
            applicability: isRecorded(mapping, argument) ? 'safe' : 'unsafe',
            edits: isBlock
              ? Array.from({ length: blockCount(mapping, pointer) }, (_, index) => ({
                  kind: 'remove',
                  at: `${pointer}/${index}`,
                }))
              : [{ kind: 'remove', at: pointer }],
          },
        };
      }
    }
  },
} satisfies Rule;

/** Whether AWS or the provider was seen to refuse it, for each kind that is left. */
function isRecorded({ kinds }: EventSourceMapping, argument: SourceArgument): boolean {
  return [...kinds].every((kind) => cell(kind, argument).evidence.class === 'recorded');
}

/** The Kafka config blocks that the provider refuses beside the source argument: `conflicting-kafka-config`. */
function isConflict(mapping: EventSourceMapping, argument: SourceArgument): boolean {
  if (argument === 'self_managed_kafka_event_source_config') return mapping.has('/event_source_arn');
  return (
    argument === 'amazon_managed_kafka_event_source_config' && blockCount(mapping, '/self_managed_event_source') > 0
  );
}

/** Whether the block around it is refused already. */
function isInsideRefused(mapping: EventSourceMapping, pointer: JsonPointer): boolean {
  const [, block = '', ...inside] = pointer.split('/');
  const outer = SOURCE_ARGUMENTS.find((argument) => argument === block);
  return inside.length > 0 && outer !== undefined && allRefuse(mapping.kinds, outer);
}

export const page: RulePage = {
  docs: `
    One resource type describes mappings of eleven kinds of sources, and most arguments are for some of them only. The provider
    does not know the kind of source; AWS refuses what does not fit when the mapping is created.

    Values that the provider drops do not count: \`bisect_batch_on_function_error = false\`, \`tumbling_window_in_seconds = 0\`,
    \`null\`. \`maximum_retry_attempts = 0\` is sent, and refused by a queue.
  `,
  evidence: [
    {
      source:
        'recorded on AWS (cdk-preflight), SQS with ParallelizationFactor, TumblingWindowInSeconds, BisectBatchOnFunctionError, MaximumRetryAttempts, MaximumRecordAgeInSeconds or DestinationConfig; Kinesis with ScalingConfig or ProvisionedPollerConfig',
      date: '2026-09-13',
      says: 'Unsupported ParallelizationFactor parameter for given event source mapping type.',
    },
    {
      source: 'recorded on AWS (cdk-preflight), MQ and DocumentDB',
      date: '2026-09-13',
      says: "Unsupported 'functionResponseTypes' parameter for given event source mapping type.",
    },
    {
      source: 'recorded on AWS (cdk-preflight), poller group on SQS',
      date: '2026-09-13',
      says: 'Invalid parameter: pollerGroupName',
    },
    {
      source: 'AWS Lambda API reference (botocore 1.43.67), all other combinations',
      date: '2026-08-07',
      says: 'each parameter names the sources that it is for',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
  examples: {
    invalid: [
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn       = aws_sqs_queue.orders.arn
        function_name          = "orders"
        parallelization_factor = 10 # error
        maximum_retry_attempts = 0 # error

        destination_config { # error
          on_failure {
            destination_arn = "arn:aws:sqs:eu-west-1:123456789012:failed"
          }
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"
        queues            = ["clicks"] # error

        scaling_config { # error
          maximum_concurrency = 5
        }

        provisioned_poller_config { # error
          poller_group_name = "clicks"
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        provisioned_poller_config {
          minimum_pollers   = 2
          poller_group_name = "orders" # error
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn       = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name          = "orders"
        topics                 = ["orders", "returns"] # error
        maximum_retry_attempts = 3 # error

        destination_config { # error
          on_failure {
            destination_arn = "arn:aws:sqs:eu-west-1:123456789012:failed.fifo"
          }
        }

        source_access_configuration { # error
          type = "VPC_SUBNET"
          uri  = "subnet-0123456789abcdef0"
        }
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        scaling_config { # error
          maximum_concurrency = 5
        }

        provisioned_poller_config { # error
          minimum_pollers = 1
          maximum_pollers = 2001
        }

        amazon_managed_kafka_event_source_config { # error
          schema_registry_config {
            schema_registry_uri = "http://registry.example.com"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "table" {
        event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-02-17T16:33:01.784"
        function_name     = "orders"
        starting_position = "LATEST"

        source_access_configuration { # error
          type = "BASIC_AUTH"
          uri  = "orders-secret"
        }

        source_access_configuration {
          type = "SASL_SCRAM_512_AUTH"
          uri  = "orders-secret"
        }

        document_db_event_source_config { # error
          database_name = "orders"
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn        = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name           = "jobs"
        queues                  = ["jobs"]
        function_response_types = ["ReportBatchItemFailures"] # error

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:jobs-AbCdEf"
        }
      }
      `,
      `
      locals {
        sources = {
          orders  = "arn:aws:sqs:eu-west-1:123456789012:orders"
          returns = "arn:aws:sqs:eu-west-1:123456789012:returns.fifo"
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = local.sources

        event_source_arn       = each.value
        function_name          = each.key
        parallelization_factor = 2 # error
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn               = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name                  = "orders"
        bisect_batch_on_function_error = false
        tumbling_window_in_seconds     = 0
        parallelization_factor         = null
        maximum_retry_attempts         = -1
        topics                         = []
      }
      `,
      `
      variable "source_arn" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "any" {
        event_source_arn       = var.source_arn
        function_name          = "orders"
        starting_position      = "LATEST"
        parallelization_factor = 10
      }
      `,
      `
      variable "factor" {
        type    = number
        default = null
      }

      variable "on_failure" {
        type    = list(string)
        default = []
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn               = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name                  = "orders"
        parallelization_factor         = var.factor
        bisect_batch_on_function_error = var.factor == null ? null : var.factor > 1

        dynamic "destination_config" {
          for_each = var.on_failure
          content {
            on_failure {
              destination_arn = destination_config.value
            }
          }
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = "arn:aws:s3:::failed-orders"
          }
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = "jobs"
        queues           = ["jobs"]

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }

        metrics_config {
          metrics = ["EventCount"]
        }

        provisioned_poller_config {
          maximum_pollers = 10
        }
      }
      `,
    ],
  },
};
