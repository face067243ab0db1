/**
 * terraform-aws-modules/lambda/aws: a function, and a mapping for each entry of `event_source_mapping`. Read in the module's
 * main.tf, variables.tf and outputs.tf at tags from 1.37.0 to 8.2.0, the versions in its CHANGELOG (2021-02-14 to 2026-01-08).
 */
import { hasSince, type ModuleAdapter } from '../../terraform/module-adapter.ts';
import { compareVersions, type VersionRange } from '../../terraform/version.ts';

/** The first version that makes mappings (2021-02-14). */
const FIRST = { major: 1, minor: 37, patch: 0 };

/** What an entry may hold, with the first version that reads it. */
const KEYS = {
  event_source_arn: '1.37.0',
  batch_size: '1.37.0',
  maximum_batching_window_in_seconds: '1.37.0',
  enabled: '1.37.0',
  starting_position: '1.37.0',
  starting_position_timestamp: '1.37.0',
  parallelization_factor: '1.37.0',
  maximum_retry_attempts: '1.37.0',
  maximum_record_age_in_seconds: '1.37.0',
  bisect_batch_on_function_error: '1.37.0',
  destination_arn_on_failure: '2.1.0',
  topics: '2.9.0',
  queues: '2.12.0',
  source_access_configuration: '2.12.0',
  function_response_types: '2.33.0',
  filter_criteria: '2.34.1',
  self_managed_event_source: '3.1.0',
  amazon_managed_kafka_event_source_config: '4.11.0',
  self_managed_kafka_event_source_config: '4.11.0',
  scaling_config: '4.13.0',
  tumbling_window_in_seconds: '7.10.0',
  document_db_event_source_config: '7.13.0',
  tags: '7.14.0',
  metrics_config: '7.17.0',
  provisioned_poller_config: '7.17.0',
} as const;

type Key = keyof typeof KEYS;

const ARGUMENTS: readonly Key[] = [
  'event_source_arn',
  'batch_size',
  'maximum_batching_window_in_seconds',
  'enabled',
  'starting_position',
  'starting_position_timestamp',
  'parallelization_factor',
  'maximum_retry_attempts',
  'maximum_record_age_in_seconds',
  'bisect_batch_on_function_error',
  'topics',
  'queues',
  'function_response_types',
  'tumbling_window_in_seconds',
];

/** Blocks that are written as one object, and the arguments that are read in it. */
const OBJECTS: Partial<Readonly<Record<Key, readonly string[]>>> = {
  scaling_config: ['maximum_concurrency'],
  metrics_config: ['metrics'],
  provisioned_poller_config: ['maximum_pollers', 'minimum_pollers'],
};

/** Blocks that are written as a list of objects. */
const LISTS: Partial<Readonly<Record<Key, readonly string[]>>> = {
  self_managed_event_source: ['endpoints'],
  self_managed_kafka_event_source_config: ['consumer_group_id'],
  amazon_managed_kafka_event_source_config: ['consumer_group_id'],
  source_access_configuration: ['type', 'uri'],
  document_db_event_source_config: ['database_name', 'collection_name', 'full_document'],
};

export const terraformAwsLambda: ModuleAdapter = {
  registry: 'terraform-aws-modules/lambda/aws',
  repository: 'terraform-aws-modules/terraform-aws-lambda',
  standIn,
  places: {
    'aws_lambda_event_source_mapping.this': {
      entries: {
        argument: 'event_source_mapping',
        keys: KEYS,
        inside: { ...OBJECTS, ...LISTS, filter_criteria: ['pattern'] },
        after: '8.2.1',
      },
      moved: {
        '/destination_config': ['destination_arn_on_failure'],
        '/filter_criteria/0/filter': ['filter_criteria'],
        '/filter_criteria/0/filter/0': ['filter_criteria'],
        ...Object.fromEntries(Object.keys(OBJECTS).map((name) => [`/${name}/0`, [name]])),
      },
    },
    'aws_lambda_function.this': { moved: { '/dead_letter_config': ['dead_letter_target_arn'] } },
  },
};

function standIn(versions: VersionRange): string {
  const range = compareVersions(versions.from, FIRST) < 0 ? { ...versions, from: FIRST } : versions;
  const reads = (key: Key) => hasSince(range, KEYS[key]);
  return `
variable "create" { default = true }
variable "create_function" { default = true }
variable "create_layer" { default = false }
variable "create_unqualified_alias_allowed_triggers" { default = true }
variable "putin_khuylo" { default = true }
variable "create_role" { default = true }
variable "lambda_role" { default = "" }
variable "function_name" {}
variable "region" { default = null }
variable "lambda_at_edge" { default = false }
variable "timeout" {
  type    = number
  default = 3
}
variable "reserved_concurrent_executions" {
  type    = number
  default = -1
}
variable "dead_letter_target_arn" { default = null }
variable "event_source_mapping" { default = {} }
variable "unknown" {}
locals {
  creates = var.create && var.putin_khuylo && var.create_function && !var.create_layer
}
resource "aws_lambda_function" "this" {
  count                          = local.creates ? 1 : 0
  region                         = var.region
  function_name                  = var.function_name
  role                           = var.create_role ? var.unknown : var.lambda_role
  reserved_concurrent_executions = var.reserved_concurrent_executions
  timeout                        = var.lambda_at_edge ? var.unknown : var.timeout
  dynamic "dead_letter_config" {
    for_each = var.dead_letter_target_arn == null ? [] : [true]
    content {
      target_arn = var.dead_letter_target_arn
    }
  }
}
resource "aws_lambda_event_source_mapping" "this" {
  for_each      = [var.event_source_mapping, {}][local.creates && var.create_unqualified_alias_allowed_triggers ? 0 : 1]
  region        = var.region
  function_name = aws_lambda_function.this[0].arn
${ARGUMENTS.map((key) => argument(key, reads(key))).join('\n')}
${[...Object.entries(OBJECTS), ...Object.entries(LISTS)].map(([key, names]) => block(key as Key, names, reads(key as Key))).join('\n')}
${destination(reads('destination_arn_on_failure'))}
${filterCriteria(reads('filter_criteria'), hasSince(range, '4.10.0'))}
}
output "lambda_function_arn" { value = aws_lambda_function.this[0].arn }
output "lambda_function_name" { value = aws_lambda_function.this[0].function_name }
output "lambda_function_qualified_arn" { value = aws_lambda_function.this[0].qualified_arn }
output "this_lambda_function_arn" { value = aws_lambda_function.this[0].arn }
output "this_lambda_function_name" { value = aws_lambda_function.this[0].function_name }
output "this_lambda_function_qualified_arn" { value = aws_lambda_function.this[0].qualified_arn }
`;
}

type Reading = ReturnType<typeof hasSince>;

/** One that is perhaps read is unknown where it is written. */
function argument(key: Key, reading: Reading): string {
  switch (reading) {
    case 'always':
      return `  ${key} = try(each.value.${key}, null)`;
    case 'perhaps':
      return `  ${key} = one([for k, v in each.value : var.unknown if k == "${key}"])`;
    case 'never':
      return '';
  }
}

function block(key: Key, names: readonly string[], reading: Reading): string {
  if (reading === 'never') return '';
  const written = Object.hasOwn(OBJECTS, key) ? `try([each.value.${key}], [])` : `try(each.value.${key}, [])`;
  return `  dynamic "${key}" {
    for_each = ${reading === 'perhaps' ? perhapsOne(key) : written}
    content {
${names.map((name) => `      ${name} = try(${key}.value.${name}, null)`).join('\n')}
    }
  }`;
}

/** Any number of blocks where the key is written, none where it is not. */
function perhapsOne(key: Key): string {
  return `flatten([for k, v in each.value : var.unknown if k == "${key}"])`;
}

function destination(reading: Reading): string {
  const key = 'destination_arn_on_failure';
  if (reading === 'never') return '';
  return `  dynamic "destination_config" {
    for_each = ${reading === 'perhaps' ? perhapsOne(key) : `try(each.value.${key}, null) != null ? [true] : []`}
    content {
      on_failure {
        destination_arn = try(each.value.${key}, null)
      }
    }
  }`;
}

/** Before 4.10.0 (2023-02-10) there was one filter, an object; since then a list of them is read too. */
function filterCriteria(reading: Reading, lists: Reading): string {
  if (reading === 'never') return '';
  // Whoever writes a filter inside is told so, and not that the pattern is missing.
  const one = (otherwise: string) => `filter {
        pattern = try(each.value.filter_criteria.pattern, can(each.value.filter_criteria.filter) ? var.unknown : ${otherwise})
      }`;
  const several = `dynamic "filter" {
        for_each = try(flatten([each.value.filter_criteria]), [])
        content {
          pattern = try(filter.value.pattern, can(filter.value.filter) ? var.unknown : null)
        }
      }`;
  const filters = { always: several, perhaps: one('var.unknown'), never: one('null') }[lists];
  return `  dynamic "filter_criteria" {
    for_each = ${reading === 'perhaps' ? perhapsOne('filter_criteria') : 'try(each.value.filter_criteria, null) != null ? [true] : []'}
    content {
      ${filters}
    }
  }`;
}
