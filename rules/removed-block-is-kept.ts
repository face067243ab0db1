import { type JsonPointer, type Rule, type RulePage, type Value, valueAt } from '../src/rule/rule.ts';

/** Blocks of which an empty list is not sent. */
const KEPT = ['source_access_configuration', 'document_db_event_source_config'];

export default {
  name: 'removed-block-is-kept',
  summary: 'AWS keeps a block that Terraform removes',
  severity: 'warning',
  stage: 'plan',
  when: { plan: true },
  *check({ mapping }) {
    const { actions, change } = mapping.instance;
    // A new mapping has what is written, and nothing else.
    if (change === undefined || !actions.includes('update')) return;
    for (const name of KEPT) {
      const pointer: JsonPointer = `/${name}`;
      if (!isFilled(valueAt(change.before, pointer)) || !mapping.lacks(pointer)) continue;
      yield {
        at: pointer,
        message: `the plan removes ${name}, but the provider does not tell AWS, which keeps the old one`,
        help: `Replace the mapping (terraform apply -replace=${mapping.address}), or keep the block`,
      };
    }
  },
} satisfies Rule;

function isFilled(value: Value): boolean {
  return 'elements' in value && value.elements.length > 0;
}

export const page: RulePage = {
  docs: `
    Without \`source_access_configuration\` or \`document_db_event_source_config\` the provider sends nothing in their place, so
    that AWS keeps what it has, and the difference comes back with the next plan. Other blocks (\`filter_criteria\`,
    \`scaling_config\`, …) are cleared as one would think. Only a plan shows it: \`preplan --plan plan.json\`.
  `,
  evidence: [
    {
      source: 'source of hashicorp/aws, about 6.0',
      date: '2026-11-23',
      says: 'an empty object is sent for filter_criteria, scaling_config, metrics_config and provisioned_poller_config only',
    },
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html'],
  examples: {
    plans: {
      invalid: [
        {
          mapping: {
            event_source_arn:
              'arn:aws:kafka:eu-west-1:123456789012:cluster/orders/11111111-2222-3333-4444-555555555555-1',
            function_name: 'orders',
            topics: ['orders'],
            starting_position: 'LATEST',
          },
          actions: ['update'],
          before: {
            source_access_configuration: [
              {
                type: 'SASL_SCRAM_512_AUTH',
                uri: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:AmazonMSK_orders',
              },
            ],
          },
        },
        {
          mapping: {
            event_source_arn: 'arn:aws:sqs:eu-west-1:123456789012:orders',
            function_name: 'orders',
          },
          actions: ['update'],
          before: { document_db_event_source_config: [{ database_name: 'orders' }] },
        },
      ],
      valid: [
        {
          mapping: {
            event_source_arn: 'arn:aws:sqs:eu-west-1:123456789012:orders',
            function_name: 'orders',
          },
          actions: ['update'],
          before: { scaling_config: [{ maximum_concurrency: 10 }] },
        },
        {
          mapping: {
            event_source_arn:
              'arn:aws:kafka:eu-west-1:123456789012:cluster/orders/11111111-2222-3333-4444-555555555555-1',
            function_name: 'orders',
            topics: ['orders'],
            starting_position: 'LATEST',
            source_access_configuration: [
              {
                type: 'SASL_SCRAM_512_AUTH',
                uri: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:AmazonMSK_new',
              },
            ],
          },
          actions: ['update'],
          before: {
            source_access_configuration: [
              {
                type: 'SASL_SCRAM_512_AUTH',
                uri: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:AmazonMSK_old',
              },
            ],
          },
        },
      ],
    },
    invalid: [],
    valid: [],
  },
};
