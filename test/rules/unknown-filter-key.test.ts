import { expect, it } from 'vitest';
import { lintText } from '../../src/core.ts';

const SOURCES = {
  sqs: 'arn:aws:sqs:eu-west-1:123456789012:orders',
  kinesis: 'arn:aws:kinesis:eu-west-1:123456789012:stream/orders',
  dynamodb: 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-01-31T12:00:00.000',
  kafka: 'arn:aws:kafka:eu-west-1:123456789012:cluster/orders/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5',
  mq: 'arn:aws:mq:eu-west-1:123456789012:broker:orders:b-1234abcd-12ab-34cd-56ef-1234567890ab',
} as const;

/** The help of each finding about the pattern. */
function helps(source: keyof typeof SOURCES, pattern: string): readonly (string | undefined)[] {
  const text = `resource "aws_lambda_event_source_mapping" "a" {
  event_source_arn = "${SOURCES[source]}"
  function_name    = "a"
  filter_criteria {
    filter {
      pattern = ${JSON.stringify(pattern)}
    }
  }
}
`;
  return lintText({ filename: 'main.tf', text, only: ['unknown-filter-key'] }).diagnostics.map(({ help }) => help);
}

it.each([
  ['kinesis', '{"body": {"a": [1]}}', 'Write data instead of body: there a Kinesis stream keeps the payload'],
  ['sqs', '{"data": ["x"]}', 'Write body instead of data: there a standard SQS queue keeps the payload'],
  ['kinesis', '{"kinesis": {"data": {"a": [1]}}}', 'Write data at the top of the pattern, without kinesis'],
  ['sqs', '{"Records": [{"exists": true}]}', 'Leave Records out: a pattern is compared with one record at a time'],
  [
    'sqs',
    '{"detail": {"a": [1]}}',
    'detail is a key of EventBridge events; keys of the payload are written inside body: { body = { detail = … } }',
  ],
  ['dynamodb', '{"NewImage": {"a": {"S": ["x"]}}}', 'Write NewImage inside dynamodb'],
  ['dynamodb', '{"a": {"S": ["x"]}}', 'Write a inside dynamodb.NewImage, dynamodb.OldImage or dynamodb.Keys'],
  ['sqs', '{"Body": {"a": [1]}}', 'Write body instead of Body'],
  ['kafka', '{"topics": ["a"]}', 'Write topic instead of topics'],
  ['mq', '{"Region": [{"prefix": "us-"}]}', 'Keys of the payload are written inside data: { data = { Region = … } }'],
] as const)('on %s, %s: %s', (source, pattern, help) => {
  expect(helps(source, pattern)).toEqual([help]);
});

it.each([
  ['sqs', '{"body": {"a": [1]}, "messageAttributes": {"b": {"stringValue": ["c"]}}}'],
  ['kinesis', '{"partitionKey": ["1"], "data": {"a": [1]}}'],
  ['dynamodb', '{"eventName": ["REMOVE"], "userIdentity": {"type": ["Service"]}}'],
  ['kafka', '{"key": ["a"], "value": {"a": [1]}}'],
  ['mq', '{"data": {"a": [1]}, "redelivered": [true], "basicProperties": {"priority": [1]}}'],
  ['sqs', '{"anything": [{"exists": false}], "body": {"a": [1]}}'],
  ['sqs', '{"$or": [{"anything": ["a"]}, {"body": {"a": [1]}}]}'],
] as const)('on %s, %s is fine', (source, pattern) => {
  expect(helps(source, pattern)).toEqual([]);
});
