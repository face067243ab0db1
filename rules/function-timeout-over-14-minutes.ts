import {
  instancesBehind,
  isSetElsewhere,
  KAFKA,
  MQ,
  type ResourceInstance,
  type Rule,
  type RulePage,
  resourceArgument,
  sourceName,
  valueAt,
  whence,
  whySource,
} from '../src/rule/rule.ts';

const LONGEST_SECONDS = 840;

export default {
  name: 'function-timeout-over-14-minutes',
  summary: 'Kafka and MQ sources allow functions up to 14 minutes',
  severity: 'error',
  stage: 'apply',
  when: { sources: [...KAFKA, ...MQ], resources: ['aws_lambda_function'] },
  *check({ mapping, configuration }) {
    const target = mapping.get('/function_name');
    if (isSetElsewhere(target, { argument: 'timeout', configuration })) return;
    const functions = instancesBehind(target, { type: 'aws_lambda_function', configuration });
    const timeout = resourceArgument(functions, 'timeout');
    const [lambda] = functions;
    if (lambda === undefined || timeout?.kind !== 'number' || timeout.value <= LONGEST_SECONDS) return;
    if (functions.some(mayRunOnInstances)) return;
    yield {
      at: '/function_name',
      message: `${lambda.address} may run for ${timeout.value} seconds${whence(timeout)}, but for ${sourceName(mapping)} a function has at most ${LONGEST_SECONDS} (14 minutes)`,
      help: `Write timeout = ${LONGEST_SECONDS} or less in the function`,
      related: [
        { message: `timeout is ${timeout.value}`, place: lambda.sourceMap.locate('/timeout', 'value') },
        ...whySource(mapping),
      ],
    };
  },
} satisfies Rule;

/** On Lambda Managed Instances functions may run for 90 minutes. */
function mayRunOnInstances({ values }: ResourceInstance): boolean {
  return valueAt(values, '/capacity_provider_config').kind !== 'null';
}

export const page: RulePage = {
  docs: `
    Mappings of Kafka and MQ sources take only functions whose timeout is at most 14 minutes, one less than a function may have
    otherwise.

    Not reported: functions on Lambda Managed Instances (\`capacity_provider_config\`), for which AWS allows 90 minutes.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide of 2022, with-msk, with-kafka and with-mq; the answer itself is not recorded',
      date: '2022-11',
      says: 'event source mappings for Amazon MSK, self-managed Apache Kafka, and Amazon MQ for ActiveMQ and RabbitMQ only support functions with maximum timeout limits of 14 minutes',
    },
    {
      source:
        'AWS Lambda developer guide of today names Amazon DocumentDB too; nothing is reported for it until that is seen',
      date: '2026-11-25',
      says: 'only support functions with maximum timeout limits of 14 minutes',
    },
    {
      source:
        'AWS Lambda developer guide, configuration-timeout, Italian edition, of functions on Lambda Managed Instances',
      date: '2026-11-25',
      says: 'le chiamate di mappatura delle sorgenti degli eventi (ad eccezione di Amazon MQ e Amazon DocumentDB) supportano un valore massimo consentito di 5.400 secondi (90 minuti)',
    },
  ],
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html',
  ],
  examples: {
    invalid: [
      `
      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        timeout       = 900
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = aws_lambda_function.orders.arn # error
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
      `
      resource "aws_lambda_function" "jobs" {
        function_name = "jobs"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        timeout       = 841
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-b4d492ef-bdc3-45e3-a781-cd1a3102ecca"
        function_name    = aws_lambda_function.jobs.function_name # error
        queues           = ["jobs"]

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      variable "timeout" {
        type    = number
        default = 900
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        timeout       = var.timeout
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = aws_lambda_function.orders.arn # error
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        timeout       = 3600

        capacity_provider_config {
          lambda_managed_instances_capacity_provider_config {
            capacity_provider_arn = "arn:aws:lambda:eu-west-1:123456789012:capacity-provider:orders"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = aws_lambda_function.orders.arn
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
      `
      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        timeout       = 840
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = aws_lambda_function.orders.arn
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
      `
      variable "timeout" {
        type = number
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        timeout       = var.timeout
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = aws_lambda_function.orders.arn
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
      `
      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        timeout       = 900
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = aws_lambda_function.orders.arn
        starting_position = "LATEST"
      }
      `,
      `
      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = "arn:aws:iam::123456789012:role/orders"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
        timeout       = 900
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"
        function_name     = aws_lambda_function.orders.arn
        starting_position = "LATEST"

        document_db_event_source_config {
          database_name = "orders"
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
    ],
  },
};
