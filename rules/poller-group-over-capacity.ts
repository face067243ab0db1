import { type KeysOf, relatives, valueKeys } from '../src/rule/relatives.ts';
import {
  actual,
  type EventSourceMapping,
  type JsonPointer,
  KAFKA,
  listed,
  type Rule,
  type RulePage,
  valueAt,
} from '../src/rule/rule.ts';

const GROUP: JsonPointer = '/provisioned_poller_config/0/poller_group_name';
const POLLERS: JsonPointer = '/provisioned_poller_config/0/maximum_pollers';
const MOST_MAPPINGS = 100;
const MOST_POLLERS = 2000;
/** What a mapping has that does not say. */
const USUAL_POLLERS = 200;
/** More places than these would not help. */
const MOST_RELATED = 8;

const groupKeys: KeysOf = (values) => valueKeys(valueAt(values, GROUP));

export default {
  name: 'poller-group-over-capacity',
  summary: 'A poller group holds 100 mappings and 2000 pollers',
  severity: 'warning',
  stage: 'apply',
  when: { sources: KAFKA, written: ['provisioned_poller_config'] },
  *check({ mapping, configuration }) {
    if (mapping.text(GROUP) === undefined) return;
    const others = relatives(mapping, configuration, { keysOf: groupKeys });
    if (others.hasLater()) return;
    const earlier = [...others.earlier()];
    const count = earlier.length + 1;
    const pollers = [...earlier, mapping].map(pollersOf);
    const sum = pollers.includes(undefined) ? 0 : pollers.reduce<number>((total, number) => total + (number ?? 0), 0);
    if (count <= MOST_MAPPINGS && sum <= MOST_POLLERS) return;
    const has = [
      ...(count > MOST_MAPPINGS ? [`${count} mappings (it holds at most ${MOST_MAPPINGS})`] : []),
      ...(sum > MOST_POLLERS ? [`${sum} pollers in all (it holds at most ${MOST_POLLERS})`] : []),
    ];
    yield {
      at: GROUP,
      message: `${actual(mapping.instance.values, GROUP)}, a group that has ${listed(has)}`,
      help: 'Divide the mappings into several groups, or lower their maximum_pollers',
      related: earlier.slice(0, MOST_RELATED).map((other) => ({
        message: `${other.address} is in the group with ${pollersOf(other)} pollers`,
        place: other.instance.sourceMap.locate(POLLERS, 'value'),
      })),
    };
  },
} satisfies Rule;

function pollersOf(mapping: EventSourceMapping): number | undefined {
  return mapping.lacks(POLLERS) ? USUAL_POLLERS : mapping.number(POLLERS);
}

export const page: RulePage = {
  docs: `
    Mappings of one poller group share their pollers. A group holds at most 100 mappings, whose \`maximum_pollers\` come to at most
    2000 together; a mapping that does not say has 200.
  `,
  evidence: [
    {
      source: 'AWS API reference, ProvisionedPollerConfig (JS SDK 3.1164)',
      date: '2026-08-07',
      says: 'up to 100 event source mappings in a group, with up to 2000 pollers in all',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_ProvisionedPollerConfig.html'],
  examples: {
    invalid: [
      `
      resource "aws_msk_cluster" "orders" {
        cluster_name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        provisioned_poller_config {
          maximum_pollers   = 1900
          poller_group_name = "shop"
        }
      }

      resource "aws_lambda_event_source_mapping" "returns" {
        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "returns"
        topics            = ["returns"]
        starting_position = "LATEST"

        provisioned_poller_config {
          poller_group_name = "shop" # warning
        }
      }
      `,
      `
      variable "group" {
        type    = string
        default = "shop"
      }

      resource "aws_msk_cluster" "orders" {
        cluster_name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        count = 101

        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "orders"
        topics            = ["orders-\${count.index}"]
        starting_position = "LATEST"

        provisioned_poller_config {
          maximum_pollers   = 2
          poller_group_name = var.group # warning
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_msk_cluster" "orders" {
        cluster_name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        count = 10

        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "orders"
        topics            = ["orders-\${count.index}"]
        starting_position = "LATEST"

        provisioned_poller_config {
          poller_group_name = "shop"
        }
      }
      `,
      `
      variable "maximum" {
        type = number
      }

      resource "aws_msk_cluster" "orders" {
        cluster_name = "orders"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = toset(["orders", "returns"])

        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "orders"
        topics            = [each.key]
        starting_position = "LATEST"

        provisioned_poller_config {
          maximum_pollers   = each.key == "orders" ? 2000 : var.maximum
          poller_group_name = "shop"
        }
      }

      resource "aws_lambda_event_source_mapping" "apart" {
        for_each = toset(["invoices", "refunds"])

        event_source_arn  = aws_msk_cluster.orders.arn
        function_name     = "orders"
        topics            = [each.key]
        starting_position = "LATEST"

        provisioned_poller_config {
          maximum_pollers   = 2000
          poller_group_name = each.key
        }
      }
      `,
      `
      variable "groups" {
        type = map(string)
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        for_each = var.groups

        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = each.key
        topics            = [each.key]
        starting_position = "LATEST"

        provisioned_poller_config {
          maximum_pollers   = 2000
          poller_group_name = each.value
        }
      }
      `,
    ],
  },
};
