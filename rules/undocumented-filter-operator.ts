import {
  fieldObjects,
  type JsonMember,
  type JsonNode,
  type JsonObject,
  matchOf,
  OR,
  valueArrays,
  workingFilters,
} from '../src/rule/filters.ts';
import { allIn, type EventSourceKind, MQ, type Rule, type RulePage, sourceName, whence } from '../src/rule/rule.ts';

export default {
  name: 'undocumented-filter-operator',
  summary: 'The engine knows the operator, Lambda does not document it',
  severity: 'warning',
  stage: 'runtime',
  when: { written: ['filter_criteria'] },
  *check({ mapping }) {
    for (const { at, value, root } of workingFilters(mapping)) {
      for (const { name, member } of undocumented(root, mapping.kinds)) {
        const onMq = MQ_ONLY.has(name);
        const why = onMq
          ? `was reported not to work with ${sourceName(mapping)}`
          : 'is not among the operators that Lambda documents';
        yield {
          at,
          within: member.at,
          message: `${name} in the filter pattern${whence(value)} ${why}: what it does there may change, or be nothing`,
          help: 'Write the filter with documented operators, or filter in the function',
        };
      }
    }
  },
} satisfies Rule;

interface Use {
  /** As it is called in the message. */
  readonly name: string;
  readonly member: JsonMember;
}

const EVERYWHERE: ReadonlySet<string> = new Set(['wildcard', 'cidr', 'exactly']);

/** Documented, but seen not to work for MQ. */
const MQ_ONLY: ReadonlySet<string> = new Set(['suffix', 'equals-ignore-case', OR]);

function undocumented(root: JsonObject, kinds: ReadonlySet<EventSourceKind>): readonly Use[] {
  const isMq = allIn(kinds, MQ);
  const matches = [...valueArrays(root)].flatMap(({ elements }) =>
    elements.flatMap((element) => usesIn(element, isMq)),
  );
  if (!isMq) return matches;
  const alternatives = [...fieldObjects(root)].flatMap(({ members }) => members.filter(({ name }) => name === OR));
  return [...matches, ...alternatives.map((member) => ({ name: OR, member }))];
}

function usesIn(element: JsonNode, isMq: boolean): readonly Use[] {
  const match = matchOf(element);
  if (match?.name === undefined) return [];
  const { name, value } = match;
  if (EVERYWHERE.has(name) || (isMq && MQ_ONLY.has(name))) return [{ name, member: match }];
  const [inner] = value.kind === 'object' ? value.members : [];
  return inner?.name === undefined ? [] : [{ name: `${name} with ${inner.name}`, member: inner }];
}

export const page: RulePage = {
  docs: `
    The engine behind event filters is the one of EventBridge and knows more than Lambda documents: \`wildcard\`, \`cidr\`, \`exactly\`,
    \`anything-but\` with another operator inside, \`prefix\` and \`suffix\` with \`equals-ignore-case\`. AWS accepts them; for EventBridge
    Pipes, which read sources in the same way, most are listed as not supported. With Amazon MQ \`suffix\`, \`equals-ignore-case\` and
    \`$or\` were reported not to work.

    Documented, and silent: values, null, empty texts, \`anything-but\` with values, \`numeric\`, \`exists\`, \`prefix\`, \`suffix\`,
    \`equals-ignore-case\` and \`$or\`.
  `,
  evidence: [
    {
      source: 'AWS Lambda developer guide, table of comparison operators',
      date: '2026-11-23',
      says: 'Null, Empty, Equals, Equals (ignore case), And, Or, Or (multiple fields), Not, Numeric, Exists, Begins with, Ends with',
    },
    {
      source: 'README of serverless-patterns, lambda-esm-rabbitmq-filters-sam',
      date: '2023-02',
      says: 'suffix, $or and equals-ignore-case are not supported on Amazon MQ',
    },
  ],
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html#filtering-syntax',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html',
  ],
  examples: {
    invalid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = "{\\"body\\": {\\"path\\": [{\\"wildcard\\": \\"/orders/*\\"}]}}" # warning
          }

          filter {
            pattern = "{\\"body\\": {\\"address\\": [{\\"cidr\\": \\"10.0.0.0/8\\"}]}}" # warning
          }

          filter {
            pattern = "{\\"body\\": {\\"type\\": [{\\"anything-but\\": {\\"prefix\\": \\"test\\"}}]}}" # warning
          }
        }
      }
      `,
      `
      variable "suffix" {
        type    = string
        default = ".json"
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:mq:eu-west-1:123456789012:broker:orders:b-1234abcd-12ab-34cd-56ef-1234567890ab"
        function_name    = "orders"
        queues           = ["orders"]

        source_access_configuration {
          type = "BASIC_AUTH"
          uri  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"
        }

        filter_criteria {
          filter {
            pattern = jsonencode({ data = { file = [{ suffix = var.suffix }] } }) # warning
          }
        }
      }
      `,
    ],
    valid: [
      `
      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = "{\\"body\\": {\\"file\\": [{\\"suffix\\": \\".json\\"}, {\\"equals-ignore-case\\": \\"a\\"}], \\"$or\\": [{\\"a\\": [1]}, {\\"b\\": [null]}]}}"
          }

          filter {
            pattern = "{\\"body\\": {\\"wildcard\\": [\\"*\\"], \\"type\\": [{\\"anything-but\\": [\\"test\\"]}]}}"
          }
        }
      }
      `,
      `
      variable "operator" {
        type = string
      }

      resource "aws_lambda_event_source_mapping" "orders" {
        event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
        function_name    = "orders"

        filter_criteria {
          filter {
            pattern = jsonencode({ body = { path = [{ (var.operator) = "/orders" }] } })
          }
        }
      }
      `,
    ],
  },
};
