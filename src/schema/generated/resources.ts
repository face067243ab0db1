// Generated from the files of schemas/ by `npm run generate`. Do not edit.
import type { LimitValidator, ResourceSchema } from '../schema.ts';
import aws_lambda_event_source_mapping_limits from './aws-lambda-event-source-mapping.limits.ts';
import * as aws_lambda_event_source_mapping from './aws-lambda-event-source-mapping.table.ts';

export const resources = {
  aws_lambda_event_source_mapping: {
    type: 'aws_lambda_event_source_mapping',
    provider: aws_lambda_event_source_mapping.provider,
    body: aws_lambda_event_source_mapping.body,
    checkLimits: aws_lambda_event_source_mapping_limits as LimitValidator,
  },
} as const satisfies Readonly<Record<string, ResourceSchema>>;
