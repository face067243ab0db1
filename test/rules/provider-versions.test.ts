/** Rules that depend on the provider's version, with lock files and modules. */
import { describe, expect, it } from 'vitest';
import { type LintRequest, lintModules, lintText } from '../../src/core.ts';
import { memoryFileSystem } from '../../src/terraform/memory-file-system.ts';

const lock = (version: string) => `
provider "registry.terraform.io/hashicorp/aws" {
  version     = "${version}"
  constraints = ">= 4.0.0"
  hashes      = ["h1:abc="]
}
`;

const required = (version: string) => `
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "${version}"
    }
  }
}
`;

const mapping = (body: string) => `
resource "aws_lambda_event_source_mapping" "m" {
  function_name    = "orders"
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
${body}
}
`;

const TAGS = mapping('  tags = { team = "orders" }');

function lint(files: Readonly<Record<string, string>>, request: Partial<LintRequest> = {}) {
  const modules = [{ directory: 'app', called: false }];
  return lintModules({ fileSystem: memoryFileSystem(files), modules, ...request }).diagnostics;
}

const messages = (found: readonly { readonly rule: string; readonly message: string }[]) =>
  found.map(({ rule, message }) => `${rule}: ${message}`);

/** Lints one file with a provider version. */
function withVersion(providerVersion: string, text: string) {
  return lintText({ filename: 'main.tf', text, providerVersion }).diagnostics.map(({ rule, pointer }) => [
    rule,
    pointer,
  ]);
}

describe('the version that runs', () => {
  it('is that of the lock file', () => {
    const found = lint({ 'app/main.tf': TAGS, 'app/.terraform.lock.hcl': lock('4.67.0') });
    expect(messages(found)).toEqual([
      'argument-newer-than-provider: `tags` needs hashicorp/aws >= 5.70.0; .terraform.lock.hcl selects 4.67.0',
    ]);
    expect(found[0]).toMatchObject({
      severity: 'error',
      stage: 'validate',
      range: { filename: 'app/main.tf', start: { line: 5, column: 3 }, end: { line: 5, column: 7 } },
      related: [
        {
          message: '.terraform.lock.hcl selects 4.67.0',
          range: { filename: 'app/.terraform.lock.hcl', start: { line: 3, column: 3 } },
        },
      ],
    });
  });

  it('may be new enough, whatever older versions the constraints allow', () => {
    expect(lint({ 'app/main.tf': required('>= 4.0') + TAGS, 'app/.terraform.lock.hcl': lock('5.70.0') })).toEqual([]);
  });

  it('is not known without a lock file or constraints', () => {
    expect(lint({ 'app/main.tf': TAGS })).toEqual([]);
    expect(
      lint({ 'app/main.tf': TAGS, 'app/.terraform.lock.hcl': 'provider "registry.terraform.io/hashicorp/aws" {' }),
    ).toEqual([]);
  });

  it('is left open by constraints, of which the one that keeps it low is shown', () => {
    expect(lint({ 'app/main.tf': required('>= 4.0') + TAGS })).toEqual([]);
    const found = lint({ 'app/main.tf': required('~> 4.0') + TAGS });
    expect(messages(found)).toEqual([
      'argument-newer-than-provider: `tags` needs hashicorp/aws >= 5.70.0; required_providers allows only ~> 4.0',
    ]);
    expect(found[0]?.related).toMatchObject([{ range: { start: { line: 6 } } }]);
  });

  it('may be set, and then the lock file goes before it', () => {
    const files = { 'app/main.tf': required('>= 4.0') + TAGS };
    expect(messages(lint(files, { providerVersion: '4.67.0' }))).toEqual([
      'argument-newer-than-provider: `tags` needs hashicorp/aws >= 5.70.0; providerVersion is 4.67.0',
    ]);
    expect(lint({ ...files, 'app/.terraform.lock.hcl': lock('6.1.0') }, { providerVersion: '4.67.0' })).toEqual([]);
  });
});

describe('a module that is called', () => {
  const files = {
    'app/main.tf': 'module "worker" {\n  source = "../worker"\n}\n',
    'worker/main.tf': required('>= 4.0') + TAGS,
  };
  const request = {
    modules: [{ directory: 'worker', called: false }],
    callersOf: (directory: string) => (directory === 'worker' ? ['app'] : []),
  };

  it('runs with the version of the root module', () => {
    expect(messages(lint({ ...files, 'app/.terraform.lock.hcl': lock('4.67.0') }, request))).toEqual([
      'argument-newer-than-provider: `tags` needs hashicorp/aws >= 5.70.0; .terraform.lock.hcl selects 4.67.0',
    ]);
    expect(lint({ ...files, 'worker/.terraform.lock.hcl': lock('4.67.0') }, request)).toEqual([]);
  });

  it('is bound by the constraints of its callers too', () => {
    const bound = { ...files, 'app/versions.tf': required('~> 4.9') };
    const found = lint(bound, request);
    expect(messages(found)).toEqual([
      'argument-newer-than-provider: `tags` needs hashicorp/aws >= 5.70.0; required_providers allows only ~> 4.9',
    ]);
    expect(found[0]?.related?.map(({ range }) => range.filename)).toEqual(['app/versions.tf', 'app/main.tf']);
  });

  it('by somebody who is not known does not run with its own lock file', () => {
    const alone = { 'worker/main.tf': TAGS, 'worker/.terraform.lock.hcl': lock('4.67.0') };
    expect(lint(alone, { modules: [{ directory: 'worker', called: true }] })).toEqual([]);
  });
});

describe('what is too new', () => {
  it('is reported once, and nothing else is said of it', () => {
    expect(withVersion('4.67.0', mapping('  tags = "orders"'))).toEqual([['argument-newer-than-provider', '/tags']]);
    expect(withVersion('3.30.0', mapping('  tumbling_window_in_seconds = 60'))).toEqual([
      ['argument-newer-than-provider', '/tumbling_window_in_seconds'],
    ]);
  });

  it('is reported with the outermost block', () => {
    const pollers = '  provisioned_poller_config {\n    poller_group_name = "orders"\n    maximum_poller = 1\n  }';
    expect(withVersion('5.78.0', mapping(pollers))).toEqual([
      ['argument-newer-than-provider', '/provisioned_poller_config/0'],
    ]);
    const group = '  provisioned_poller_config {\n    maximum_pollers = 20\n    minimum_pollers = 2\n  }';
    expect(withVersion('5.79.0', mapping(group))).toEqual([]);
  });

  it('is so in a dynamic block too, unless there is none for certain', () => {
    const dynamic = (elements: string) =>
      `variable "n" {\n  type = list(number)\n}\n${mapping(`  dynamic "scaling_config" {\n    for_each = ${elements}\n    content {\n      maximum_concurrency = scaling_config.value\n    }\n  }`)}`;
    const expected = [['argument-newer-than-provider', '/scaling_config/0']];
    expect(withVersion('4.50.0', dynamic('[5]'))).toEqual(expected);
    expect(withVersion('4.50.0', dynamic('var.n'))).toEqual(expected);
    expect(withVersion('4.50.0', dynamic('[]'))).toEqual([]);
    expect(withVersion('4.51.0', dynamic('var.n'))).toEqual([]);
  });

  it('is seen in a block without instances', () => {
    expect(withVersion('4.67.0', mapping('  count = 0\n  tags = {}'))).toEqual([
      ['argument-newer-than-provider', '/tags'],
    ]);
  });

  it('is seen in JSON syntax', () => {
    const text = JSON.stringify({
      resource: {
        aws_lambda_event_source_mapping: {
          m: {
            function_name: 'f',
            event_source_arn: 'arn:aws:sqs:eu-west-1:123456789012:q',
            tags: {},
            scaling_config: { maximum_concurrency: 5 },
          },
        },
      },
    });
    const { diagnostics } = lintText({ filename: 'main.tf.json', text, providerVersion: '4.0.0' });
    expect(diagnostics.map(({ pointer }) => pointer)).toEqual(['/tags', '/scaling_config/0']);
  });
});

describe('before the source could be self-managed', () => {
  it('event_source_arn is required', () => {
    const text = 'resource "aws_lambda_event_source_mapping" "m" {\n  function_name = "f"\n}\n';
    expect(withVersion('3.42.0', text)).toEqual([['missing-required-argument', '/event_source_arn']]);
    expect(withVersion('3.43.0', text)).toEqual([['no-event-source', '/event_source_arn']]);
  });

  it('the block that makes it so is the only fault', () => {
    const source = '  self_managed_event_source {\n    endpoints = { KAFKA_BOOTSTRAP_SERVERS = "b:9092" }\n  }';
    const both = mapping(`  topics = ["t"]\n  starting_position = "LATEST"\n${source}`);
    const alone = both.replace(/ {2}event_source_arn.*\n/, '');
    const expected = [['argument-newer-than-provider', '/self_managed_event_source/0']];
    expect(withVersion('3.42.0', alone)).toEqual(expected);
    expect(
      withVersion(
        '3.42.0',
        both.replace(
          'sqs:eu-west-1:123456789012:orders',
          'kafka:eu-west-1:123456789012:cluster/o/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5',
        ),
      ),
    ).toEqual(expected);
  });
});

describe('values that are too new', () => {
  const block = (name: string, body: string) => `  ${name} {\n    ${body}\n  }`;
  const criteria = (count: number) =>
    block('filter_criteria', 'filter {\n pattern = jsonencode({ body = { a = [1] } })\n}\n'.repeat(count));
  const filters = criteria(6);
  const filter = criteria(1);
  const kafka = (body: string) =>
    mapping(`  topics = ["t"]\n  starting_position = "LATEST"\n${body}`).replace(
      'sqs:eu-west-1:123456789012:orders',
      'kafka:eu-west-1:123456789012:cluster/o/6357e0b2-0e6a-4b86-a0b4-70df934c2e31-5',
    );
  const pollers = block('provisioned_poller_config', 'maximum_pollers = 10');
  const destination = (arn: string) => block('destination_config', `on_failure {\n destination_arn = "${arn}"\n }`);
  const stream = (body: string) =>
    mapping(`  starting_position = "LATEST"\n${body}`).replace(
      'sqs:eu-west-1:123456789012:orders',
      'kinesis:eu-west-1:123456789012:stream/s',
    );

  it.each([
    [
      'a topic as destination',
      kafka(destination('kafka://dlq')),
      '6.27.0',
      '6.28.0',
      '/destination_config/0/on_failure/0/destination_arn',
    ],
    [
      'more than 1000 functions',
      mapping(block('scaling_config', 'maximum_concurrency = 1200')),
      '5.51.1',
      '5.52.0',
      '/scaling_config/0/maximum_concurrency',
    ],
    ['six filters', mapping(filters), '5.11.0', '5.12.0', '/filter_criteria/0/filter/5'],
    ['retries without end', stream('  maximum_retry_attempts = -1'), '3.37.0', '3.38.0', '/maximum_retry_attempts'],
    [
      'records of any age',
      stream('  maximum_record_age_in_seconds = -1'),
      '3.37.0',
      '3.38.0',
      '/maximum_record_age_in_seconds',
    ],
    [
      'many pollers',
      mapping(block('provisioned_poller_config', 'maximum_pollers = 2001')),
      '6.0.0',
      '6.1.0',
      '/provisioned_poller_config/0/maximum_pollers',
    ],
    [
      'a new metric',
      kafka(`${pollers}\n${block('metrics_config', 'metrics = ["EventCount", "ErrorCount"]')}`),
      '6.28.0',
      '6.29.0',
      '/metrics_config/0/metrics/1',
    ],
    [
      'a new access type',
      kafka(block('source_access_configuration', 'type = "IAM_AUTH"\n    uri = "x"')),
      '6.55.0',
      '6.56.0',
      '/source_access_configuration/0/type',
    ],
    [
      'a region of the sovereign cloud',
      mapping(`${filter}\n  kms_key_arn = "arn:aws-eusc:kms:eusc-de-east-1:123456789012:key/k"`).replace(
        'arn:aws:sqs:eu-west-1',
        'arn:aws-eusc:sqs:eusc-de-east-1',
      ),
      '6.28.0',
      '6.29.0',
      '/kms_key_arn',
    ],
  ])('%s', (_, text, refusing, taking, pointer) => {
    expect(withVersion(refusing, text)).toContainEqual(['value-newer-than-provider', pointer]);
    expect(withVersion(taking, text).map(([rule]) => rule)).not.toContain('value-newer-than-provider');
    expect(withVersion(refusing, text).filter(([, at]) => at === pointer)).toHaveLength(1);
  });

  it('are told at plan when a variable holds them', () => {
    const text = `variable "n" {\n  default = 1200\n}\n${mapping(block('scaling_config', 'maximum_concurrency = var.n'))}`;
    const [found] = lintText({ filename: 'main.tf', text, providerVersion: '5.0.0' }).diagnostics;
    expect(found).toMatchObject({
      stage: 'plan',
      message:
        'scaling_config.maximum_concurrency is 1200 (default of var.n, main.tf:2), which needs hashicorp/aws >= 5.55.0 or so; providerVersion is 5.0.0',
    });
  });

  it('of a block that may not exist prove nothing', () => {
    const text = `variable "on" {}\n${mapping('  dynamic "scaling_config" {\n    for_each = var.on\n    content {\n      maximum_concurrency = 1200\n    }\n  }')}`;
    expect(withVersion('5.0.0', text)).toEqual([]);
  });
});

describe('a provider newer than all that are known', () => {
  it('may have arguments, blocks and words that are not known', () => {
    const text = mapping('  logging = "INFO"\n  function_response_types = ["ReportAll"]\n  logging_config {}');
    expect(
      withVersion('6.66.0', text)
        .map(([rule]) => rule)
        .sort(),
    ).toEqual(['unsupported-argument', 'unsupported-block-type', 'value-not-allowed']);
    expect(withVersion('6.67.0', text)).toEqual([]);
  });
});

it('a mapping of DocumentDB cannot name its database with a provider that does not know the block', () => {
  const text = mapping(
    '  starting_position = "LATEST"\n  source_access_configuration {\n    type = "BASIC_AUTH"\n    uri = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:s-AbCdEf"\n  }',
  ).replace('sqs:eu-west-1:123456789012:orders', 'rds:eu-west-1:123456789012:cluster:orders');
  expect(withVersion('4.63.0', text)).toEqual([]);
  expect(withVersion('4.64.0', text)).toEqual([['missing-documentdb-config', '/document_db_event_source_config']]);
});

it('the lock file is not opened for a mapping of old arguments', () => {
  const files = memoryFileSystem({
    'app/main.tf': mapping('  batch_size = 5'),
    'app/.terraform.lock.hcl': lock('4.67.0'),
  });
  const opened: string[] = [];
  const fileSystem = {
    ...files,
    readFile: (path: string) => {
      opened.push(path);
      return files.readFile(path);
    },
  };
  expect(lintModules({ fileSystem, modules: [{ directory: 'app', called: false }] }).diagnostics).toEqual([]);
  expect(opened).not.toContain('app/.terraform.lock.hcl');
});
