// Generated from the files of this folder by `npm run generate`. Do not edit.
import type { Rule } from '../../src/rule/rule.ts';
import duplicateFilterKey from '../duplicate-filter-key.ts';
import emptyFilter from '../empty-filter.ts';
import existsOnObject from '../exists-on-object.ts';
import filterInsideSnsEnvelope from '../filter-inside-sns-envelope.ts';
import filterNumberOverLimit from '../filter-number-over-limit.ts';
import filterOnDocumentdb from '../filter-on-documentdb.ts';
import filterOnMissingImage from '../filter-on-missing-image.ts';
import kmsKeyClosedToLambda from '../kms-key-closed-to-lambda.ts';
import kmsKeyWithoutFilter from '../kms-key-without-filter.ts';
import malformedFilterPattern from '../malformed-filter-pattern.ts';
import mistypedDynamodbFilter from '../mistyped-dynamodb-filter.ts';
import textFilterOnStream from '../text-filter-on-stream.ts';
import undocumentedFilterOperator from '../undocumented-filter-operator.ts';
import unknownFilterKey from '../unknown-filter-key.ts';
import untypedDynamodbFilter from '../untyped-dynamodb-filter.ts';

const RULES: Readonly<Record<string, Rule>> = {
  'duplicate-filter-key': duplicateFilterKey,
  'empty-filter': emptyFilter,
  'exists-on-object': existsOnObject,
  'filter-inside-sns-envelope': filterInsideSnsEnvelope,
  'filter-number-over-limit': filterNumberOverLimit,
  'filter-on-documentdb': filterOnDocumentdb,
  'filter-on-missing-image': filterOnMissingImage,
  'kms-key-closed-to-lambda': kmsKeyClosedToLambda,
  'kms-key-without-filter': kmsKeyWithoutFilter,
  'malformed-filter-pattern': malformedFilterPattern,
  'mistyped-dynamodb-filter': mistypedDynamodbFilter,
  'text-filter-on-stream': textFilterOnStream,
  'undocumented-filter-operator': undocumentedFilterOperator,
  'unknown-filter-key': unknownFilterKey,
  'untyped-dynamodb-filter': untypedDynamodbFilter,
};

export const load = (): Readonly<Record<string, Rule>> => RULES;
