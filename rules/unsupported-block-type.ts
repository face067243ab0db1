import { NEWEST_KNOWN_PROVIDER, nameFix, type Rule, type RulePage, unknownName } from '../src/rule/rule.ts';

/** Arguments that look like blocks. */
const MAPS: ReadonlySet<string> = new Set(['endpoints', 'tags']);

export default {
  name: 'unsupported-block-type',
  summary: 'No block of this type here',
  severity: 'error',
  stage: 'validate',
  judges: 'expression',
  when: { violated: ['additionalProperties', 'x-argument'] },
  *check({ violations, provider }) {
    for (const { pointer, keyword, params } of violations) {
      if (params.form !== 'block') continue;
      if (keyword === 'additionalProperties') {
        if (provider.isAfter(NEWEST_KNOWN_PROVIDER)) continue;
        const { where, because, help } = unknownName(pointer, params);
        yield {
          at: `${pointer}/0`,
          part: 'key',
          message: `blocks of type "${params.name}" are not expected in ${where}${because}`,
          help,
          ...nameFix(pointer, params),
        };
      } else if (keyword === 'x-argument') {
        yield {
          at: `${pointer}/0`,
          part: 'key',
          message: `blocks of type "${params.name}" are not expected here: ${params.name} is an argument`,
          help: `Write an argument, with "=": ${params.name} = …`,
          ...(MAPS.has(params.name) && {
            fix: {
              title: 'Write an argument, with "="',
              applicability: 'safe',
              edits: [{ kind: 'as-argument', at: `${pointer}/0` }],
            },
          }),
        };
      }
    }
  },
} satisfies Rule;

export const page: RulePage = {
  docs: `
    Terraform refuses a block that the resource type does not have at this place: a typing mistake, a block that belongs into
    another one, or an argument that is written like a block.
  `,
  evidence: [
    {
      source: 'terraform validate, hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: 'Blocks of type "filters" are not expected here. Did you mean "filter"?',
    },
  ],
  references: [
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_event_source_mapping',
  ],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filters { # error
            pattern = "{}"
          }
        }

        tags { # error
          team = "orders"
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_success { # error
            destination_arn = "arn:aws:sqs:eu-west-1:123456789012:done"
          }
        }

        schema_registry { # error
          url = "https://registry.example.com"
        }
      }
      `,
      `
      variable "patterns" {
        type    = list(string)
        default = []
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        dynamic "filter_criterias" { # error
          for_each = var.patterns

          content {
            filter {
              pattern = filter_criterias.value
            }
          }
        }
      }
      `,
    ],
    valid: [
      `
      variable "filters" {
        type    = list(string)
        default = []
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        dynamic "filter_criteria" {
          for_each = length(var.filters) > 0 ? [1] : []
          content {
            dynamic "filter" {
              for_each = var.filters
              content {
                pattern = filter.value
              }
            }
          }
        }

        timeouts {
          create = "15m"
        }

        lifecycle {
          prevent_destroy = true
        }

        provisioner "local-exec" {
          command = "echo created"
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        destination_config {
          on_failure {
            destination_arn = "arn:aws:sqs:eu-west-1:123456789012:failed"
          }
        }
      }
      `,
    ],
  },
};
