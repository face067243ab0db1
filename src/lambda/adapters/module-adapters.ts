/** The modules that are known without being on disk. In the program this is a part that is loaded at its first use: see scripts/build.ts. */
import type { ModuleAdapter } from '../../terraform/module-adapter.ts';
import { cloudposseKinesisStream, terraformAwsMskKafkaCluster } from './stream-modules.ts';
import { terraformAwsDynamodbTable } from './terraform-aws-dynamodb-table.ts';
import { terraformAwsLambda } from './terraform-aws-lambda.ts';
import { terraformAwsSqs } from './terraform-aws-sqs.ts';

export const moduleAdapters: readonly ModuleAdapter[] = [
  terraformAwsLambda,
  terraformAwsSqs,
  terraformAwsDynamodbTable,
  terraformAwsMskKafkaCluster,
  cloudposseKinesisStream,
];
