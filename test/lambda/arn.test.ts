import { describe, expect, it } from 'vitest';
import { type Arn, EVENT_SOURCE_ARN, parseArn, readArn } from '../../src/lambda/arn.ts';
import { attribute, unknown, value } from '../schema/instance.ts';

const HOLE = unknown();

function template(...parts: readonly (string | typeof HOLE)[]): Arn | undefined {
  return readArn(unknown({ parts }));
}

describe('an ARN', () => {
  it('has six fields, the last with colons', () => {
    expect(parseArn('arn:aws:mq:eu-west-1:123456789012:broker:orders:b-1')).toEqual({
      partition: 'aws',
      service: 'mq',
      region: 'eu-west-1',
      account: '123456789012',
      resource: { prefix: 'broker:orders:b-1', suffix: 'broker:orders:b-1', complete: true },
    });
  });

  it('may have empty fields', () => {
    expect(parseArn('arn:aws:s3:::bucket')).toMatchObject({ region: '', account: '', resource: { prefix: 'bucket' } });
  });

  it.each([
    '',
    'orders',
    'https://sqs.us-east-1.amazonaws.com/123456789012/q',
    'arn:aws:sqs',
    'arn:aws:sqs:us-east-1:123456789012',
    'ARN:aws:sqs:a:b:c',
  ])('is not %j', (text) => {
    expect(parseArn(text)).toBeUndefined();
    expect(readArn(value(text))).toBeUndefined();
  });

  it.each([
    ['arn:aws:sqs:us-east-1:123456789012:q', true],
    ['arn:aws-us-gov:sqs:us-gov-west-1:123456789012:q', true],
    ['arn:aws-iso-b:sqs:us-isob-east-1:123456789012:q', true],
    ['arn:aws-eusc:sqs:eusc-de-east-1:123456789012:q', true],
    ['arn:aws:sqs:us-east-1:000000000000:q', true],
    ['arn:aws:sqs:us-east-1:1234567890123:q', false],
    ['arn:aws:sqs:us-east-1:q', false],
    ['arn:gcp:sqs:us-east-1:123456789012:q', false],
  ])('%s: AWS takes it as a source, %s', (text, taken) => {
    expect(EVENT_SOURCE_ARN.test(text)).toBe(taken);
  });
});

describe('an ARN with holes', () => {
  it('knows the fields without holes', () => {
    expect(template('arn:', HOLE, ':sqs:us-west-2:', HOLE, ':orders')).toEqual({
      partition: undefined,
      service: 'sqs',
      region: 'us-west-2',
      account: undefined,
      resource: { prefix: 'orders', suffix: 'orders', complete: true },
    });
  });

  it('knows the beginning and the end of the resource', () => {
    expect(template('arn:aws:sqs:us-west-2:1:', HOLE, '-orders.fifo')?.resource).toEqual({
      prefix: '',
      suffix: '-orders.fifo',
      complete: false,
    });
    expect(template('arn:aws:kinesis:us-west-2:1:stream/a', HOLE)?.resource).toEqual({
      prefix: 'stream/a',
      suffix: '',
      complete: false,
    });
  });

  it('does not trust fields behind a hole that may hold several', () => {
    expect(template('arn:aws:sqs:', HOLE, ':orders.fifo')).toEqual({
      partition: 'aws',
      service: 'sqs',
      region: undefined,
      account: undefined,
      resource: { prefix: '', suffix: ':orders.fifo', complete: false },
    });
    expect(template('arn:', HOLE, ':us-west-2:1:orders')).toMatchObject({ partition: undefined, service: undefined });
  });

  it('looks into templates in templates', () => {
    expect(template(unknown({ parts: ['arn:aws:sqs:', HOLE, ':1'] }), ':q')).toMatchObject({
      service: 'sqs',
      resource: { prefix: 'q' },
    });
  });

  it('may be known by its prefix only', () => {
    expect(readArn(unknown({ prefix: 'arn:aws:kinesis:eu-west-1:1:stream/' }))).toMatchObject({
      service: 'kinesis',
      resource: { prefix: 'stream/', complete: false },
    });
    expect(readArn(unknown({ prefix: 'arn:aws:kine' }))).toMatchObject({ partition: 'aws', service: undefined });
    expect(readArn(unknown({ prefix: 'ar' }))).toBeUndefined();
  });

  it('is none when its scheme is a hole, or when nothing is known', () => {
    expect(template(HOLE, ':sqs:us-west-2:1:orders')).toBeUndefined();
    expect(readArn(HOLE)).toBeUndefined();
    expect(readArn(attribute('aws_sqs_queue.q.arn'))).toBeUndefined();
    expect(readArn(value(['arn:aws:sqs:us-east-1:1:q']))).toBeUndefined();
  });
});
