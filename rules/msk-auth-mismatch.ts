import {
  accessEntries,
  instancesBehind,
  isSetElsewhere,
  listed,
  type ResourceInstance,
  type Rule,
  type RulePage,
  type Value,
  valueAt,
} from '../src/rule/rule.ts';

export default {
  name: 'msk-auth-mismatch',
  summary: "The cluster does not offer the mapping's authentication",
  severity: 'warning',
  stage: 'runtime',
  when: { sources: ['msk'], resources: ['aws_msk_cluster'] },
  *check({ mapping, configuration }) {
    const { entries, closed } = accessEntries(mapping);
    if (!closed || entries.length > 1) return;
    const [entry] = entries;
    const wanted = wantedBy(entry?.type);
    const source = mapping.get('/event_source_arn');
    if (isSetElsewhere(source, { argument: 'client_authentication', configuration })) return;
    const clusters = instancesBehind(source, { type: 'aws_msk_cluster', configuration });
    const [cluster, ...others] = clusters;
    const offered = cluster && offeredBy(cluster);
    if (cluster === undefined || offered === undefined || wanted === undefined || others.length > 0) return;
    if (wanted.some((one) => offered.includes(one))) return;
    yield {
      at: entry?.pointer ?? '/source_access_configuration',
      message: `${entry === undefined ? 'without source_access_configuration' : `with ${entry.type}`} Lambda connects by ${listed(wanted, 'or')}, but ${cluster.address} offers ${listed(offered) || 'none of its ways'} only`,
      aws: 'PROBLEM: Connection error. Please check your event source connection configuration.',
      help: `Turn ${wanted[0]} on in client_authentication of the cluster, or connect by what it offers`,
      related: [
        { message: 'what the cluster offers', place: cluster.sourceMap.locate('/client_authentication/0', 'key') },
      ],
    };
  },
} satisfies Rule;

const SCRAM = 'SASL/SCRAM';
const IAM = 'IAM';
const TLS = 'TLS client certificates';
const OPEN = 'open access';

/** The ways in which a mapping with this access type, or with none, may connect. */
function wantedBy(type: string | undefined): readonly string[] | undefined {
  switch (type) {
    case undefined:
      return [IAM, OPEN];
    case 'SASL_SCRAM_512_AUTH':
      return [SCRAM];
    case 'CLIENT_CERTIFICATE_TLS_AUTH':
      return [TLS];
    default:
      return undefined;
  }
}

/** What `client_authentication` turns on; `undefined` when it is not written, or not known. */
function offeredBy({ values }: ResourceInstance): readonly string[] | undefined {
  const client = onlyBlock(valueAt(values, '/client_authentication'));
  if (client === undefined || client === 'absent') return undefined;
  const [sasl, tls] = [onlyBlock(valueAt(client, '/sasl')), onlyBlock(valueAt(client, '/tls'))];
  if (sasl === undefined || tls === undefined) return undefined;
  const ways = [
    [SCRAM, sasl === 'absent' ? false : isOn(valueAt(sasl, '/scram'))],
    [IAM, sasl === 'absent' ? false : isOn(valueAt(sasl, '/iam'))],
    [TLS, tls !== 'absent'],
    [OPEN, isOn(valueAt(client, '/unauthenticated'))],
  ] as const;
  return ways.some(([, state]) => state === undefined)
    ? undefined
    : ways.flatMap(([way, state]) => (state ? [way] : []));
}

function isOn(value: Value): boolean | undefined {
  if (value.kind === 'null') return false;
  return 'value' in value ? String(value.value) === 'true' : undefined;
}

function onlyBlock(value: Value): (Value & { readonly kind: 'object' | 'map' }) | 'absent' | undefined {
  if (value.kind === 'null') return 'absent';
  if (!('elements' in value) || value.open || value.elements.length > 1) return undefined;
  const [block] = value.elements;
  if (block === undefined) return 'absent';
  return block.kind === 'object' || block.kind === 'map' ? block : undefined;
}

export const page: RulePage = {
  docs: `
    An MSK cluster lets clients in by SASL/SCRAM, by IAM, by TLS certificates or without any check, as its \`client_authentication\` says.
    A mapping connects by the type of its access entry; without one by IAM or without any check. When the two do not meet, the mapping is
    created and stays idle.

    Not reported: clusters outside the module, and clusters without \`client_authentication\`.
  `,
  evidence: [
    {
      source: 'quoted in pulumi/pulumi-aws#1251',
      date: '2021-01-06',
      says: 'PROBLEM: Connection error. Please check your event source connection configuration.',
    },
    {
      source: 'AWS Lambda developer guide of 2022, with-msk',
      date: '2022-11',
      says: 'unauthenticated access, SASL/SCRAM, IAM and mutual TLS',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html'],
  examples: {
    invalid: [
      `
      resource "aws_msk_cluster" "orders" {
        cluster_name = "orders"

        client_authentication {
          sasl {
            iam = true
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        source_access_configuration { # warning
          type = "SASL_SCRAM_512_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:AmazonMSK_orders-AbCdEf"
        }
      }
      `,
      `
      locals {
        scram   = true
        cluster = aws_msk_cluster.orders.arn
      }

      resource "aws_msk_cluster" "orders" {
        cluster_name = "orders"

        client_authentication {
          unauthenticated = false

          sasl {
            scram = local.scram
          }

          tls {
            certificate_authority_arns = ["arn:aws:acm-pca:eu-west-1:123456789012:certificate-authority/1"]
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" { # warning
        event_source_arn  = local.cluster
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
    ],
    valid: [
      `
      resource "aws_msk_cluster" "orders" {
        cluster_name = "orders"

        client_authentication {
          sasl {
            iam   = true
            scram = true
          }
        }
      }

      resource "aws_msk_cluster" "plain" {
        cluster_name = "plain"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = { orders = aws_msk_cluster.orders.arn, plain = aws_msk_cluster.plain.arn }

        event_source_arn  = each.value
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        source_access_configuration {
          type = "SASL_SCRAM_512_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:AmazonMSK_orders-AbCdEf"
        }
      }

      resource "aws_lambda_event_source_mapping" "by_iam" {
        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "by-iam"
        topics            = ["orders"]
        starting_position = "LATEST"
      }
      `,
      `
      variable "scram" {
        type = bool
      }

      variable "credentials" {
        type = map(string)
      }

      resource "aws_msk_cluster" "orders" {
        cluster_name = "orders"

        client_authentication {
          sasl {
            iam   = true
            scram = var.scram
          }
        }
      }

      resource "aws_msk_cluster" "by_password" {
        cluster_name = "by-password"

        client_authentication {
          sasl {
            scram = true
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        source_access_configuration {
          type = "SASL_SCRAM_512_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:AmazonMSK_orders-AbCdEf"
        }
      }

      resource "aws_lambda_event_source_mapping" "given" {
        event_source_arn  = aws_msk_cluster.by_password.arn
        function_name     = "given"
        topics            = ["orders"]
        starting_position = "LATEST"

        dynamic "source_access_configuration" {
          for_each = var.credentials

          content {
            type = source_access_configuration.key
            uri  = source_access_configuration.value
          }
        }
      }
      `,
      `
      data "aws_msk_cluster" "orders" {
        cluster_name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = data.aws_msk_cluster.orders.arn
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        source_access_configuration {
          type = "SASL_SCRAM_512_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:AmazonMSK_orders-AbCdEf"
        }
      }
      `,
    ],
  },
};
