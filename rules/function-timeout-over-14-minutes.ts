import {
  allIn,
  instancesBehind,
  KAFKA,
  MQ,
  type Rule,
  type RulePage,
  resourceArgument,
  sourceName,
  whySource,
} from '../src/rule/rule.ts';

const LONGEST_SECONDS = 840;

export default {
  name: 'function-timeout-over-14-minutes',
  summary: 'Kafka and MQ sources allow functions up to 14 minutes',
  severity: 'error',
  stage: 'apply',
  *check({ mapping, configuration }) {
    if (!allIn(mapping.kinds, [...KAFKA, ...MQ])) return;
    const functions = instancesBehind(mapping.get('/function_name'), { type: 'aws_lambda_function', configuration });
    const timeout = resourceArgument(functions, 'timeout');
    const [lambda] = functions;
    if (lambda === undefined || timeout?.kind !== 'number' || timeout.value <= LONGEST_SECONDS) return;
    yield {
      at: '/function_name',
      message: `${lambda.address} may run for ${timeout.value} seconds, but for ${sourceName(mapping)} a function has at most ${LONGEST_SECONDS} (14 minutes)`,
      help: `Write timeout = ${LONGEST_SECONDS} or less in the function`,
      related: [
        { message: `timeout is ${timeout.value}`, place: lambda.sourceMap.locate('/timeout', 'value') },
        ...whySource(mapping),
      ],
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Mappings of Kafka and MQ sources take only functions whose timeout is at most 14 minutes, one less than a function may have
    otherwise.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide of 2022, with-msk, with-kafka and with-mq; the answer itself is not recorded',
      date: '2022-11',
      says: 'only support functions with maximum timeout limits of 14 minutes',
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
    ],
    valid: [
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
    ],
  },
};
