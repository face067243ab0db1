import {
  allIn,
  blockOf,
  type Configuration,
  type EventSourceMapping,
  functionBehind,
  functionReference,
  instancesBehind,
  isEnabled,
  KAFKA,
  names,
  naming,
  type Place,
  type ResourceBlock,
  type ResourceInstance,
  type Rule,
  type RulePage,
  SQS,
  STREAMS,
  type Value,
  valueAt,
} from '../src/rule/rule.ts';

export default {
  name: 'dead-letter-on-function',
  summary: "The function's dead-letter queue does not see these records",
  severity: 'warning',
  stage: 'runtime',
  when: { resources: ['aws_lambda_function'] },
  *check({ mapping, configuration }) {
    const is = functionReference(mapping.get('/function_name'), configuration);
    const [lambda, ...others] = functionBehind(mapping.get('/function_name'), configuration);
    if (lambda === undefined || others.length > 0 || !isEnabled(mapping)) return;
    const where = withoutDestination(mapping, configuration);
    const block = is && configuration.resource(is);
    const letters = block && deadLetters(lambda, block, configuration);
    if (where === undefined || block === undefined || letters === undefined) return;
    if (isInvokedOtherwise(block, blockOf(mapping, configuration), configuration)) return;
    if (isSameQueue({ target: letters.target, source: mapping.get('/event_source_arn') }, configuration)) return;
    yield {
      at: where.at,
      message: `${letters.owner} has ${letters.argument}, which takes failed asynchronous invocations only, and ${where.lack}: records that fail here never get there`,
      help: where.help,
      related: [{ message: `${letters.argument} is written here`, place: letters.place }],
    };
  },
} satisfies Rule;

interface Lack {
  readonly at: '/event_source_arn' | '/destination_config';
  readonly lack: string;
  readonly help: string;
}

/** What is missing for records that failed; `undefined` when nothing is, or when that is not known. */
function withoutDestination(mapping: EventSourceMapping, configuration: Configuration): Lack | undefined {
  if (allIn(mapping.kinds, [...STREAMS, ...KAFKA])) {
    if (!mapping.lacks('/destination_config')) return undefined;
    return {
      at: '/destination_config',
      lack: 'the mapping has no destination_config',
      help: 'Write destination_config { on_failure { … } } in the mapping',
    };
  }
  const queues = allIn(mapping.kinds, SQS)
    ? instancesBehind(mapping.get('/event_source_arn'), { type: 'aws_sqs_queue', configuration })
    : [];
  const [queue] = queues;
  if (queue === undefined || !queues.every(({ values }) => valueAt(values, '/redrive_policy').kind === 'null'))
    return undefined;
  if (configuration.blocksOf('aws_sqs_queue_redrive_policy').length > 0) return undefined;
  return {
    at: '/event_source_arn',
    lack: `${queue.address} has no redrive_policy`,
    help: `Write redrive_policy in ${queue.address}`,
  };
}

interface DeadLetters {
  readonly owner: string;
  readonly argument: string;
  readonly place: Place;
  readonly target: Value;
}

/** Where asynchronous invocations of the function go when they fail. */
function deadLetters(
  lambda: ResourceInstance,
  block: ResourceBlock,
  configuration: Configuration,
): DeadLetters | undefined {
  if (holdsBlock(valueAt(lambda.values, '/dead_letter_config'))) {
    const place = lambda.sourceMap.locate('/dead_letter_config/0', 'key');
    const target = valueAt(lambda.values, '/dead_letter_config/0/target_arn');
    return { owner: lambda.address, argument: 'dead_letter_config', place, target };
  }
  for (const other of naming(block, 'aws_lambda_function_event_invoke_config', configuration)) {
    const [config] = other.instances;
    if (config === undefined || !holdsBlock(valueAt(config.values, '/destination_config/0/on_failure'))) continue;
    const place = config.sourceMap.locate('/destination_config/0/on_failure/0', 'key');
    const target = valueAt(config.values, '/destination_config/0/on_failure/0/destination');
    return { owner: config.address, argument: 'destination_config', place, target };
  }
  return undefined;
}

/** A function that reads the queue in which its own failures are kept: nothing is missing there. */
function isSameQueue(
  { target, source }: { readonly target: Value; readonly source: Value },
  configuration: Configuration,
): boolean {
  const queues = instancesBehind(source, { type: 'aws_sqs_queue', configuration });
  return instancesBehind(target, { type: 'aws_sqs_queue', configuration }).some((queue) => queues.includes(queue));
}

function holdsBlock(value: Value): boolean {
  return 'elements' in value && value.elements.length > 0 && value.open !== true;
}

/** Types whose blocks name a function without invoking it. */
const NO_CALLERS =
  /^aws_(?:lambda_(?:alias|event_source_mapping|function_event_invoke_config|provisioned_concurrency_config)|cloudwatch_(?:log_\w+|metric_alarm)|iam_\w+|appautoscaling_\w+|ssm_parameter)$/;

/** Whether something else may invoke the function, asynchronously perhaps. */
function isInvokedOtherwise(
  lambda: ResourceBlock,
  mapping: ResourceBlock | undefined,
  { blocks }: Configuration,
): boolean {
  if (lambda.meta.exported) return true;
  const aliases = blocks.filter((block) => block.type === 'aws_lambda_alias' && names(block, lambda));
  if (aliases.some(({ meta }) => meta.exported)) return true;
  return blocks.some(
    (block) =>
      block.address !== mapping?.address &&
      block.address !== lambda.address &&
      !NO_CALLERS.test(block.type) &&
      [lambda, ...aliases].some((target) => names(block, target)),
  );
}

export const page: RulePage = {
  docs: `
    \`dead_letter_config\` of a function, and the destinations of \`aws_lambda_function_event_invoke_config\`, take what fails in
    asynchronous invocations. A mapping invokes the function synchronously: what fails there goes to the mapping's
    \`destination_config\` (streams and Kafka) or to the dead-letter queue of the source queue, its \`redrive_policy\` (SQS). Where neither
    is written, whoever wrote the other one probably meant these records.

    Not reported: functions that something else in the module may invoke, or that an output or a module call hands on, and mappings
    that read the very queue in which the failures are kept.
  `,
  evidence: [
    {
      source: 'review of hashicorp/terraform-provider-aws#11100',
      date: '2020-02-07',
      says: 'The aws_lambda_function_event_invoke_config applies to asynchronous invocation of the lambda function, but an aws_event_source_mapping with either a Kinesis Stream or a DynamoDB Stream invokes the function synchronously',
    },
    {
      source: 'AWS Lambda developer guide, asynchronous invocation',
      date: '2026-11-23',
      says: 'configure the dead-letter queue on the queue itself, not on the Lambda function',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_function" "clicks" {
        function_name = "clicks"
        role          = "arn:aws:iam::123456789012:role/clicks"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "clicks.zip"

        dead_letter_config {
          target_arn = "arn:aws:sqs:eu-west-1:123456789012:failed"
        }
      }

      resource "aws_lambda_event_source_mapping" "clicks" { # warning
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = aws_lambda_function.clicks.arn
        starting_position = "LATEST"
      }
      `,
      `
      resource "aws_sqs_queue" "orders" {
        name = "orders"
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_function_event_invoke_config" "orders" {
        function_name = aws_lambda_function.orders.function_name

        destination_config {
          on_failure {
            destination = "arn:aws:sqs:eu-west-1:123456789012:failed"
          }
        }
      }

      locals {
        queue = aws_sqs_queue.orders.arn
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = local.queue # warning
        function_name    = aws_lambda_function.orders.arn
      }
      `,
    ],
    valid: [
      `
      resource "aws_sqs_queue" "failed" {
        name = "failed"
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"

        dead_letter_config {
          target_arn = aws_sqs_queue.failed.arn
        }
      }

      resource "aws_lambda_event_source_mapping" "failed" {
        event_source_arn = aws_sqs_queue.failed.arn
        function_name    = aws_lambda_function.orders.arn
      }
      `,
      `
      resource "aws_lambda_function" "clicks" {
        function_name = "clicks"
        role          = "arn:aws:iam::123456789012:role/clicks"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "clicks.zip"

        dead_letter_config {
          target_arn = "arn:aws:sqs:eu-west-1:123456789012:failed"
        }
      }

      resource "aws_lambda_permission" "alarms" {
        statement_id  = "alarms"
        action        = "lambda:InvokeFunction"
        function_name = aws_lambda_function.clicks.function_name
        principal     = "sns.amazonaws.com"
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = aws_lambda_function.clicks.arn
        starting_position = "LATEST"
      }
      `,
      `
      variable "failed" {
        type = map(string)
      }

      resource "aws_sqs_queue" "orders" {
        name           = "orders"
        redrive_policy = file("redrive.json")
      }

      resource "aws_lambda_function" "all" {
        for_each = { orders = "orders", clicks = "clicks" }

        function_name = each.value
        role          = "arn:aws:iam::123456789012:role/all"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "all.zip"

        dead_letter_config {
          target_arn = "arn:aws:sqs:eu-west-1:123456789012:failed"
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sqs_queue.orders.arn
        function_name    = aws_lambda_function.all["orders"].arn
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = aws_lambda_function.all["clicks"].arn
        starting_position = "LATEST"

        dynamic "destination_config" {
          for_each = var.failed

          content {
            on_failure {
              destination_arn = destination_config.value
            }
          }
        }
      }
      `,
    ],
  },
};
