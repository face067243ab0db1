import {
  actual,
  arnService,
  EVENT_SOURCE_ARN,
  namedResource,
  type Rule,
  type RulePage,
  type Value,
} from '../src/rule/rule.ts';

const POLLED: ReadonlySet<string> = new Set(['kinesis', 'dynamodb', 'sqs', 'kafka', 'mq', 'rds']);

/** Clusters that share the service of a DocumentDB cluster in their ARN. */
const OTHER_CLUSTERS: ReadonlySet<string> = new Set(['aws_rds_cluster', 'aws_db_instance', 'aws_neptune_cluster']);

const INSTEAD: Readonly<Record<string, string>> = {
  events: 'Use aws_cloudwatch_event_target with the function as its target, and aws_lambda_permission',
  sns: 'Use aws_sns_topic_subscription with the function as its endpoint, and aws_lambda_permission',
  s3: 'Use aws_s3_bucket_notification, and aws_lambda_permission',
  logs: 'Use aws_cloudwatch_log_subscription_filter, and aws_lambda_permission',
  'docdb-elastic': 'Use a DocumentDB cluster with instances; elastic clusters have no change streams that Lambda reads',
  docdb: 'Write the ARN of the cluster as AWS gives it: its service is rds',
};

export default {
  name: 'unsupported-event-source',
  summary: 'Lambda does not poll this service',
  severity: 'error',
  stage: 'apply',
  about: 'source',
  *check({ mapping }) {
    const value = mapping.get('/event_source_arn');
    const what = refused(value);
    if (what === undefined) return;
    const { service, name } = what;
    yield {
      at: '/event_source_arn',
      message: `${actual(mapping.instance.values, '/event_source_arn')}, but Lambda does not poll ${name}`,
      aws: 'Unrecognized event source. Unsupported source arn : …',
      help:
        INSTEAD[service] ??
        'Name a Kinesis stream, a DynamoDB stream, an SQS queue, an MSK cluster, an MQ broker or a DocumentDB cluster',
    };
  },
} satisfies Rule;

function refused(value: Value): { readonly service: string; readonly name: string } | undefined {
  // A text that is no ARN at all has a rule of its own.
  if (value.kind === 'string' && !EVENT_SOURCE_ARN.test(value.value)) return undefined;
  const service = arnService(value);
  if (service === undefined || service === '') return undefined;
  const type = namedResource(value)?.type;
  if (type !== undefined && OTHER_CLUSTERS.has(type)) return { service, name: `an ${type}` };
  return POLLED.has(service) ? undefined : { service, name: `the service ${service}` };
}

export const page: RulePage = {
  docs: `
    A mapping makes Lambda poll a source: Kinesis, DynamoDB streams, SQS, Kafka, MQ or DocumentDB. All other services call the
    function themselves, which is set up on their side and allowed with \`aws_lambda_permission\`.
  `,
  evidence: [
    {
      source: 'quoted in aws-controllers-k8s/community#2250; recorded on AWS too (cdk-preflight, 2026-09)',
      date: '2025-01-24',
      says: 'Unrecognized event source. Unsupported source arn : arn:aws:events:us-west-1:*****:rule/my-rule',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html'],
  examples: {
    invalid: [
      `
      resource "aws_sns_topic" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_sns_topic.orders.arn # error
        function_name    = "orders"
      }
      `,
      `
      variable "account" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:events:us-west-1:\${var.account}:rule/orders" # error
        function_name    = "orders"
      }
      `,
      `
      resource "aws_neptune_cluster" "graph" {
        cluster_identifier = "graph"
      }

      resource "aws_lambda_event_source_mapping" "graph" {
        event_source_arn = aws_neptune_cluster.graph.arn # error
        function_name    = "graph"
      }
      `,
    ],
    valid: [
      `
      variable "partition" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:\${var.partition}:kafka:eu-west-1:123456789012:vpc-connection/123456789012/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
      `
      module "queue" {
        source = "terraform-aws-modules/sqs/aws"
      }

      variable "service" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = module.queue.queue_arn
        function_name    = "orders"
      }

      resource "aws_lambda_event_source_mapping" "any" {
        event_source_arn = "arn:aws:\${var.service}:eu-west-1:123456789012:orders"
        function_name    = "orders"
      }
      `,
      `
      resource "aws_something_new" "orders" {
        name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = aws_something_new.orders.arn
        function_name    = "orders"
      }

      data "terraform_remote_state" "queues" {
        backend = "local"
      }

      resource "aws_lambda_event_source_mapping" "remote" {
        event_source_arn = data.terraform_remote_state.queues.outputs.orders_arn
        function_name    = "remote"
      }
      `,
    ],
  },
};
