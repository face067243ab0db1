/** Modules of which no more is known than whose ARN an output is. */
import type { ModuleAdapter } from '../../terraform/module-adapter.ts';

/** Read in main.tf and outputs.tf of terraform-aws-modules/terraform-aws-msk-kafka-cluster (with `log_group_class`, as read on 2026-11-25). */
export const terraformAwsMskKafkaCluster: ModuleAdapter = {
  registry: 'terraform-aws-modules/msk-kafka-cluster/aws',
  repository: 'terraform-aws-modules/terraform-aws-msk-kafka-cluster',
  standIn: () => `
variable "create" { default = true }
variable "unknown" {}
resource "aws_msk_cluster" "this" {
  count                  = var.create ? 1 : 0
  client_authentication  = var.unknown
  broker_node_group_info = var.unknown
}
output "arn" { value = aws_msk_cluster.this[0].arn }
`,
};

/** Read in main.tf and outputs.tf of cloudposse/terraform-aws-kinesis-stream (with `stream_mode`, as read on 2026-11-25). */
export const cloudposseKinesisStream: ModuleAdapter = {
  registry: 'cloudposse/kinesis-stream/aws',
  repository: 'cloudposse/terraform-aws-kinesis-stream',
  standIn: () => `
variable "enabled" { default = null }
variable "retention_period" {}
variable "unknown" {}
resource "aws_kinesis_stream" "default" {
  count            = var.enabled == false ? 0 : 1
  name             = var.unknown
  retention_period = var.retention_period
  encryption_type  = var.unknown
  kms_key_id       = var.unknown
}
output "stream_arn" { value = aws_kinesis_stream.default[0].arn }
`,
};
