import { describe, expect, it } from 'vitest';
import { folderWith, runIn } from './run-in.ts';

const TYPE = 'aws_lambda_event_source_mapping';

interface Planned {
  readonly name: string;
  readonly after: Readonly<Record<string, unknown>>;
  readonly unknown?: Readonly<Record<string, unknown>>;
  readonly sensitive?: Readonly<Record<string, true>>;
  readonly expressions: Readonly<Record<string, unknown>>;
}

/** A plan that makes these mappings, as `terraform show -json` prints it. */
function plan(...mappings: readonly Planned[]): string {
  const address = ({ name }: Planned) => `${TYPE}.${name}`;
  return JSON.stringify({
    format_version: '1.2',
    resource_changes: mappings.map((mapping) => ({
      address: address(mapping),
      mode: 'managed',
      type: TYPE,
      name: mapping.name,
      provider_name: 'registry.terraform.io/hashicorp/aws',
      change: {
        actions: ['create'],
        before: null,
        after: mapping.after,
        after_unknown: mapping.unknown ?? {},
        before_sensitive: false,
        after_sensitive: mapping.sensitive ?? {},
      },
    })),
    configuration: {
      root_module: {
        resources: mappings.map((mapping) => ({
          address: address(mapping),
          mode: 'managed',
          type: TYPE,
          name: mapping.name,
          provider_config_key: 'aws',
          expressions: mapping.expressions,
        })),
      },
    },
  });
}

const naming = (attribute: string) => ({
  references: [attribute, attribute.replace(/\.[^.]+$/, '')],
});

function check(text: string) {
  return runIn(folderWith({ 'plan.json': text }), ['--plan', 'plan.json']);
}

describe('a plan names what is in an expression, not how it is written', () => {
  it('so that an ARN may be made of a name, an id or a URL', async () => {
    for (const attribute of ['name', 'id', 'url']) {
      const made = plan({
        name: 'orders',
        after: { function_name: 'orders' },
        unknown: { event_source_arn: true },
        expressions: { event_source_arn: naming(`aws_sqs_queue.q.${attribute}`), function_name: {} },
      });
      expect(await check(made)).toMatchObject({ status: 0, stderr: '' });
    }
  });

  it('so that two mappings may have two aliases of one function', async () => {
    const mapping = (name: string) => ({
      name,
      after: {},
      unknown: { event_source_arn: true, function_name: true } as const,
      expressions: {
        event_source_arn: naming('aws_sqs_queue.q.arn'),
        function_name: naming('aws_lambda_function.f.arn'),
      },
    });
    expect(await check(plan(mapping('live'), mapping('beta')))).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('what a plan says elsewhere', () => {
  const arn = 'arn:aws:sqs:eu-west-1:123456789012:orders.fifo';
  const mapping: Planned = {
    name: 'orders',
    after: { function_name: 'orders', batch_size: 100 },
    unknown: { event_source_arn: true },
    expressions: { event_source_arn: naming('aws_sqs_queue.q.arn'), function_name: {}, batch_size: {} },
  };

  /** With a queue whose ARN is known, or is not. */
  function withQueue(known: boolean): string {
    const made = JSON.parse(plan(mapping));
    const queue = { address: 'aws_sqs_queue.q', mode: 'managed', type: 'aws_sqs_queue', name: 'q' };
    const after = { name: 'orders.fifo', fifo_queue: true, ...(known && { arn }) };
    const change = { actions: known ? ['no-op'] : ['create'], before: null, after, after_unknown: { arn: !known } };
    made.resource_changes.push({ ...queue, change });
    made.configuration.root_module.resources.push({ ...queue, expressions: { name: {}, fifo_queue: {} } });
    return JSON.stringify(made);
  }

  it('tells that an argument is more than the attribute in it', async () => {
    const found = await check(withQueue(false));
    expect(found.stdout).toContain('fifo-queue-batch-over-ten');
    // `replace(aws_sqs_queue.q.arn, "orders", timestamp())`
    expect(await check(withQueue(true))).toMatchObject({ status: 0, stderr: '' });
  });

  it('does not tell of a version whether the name of a function is before it', async () => {
    const function_name = naming('aws_lambda_function.f.version');
    const versioned = plan({
      name: 'orders',
      after: { event_source_arn: arn.replace('.fifo', '') },
      unknown: { function_name: true },
      expressions: { event_source_arn: {}, function_name },
    });
    expect(await check(versioned)).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('what a dynamic block makes', () => {
  const mapping = (source: Omit<Planned, 'name'>) => ({
    name: 'orders',
    after: { function_name: 'orders', topics: ['orders'], starting_position: 'LATEST', ...source.after },
    unknown: source.unknown ?? {},
    expressions: { function_name: {}, topics: {}, starting_position: {}, ...source.expressions },
  });
  const made = { self_managed_event_source: [{ endpoints: null }] };
  const access = {
    after: { ...made, source_access_configuration: [{ type: 'VPC_SUBNET' }, { type: 'VPC_SECURITY_GROUP' }] },
    unknown: { source_access_configuration: [{ uri: true }, { uri: true }], self_managed_event_source: [{}] },
  };

  it('may hold what is not known', async () => {
    const self = { self_managed_event_source: [{ endpoints: naming('aws_sns_topic.t.arn') }] };
    expect(await check(plan(mapping({ ...access, expressions: self })))).toMatchObject({ status: 0, stderr: '' });
    expect(await check(plan(mapping({ ...access, expressions: {} })))).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('a plan that is not whole', () => {
  const whole = plan({
    name: 'orders',
    after: { function_name: 'orders', event_source_arn: 'arn:aws:sqs:eu-west-1:123456789012:q', batch_size: 20_000 },
    expressions: { event_source_arn: {}, function_name: {}, batch_size: {} },
  });

  it('has findings only of what its configuration writes', async () => {
    expect(await check(whole)).toMatchObject({ status: 1, stderr: '' });
    // As with an import whose block is still to be generated.
    const imported = JSON.stringify({ ...JSON.parse(whole), configuration: { root_module: {} } });
    expect(await check(imported)).toMatchObject({ status: 0, stderr: '' });
  });

  it('is read as far as it can be', async () => {
    const paths = '"replace_paths":[[{"toString":1}],7,["batch_size"]],"before":null';
    expect(await check(whole.replace('"before":null', paths))).toMatchObject({ status: 1, stderr: '' });
  });
});

describe('what is sensitive in a plan', () => {
  it('is shown neither in a message nor in the frame around another value', async () => {
    const arn = 'arn:aws:kafka:eu-west-1:123456789012:cluster/c/4c2c6f2b-5b2e-4b4e-9f2e-1b2c3d4e5f6a-2';
    const made = plan({
      name: 'orders',
      after: { event_source_arn: arn, function_name: 'orders', starting_position: 'NOW', topics: ['not a topic'] },
      sensitive: { topics: true },
      expressions: { event_source_arn: {}, function_name: {}, starting_position: {}, topics: {} },
    });
    for (const text of [made, JSON.stringify(JSON.parse(made), undefined, 2)]) {
      const { status, stdout } = await check(text);
      expect(status).toBe(1);
      expect(stdout).toContain('topics[0] is (sensitive value)');
      expect(stdout).toContain('*'.repeat('"not a topic"'.length));
      expect(stdout).not.toContain('not a topic');
    }
  });

  it('is not shown where it comes from a variable', async () => {
    const folder = folderWith({
      'main.tf': `
        variable "topics" {
          type      = list(string)
          sensitive = true
        }

        resource "${TYPE}" "orders" {
          event_source_arn  = "arn:aws:kafka:eu-west-1:123456789012:cluster/c/4c2c6f2b-5b2e-4b4e-9f2e-1b2c3d4e5f6a-2"
          function_name     = "orders"
          starting_position = "LATEST"
          topics            = var.topics
        }
      `,
    });
    const { stdout } = await runIn(folder, ['--var', 'topics=["not a topic"]']);
    expect(stdout).toContain('topics[0] is (sensitive value)');
    expect(stdout).not.toContain('not a topic');
  });
});
