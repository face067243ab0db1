import { describe, expect, it } from 'vitest';
import { mappingCoverage } from '../../src/lambda/coverage.ts';
import { createEventSourceMapping } from '../../src/lambda/event-source-mapping.ts';
import { EVENT_SOURCE_MAPPING } from '../../src/schema/resource-schemas.ts';
import { validate } from '../../src/schema/validate.ts';
import { attribute, blocks, instance, type Plain, unknown } from '../schema/instance.ts';
import { configuration, resourceInstance } from './configuration.ts';

type Written = { readonly [name: string]: Plain };

function parts(written: Written, resources: Parameters<typeof configuration>[0] = {}) {
  const values = instance({ function_name: 'f', ...written });
  return {
    instance: resourceInstance('aws_lambda_event_source_mapping.m', values),
    judged: validate(EVENT_SOURCE_MAPPING, values).instance,
    configuration: configuration(resources),
  };
}

function mapping(written: Written, sourceJudged = false) {
  return createEventSourceMapping({ ...parts(written, { 'aws_sqs_queue.q': { name: 'q' } }), sourceJudged });
}

describe('a mapping', () => {
  it('reads judged values', () => {
    const read = mapping({
      batch_size: '10',
      starting_position: 'LATEST',
      maximum_retry_attempts: 99_999,
      enabled: unknown(),
    });
    expect(read.address).toBe('aws_lambda_event_source_mapping.m');
    expect(read.number('/batch_size')).toBe(10);
    expect(read.text('/batch_size')).toBeUndefined();
    expect(read.text('/starting_position')).toBe('LATEST');
    expect(read.number('/maximum_retry_attempts')).toBeUndefined();
    expect([read.has('/maximum_retry_attempts'), read.lacks('/maximum_retry_attempts')]).toEqual([false, false]);
    expect([read.has('/enabled'), read.lacks('/enabled')]).toEqual([false, false]);
    expect([read.has('/topics'), read.lacks('/topics')]).toEqual([false, true]);
    expect(read.get('/topics')).toEqual({ kind: 'null' });
  });

  it('counts what there is for certain', () => {
    const read = mapping({
      topics: ['a', 'a', 'b'],
      queues: ['q'],
      function_response_types: [unknown(), unknown()],
      source_access_configuration: blocks({ type: 'BASIC_AUTH', uri: 'x' }, { type: 'BASIC_AUTH', uri: 'x' }),
      filter_criteria: unknown(),
    });
    expect(read.count('/topics')).toBe(2);
    expect(read.count('/queues')).toBe(1);
    expect(read.count('/function_response_types')).toBeUndefined();
    expect(read.count('/source_access_configuration')).toBe(2);
    expect(read.count('/filter_criteria')).toBeUndefined();
    expect(read.count('/destination_config')).toBe(0);
    expect(read.count('/function_name')).toBeUndefined();
  });

  it('knows whose attribute a value is', () => {
    const read = mapping({
      event_source_arn: attribute('aws_sqs_queue.q.arn'),
      kms_key_arn: attribute('data.aws_kms_key.k.arn'),
    });
    expect(read.reference('/event_source_arn')).toMatchObject({
      type: 'aws_sqs_queue',
      attribute: 'arn',
      mode: 'managed',
      block: { name: 'q' },
    });
    expect(read.reference('/kms_key_arn')).toEqual({
      type: 'aws_kms_key',
      attribute: 'arn',
      mode: 'data',
      block: undefined,
    });
    expect(read.reference('/function_name')).toBeUndefined();
  });

  it('knows its kinds, and why', () => {
    const read = mapping({ event_source_arn: attribute('aws_sqs_queue.q.arn') });
    expect([...read.kinds]).toEqual(['sqs-standard']);
    expect(read.kindsBecause).toBe('event_source_arn is the arn of aws_sqs_queue.q');
    expect(read.kindsFrom).toEqual(['/event_source_arn']);
  });

  it('knows nothing of a source that a rule has refused', () => {
    const read = mapping({ topics: ['t'], parallelization_factor: 2 }, true);
    expect(read.kinds.size).toBe(0);
    expect(read.kindsBecause).toBeUndefined();
    expect(mapping({ event_source_arn: attribute('aws_sqs_queue.q.arn') }, true).kinds.size).toBe(0);
    expect(read.contradiction).toBeUndefined();
    expect(mapping({ topics: ['t'], parallelization_factor: 2 }).contradiction).toBeDefined();
  });
});

describe('coverage', () => {
  const covered = (written: Written, resources: Parameters<typeof configuration>[0] = {}) => {
    const { kinds, checked, undetermined } = mappingCoverage(parts(written, resources));
    return { kinds: [...kinds], checked, undetermined };
  };
  const QUEUE = attribute('aws_sqs_queue.q.arn');
  const VARIABLE = unknown({ reasons: [{ kind: 'variable', text: 'var.arn has no value' }] });

  it('is full when every argument is known or an attribute of a resource', () => {
    const written = {
      event_source_arn: QUEUE,
      function_name: attribute('aws_lambda_function.f.arn'),
      batch_size: 5,
      kms_key_arn: attribute('data.aws_kms_key.k.arn'),
    };
    expect(covered(written, { 'aws_sqs_queue.q': { name: 'q' } })).toEqual({
      kinds: ['sqs-standard'],
      checked: 'fully',
      undetermined: [],
    });
  });

  it('is partial when a part of the ARN is not known, though all kinds that are left accept the same', () => {
    const stream = unknown({
      parts: ['arn:aws:kinesis:eu-west-1:1:stream/', unknown()],
      reasons: [{ kind: 'variable', text: 'var.x has no value' }],
    });
    expect(covered({ event_source_arn: stream })).toEqual({
      kinds: ['kinesis-stream', 'kinesis-consumer'],
      checked: 'partly',
      undetermined: [{ pointer: '/event_source_arn', reason: 'var.x has no value' }],
    });
  });

  it('is partial when a whole resource stands for a value', () => {
    const whole = {
      ...attribute('aws_kms_key.k'),
      reasons: [{ kind: 'resource', text: 'aws_kms_key.k is not known' } as const],
    };
    expect(covered({ event_source_arn: 'arn:aws:sqs:eu-west-1:1:q', kms_key_arn: whole }).undetermined).toEqual([
      { pointer: '/kms_key_arn', reason: 'aws_kms_key.k is not known' },
    ]);
  });

  it('is partial when the kind is open', () => {
    expect(covered({ event_source_arn: QUEUE })).toEqual({
      kinds: ['sqs-standard', 'sqs-fifo'],
      checked: 'partly',
      undetermined: [{ pointer: '/event_source_arn', reason: 'the kind of event source is not known' }],
    });
    expect(covered({ event_source_arn: 'arn:aws:sns:eu-west-1:1:t' }).checked).toBe('partly');
  });

  it('says why an argument is not known, once for the source', () => {
    expect(covered({ event_source_arn: VARIABLE, topics: ['t'] })).toEqual({
      kinds: ['msk', 'msk-serverless'],
      checked: 'partly',
      undetermined: [{ pointer: '/event_source_arn', reason: 'var.arn has no value' }],
    });
  });

  it('looks into blocks, collections and choices', () => {
    const written = {
      event_source_arn: 'arn:aws:sqs:eu-west-1:1:q',
      scaling_config: blocks({ maximum_concurrency: unknown() }),
      tags: { a: VARIABLE },
      function_response_types: { kind: 'list', open: true, elements: [] } as Plain,
    };
    expect(covered(written).undetermined).toEqual([
      { pointer: '/scaling_config/0/maximum_concurrency', reason: 'its value is not known' },
      { pointer: '/tags/a', reason: 'var.arn has no value' },
      { pointer: '/function_response_types', reason: 'more elements are possible' },
    ]);
  });

  it('counts a refused value as checked', () => {
    expect(covered({ event_source_arn: 'arn:aws:sqs:eu-west-1:1:q', batch_size: 99_999 }).checked).toBe('fully');
  });
});
