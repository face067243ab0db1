import { type JsonPointer, type Rule, type RulePage, whence } from '../src/rule/rule.ts';

const SERVERS: JsonPointer = '/self_managed_event_source/0/endpoints/KAFKA_BOOTSTRAP_SERVERS';
const MOST_SERVERS = 10;
const LONGEST_SERVER = 300;
const SERVER = /^[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?:\d{1,5}$/;

export default {
  name: 'malformed-bootstrap-server',
  summary: 'Bootstrap servers are host:port, 1 to 10 of them',
  severity: 'error',
  stage: 'apply',
  when: { written: ['self_managed_event_source'] },
  *check({ mapping }) {
    const value = mapping.get(SERVERS);
    if (value.kind !== 'string') return;
    const [first] = faultsOf(value.value);
    if (first === undefined) return;
    const stripped = value.value.replace(/(^|,)(\s*)[a-zA-Z][a-zA-Z0-9_+.-]*:\/\//g, '$1$2');
    yield {
      at: SERVERS,
      message: `KAFKA_BOOTSTRAP_SERVERS${whence(value)}: ${first.says}`,
      aws: "ValidationException: … 'selfManagedEventSource.endpoints' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(([a-zA-Z0-9]…)):[0-9]{1,5}",
      help: first.help,
      ...(stripped !== value.value &&
        faultsOf(stripped).length === 0 && {
          fix: {
            title: 'Take the scheme away',
            applicability: 'safe',
            edits: [{ kind: 'replace', at: SERVERS, to: stripped }],
          },
        }),
    };
  },
} satisfies Rule;

interface Fault {
  readonly says: string;
  readonly help: string;
}

function faultsOf(text: string): readonly Fault[] {
  const servers = text
    .split(',')
    .map((server) => server.trim())
    .filter((server) => server !== '');
  const faults = servers.flatMap((server) => fault(server) ?? []);
  if (servers.length <= MOST_SERVERS) return faults;
  const tooMany = {
    says: `there are ${servers.length} servers, and AWS takes at most ${MOST_SERVERS}`,
    help: `Keep ${MOST_SERVERS} servers; they tell of the others`,
  };
  return [...faults, tooMany];
}

function fault(server: string): Fault | undefined {
  const scheme = /^[a-zA-Z][a-zA-Z0-9_+.-]*:\/\//.exec(server)?.[0];
  if (scheme !== undefined) {
    return {
      says: `"${server}" has the scheme ${scheme}, but a server is host:port`,
      help: `Write "${server.slice(scheme.length)}"`,
    };
  }
  if (server.length > LONGEST_SERVER) {
    return {
      says: `a server has ${server.length} characters, and AWS takes at most ${LONGEST_SERVER}`,
      help: 'Write the server as host:port',
    };
  }
  if (SERVER.test(server)) return undefined;
  if (!server.includes(':'))
    return {
      says: `"${server}" has no port, but a server is host:port`,
      help: `Write "${server}:9092" with the port of the broker`,
    };
  return { says: `"${server}" is not host:port`, help: 'Write the server as host:port, without a path' };
}

export const page: RulePage = {
  docs: `
    \`KAFKA_BOOTSTRAP_SERVERS\` holds one to ten servers with commas between them, each a host and a port. A scheme such as
    \`SASL_SSL://\`, which Confluent puts before it, is no part of it.
  `,
  evidence: [
    {
      source: 'quoted in hashicorp/terraform-provider-aws#27675, where AWS gave no reason',
      date: '2022-11-07',
      says: 'ValidationException:',
    },
    {
      source: 'AWS Lambda API model (botocore 1.43.67)',
      date: '2026-08-07',
      says: 'EndpointLists: min 1, max 10; Endpoint: min 1, max 300, pattern ^(([a-zA-Z0-9]…)):[0-9]{1,5}',
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
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = "SASL_SSL://pkc-1.eu-west-1.aws.confluent.cloud:9092" # error
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
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = "kafka1.example.com:9092,kafka2.example.com" # error
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
        servers = "kafka1.example.com:9092/orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = local.servers # error
          }
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
            KAFKA_BOOTSTRAP_SERVERS = "test1:9092, test2:9092,t3:9092,t4:9092,t5:9092,t6:9092,t7:9092,t8:9092,t9:9092,t10:9092"
          }
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }
      `,
      `
      variable "host" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = "\${var.host}:9092"
          }
        }

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }
      }

      resource "aws_lambda_event_source_mapping" "hole" {
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        self_managed_event_source {
          endpoints = {
            KAFKA_BOOTSTRAP_SERVERS = "SASL_SSL://\${var.host}"
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
