import { describe, expect, it } from 'vitest';
import { presence, valueAt } from '../../src/lambda/presence.ts';
import { attribute, blocks, instance, type Plain, unknown } from '../schema/instance.ts';

const open = (...elements: readonly string[]): Plain => ({
  kind: 'list',
  open: true,
  elements: elements.map((element) => ({ kind: 'string', value: element })),
});

describe('an argument', () => {
  it.each<readonly [string, Plain, string]>([
    ['batch_size', null, 'absent'],
    ['batch_size', 0, 'absent'],
    ['batch_size', 1, 'set'],
    ['maximum_batching_window_in_seconds', 0, 'absent'],
    ['maximum_batching_window_in_seconds', 1, 'set'],
    ['tumbling_window_in_seconds', 0, 'absent'],
    ['tumbling_window_in_seconds', 1, 'set'],
    ['bisect_batch_on_function_error', false, 'absent'],
    ['bisect_batch_on_function_error', true, 'set'],
    ['enabled', false, 'set'],
    ['maximum_retry_attempts', 0, 'set'],
    ['maximum_retry_attempts', -1, 'undecided'],
    ['maximum_retry_attempts', 10_000, 'set'],
    ['maximum_record_age_in_seconds', -1, 'undecided'],
    ['maximum_record_age_in_seconds', 60, 'set'],
    ['parallelization_factor', 1, 'set'],
    ['starting_position', '', 'absent'],
    ['starting_position', 'LATEST', 'set'],
    ['event_source_arn', '', 'set'],
    ['kms_key_arn', '', 'absent'],
    ['kms_key_arn', 'arn', 'set'],
    ['topics', [], 'absent'],
    ['topics', ['t'], 'set'],
    ['topics', [unknown()], 'set'],
    ['topics', open(), 'undecided'],
    ['topics', open('t'), 'set'],
    ['queues', [], 'absent'],
    ['function_response_types', [], 'absent'],
    ['tags', {}, 'set'],
    ['source_access_configuration', blocks(), 'absent'],
    ['source_access_configuration', { kind: 'list', blocks: true, open: true, elements: [] }, 'undecided'],
    ['source_access_configuration', blocks({ type: 'BASIC_AUTH', uri: unknown() }), 'set'],
    ['filter_criteria', blocks({}), 'undecided'],
    ['filter_criteria', blocks({ filter: blocks() }), 'undecided'],
    ['filter_criteria', blocks({ filter: blocks({ pattern: unknown() }) }), 'set'],
    ['filter_criteria', blocks({ filter: unknown() }), 'undecided'],
    ['scaling_config', blocks({}), 'undecided'],
    ['scaling_config', blocks({ maximum_concurrency: null }), 'undecided'],
    ['scaling_config', blocks({ maximum_concurrency: unknown() }), 'undecided'],
    ['scaling_config', blocks({ maximum_concurrency: 5 }), 'set'],
    ['scaling_config', blocks(unknown()), 'undecided'],
    ['provisioned_poller_config', blocks({}), 'undecided'],
    ['provisioned_poller_config', blocks({ minimum_pollers: 2 }), 'set'],
    ['provisioned_poller_config', blocks({ poller_group_name: '' }), 'undecided'],
    ['destination_config', blocks({}), 'undecided'],
    ['destination_config', blocks({ on_failure: blocks({ destination_arn: unknown() }) }), 'set'],
    ['topics', unknown(), 'undecided'],
    ['topics', unknown({ notNull: true }), 'set'],
    ['event_source_arn', attribute('aws_sqs_queue.q.arn'), 'set'],
    ['event_source_arn', attribute('aws_dynamodb_table.t.stream_arn'), 'set'],
    ['kms_key_arn', attribute('aws_x.y.arn.z'), 'undecided'],
    ['kms_key_arn', attribute('aws_sqs_queue.q.kms_master_key'), 'undecided'],
    ['function_name', attribute('aws_lambda_function.f.function_name'), 'set'],
  ])('%s = %j is %s', (name, written, expected) => {
    expect(presence(instance({ [name]: written }), `/${name}`)).toBe(expected);
  });

  it('that is one of several is undecided', () => {
    const choice: Plain = {
      kind: 'choice',
      condition: { id: 'c', text: 'c' },
      options: [
        { assumption: 'c', value: { kind: 'null' } },
        { assumption: '!c', value: { kind: 'number', value: 1 } },
      ],
      written: true,
    };
    expect(presence(instance({ batch_size: choice }), '/batch_size')).toBe('undecided');
  });
});

it('in a block counts by itself', () => {
  const group = (name: string) =>
    presence(
      instance({ provisioned_poller_config: blocks({ poller_group_name: name }) }),
      '/provisioned_poller_config/0/poller_group_name',
    );
  expect([group('g'), group('')]).toEqual(['set', 'undecided']);
});

describe('a pointer', () => {
  const values = instance({ scaling_config: blocks({ maximum_concurrency: 5 }), topics: open('t'), queues: unknown() });

  it('leads to what is written', () => {
    expect(valueAt(values, '/scaling_config/0/maximum_concurrency')).toEqual({ kind: 'number', value: 5 });
    expect(valueAt(values, '')).toBe(values);
  });

  it('leads to null where nothing can be, and to an unknown where something can', () => {
    expect(valueAt(values, '/batch_size').kind).toBe('null');
    expect(valueAt(values, '/scaling_config/1').kind).toBe('null');
    expect(valueAt(values, '/scaling_config/0/maximum_concurrency/x').kind).toBe('null');
    expect(valueAt(values, '/topics/1').kind).toBe('unknown');
    expect(valueAt(values, '/queues/0').kind).toBe('unknown');
    expect(valueAt({ ...values, open: true }, '/batch_size').kind).toBe('unknown');
  });

  it('below an unknown does not inherit whose attribute it is', () => {
    expect(valueAt(instance({ tags: attribute('aws_x.y.tags') }), '/tags/a')).not.toHaveProperty('is');
  });
});
