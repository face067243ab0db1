/** What AWS's own policies for Lambda roles grant, without the logs that each of them grants too. */
import type { FactSource } from './event-source-table.ts';

export interface ManagedPolicy {
  readonly name: string;
  readonly actions: readonly string[];
  readonly evidence: FactSource;
}

/** The actions for network interfaces in a VPC. */
export const NETWORK_ACTIONS: readonly string[] = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeVpcs',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeSubnets',
  'ec2:DescribeSecurityGroups',
];

export const MANAGED_POLICIES: readonly ManagedPolicy[] = [
  {
    name: 'AWSLambdaBasicExecutionRole',
    actions: [],
    evidence: dump('v1', '2026-11-23'),
  },
  {
    name: 'AWSLambdaSQSQueueExecutionRole',
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    evidence: dump('v1', '2018-06-14'),
  },
  {
    name: 'AWSLambdaKinesisExecutionRole',
    actions: [
      'kinesis:DescribeStream',
      'kinesis:DescribeStreamSummary',
      'kinesis:GetRecords',
      'kinesis:GetShardIterator',
      'kinesis:ListShards',
      'kinesis:ListStreams',
      'kinesis:SubscribeToShard',
    ],
    evidence: dump('v2', '2018-11-19'),
  },
  {
    name: 'AWSLambdaDynamoDBExecutionRole',
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    evidence: dump('v1', '2015-04-09'),
  },
  {
    name: 'AWSLambdaMSKExecutionRole',
    actions: ['kafka:DescribeCluster', 'kafka:DescribeClusterV2', 'kafka:GetBootstrapBrokers', ...NETWORK_ACTIONS],
    evidence: dump('v2', '2022-08-02'),
  },
  {
    name: 'AWSLambdaVPCAccessExecutionRole',
    actions: [
      'ec2:CreateNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:DeleteNetworkInterface',
      'ec2:AssignPrivateIpAddresses',
      'ec2:UnassignPrivateIpAddresses',
    ],
    evidence: dump('v3', '2024-01-05'),
  },
];

/** `date`: of the version, or the day on which it was read. */
function dump(version: string, date: string): FactSource {
  return { class: 'documented', source: `${version} in the dumps of zoph-io/MAMIP`, date };
}
