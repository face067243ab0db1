/** Policies of resources themselves, which may let a role in that has no permission of its own. */
import type { Configuration, ResourceBlock } from '../terraform/configuration.ts';
import type { Value } from '../value/value.ts';
import { areNeighbours } from './dependencies.ts';
import { naming } from './naming-blocks.ts';
import { readPolicy } from './policy-document.ts';
import { valueAt } from './presence.ts';

/** Resource type → the types whose blocks give it a policy. */
const POLICIES: Readonly<Record<string, readonly string[]>> = {
  aws_sqs_queue: ['aws_sqs_queue_policy'],
  aws_sns_topic: ['aws_sns_topic_policy'],
  aws_s3_bucket: ['aws_s3_bucket_policy'],
  aws_kinesis_stream: ['aws_kinesis_resource_policy'],
  aws_kinesis_stream_consumer: ['aws_kinesis_resource_policy'],
  aws_dynamodb_table: ['aws_dynamodb_resource_policy'],
  aws_msk_cluster: ['aws_msk_cluster_policy'],
  aws_secretsmanager_secret: ['aws_secretsmanager_secret_policy'],
  aws_secretsmanager_secret_version: ['aws_secretsmanager_secret_policy'],
};

/** Whether a policy in the module may let roles use the resource whose ARN a value is. */
export function mayLetRolesIn(arn: Value, configuration: Configuration): boolean {
  const block = arn.is && configuration.resource(arn.is);
  const type = arn.is?.type;
  const types =
    type !== undefined && Object.hasOwn(POLICIES, type) ? (POLICIES[type] ?? []) : Object.values(POLICIES).flat();
  const policies = [...new Set(types)].flatMap((each) => {
    if (block === undefined) return configuration.blocksOf(each);
    if (!block.meta.exported) return naming(block, each, configuration);
    // From another module one can name what is exported.
    const others = configuration.blocksOf(each).filter((other) => !areNeighbours(other, block));
    return [...naming(block, each, configuration), ...others];
  });
  return [...policies, ...(block === undefined ? [] : [block])].some((each) => letsRolesIn(each, configuration));
}

function letsRolesIn({ instances }: ResourceBlock, configuration: Configuration): boolean {
  return instances.some(({ values }) => {
    const policy = valueAt(values, '/policy');
    if (policy.kind === 'null') return false;
    const document = readPolicy(policy, configuration);
    return document === undefined || document.some(({ principals }) => principals.accounts || principals.everybody);
  });
}
