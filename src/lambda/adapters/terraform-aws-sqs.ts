/**
 * terraform-aws-modules/sqs/aws: a queue and, since 4.0.0 (2023-01-03), its dead-letter queue. Read in main.tf and outputs.tf of
 * 1.x, 2.x and 4.x, CHANGELOG.md and UPGRADE-4.0.md. Version 3 took `this_` from the names of the outputs, version 4 `sqs_`, and a
 * redrive policy became a resource of its own, so that it is not known here.
 */
import type { ModuleAdapter } from '../../terraform/module-adapter.ts';

export const terraformAwsSqs: ModuleAdapter = {
  registry: 'terraform-aws-modules/sqs/aws',
  repository: 'terraform-aws-modules/terraform-aws-sqs',
  standIn: () => `
variable "create" { default = true }
variable "create_dlq" { default = false }
variable "name" { default = null }
variable "fifo_queue" { default = false }
variable "visibility_timeout_seconds" { default = null }
variable "kms_master_key_id" { default = null }
variable "region" { default = null }
variable "unknown" {}
resource "aws_sqs_queue" "this" {
  count                      = var.create ? 1 : 0
  region                     = var.region
  name                       = var.unknown
  fifo_queue                 = var.fifo_queue
  visibility_timeout_seconds = var.visibility_timeout_seconds
  kms_master_key_id          = var.kms_master_key_id
  policy                     = var.unknown
  redrive_policy             = var.unknown
}
resource "aws_sqs_queue" "dlq" {
  count                      = var.create && var.create_dlq ? 1 : 0
  region                     = var.region
  name                       = var.unknown
  fifo_queue                 = var.fifo_queue
  visibility_timeout_seconds = var.unknown
  kms_master_key_id          = var.unknown
  policy                     = var.unknown
  redrive_policy             = var.unknown
}
output "queue_arn" { value = aws_sqs_queue.this[0].arn }
output "sqs_queue_arn" { value = aws_sqs_queue.this[0].arn }
output "this_sqs_queue_arn" { value = aws_sqs_queue.this[0].arn }
output "queue_id" { value = aws_sqs_queue.this[0].id }
output "queue_url" { value = aws_sqs_queue.this[0].url }
output "sqs_queue_id" { value = aws_sqs_queue.this[0].id }
output "this_sqs_queue_id" { value = aws_sqs_queue.this[0].id }
output "dead_letter_queue_arn" { value = aws_sqs_queue.dlq[0].arn }
output "dead_letter_queue_id" { value = aws_sqs_queue.dlq[0].id }
output "dead_letter_queue_url" { value = aws_sqs_queue.dlq[0].url }
`,
};
