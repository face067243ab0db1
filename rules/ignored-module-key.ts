import {
  child,
  type JsonPointer,
  nearest,
  type Rule,
  type RuleFix,
  type RulePage,
  type UnreadKey,
} from '../src/rule/rule.ts';

export default {
  name: 'ignored-module-key',
  summary: 'The module does not read this key, so it has no effect',
  severity: 'warning',
  stage: 'runtime',
  judges: 'expression',
  when: { unread: true },
  *check({ mapping }) {
    for (const key of mapping.instance.unread ?? []) {
      const remedy = remedyOf(key);
      if (remedy === undefined) continue;
      const { at, name, module, since, knownBefore } = key;
      const upTo = knownBefore === undefined ? '' : `, as far as it is known (before ${knownBefore})`;
      const when = since === undefined ? upTo : ` before ${since}`;
      yield {
        at,
        part: 'key',
        message: `${name} is written, but ${module} does not read it${when}: the mapping is made without it`,
        ...remedy,
      };
    }
  },
} satisfies Rule;

/** Arguments of the resource that no known version reads, though a newer one may. */
const NEVER_YET: ReadonlySet<string> = new Set([
  'kms_key_arn',
  'region',
  'provisioned_poller_config.poller_group_name',
  'schema_registry_config',
  'timeouts',
  'use_resource_timeout_for_propagation',
]);

interface Remedy {
  readonly help: string;
  readonly fix?: RuleFix;
}

/** What to do about a key; `undefined` for one that nobody would take for an argument: callers may keep anything in their maps. */
function remedyOf(key: UnreadKey): Remedy | undefined {
  const { name, since, knownBefore } = key;
  if (since !== undefined) return { help: `Raise the version of the module to ${since} or newer, or remove ${name}` };
  switch (name) {
    case 'destination_config':
      return {
        help: 'Write destination_arn_on_failure = "arn:…"',
        ...lifted(key, { path: ['on_failure', 'destination_arn'], to: 'destination_arn_on_failure' }),
      };
    case 'filter_criteria.filter':
      return {
        help: 'Write filter_criteria = { pattern = … }, or a list of such objects',
        ...lifted(key, { path: ['pattern'], to: 'pattern' }),
      };
    case 'function_name':
      return {
        help: 'Remove it; the mappings of the module call the function of the module',
        fix: unsafe('Remove function_name', { kind: 'remove', at: key.at }),
      };
  }
  if (NEVER_YET.has(name)) {
    return knownBefore === undefined
      ? { help: `Remove ${name}, or write the mapping as a resource of its own` }
      : undefined;
  }
  return misspelt(key);
}

/** Arguments that the module takes under another name, and not in a block. */
function lifted(
  { at, read }: UnreadKey,
  { path, to }: { readonly path: readonly string[]; readonly to: string },
): Pick<Remedy, 'fix'> {
  if (!read.includes(to)) return {};
  const value = path.reduce<JsonPointer>(child, at);
  return { fix: unsafe(`Write ${to}`, { kind: 'lift', at, value, to }) };
}

function misspelt({ at, name, read }: UnreadKey): Remedy | undefined {
  const word = name.slice(name.lastIndexOf('.') + 1);
  // A short word is soon like another one.
  if (word.length < 6) return undefined;
  const like = nearest(word, read);
  const others = read.filter((one) => one !== like);
  const parts = like === undefined ? read.filter((one) => one.endsWith(`_${word}`) || one.startsWith(`${word}_`)) : [];
  const to = like ?? parts[0];
  if (to === undefined) return undefined;
  const isOnly = like === undefined ? parts.length === 1 : nearest(word, others) === undefined;
  const title = `Write ${to}`;
  return { help: title, ...(isOnly && { fix: unsafe(title, { kind: 'rename', at, to }) }) };
}

/** The mapping has been made without it so far. */
function unsafe(title: string, edit: RuleFix['edits'][number]): RuleFix {
  return { title, applicability: 'unsafe', edits: [edit] };
}

export const page: RulePage = {
  docs: `
    [terraform-aws-modules/lambda](https://registry.terraform.io/modules/terraform-aws-modules/lambda/aws) makes a mapping of each
    entry of \`event_source_mapping\`. It picks the keys that it knows with \`try()\` or \`lookup()\` and passes over all others
    without a word, so that a key that the resource has and the module has not, or not yet in this version, is silently lost: a
    destination for failed records, a filter, a limit.

    The mappings of such a call are checked by all rules, as if the module were on disk, in the versions that the call may get
    (\`version\`, or \`ref\` in the source). Not reported: keys that look like no argument, keys that some version in the range
    reads, and other modules.
  `,
  evidence: [
    {
      source: 'terraform-aws-modules/terraform-aws-lambda#151',
      date: '2021-05-18',
      says: "Setting a destination_config block within event_source_mapping doesn't appear to have any effect",
    },
    {
      source: 'terraform-aws-modules/terraform-aws-lambda#271',
      date: '2022-02-23',
      says: 'in 2.34.0 you get an empty filter in the filter_criteria of the resource; 2.34.1 reads pattern',
    },
    {
      source: 'terraform-aws-modules/terraform-aws-lambda#412, #413',
      date: '2023-02-03',
      says: 'filter_criteria with a filter inside does not work',
    },
    {
      source: 'CHANGELOG.md and main.tf of terraform-aws-modules/terraform-aws-lambda, 1.37.0 to 8.2.0',
      date: '2026-01-08',
      says: 'tumbling_window_in_seconds since 7.10.0, metrics_config and provisioned_poller_config since 7.17.0; no destination_config',
    },
  ],
  references: ['https://github.com/terraform-aws-modules/terraform-aws-lambda/blob/master/main.tf'],
  examples: {
    invalid: [
      `
      module "worker" {
        source        = "terraform-aws-modules/lambda/aws"
        version       = "7.4.0"
        function_name = "worker"

        event_source_mapping = {
          clicks = {
            event_source_arn           = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
            starting_position          = "LATEST"
            tumbling_window_in_seconds = 30 # warning
            destination_config = { # warning
              on_failure = { destination_arn = "arn:aws:sqs:eu-west-1:123456789012:failed" }
            }
          }
        }
      }
      `,
      `
      locals {
        queues = ["orders", "returns"]
      }
      module "worker" {
        source        = "git::https://github.com/terraform-aws-modules/terraform-aws-lambda.git?ref=v4.7.1"
        function_name = "worker"

        event_source_mapping = { # warning
          for name in local.queues : name => {
            event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:\${name}"
            scaling_config   = { maximum_concurrency = 5 }
          }
        }
      }
      `,
      `
      module "worker" {
        source        = "terraform-aws-modules/lambda/aws"
        version       = "~> 7.0"
        function_name = "worker"

        event_source_mapping = {
          orders = {
            event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
            batchsize        = 5 # warning
            response_types   = ["ReportBatchItemFailures"] # warning
            filter_criteria = {
              filter = { pattern = jsonencode({ body = { kind = ["order"] } }) } # warning
            }
          }
        }
      }
      `,
    ],
    valid: [
      `
      module "worker" {
        source        = "terraform-aws-modules/lambda/aws"
        version       = "~> 7.17"
        function_name = "worker"

        event_source_mapping = {
          clicks = {
            event_source_arn           = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
            starting_position          = "LATEST"
            tumbling_window_in_seconds = 30
            destination_arn_on_failure = "arn:aws:sqs:eu-west-1:123456789012:failed"
            owner                      = "team-clicks"
          }
        }
      }
      `,
      `
      variable "more" {
        type    = any
        default = {}
      }
      module "worker" {
        source        = "terraform-aws-modules/lambda/aws"
        version       = ">= 7.0"
        function_name = "worker"

        event_source_mapping = merge(var.more, {
          clicks = {
            event_source_arn           = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
            starting_position          = "LATEST"
            tumbling_window_in_seconds = 30
          }
        })
      }
      `,
      `
      module "worker" {
        source        = "./worker"
        function_name = "worker"

        event_source_mapping = {
          orders = {
            event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
            batchsize        = 5
          }
        }
      }
      `,
    ],
  },
};
