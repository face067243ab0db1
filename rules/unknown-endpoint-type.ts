import { child, type JsonPointer, listed, nearest, type Rule, type RulePage } from '../src/rule/rule.ts';

const ENDPOINTS: JsonPointer = '/self_managed_event_source/0/endpoints';
const KEY = 'KAFKA_BOOTSTRAP_SERVERS';

export default {
  name: 'unknown-endpoint-type',
  summary: 'The only endpoint key is KAFKA_BOOTSTRAP_SERVERS',
  severity: 'error',
  stage: 'apply',
  when: { written: ['self_managed_event_source'] },
  *check({ mapping }) {
    const endpoints = mapping.get(ENDPOINTS);
    if (!('entries' in endpoints) || endpoints.open) return;
    const others = [...endpoints.entries.keys()].filter((key) => key !== KEY);
    const isMissing = !endpoints.entries.has(KEY);
    if (others.length === 0 && !isMissing) return;
    const found = others.length === 0 ? 'no keys' : listed(others.map((key) => `"${key}"`));
    const [only] = others;
    const isTypo =
      only !== undefined && others.length === 1 && isMissing && nearest(only.toUpperCase(), [KEY]) !== undefined;
    yield {
      at: ENDPOINTS,
      message: `endpoints has ${found}, but the only key that AWS knows is ${KEY}`,
      help: isTypo ? `Write ${KEY} in place of ${only}` : `Write ${KEY} = "host:port,host:port" alone`,
      ...(isTypo && {
        fix: {
          title: `Write ${KEY} in place of ${only}`,
          applicability: 'safe',
          edits: [{ kind: 'rename', at: child(ENDPOINTS, only), to: KEY }],
        },
      }),
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    The servers of a Kafka cluster of your own are written under the key \`KAFKA_BOOTSTRAP_SERVERS\`, in exactly this spelling. The
    provider takes any map; AWS knows this key only.
  `,
  evidence: [
    {
      source: 'AWS Lambda API model (botocore 1.43.67); the answer itself is not recorded',
      date: '2026-08-07',
      says: 'EndPointType: KAFKA_BOOTSTRAP_SERVERS',
    },
    {
      source: 'terraform plan, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: 'endpoints = { kafka_bootstrap_servers = "a:9092" } is accepted',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_SelfManagedEventSource.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = { # error
            kafka_bootstrap_servers = "kafka1.example.com:9092"
          }
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = { # error
            KAFKA_BOOTSTRAP_SERVERS = "kafka1.example.com:9092"
            ZOOKEEPER               = "zk.example.com:2181"
          }
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      locals {
        endpoints = { BOOTSTRAP_SERVERS = "kafka1.example.com:9092" }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = local.endpoints # error
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = "kafka1.example.com:9092"
          }
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      variable "endpoints" {
        type = map(string)
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = var.endpoints
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
