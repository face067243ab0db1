/**
 * Evaluation and rules on large modules, made here: the time of one mapping in modules of growing size, and cases that a
 * careless algorithm would turn into minutes. What is compared runs in one process, round by round. At the end the whole
 * process on a real module of 33 files, when the corpus is there, as paired medians against an empty one.
 *
 *     npm run build && node scripts/run.mjs bench/modules.ts [ROUNDS]
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { lintModules, type ModulesResult } from '../src/core.ts';
import { nodeFunctions } from '../src/node/functions.ts';
import { memoryFileSystem } from '../src/terraform/memory-file-system.ts';

const ROUNDS = Number(process.argv[2] ?? 3);
const REAL_MODULE = '../shared/corpus/esm/NHSDigital+nhs-notify-sms-nudge/infrastructure/terraform/components/nudge';
const SIZES = [100, 300, 1000];

type Files = Readonly<Record<string, string>>;

function times(count: number, text: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => text(at)).join('');
}

/** A queue, its function with role and policies, and the mapping that joins them. */
function worker(at: number): string {
  return `
resource "aws_sqs_queue" "q${at}" {
  name                       = "q${at}"
  visibility_timeout_seconds = 180
}
resource "aws_lambda_function" "f${at}" {
  function_name = "f${at}"
  role          = aws_iam_role.r${at}.arn
  timeout       = 30
}
resource "aws_iam_role" "r${at}" {
  name = "r${at}"
}
resource "aws_iam_role_policy" "p${at}" {
  role   = aws_iam_role.r${at}.name
  policy = data.aws_iam_policy_document.d${at}.json
}
data "aws_iam_policy_document" "d${at}" {
  statement {
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [aws_sqs_queue.q${at}.arn]
  }
}
resource "aws_lambda_event_source_mapping" "m${at}" {
  event_source_arn        = aws_sqs_queue.q${at}.arn
  function_name           = aws_lambda_function.f${at}.arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]
  filter_criteria {
    filter {
      pattern = jsonencode({ body = { kind = ["${at}"] } })
    }
  }
}
`;
}

const FUNCTION = `
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = aws_iam_role.r.arn
  timeout       = 30
}
resource "aws_iam_role" "r" {
  name = "r"
}
`;

function mapping(source: string, more = ''): string {
  return `
resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = ${source}
  function_name    = aws_lambda_function.f.arn
  ${more}
}
`;
}

/** `range` gives at most 1,024 numbers. */
function names(count: number): string {
  return `
locals {
  names = toset(flatten([for i in range(${count / 1000}) : [for j in range(1000) : "q\${i}-\${j}"]]))
}
`;
}

function eachQueue(count: number): string {
  return `${FUNCTION}${names(count)}
resource "aws_sqs_queue" "q" {
  for_each = local.names
  name     = each.key
}
${mapping('aws_sqs_queue.q[each.key].arn', 'for_each = local.names')}`;
}

function calls(module: string): string {
  return `${names(1000)}
module "w" {
  for_each = local.names
  source   = "./w"
  name     = ${module}
}
`;
}

const CALLED = `
variable "name" {}
${FUNCTION}
resource "aws_sqs_queue" "q" {
  name = var.name
}
${mapping('aws_sqs_queue.q.arn')}`;

function chain(length: number): Files {
  const call = 'variable "n" {}\nmodule "m" {\n  source = "./m"\n  n = var.n\n}\n';
  const last = `variable "n" {}\n${FUNCTION}\nresource "aws_sqs_queue" "q" {}\n${mapping('aws_sqs_queue.q.arn', 'batch_size = 20000')}`;
  const files = Array.from({ length }, (_, depth) => [
    `${'m/'.repeat(depth)}main.tf`,
    depth < length - 1 ? call : last,
  ]);
  return Object.fromEntries(files);
}

const TOGGLED = [
  'event_source_arn = var.t0 ? aws_sqs_queue.q.arn : aws_kinesis_stream.s.arn',
  'batch_size = var.t1 ? 10 : 20000',
  'maximum_batching_window_in_seconds = var.t2 ? 1 : 400',
  'starting_position = var.t3 ? "LATEST" : null',
  'parallelization_factor = var.t4 ? 1 : 11',
  'maximum_retry_attempts = var.t5 ? 3 : 20000',
  'bisect_batch_on_function_error = var.t6 ? true : null',
  'maximum_record_age_in_seconds = var.t7 ? 60 : 30',
  'tumbling_window_in_seconds = var.t8 ? 3 : null',
  'enabled = var.t9',
  'function_response_types = var.t10 ? ["ReportBatchItemFailures"] : []',
  'tags = var.t11 ? {} : { "aws:x" = "1" }',
];
const TOGGLES = `${FUNCTION}
${times(TOGGLED.length, (at) => `variable "t${at}" {\n  type = bool\n}\n`)}
resource "aws_sqs_queue" "q" {}
resource "aws_kinesis_stream" "s" {}
resource "aws_lambda_event_source_mapping" "m" {
  function_name = aws_lambda_function.f.arn
  ${TOGGLED.join('\n  ')}
}
`;

const NUMBERED = 'arn:aws:sqs:eu-west-1:123456789012:';

const CASES: readonly (readonly [name: string, files: Files])[] = [
  [
    'count = 1,000 on one queue',
    { 'main.tf': `${FUNCTION}resource "aws_sqs_queue" "q" {}\n${mapping('aws_sqs_queue.q.arn', 'count = 1000')}` },
  ],
  ['for_each over 1,000 queues', { 'main.tf': eachQueue(1000) }],
  ['for_each over 5,000 queues', { 'main.tf': eachQueue(5000) }],
  ['1,000 calls of a module, each its own', { 'main.tf': calls('each.key'), 'w/main.tf': CALLED }],
  ['1,000 calls of a module, all alike', { 'main.tf': calls('"q"'), 'w/main.tf': CALLED }],
  [
    '400 policies of one role, 400 mappings',
    {
      'main.tf': `${FUNCTION}${times(
        400,
        (at) => `
resource "aws_sqs_queue" "q${at}" {}
resource "aws_iam_role_policy" "p${at}" {
  role   = aws_iam_role.r.name
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], Resource = [aws_sqs_queue.q${at}.arn] }] })
}
resource "aws_lambda_event_source_mapping" "m${at}" {
  event_source_arn = aws_sqs_queue.q${at}.arn
  function_name    = aws_lambda_function.f.arn
}
`,
      )}`,
    },
  ],
  [
    'join over 10,000,000 elements',
    {
      'main.tf': `${FUNCTION}locals {
  n = range(1000)
  x = [for i in local.n : [for j in range(10) : length(join(",", local.n))]]
}
${mapping(`"${NUMBERED}\${length(local.x)}"`)}`,
    },
  ],
  [
    '1,000 wrong tags of one expression',
    {
      'main.tf': `${FUNCTION}${mapping(`"${NUMBERED}q"`, `tags = { for i in range(1000) : "k\${i}" => "${'x'.repeat(300)}" }`)}`,
    },
  ],
  ['12 toggles', { 'main.tf': TOGGLES }],
  ['50 modules, each calling the next', chain(50)],
  [
    '2,000 resources and 300 mappings',
    {
      'main.tf':
        times(300, worker) + times(500, (at) => `resource "aws_s3_bucket" "b${at}" {\n  bucket = "b${at}"\n}\n`),
    },
  ],
];

function lint(files: Files): ModulesResult {
  const modules = [{ directory: '.', called: false, named: true }];
  return lintModules({ fileSystem: memoryFileSystem(files), modules, functions: nodeFunctions('.') });
}

/** Milliseconds of this process's own work, which other processes do not lengthen. */
function work(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function time(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function show(name: string, value: string, goal = ''): void {
  console.log(`${name.padEnd(44)}${value.padStart(12)}   ${goal}`);
}

/** The time of one mapping in modules of growing size, against that in the smallest one. */
function growth(): void {
  const modules = SIZES.map((size) => ({ size, files: { 'main.tf': times(size, worker) } }));
  const rounds: number[][] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const each = modules.map(({ size, files }) => work(() => lint(files)) / size);
    if (round >= 0) rounds.push(each);
  }
  for (const [at, size] of SIZES.entries()) {
    const milliseconds = median(rounds.map((each) => each[at] ?? Number.NaN));
    const ratio = median(rounds.map((each) => (each[at] ?? Number.NaN) / (each[0] ?? Number.NaN)));
    show(`one mapping of ${size}`, `${milliseconds.toFixed(2)} ms`, at === 0 ? '' : `${ratio.toFixed(2)} x, at most 2`);
  }
}

function cases(): void {
  for (const [name, files] of CASES) {
    let result: ModulesResult | undefined;
    const milliseconds = work(() => {
      result = lint(files);
    });
    const instances = result?.mappings.reduce((sum, one) => sum + one.instances, 0);
    show(name, `${milliseconds.toFixed(0)} ms`, `${instances} mappings, ${result?.diagnostics.length} diagnostics`);
  }
}

/** `NODE_EXTRA_CA_CERTS` is unset: Node 20 reads those certificates at every start, which hides everything else. */
function wholeProcess(): void {
  const cli = resolve('dist/cli.cjs');
  if (!existsSync(REAL_MODULE) || !existsSync(cli)) {
    show('the whole process, 33 files', 'skipped', 'needs ../shared/corpus and npm run build');
    return;
  }
  const { NODE_EXTRA_CA_CERTS: _unset, ...env } = process.env;
  const folder = mkdtempSync(join(tmpdir(), 'preplan-modules-'));
  const empty = join(folder, 'empty.cjs');
  writeFileSync(empty, '');
  // A repository of its own, in which there is nobody to call it.
  const module = join(folder, 'module');
  cpSync(REAL_MODULE, module, { recursive: true });
  mkdirSync(join(module, '.git'));
  const run = (...args: string[]) =>
    time(() => spawnSync(process.execPath, args, { env, cwd: module, stdio: 'ignore' }));
  const ratios: number[] = [];
  for (let round = -2; round < 20; round++) {
    const bare = run(empty);
    const ours = run(cli, '.');
    if (round >= 0) ratios.push(ours / bare);
  }
  rmSync(folder, { recursive: true });
  show('the whole process, 33 files / empty', `${median(ratios).toFixed(2)} x`, 'at most 1.8');
}

growth();
cases();
wholeProcess();
