/**
 * The language server against a scripted client: from its start to the first diagnostics of a small module, and from a change
 * to the diagnostics of a file of 100 KB in a module of 50 files, a key at a time. `NODE_EXTRA_CA_CERTS` is unset: Node 20 reads
 * those certificates at every start, which hides everything else.
 *
 *     npm run build && node scripts/run.mjs bench/lsp.ts [PROGRAM] [STARTS] [KEYS]
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client, folderWith } from '../test/lsp/client.ts';

const [program = 'dist/cli.cjs', starts = '30', keys = '300'] = process.argv.slice(2);
/** A fast typist's pause between two keys, in milliseconds. */
const PAUSE = 60;

delete process.env['NODE_EXTRA_CA_CERTS'];

/** A queue with its worker, as modules have them; about 1.5 KB. */
function worker(name: string, mapped: boolean): string {
  return `resource "aws_sqs_queue" "${name}" {
  name                       = "\${var.prefix}-${name}"
  visibility_timeout_seconds = 180
  message_retention_seconds  = 1209600
  sqs_managed_sse_enabled    = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.${name}_dead.arn
    maxReceiveCount     = 5
  })

  tags = merge(var.tags, { Name = "\${var.prefix}-${name}" })
}

resource "aws_sqs_queue" "${name}_dead" {
  name = "\${var.prefix}-${name}-dead"
}

# The worker of ${name}.
resource "aws_lambda_function" "${name}" {
  function_name = "\${var.prefix}-${name}"
  role          = aws_iam_role.${name}.arn
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "\${path.module}/${name}.zip"
  timeout       = 30

  environment {
    variables = {
      QUEUE_URL = aws_sqs_queue.${name}.url
      LOG_LEVEL = var.debug ? "debug" : "info"
    }
  }
}

data "aws_iam_policy_document" "${name}" {
  statement {
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [aws_sqs_queue.${name}.arn]
  }
}
${
  mapped
    ? `
resource "aws_lambda_event_source_mapping" "${name}" {
  event_source_arn        = aws_sqs_queue.${name}.arn
  function_name           = aws_lambda_function.${name}.arn
  batch_size              = 10
  enabled                 = true
  function_response_types = ["ReportBatchItemFailures"]

  filter_criteria {
    filter {
      pattern = jsonencode({ body = { kind = ["${name}"] } })
    }
  }
}
`
    : ''
}
`;
}

function workers(prefix: string, bytes: number, everyMapped: number): string {
  let text = '';
  for (let at = 0; text.length < bytes; at++)
    text += worker(`${prefix}${at}`, at % everyMapped === 0 && everyMapped !== Number.POSITIVE_INFINITY);
  return text;
}

const VARIABLES = `variable "prefix" {
  type = string
}
variable "debug" {
  default = false
}
variable "tags" {
  default = {}
}
`;

function quantiles(name: string, values: readonly number[]): void {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(1);
  console.log(
    `${name.padEnd(52)} median ${at(0.5).padStart(6)} ms   p95 ${at(0.95).padStart(6)} ms   (${sorted.length})`,
  );
}

async function measureStart(name: string, files: Readonly<Record<string, string>>): Promise<void> {
  const folder = folderWith(files);
  const main = join(folder, 'main.tf');
  const times: number[] = [];
  for (let round = 0; round < Number(starts); round++) {
    const start = performance.now();
    const client = await Client.start({ program, folders: [folder] });
    await client.open(main, files['main.tf'] ?? '');
    await client.diagnostics(main, 1);
    times.push(performance.now() - start);
    await client.stop();
  }
  rmSync(folder, { recursive: true });
  quantiles(name, times);
}

interface Module {
  /** One of so many workers has a mapping, in the large file. */
  readonly everyMapped: number;
  /** Whether the other files have some too. */
  readonly mapsElsewhere: boolean;
}

async function measureKeys(name: string, { everyMapped, mapsElsewhere }: Module, pause: number): Promise<void> {
  const text = workers('w', 100_000, everyMapped);
  const files: Record<string, string> = { 'main.tf': text, 'variables.tf': VARIABLES };
  for (let at = 0; at < 48; at++) {
    files[`file${at}.tf`] = workers(`f${at}_`, 4_000, mapsElsewhere ? 5 : Number.POSITIVE_INFINITY);
  }
  const folder = folderWith(files);
  const main = join(folder, 'main.tf');
  const client = await Client.start({ program, folders: [folder] });
  await client.open(main, text);
  await client.diagnostics(main, 1);

  const line = text.slice(0, text.indexOf('batch_size', text.length / 2)).split('\n').length - 1;
  const times: number[] = [];
  for (let key = 0; key < Number(keys); key++) {
    // Types digits behind the batch size and deletes them again.
    const typed = key % 6;
    const character = '  batch_size              = 10'.length;
    const range =
      typed < 3
        ? { start: { line, character: character + typed }, end: { line, character: character + typed } }
        : { start: { line, character: character + 5 - typed }, end: { line, character: character + 6 - typed } };
    const start = performance.now();
    await client.change(main, key + 2, { range, text: typed < 3 ? '0' : '' });
    const diagnostics = await client.diagnostics(main, key + 2);
    times.push(performance.now() - start);
    if (diagnostics.length === 0 && typed === 2) throw new Error('the fault that was typed was not found');
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  await client.stop();
  rmSync(folder, { recursive: true });
  const mappings = Object.values(files).join('').split('resource "aws_lambda_event_source_mapping"').length - 1;
  quantiles(`${name} (${mappings})`, times);
}

const small = worker('orders', true).replace('batch_size              = 10', 'batch_size              = 20000');
await measureStart('start to first diagnostics: 150 ms wanted', { 'main.tf': small });
await measureStart('the same with variables: callers are looked for', { 'main.tf': `${VARIABLES}${small}` });
const few: Module = { everyMapped: 20, mapsElsewhere: false };
const many: Module = { everyMapped: 3, mapsElsewhere: true };
await measureKeys('a key in 100 KB of 50 files: p95 15 ms wanted', few, PAUSE);
await measureKeys('the same, without a pause between keys', few, 0);
await measureKeys('a key in 100 KB of 50 files, many mappings', many, PAUSE);
