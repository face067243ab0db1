/**
 * terraform-aws-modules/dynamodb-table/aws: a table, under another name when it scales automatically (since 1.2.0, 2022-01-14).
 * Read in outputs.tf of 3.x, in a main.tf that has `region` (5.x) and in CHANGELOG.md up to 3.0.0 (2022-07-26). The stream's ARN
 * is null or empty where there is no stream; here it is that of a table without a stream, which rules know how to tell.
 */
import type { ModuleAdapter } from '../../terraform/module-adapter.ts';

const TABLE = `
  region           = var.region
  name             = var.name
  stream_enabled   = var.stream_enabled
  stream_view_type = var.stream_view_type
  replica          = try(one([for replica in concat(var.replica_regions, var.replicas) : replica]), var.unknown)
`;

export const terraformAwsDynamodbTable: ModuleAdapter = {
  registry: 'terraform-aws-modules/dynamodb-table/aws',
  repository: 'terraform-aws-modules/terraform-aws-dynamodb-table',
  standIn: () => `
variable "create" { default = true }
variable "create_table" { default = true }
variable "autoscaling_enabled" { default = false }
variable "name" { default = null }
variable "region" { default = null }
variable "stream_enabled" { default = false }
variable "stream_view_type" { default = null }
variable "replica_regions" { default = [] }
variable "replicas" { default = [] }
resource "aws_dynamodb_table" "this" {
  count = var.create && var.create_table && !var.autoscaling_enabled ? 1 : 0
${TABLE}
}
resource "aws_dynamodb_table" "autoscaled" {
  count = var.create && var.create_table && var.autoscaling_enabled ? 1 : 0
${TABLE}
}
output "dynamodb_table_arn" { value = try(aws_dynamodb_table.this[0].arn, aws_dynamodb_table.autoscaled[0].arn) }
output "dynamodb_table_id" { value = try(aws_dynamodb_table.this[0].id, aws_dynamodb_table.autoscaled[0].id) }
output "dynamodb_table_stream_arn" { value = try(aws_dynamodb_table.this[0].stream_arn, aws_dynamodb_table.autoscaled[0].stream_arn) }
output "this_dynamodb_table_arn" { value = try(aws_dynamodb_table.this[0].arn, aws_dynamodb_table.autoscaled[0].arn) }
output "this_dynamodb_table_id" { value = try(aws_dynamodb_table.this[0].id, aws_dynamodb_table.autoscaled[0].id) }
output "this_dynamodb_table_stream_arn" { value = try(aws_dynamodb_table.this[0].stream_arn, aws_dynamodb_table.autoscaled[0].stream_arn) }
`,
};
