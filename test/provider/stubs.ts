/** The smallest resources that the real provider plans, for references to resources that a fragment leaves out. */
export const STUBS: Readonly<Record<string, (name: string) => string>> = {
  aws_lambda_function: (name) => `resource "aws_lambda_function" "${name}" {
  function_name = "${name}"
  role          = "arn:aws:iam::123456789012:role/${name}"
  s3_bucket     = "code"
  s3_key        = "code.zip"
  handler       = "index.handler"
  runtime       = "nodejs20.x"
}`,
  aws_lambda_alias: (name) => `resource "aws_lambda_alias" "${name}" {
  name             = "${name}"
  function_name    = "${name}"
  function_version = "1"
}`,
  aws_sqs_queue: (name) => `resource "aws_sqs_queue" "${name}" {\n  visibility_timeout_seconds = 5400\n}`,
  aws_kinesis_stream: (name) =>
    `resource "aws_kinesis_stream" "${name}" {\n  name        = "${name}"\n  shard_count = 1\n}`,
  aws_dynamodb_table: (name) => `resource "aws_dynamodb_table" "${name}" {
  name             = "${name}"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"
  attribute {
    name = "id"
    type = "S"
  }
}`,
  aws_secretsmanager_secret: (name) => `resource "aws_secretsmanager_secret" "${name}" {\n  name = "${name}"\n}`,
  aws_iam_role_policy: (name) => `resource "aws_iam_role_policy" "${name}" {
  role   = "${name}"
  policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}`,
};

/** Arguments and blocks that the real provider wants, by resource type and name, for resources that a fragment abridges. */
export const DEMANDED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_msk_cluster: {
    cluster_name: '  cluster_name = "orders"\n',
    number_of_broker_nodes: '  number_of_broker_nodes = 2\n',
    kafka_version: '  kafka_version = "3.6.0"\n',
    broker_node_group_info: `  broker_node_group_info {
    instance_type   = "kafka.m5.large"
    client_subnets  = ["subnet-1", "subnet-2"]
    security_groups = ["sg-1"]
  }
`,
  },
  aws_msk_serverless_cluster: {
    cluster_name: '  cluster_name = "orders"\n',
    client_authentication:
      '  client_authentication {\n    sasl {\n      iam {\n        enabled = true\n      }\n    }\n  }\n',
    vpc_config: '  vpc_config {\n    subnet_ids = ["subnet-1", "subnet-2"]\n  }\n',
  },
  aws_dynamodb_table: {
    billing_mode: '  billing_mode = "PAY_PER_REQUEST"\n',
    hash_key: '  hash_key = "id"\n',
    attribute: '  attribute {\n    name = "id"\n    type = "S"\n  }\n',
  },
  aws_kinesis_stream: {
    shard_count: '  shard_count = 1\n',
  },
};
