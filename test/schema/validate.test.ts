import { describe, expect, it } from 'vitest';
import { EVENT_SOURCE_MAPPING } from '../../src/schema/resource-schemas.ts';
import { type ViolationParams, validate } from '../../src/schema/validate.ts';
import type { Value } from '../../src/value/value.ts';
import { attribute, blocks, instance, type Plain, unknown } from './instance.ts';

type Written = Parameters<typeof instance>[0];

/** What the schema has against a mapping that is right but for the given arguments. */
function judge(written: Written) {
  return validate(EVENT_SOURCE_MAPPING, instance({ function_name: 'f', ...written }));
}

function found(written: Written): readonly (readonly [string, string])[] {
  return judge(written).violations.map(({ keyword, pointer }) => [keyword, pointer]);
}

function only(written: Written): ViolationParams {
  const { violations } = judge(written);
  expect(violations).toHaveLength(1);
  return violations[0]?.params as ViolationParams;
}

function judged(written: Written, name: string): Value | undefined {
  return judge(written).instance.entries.get(name);
}

const CHOICE: Plain = {
  kind: 'choice',
  condition: { id: 'c', text: 'var.c' },
  options: [
    { assumption: 'var.c', value: { kind: 'string', value: 'ten' } },
    { assumption: '!var.c', value: { kind: 'string', value: 'twenty' } },
  ],
  written: true,
};

describe('conversion', () => {
  it.each([
    ['a number in a text', { batch_size: '10' }, 'batch_size', { kind: 'number', value: 10 }],
    ['an exponent', { batch_size: '1e3' }, 'batch_size', { kind: 'number', value: 1000 }],
    ['a bool in a text', { enabled: 'true' }, 'enabled', { kind: 'bool', value: true }],
    ['a bool as a digit in a text', { enabled: '0' }, 'enabled', { kind: 'bool', value: false }],
    ['a number for a text', { function_name: 5 }, 'function_name', { kind: 'string', value: '5' }],
    ['a bool for a text', { function_name: true }, 'function_name', { kind: 'string', value: 'true' }],
    ['a tuple for a set', { topics: ['b', 'a'] }, 'topics', { kind: 'set' }],
    ['a tuple for a list', { queues: ['q'] }, 'queues', { kind: 'list' }],
    ['an object for a map', { tags: { a: 1 } }, 'tags', { kind: 'map' }],
  ])('takes %s', (_, written, name, expected) => {
    expect(found(written as Written)).toEqual([]);
    expect(judged(written as Written, name)).toMatchObject(expected);
  });

  it('keeps the elements of a set as they are written, so that pointers hold', () => {
    expect(judged({ topics: ['b', 'a', 'b'] }, 'topics')).toMatchObject({
      elements: [{ value: 'b' }, { value: 'a' }, { value: 'b' }],
    });
  });

  it.each([
    ['batch_size', 'ten', 'a number is required'],
    ['batch_size', ' 10', 'a number is required'],
    ['batch_size', [10], 'number required'],
    ['batch_size', true, 'number required'],
    ['enabled', 'True', 'a bool is required; to convert from string, use lowercase "true"'],
    ['enabled', 0, 'bool required'],
    ['bisect_batch_on_function_error', 'no', 'a bool is required'],
    ['function_name', { a: 1 }, 'string required'],
    ['event_source_arn', ['arn'], 'string required'],
    ['function_response_types', 'ReportBatchItemFailures', 'set of string required'],
    ['queues', 'q', 'list of string required'],
    ['tags', 'x', 'map of string required'],
  ])('refuses %s = %j in the words of Terraform', (name, written, error) => {
    const params = only({ [name]: written as Plain });
    expect(params).toMatchObject({ name, error, stage: 'validate', enforced: 'terraform', form: 'argument' });
    expect(judged({ [name]: written as Plain }, name)?.kind).toBe('unknown');
  });

  it('names the place inside a collection', () => {
    const written = { self_managed_event_source: blocks({ endpoints: { KAFKA_BOOTSTRAP_SERVERS: ['a:9092'] } }) };
    expect(found(written)).toEqual([['type', '/self_managed_event_source/0/endpoints/KAFKA_BOOTSTRAP_SERVERS']]);
    expect(only(written).error).toBe('element "KAFKA_BOOTSTRAP_SERVERS": string required');
  });

  it('refuses numbers that are not whole', () => {
    expect(found({ batch_size: 1.5 })).toEqual([['type', '/batch_size']]);
    expect(only({ batch_size: 1.5 })).toMatchObject({
      error: 'Attribute must be a whole number, got 1.5',
      problem: 'not-whole',
    });
  });

  it('drops nulls', () => {
    const { violations, instance: kept } = judge({ batch_size: null, tags: { a: null, b: 'c' } });
    expect(violations).toEqual([]);
    expect([...kept.entries.keys()]).toEqual(['function_name', 'tags']);
    expect(judged({ tags: { a: null, b: 'c' } }, 'tags')).toMatchObject({
      entries: new Map([['b', { kind: 'string', value: 'c' }]]),
    });
  });

  it('knows that plan refuses null elements', () => {
    for (const name of ['topics', 'queues', 'function_response_types']) {
      expect(found({ [name]: [null] })).toEqual([['type', `/${name}/0`]]);
      expect(only({ [name]: [null] })).toMatchObject({ stage: 'plan', problem: 'null-element' });
    }
  });

  it('knows that plan refuses a whole resource where a text is wanted', () => {
    expect(only({ event_source_arn: attribute('aws_sqs_queue.q') })).toMatchObject({
      stage: 'plan',
      problem: 'whole-resource',
      error: 'string required',
    });
    expect(found({ event_source_arn: attribute('aws_sqs_queue.q.arn') })).toEqual([]);
    expect(found({ topics: attribute('aws_x.y') })).toEqual([]);
  });

  it('knows that plan refuses a splat where a text is wanted', () => {
    const splat = attribute('aws_sqs_queue.q.arn');
    const is = { ...splat.is, splat: true } as NonNullable<typeof splat.is>;
    expect(only({ event_source_arn: { ...splat, is } })).toMatchObject({ stage: 'plan', problem: 'splat' });
    expect(found({ topics: { ...splat, is } })).toEqual([]);
    expect(found({ event_source_arn: { ...splat, is: { ...is, attribute: ['arn', 0] } } })).toEqual([]);
  });

  it('keeps where a refused value came from', () => {
    const origin = { name: 'var.size', via: 'default' };
    expect(judged({ batch_size: { kind: 'number', value: 20_000, late: true, origin } }, 'batch_size')).toEqual({
      kind: 'unknown',
      references: [],
      reasons: [],
      late: true,
      origin,
    });
  });
});

describe('names', () => {
  it.each([
    ['function_nam', ['function_name']],
    ['parallelisation_factor', ['parallelization_factor']],
    ['BatchSize', ['batch_size']],
    ['KMSKeyArn', ['kms_key_arn']],
    ['eventSourceArn', ['event_source_arn']],
    ['batch_window', ['maximum_batching_window_in_seconds']],
    ['maxBatchingWindow', ['maximum_batching_window_in_seconds']],
    ['topic_name', ['topics']],
    ['retry_attempts', ['maximum_retry_attempts']],
    ['SourceAccessConfigurations', ['source_access_configuration']],
    ['DocumentDBEventSourceConfig', ['document_db_event_source_config']],
    ['nothing_like_it', []],
  ])('%s may mean %j', (name, expected) => {
    expect(found({ [name]: 'x' })).toEqual([['additionalProperties', `/${name}`]]);
    expect(only({ [name]: 'x' }).suggestions?.map((suggestion) => suggestion.name)).toEqual(expected);
  });

  it('suggests by the names of the API as sure, by spelling as likely, and nothing for short words', () => {
    expect(only({ KMSKeyArn: 'x' }).suggestions).toEqual([{ name: 'kms_key_arn', form: 'argument', by: 'alias' }]);
    expect(only({ filter_criterias: 'x' }).suggestions).toEqual([
      { name: 'filter_criteria', form: 'block', by: 'spelling' },
    ]);
    expect(only({ ag: 'x' }).suggestions).toEqual([]);
  });

  it('never suggests what cannot be written', () => {
    expect(only({ stat: 'x' }).suggestions).toEqual([]);
  });

  it('says where a name belongs', () => {
    expect(only({ maximum_concurrency: 5 }).elsewhere).toEqual([['scaling_config']]);
    expect(only({ destination_arn: 'arn' }).elsewhere).toEqual([['destination_config', 'on_failure']]);
    expect(only({ logging_config: blocks({}) }).note).toMatch(/^AWS has it since 2026-01-28/);
  });

  it('tells blocks from arguments', () => {
    expect(only({ filters: blocks({}) }).form).toBe('block');
    expect(only({ filters: {} }).form).toBe('argument');
    expect(
      only({ destination_config: blocks({ on_failure: blocks({ destination_arn: 'arn' }), on_success: blocks({}) }) }),
    ).toMatchObject({
      name: 'on_success',
      form: 'block',
    });
  });

  it('takes what may be meant as maybe set', () => {
    expect(judged({ batchSize: 5 }, 'batch_size')?.kind).toBe('unknown');
    expect(judged({ batchSize: 5, batch_size: 7 }, 'batch_size')).toMatchObject({ value: 7 });
    expect(judged({ maximum_concurrency: 5 }, 'scaling_config')?.kind).toBe('unknown');
    expect(judged({ virtual_host: '/' }, 'source_access_configuration')?.kind).toBe('unknown');
    expect(
      validate(EVENT_SOURCE_MAPPING, instance({ function_nam: 'f' })).violations.map(({ keyword }) => keyword),
    ).toEqual(['additionalProperties']);
  });

  it('leaves meta-arguments alone, outside of nested blocks', () => {
    expect(found({ count: 1, lifecycle: blocks({}), depends_on: [], provider: 'aws', '//': 'a comment' })).toEqual([]);
    expect(found({ scaling_config: blocks({ count: 1 }) })).toEqual([
      ['additionalProperties', '/scaling_config/0/count'],
    ]);
  });

  it('refuses an unknown name even when its value is null or not known', () => {
    expect(found({ batch_sizes: null })).toEqual([['additionalProperties', '/batch_sizes']]);
    expect(found({ batch_sizes: unknown() })).toEqual([['additionalProperties', '/batch_sizes']]);
  });

  it('is not led astray by names that every object has', () => {
    expect(found({ constructor: 'x', hasOwnProperty: 'y' })).toHaveLength(2);
    expect(found({ tags: { constructor: 'x', ['__proto__']: 'y' } })).toEqual([]);
    expect(found({ tags: { ['__proto__']: 'y'.repeat(257) } })).toEqual([['maxLength', '/tags/__proto__']]);
  });
});

describe('forms', () => {
  it('refuses an argument where blocks belong', () => {
    expect(found({ filter_criteria: {} })).toEqual([['x-block', '/filter_criteria']]);
    expect(found({ filter_criteria: [] })).toEqual([['x-block', '/filter_criteria']]);
    expect(only({ scaling_config: { maximum_concurrency: 2 } })).toMatchObject({
      name: 'scaling_config',
      form: 'argument',
    });
    expect(judged({ filter_criteria: {} }, 'filter_criteria')?.kind).toBe('unknown');
  });

  it('refuses blocks where an argument belongs', () => {
    expect(found({ tags: blocks({ a: 'b' }) })).toEqual([['x-argument', '/tags']]);
    expect(only({ tags: blocks({}) })).toMatchObject({ name: 'tags', form: 'block' });
  });

  it('refuses what is only computed, unless it is null', () => {
    for (const name of [
      'uuid',
      'state',
      'state_transition_reason',
      'last_modified',
      'last_processing_result',
      'function_arn',
      'arn',
      'id',
    ]) {
      expect(found({ [name]: 'x' })).toEqual([['x-read-only', `/${name}`]]);
    }
    expect(found({ uuid: null, tags_all: { a: 'b' } })).toEqual([]);
  });

  it('has one timeouts block', () => {
    expect(found({ timeouts: blocks({ create: '10m' }) })).toEqual([]);
    expect(found({ timeouts: blocks({}, {}) })).toEqual([['maxItems', '/timeouts/1']]);
  });
});

describe('limits', () => {
  it('gives the range, single values besides, the enforcer and what AWS says', () => {
    expect(only({ maximum_record_age_in_seconds: 30 })).toMatchObject({
      minimum: 60,
      maximum: 604_800,
      also: [-1],
      enforced: 'provider',
      stage: 'validate',
      aws: 'MaximumRecordAgeInSeconds must be either -1 (forever) or between 60 and 604800 (inclusive)',
      value: { kind: 'number', value: 30 },
    });
    expect(only({ batch_size: 20_000 })).toMatchObject({
      minimum: 1,
      maximum: 10_000,
      also: [0],
      enforced: 'aws',
      stage: 'apply',
    });
    expect(only({ scaling_config: blocks({ maximum_concurrency: 1 }) })).toMatchObject({ minimum: 2 });
  });

  it('gives the allowed words, and those that only newer providers know', () => {
    expect(only({ starting_position: 'latest' }).allowed).toEqual(['TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP']);
  });

  it('counts characters', () => {
    expect(only({ event_source_arn: 'x'.repeat(10_001) })).toMatchObject({ maximum: 10_000, length: 10_001 });
    expect(found({ queues: ['😀'.repeat(250)] })).toEqual([]);
    expect(only({ queues: ['😀'.repeat(1001)] }).length).toBe(1001);
    expect(found({ function_name: 'é'.repeat(256) })).toEqual([]);
  });

  it('counts the bytes of what the provider checks', () => {
    expect(only({ queues: ['😀'.repeat(251)] })).toMatchObject({ length: 1004, inBytes: true, maximum: 1000 });
    expect(only({ queues: ['é'.repeat(501)] })).toMatchObject({ length: 1002, inBytes: true });
    expect(found({ queues: ['é'.repeat(500)] })).toEqual([]);
  });

  it('takes whole numbers of 64 bits', () => {
    expect(only({ batch_size: 2 ** 63 })).toMatchObject({ problem: 'not-int64' });
    expect(only({ batch_size: 1e30 })).toMatchObject({ problem: 'not-int64' });
    expect(only({ batch_size: -9007199254740992 }).problem).toBeUndefined();
  });

  it('judges the elements of a set one by one', () => {
    const metrics = (...names: Plain[]) => ({ metrics_config: blocks({ metrics: names }) });
    expect(found(metrics('EventCount', 'Count', unknown(), 'Counts'))).toEqual([
      ['enum', '/metrics_config/0/metrics/1'],
      ['enum', '/metrics_config/0/metrics/3'],
    ]);
  });

  it('reports one thing about one value', () => {
    expect(found({ topics: [''] })).toEqual([['minLength', '/topics/0']]);
  });

  it('says what is allowed: values at the limits, and values that only look wrong', () => {
    const right: readonly Written[] = [
      { batch_size: 0 },
      { batch_size: 10_000, maximum_batching_window_in_seconds: 300 },
      { maximum_retry_attempts: -1, maximum_record_age_in_seconds: -1 },
      { maximum_retry_attempts: 10_000, maximum_record_age_in_seconds: 604_800 },
      { maximum_record_age_in_seconds: 60, tumbling_window_in_seconds: 900, parallelization_factor: 10 },
      { scaling_config: blocks({ maximum_concurrency: 1200 }) },
      { provisioned_poller_config: blocks({ minimum_pollers: 200, maximum_pollers: 10_000, poller_group_name: '' }) },
      { topics: [], queues: [], function_response_types: [] },
      { topics: ['a', 'b'], function_response_types: ['ReportBatchItemFailures', 'ReportBatchItemFailures'] },
      { kms_key_arn: '', region: '', destination_config: blocks({ on_failure: blocks({ destination_arn: '' }) }) },
      { filter_criteria: blocks({ filter: blocks({ pattern: '' }, { pattern: null }, {}) }) },
      { source_access_configuration: blocks({ type: 'IAM_AUTH', uri: '' }) },
      { document_db_event_source_config: blocks({ database_name: 'd', collection_name: '' }) },
      { self_managed_event_source: blocks({ endpoints: {} }) },
      { starting_position_timestamp: '2024-05-01T00:00:00.000+02:00' },
      { timeouts: blocks({ create: '-1h30m', delete: '0', update: '1.5h' }) },
    ];
    for (const written of right) expect(found(written), JSON.stringify(written)).toEqual([]);
  });
});

describe('what is not known', () => {
  it('is never wrong', () => {
    const everything = Object.fromEntries(
      Object.entries(EVENT_SOURCE_MAPPING.body.members)
        .filter(([, schema]) => !(schema.kind === 'argument' && schema.readOnly))
        .map(([name]) => [name, unknown()]),
    );
    expect(found(everything)).toEqual([]);
  });

  it('includes what is one of several', () => {
    expect(found({ batch_size: CHOICE, topics: [CHOICE], filter_criteria: CHOICE })).toEqual([]);
    expect(judged({ batch_size: CHOICE }, 'batch_size')?.kind).toBe('unknown');
  });

  it('includes whole blocks and elements', () => {
    expect(
      found({
        scaling_config: blocks(unknown()),
        queues: [unknown()],
        self_managed_event_source: blocks({ endpoints: unknown() }),
      }),
    ).toEqual([]);
  });

  it('mutes the lower bounds of what may have more', () => {
    expect(found({ metrics_config: blocks({ metrics: { kind: 'list', elements: [], open: true } }) })).toEqual([]);
    expect(found({ metrics_config: blocks({ metrics: [] }) })).toEqual([['minItems', '/metrics_config/0/metrics']]);
    const open: Value = { kind: 'object', entries: new Map(), open: true };
    expect(validate(EVENT_SOURCE_MAPPING, { ...open }).violations).toEqual([]);
    expect(found({ self_managed_event_source: { kind: 'list', blocks: true, elements: [open] } })).toEqual([]);
  });

  it('includes blocks that may not exist: only names, forms and required arguments are proved', () => {
    const perhaps = (written: Written): Value => ({ ...instance(written), representative: true });
    const list = (...elements: readonly Value[]): Plain => ({ kind: 'list', blocks: true, open: true, elements });
    expect(found({ scaling_config: list(perhaps({ maximum_concurrency: 1 })) })).toEqual([]);
    expect(found({ scaling_config: list(perhaps({ maximum_concurrency: 1.5 })) })).toEqual([]);
    expect(found({ scaling_config: list(perhaps({}), perhaps({}), instance({ maximum_concurrency: 2 })) })).toEqual([]);
    expect(found({ scaling_config: list(perhaps({}), instance({}), instance({})) })).toEqual([
      ['maxItems', '/scaling_config/2'],
    ]);
    expect(found({ scaling_config: list(perhaps({ max_concurrencys: 1 })) })).toEqual([
      ['additionalProperties', '/scaling_config/0/max_concurrencys'],
    ]);
    expect(found({ scaling_config: list(perhaps({ maximum_concurrency: 'x' })) })).toEqual([]);
    expect(found({ self_managed_event_source: list(perhaps({})) })).toEqual([
      ['required', '/self_managed_event_source/0/endpoints'],
    ]);
    expect(
      found({ destination_config: list(perhaps({ on_failure: blocks({ destination_arn: 'x'.repeat(999) }) })) }),
    ).toEqual([]);
  });

  it('does not mute upper bounds', () => {
    expect(
      found({
        queues: { kind: 'list', elements: ['a', 'b'].map((text) => ({ kind: 'string', value: text })), open: true },
      }),
    ).toEqual([['maxItems', '/queues']]);
  });
});

describe('the judged instance', () => {
  it('trusts none of several blocks where one is allowed', () => {
    const written = { scaling_config: blocks({ maximum_concurrency: 5 }, { maximum_concurrency: 6 }) };
    expect(found(written)).toEqual([['maxItems', '/scaling_config/1']]);
    expect(only(written)).toMatchObject({ limit: 1, count: 2, form: 'block' });
    expect(judged(written, 'scaling_config')?.kind).toBe('unknown');
  });

  it('trusts as many blocks as are allowed, where several are', () => {
    const filters = Array.from({ length: 11 }, (_, index) => ({ pattern: `{"a":[${index}]}` }));
    const written = { filter_criteria: blocks({ filter: blocks(...filters) }) };
    expect(found(written)).toEqual([['maxItems', '/filter_criteria/0/filter/10']]);
    const criteria = judged(written, 'filter_criteria');
    const body = criteria && 'elements' in criteria ? criteria.elements[0] : undefined;
    const kept = body && 'entries' in body ? body.entries.get('filter') : undefined;
    expect(kept).toMatchObject({ open: true });
    expect(kept && 'elements' in kept && kept.elements).toHaveLength(10);
  });

  it('takes an absent required argument as maybe set', () => {
    const { violations, instance: kept } = validate(
      EVENT_SOURCE_MAPPING,
      instance({ destination_config: blocks({ on_failure: blocks({}) }) }),
    );
    expect(violations.map(({ keyword, pointer }) => [keyword, pointer])).toEqual([
      ['required', '/function_name'],
      ['required', '/destination_config/0/on_failure/0/destination_arn'],
    ]);
    expect(kept.entries.get('function_name')?.kind).toBe('unknown');
  });
});
