import { grants, mayLetRolesIn, NETWORK_ACTIONS, rolePolicies } from '../src/rule/permissions.ts';
import {
  accessEntries,
  allIn,
  BROKERS,
  type Configuration,
  type EventSourceMapping,
  functionBehind,
  instancesBehind,
  listed,
  MQ,
  MSK,
  type Rule,
  type RulePage,
  readArn,
  sourceName,
  type Value,
  valueAt,
} from '../src/rule/rule.ts';

export default {
  name: 'role-cannot-reach-broker',
  summary: 'The role lacks the documented broker permissions',
  severity: 'warning',
  stage: 'runtime',
  when: { sources: BROKERS, resources: ['aws_iam_role'], creation: true },
  *check({ mapping, configuration }) {
    const policies = rolePolicies(mapping.get('/function_name'), configuration);
    if (policies === undefined) return;
    const { document, role } = policies;
    const missing = needs(mapping, isPublic(mapping, configuration)).filter(({ anyOf, target }) => {
      if (target !== undefined && mayLetRolesIn(target, configuration)) return false;
      return !anyOf.some((action) => grants(document, action, target));
    });
    const actions = [...new Set(missing.map(({ anyOf }) => anyOf.join(' or ')))];
    if (actions.length === 0) return;
    const [lambda] = functionBehind(mapping.get('/function_name'), configuration);
    const isSecret = actions.includes(SECRET);
    yield {
      at: '/function_name',
      message: `the policies of ${role.address}, the role of ${lambda?.address}, do not allow ${listed(actions, 'or')}, which Lambda needs to reach ${sourceName(mapping)}`,
      ...(isSecret && {
        aws: "Cannot access secret manager value arn:aws:secretsmanager:…. Please ensure the role can perform the 'secretsmanager:GetSecretValue' action on your broker in IAM.",
      }),
      help: `${allIn(mapping.kinds, MSK) ? 'Attach arn:aws:iam::aws:policy/service-role/AWSLambdaMSKExecutionRole to the role, or allow' : 'Allow'} ${listed(actions)} in a policy of the role`,
      related: [{ message: 'the role; all its policies are in this module', place: role.place }],
    };
  },
} satisfies Rule;

interface Need {
  /** One of these actions is enough. */
  readonly anyOf: readonly string[];
  readonly target?: Value;
}

const SECRET = 'secretsmanager:GetSecretValue';
const SECRET_TYPES: ReadonlySet<string | undefined> = new Set([
  'BASIC_AUTH',
  'SASL_SCRAM_256_AUTH',
  'SASL_SCRAM_512_AUTH',
  'CLIENT_CERTIFICATE_TLS_AUTH',
  'SERVER_ROOT_CA_CERTIFICATE',
]);
const NETWORK: readonly Need[] = NETWORK_ACTIONS.map((action) => ({ anyOf: [action] }));

/** Whether the broker stands outside of the VPC's walls, so that no network interface is needed. */
function isPublic(mapping: EventSourceMapping, configuration: Configuration): boolean {
  const brokers = instancesBehind(mapping.get('/event_source_arn'), { type: 'aws_mq_broker', configuration });
  return brokers.some(({ values }) => {
    const open = valueAt(values, '/publicly_accessible');
    return open.kind !== 'null' && !('value' in open && String(open.value) === 'false');
  });
}

function needs(mapping: EventSourceMapping, isOpen: boolean): readonly Need[] {
  const { kinds } = mapping;
  const { entries } = accessEntries(mapping);
  const source = mapping.get('/event_source_arn');
  const secrets = entries
    .filter(({ type }) => SECRET_TYPES.has(type))
    .map(({ uri }): Need => ({ anyOf: [SECRET], target: uri }));
  if (allIn(kinds, MSK)) {
    const cluster = [['kafka:DescribeCluster', 'kafka:DescribeClusterV2'], ['kafka:GetBootstrapBrokers']];
    // What a connection from another account needs is documented in parts only.
    const isConnection =
      readArn(source)?.resource.prefix.startsWith('vpc-connection/') || source.is?.type === 'aws_msk_vpc_connection';
    return [...(isConnection ? [] : cluster.map((anyOf): Need => ({ anyOf, target: source }))), ...NETWORK, ...secrets];
  }
  if (allIn(kinds, MQ))
    return [{ anyOf: ['mq:DescribeBroker'], target: source }, ...(isOpen ? [] : NETWORK), ...secrets];
  if (allIn(kinds, ['documentdb'])) {
    const described = ['rds:DescribeDBClusters', 'rds:DescribeDBClusterParameters', 'rds:DescribeDBSubnetGroups'];
    return [...described.map((action): Need => ({ anyOf: [action] })), ...NETWORK, ...secrets];
  }
  const isInVpc = entries.some(({ type }) => type === 'VPC_SUBNET' || type === 'VPC_SECURITY_GROUP');
  return allIn(kinds, ['self-managed-kafka']) ? [...(isInVpc ? NETWORK : []), ...secrets] : [];
}

export const page: RulePage = {
  docs: `
    Lambda reaches brokers and clusters with the execution role of the function: it looks the cluster up, puts network interfaces
    into its VPC and reads the secret with the credentials. Without these permissions the mapping is refused, or it is created and
    stays idle with a connection error.

    The rule reports only where everything about the role is known, as in role-cannot-read-source, and asks for the documented
    minimum; of a broker that is publicly accessible, without the network.
  `,
  evidence: [
    {
      source: 'quoted in aws/aws-cdk#18571, a secret that the role cannot read',
      date: '2022-01-20',
      says: "Cannot access secret manager value arn:aws:secretsmanager:…. Please ensure the role can perform the 'secretsmanager:GetSecretValue' action on your broker in IAM.",
    },
    {
      source: 'AWS Lambda developer guide of 2022, with-msk, with-mq and with-kafka',
      date: '2022-11',
      says: 'the permissions that the execution role needs for each source',
    },
  ],
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html',
  ],
  examples: {
    invalid: [
      `
      resource "aws_iam_role" "orders" {
        name               = "orders"
        assume_role_policy = file("assume.json")
      }

      resource "aws_iam_role_policy_attachment" "orders" {
        role       = aws_iam_role.orders.name
        policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = aws_iam_role.orders.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_msk_cluster" "orders" {
        cluster_name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = aws_lambda_function.orders.arn # warning
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
      `
      variable "actions" {
        type    = list(string)
        default = ["ec2:*", "mq:DescribeBroker"]
      }

      data "aws_iam_policy_document" "jobs" {
        statement {
          actions   = var.actions
          resources = ["*"]
        }
      }

      resource "aws_iam_role" "jobs" {
        name               = "jobs"
        assume_role_policy = file("assume.json")
      }

      resource "aws_iam_policy" "jobs" {
        policy = data.aws_iam_policy_document.jobs.json
      }

      resource "aws_iam_role_policy_attachment" "jobs" {
        role       = aws_iam_role.jobs.name
        policy_arn = aws_iam_policy.jobs.arn
      }

      resource "aws_lambda_function" "jobs" {
        function_name = "jobs"
        role          = aws_iam_role.jobs.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "jobs.zip"
      }

      resource "aws_lambda_event_source_mapping" "jobs" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-1234a5b6-78cd-901e-2fgh-3i45j6k17819"
        function_name    = aws_lambda_function.jobs.arn # warning
        queues           = ["jobs"]

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:jobs-AbCdEf"
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_iam_role" "orders" {
        name                = "orders"
        assume_role_policy  = file("assume.json")
        managed_policy_arns = ["arn:aws:iam::aws:policy/service-role/AWSLambdaMSKExecutionRole"]
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = aws_iam_role.orders.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_msk_cluster" "orders" {
        cluster_name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = aws_lambda_function.orders.arn
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
      `
      locals {
        policies = ["AWSLambdaBasicExecutionRole", "SecretsManagerReadWrite"]
      }

      resource "aws_iam_role" "orders" {
        name               = "orders"
        assume_role_policy = file("assume.json")
      }

      resource "aws_iam_role_policy_attachment" "orders" {
        count = 2

        role       = aws_iam_role.orders.name
        policy_arn = "arn:aws:iam::aws:policy/\${local.policies[count.index]}"
      }

      resource "aws_iam_role" "reader" {
        name               = "reader"
        assume_role_policy = file("assume.json")
      }

      resource "aws_iam_role_policy" "reader" {
        role   = aws_iam_role.reader.name
        policy = <<-EOT
          {
            "Version": "2012-10-17",
            "Statement": [{ "Effect": "Allow", "Action": ["secretsmanager:GetSecretValue"], "Resource": ["*"] }]
          }
        EOT
      }

      resource "aws_lambda_function" "orders" {
        function_name = "orders"
        role          = aws_iam_role.orders.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "orders.zip"
      }

      resource "aws_lambda_function" "reader" {
        function_name = "reader"
        role          = aws_iam_role.reader.arn
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "reader.zip"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = { orders = aws_lambda_function.orders.arn, reader = aws_lambda_function.reader.arn }

        function_name     = each.value
        topics            = [each.key]
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = "b-1.example.com:9096"
          }
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
