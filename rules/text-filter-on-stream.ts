import { asksExists, faultsOf, type JsonNode, payloadKey, workingFilters } from '../src/rule/filters.ts';
import { type Rule, type RulePage, STREAMS, sourceName, whence, whySource } from '../src/rule/rule.ts';

export default {
  name: 'text-filter-on-stream',
  summary: 'Stream payload filters must be JSON, not text',
  severity: 'error',
  stage: 'apply',
  when: { sources: STREAMS, written: ['filter_criteria'] },
  *check({ mapping }) {
    const payload = payloadKey(mapping.kinds);
    if (payload === undefined) return;
    for (const { at, value, root } of workingFilters(mapping)) {
      const texts = faultsOf(root, ({ name, value: array }) =>
        name === payload && array.kind === 'array' && array.elements.some(isText) ? [array] : [],
      );
      for (const array of texts) {
        yield {
          at,
          within: array.at,
          message: `${payload} is an array in the filter pattern${whence(value)}, which compares the payload as a text, but the payload of ${sourceName(mapping)} is filtered as JSON only`,
          help: `Write an object of the payload's keys: ${payload} = { … }`,
          related: whySource(mapping),
        };
      }
    }
  },
} satisfies Rule;

/** Whether an element asks for a value; that a payload exists, or is null, may be asked of any. */
function isText(element: JsonNode): boolean {
  if (element.kind === 'hole' || element.kind === 'null') return false;
  return !asksExists(element, 'true') && !asksExists(element, 'false');
}

export const page: RulePage = {
  docs: `
    Queues and Kafka topics may carry plain texts, which a filter compares whole: \`"body": ["stop"]\`. Records of Kinesis and DynamoDB
    are filtered as JSON, and AWS refuses a pattern for \`data\` or \`dynamodb\` that is an array of values and not an object, when the
    mapping is created and when it is changed.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide, tables of filter and message formats; the exact answer is not recorded',
      date: '2022-11',
      says: 'Lambda throws an exception at the time of the event source mapping creation or update. The filter pattern for data properties must be in a valid JSON format.',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis-filtering.html'],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        filter_criteria {
          filter {
            pattern = "{\\"partitionKey\\": [\\"1\\"], \\"data\\": [\\"click\\"]}" # error
          }
        }
      }
      `,
      `
      variable "mark" {
        type    = string
        default = "click"
      }

      resource "aws_kinesis_stream" "clicks" {
        name        = "clicks"
        shard_count = 1
      }

      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = aws_kinesis_stream.clicks.arn
        function_name     = "clicks"
        starting_position = "LATEST"

        filter_criteria {
          filter {
            pattern = jsonencode({
              data = [{ prefix = var.mark }] # error
            })
          }
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "clicks" {
        event_source_arn  = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        function_name     = "clicks"
        starting_position = "LATEST"

        filter_criteria {
          filter {
            pattern = "{\\"data\\": {\\"kind\\": [\\"click\\"]}}"
          }

          filter {
            pattern = "{\\"data\\": [{\\"exists\\": true}], \\"partitionKey\\": [\\"1\\"]}"
          }
        }
      }
      `,
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = "{\\"body\\": [\\"stop\\"]}"
          }
        }
      }

      resource "aws_lambda_event_source_mapping" "topic" {
        event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5"
        function_name     = "topic"
        topics            = ["orders"]
        starting_position = "LATEST"

        filter_criteria {
          filter {
            pattern = "{\\"value\\": [\\"stop\\"]}"
          }
        }
      }
      `,
    ],
  },
};
