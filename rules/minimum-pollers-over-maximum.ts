import { actual, type JsonPointer, type Rule, type RulePage } from '../src/rule/rule.ts';

const MINIMUM: JsonPointer = '/provisioned_poller_config/0/minimum_pollers';
const MAXIMUM: JsonPointer = '/provisioned_poller_config/0/maximum_pollers';

export default {
  name: 'minimum-pollers-over-maximum',
  summary: 'minimum_pollers is above maximum_pollers',
  severity: 'error',
  stage: 'apply',
  when: { written: ['provisioned_poller_config'] },
  *check({ mapping }) {
    const [minimum, maximum] = [mapping.number(MINIMUM), mapping.number(MAXIMUM)];
    if (minimum === undefined || maximum === undefined || minimum <= maximum) return;
    yield {
      at: MINIMUM,
      message: `${actual(mapping.instance.values, MINIMUM)}, above maximum_pollers, which is ${maximum}`,
      aws: 'MinimumPollers must be less than or equal to MaximumPollers.',
      help: 'Lower minimum_pollers or raise maximum_pollers',
      related: [{ message: `maximum_pollers is ${maximum}`, at: MAXIMUM }],
    };
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    The number of pollers moves between \`minimum_pollers\` and \`maximum_pollers\`.
  `,
  evidence: [
    {
      source: 'recorded on AWS (cdk-preflight)',
      date: '2026-09-13',
      says: 'MinimumPollers must be less than or equal to MaximumPollers.',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_ProvisionedPollerConfig.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        provisioned_poller_config {
          minimum_pollers = 20 # error
          maximum_pollers = 10
        }
      }
      `,
      `
      variable "least" {
        type    = number
        default = 5
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        provisioned_poller_config {
          minimum_pollers = var.least # error
          maximum_pollers = 4
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        provisioned_poller_config {
          minimum_pollers = 10
          maximum_pollers = 10
        }
      }
      `,
      `
      variable "most" {
        type = number
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "orders"
        topics            = ["orders"]
        starting_position = "LATEST"

        provisioned_poller_config {
          minimum_pollers = 20
          maximum_pollers = var.most
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        provisioned_poller_config {
          minimum_pollers = 200
        }
      }
      `,
    ],
  },
};
