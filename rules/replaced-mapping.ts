import {
  argumentName,
  type EventSourceMapping,
  KAFKA,
  listed,
  type Rule,
  type RulePage,
  STREAMS,
  sourceName,
} from '../src/rule/rule.ts';

export default {
  name: 'replaced-mapping',
  summary: 'The plan replaces a mapping, its checkpoint is lost',
  severity: 'warning',
  stage: 'plan',
  when: { sources: [...STREAMS, ...KAFKA, 'documentdb'], plan: true },
  *check({ mapping }) {
    const { actions, change } = mapping.instance;
    if (!actions.includes('create') || !actions.includes('delete')) return;
    const pointers = change?.replacedBy ?? [];
    const because = pointers.length === 0 ? '' : ` because of ${listed(pointers.map(argumentName))}`;
    yield {
      at: pointers[0] ?? '',
      message: `the plan replaces the mapping${because}, so that the place up to which it has read ${sourceName(mapping)} is lost, and the new one starts ${start(mapping)}`,
      help: 'See that records which are read twice or not at all do no harm, or take the change back',
    };
  },
} satisfies Rule;

function start(mapping: EventSourceMapping): string {
  const position = mapping.text('/starting_position');
  return position === undefined ? 'anew' : `at ${position}`;
}

export const page: RulePage = {
  docs: `
    A mapping remembers how far it has read a stream or a topic. When an argument changes that cannot be changed in place, the
    source above all, Terraform deletes the mapping and creates another one, which knows nothing of that: it starts at its
    \`starting_position\`. With \`LATEST\` what came in between is never read, with \`TRIM_HORIZON\` everything is read again.
    Only a plan shows it: \`preplan --plan plan.json\`.
  `,
  evidence: [
    {
      source: 'schema of hashicorp/aws 5.100.0',
      date: '2026-11-24',
      says: 'event_source_arn, self_managed_event_source, consumer_group_id, queues, region, starting_position, starting_position_timestamp and topics force a new resource',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html'],
  examples: {
    plans: {
      invalid: [
        {
          mapping: {
            event_source_arn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/orders-v2',
            function_name: 'orders',
            starting_position: 'LATEST',
          },
          actions: ['delete', 'create'],
          before: { event_source_arn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/orders' },
          replacedBy: ['event_source_arn'],
        },
        {
          mapping: {
            event_source_arn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-11-01T00:00:00.000',
            function_name: 'orders',
            starting_position: 'TRIM_HORIZON',
          },
          actions: ['create', 'delete'],
          before: { starting_position: 'LATEST' },
          replacedBy: ['starting_position'],
        },
      ],
      valid: [
        {
          mapping: {
            event_source_arn: 'arn:aws:sqs:eu-west-1:123456789012:orders-v2',
            function_name: 'orders',
          },
          actions: ['delete', 'create'],
          before: { event_source_arn: 'arn:aws:sqs:eu-west-1:123456789012:orders' },
          replacedBy: ['event_source_arn'],
        },
        {
          mapping: {
            event_source_arn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/orders',
            function_name: 'orders',
            starting_position: 'LATEST',
            batch_size: 200,
          },
          actions: ['update'],
          before: { batch_size: 100 },
        },
      ],
    },
    invalid: [],
    valid: [],
  },
};
