import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, runIn } from './run-in.ts';

const QUEUE = 'arn:aws:sqs:eu-west-1:123456789012:orders';

/** A mapping of a queue with these lines besides. */
function mapping(...lines: readonly string[]): string {
  return [
    'resource "aws_lambda_event_source_mapping" "orders" {',
    `  event_source_arn = "${QUEUE}"`,
    '  function_name    = "orders"',
    ...lines,
    '}',
    '',
  ].join('\n');
}

const POSITION = '  starting_position = "LATEST"';
const WITH_POSITION = mapping(POSITION);

describe('--fix', () => {
  it('mends what is safe, says so, and reports what is left', async () => {
    const folder = folderWith({ 'main.tf': mapping(POSITION, '  batch_size = 100') });
    const { status, stdout, stderr } = await runIn(folder, ['--fix', 'main.tf']);
    expect(readFileSync(join(folder, 'main.tf'), 'utf8')).toBe(mapping('  batch_size = 100'));
    expect(status).toBe(1);
    expect(stdout).toContain('[batch-over-ten-without-window]');
    expect(stdout).not.toContain('[starting-position-on-queue]');
    expect(stdout).toContain('fix available: Set maximum_batching_window_in_seconds to 1 (--fix=unsafe)\n');
    expect(stderr).toBe(
      'preplan: fixed 1 finding in 1 file; --fix=unsafe would fix 1 more, and may change what the mapping does\n',
    );
  });

  it('with unsafe mends the rest, again and again until nothing is left', async () => {
    const table = (lines: string) =>
      `resource "aws_dynamodb_table" "t" {\n  name     = "t"\n  hash_key = "id"\n${lines}\n  attribute {\n    name = "id"\n    type = "S"\n  }\n}\n\n`;
    const by = (attribute: string, position: string) =>
      mapping(position).replace(`"${QUEUE}"`, `aws_dynamodb_table.t.${attribute}`);
    const folder = folderWith({
      'main.tf': table('') + by('id', '  batch_size = 5'),
      'other.tf': mapping(POSITION).replace('"orders" {', '"b" {'),
    });
    const { status, stderr } = await runIn(folder, ['--fix=unsafe', '.']);
    expect(readFileSync(join(folder, 'main.tf'), 'utf8')).toBe(
      table('  stream_enabled = true\n  stream_view_type = "NEW_AND_OLD_IMAGES"\n') +
        by('stream_arn', '  batch_size = 5').replace('.stream_arn\n', '.stream_arn\n  starting_position = "LATEST"\n'),
    );
    expect(stderr).toBe('preplan: fixed 4 findings in 2 files\n');
    expect(status).toBe(0);
    const again = await runIn(folder, ['--fix=unsafe', '.']);
    expect(again.stderr).toBe('preplan: fixed nothing\n');
  });

  it('leaves what a comment suppresses, and what the settings switch off', async () => {
    const files = { 'main.tf': mapping(`${POSITION} # preplan-ignore: starting-position-on-queue -- later`) };
    const folder = folderWith(files);
    expect((await runIn(folder, ['--fix'])).stderr).toBe('preplan: fixed nothing\n');
    const off = folderWith({ 'main.tf': WITH_POSITION });
    await runIn(off, ['--fix', '--rule', 'starting-position-on-queue=off']);
    expect(readFileSync(join(off, 'main.tf'), 'utf8')).toBe(WITH_POSITION);
  });

  it('leaves modules alone that were not asked for', async () => {
    const folder = folderWith({
      'live/main.tf': 'module "worker" {\n  source = "../worker"\n}\n',
      'worker/main.tf': WITH_POSITION,
    });
    await runIn(folder, ['--fix', 'live']);
    expect(readFileSync(join(folder, 'worker/main.tf'), 'utf8')).toBe(WITH_POSITION);
    await runIn(folder, ['--fix', 'worker']);
    expect(readFileSync(join(folder, 'worker/main.tf'), 'utf8')).toBe(mapping());
  });

  it('leaves a module alone that another call needs as it is', async () => {
    const worker = `variable "arn" {}\n${WITH_POSITION.replace(`"${QUEUE}"`, 'var.arn')}`;
    const call = (name: string, arn: string) => `module "${name}" {\n  source = "./worker"\n  arn = "${arn}"\n}\n`;
    const files = {
      'main.tf': call('a', QUEUE) + call('b', 'arn:aws:kinesis:eu-west-1:123456789012:stream/s'),
      'worker/main.tf': worker,
    };
    const folder = folderWith(files);
    const { stdout } = await runIn(folder, ['--fix=unsafe']);
    expect(stdout).toContain('[starting-position-on-queue]');
    expect(readFileSync(join(folder, 'worker/main.tf'), 'utf8')).toBe(worker);
  });

  it('does not write over a file that was changed meanwhile', async () => {
    const folder = folderWith({ 'main.tf': mapping(`${POSITION} # preplan-ignore: value-out-of-range -- x`) });
    const file = join(folder, 'main.tf');
    // The time is asked for once before the file is read, and again before it is written.
    let calls = 0;
    const time = () => {
      calls += 1;
      if (calls > 1) writeFileSync(file, 'changed');
      return '2026-11-25T12:00:00.000Z';
    };
    const { status, stdout, stderr } = await runIn(folder, ['--fix'], { time });
    expect(readFileSync(file, 'utf8')).toBe('changed');
    expect(stderr).toContain('preplan: main.tf was changed meanwhile and is left as it is; run preplan again\n');
    expect(stderr).toContain('preplan: fixed nothing\n');
    expect(stdout).toContain('[starting-position-on-queue]');
    expect(status).toBe(3);
  });

  it('does not touch a file with an invalid encoding, or in an installed module', async () => {
    const broken = Buffer.from(`${WITH_POSITION}# \xff\n`, 'latin1');
    const folder = folderWith({ 'main.tf': broken, '.terraform/modules/m/main.tf': WITH_POSITION });
    await runIn(folder, ['--fix', 'main.tf', '.terraform/modules/m/main.tf']);
    expect(readFileSync(join(folder, 'main.tf'))).toEqual(broken);
    expect(readFileSync(join(folder, '.terraform/modules/m/main.tf'), 'utf8')).toBe(WITH_POSITION);
  });

  it('prints the text of standard input, and the report beside it', async () => {
    const folder = folderWith({});
    const { status, stdout, stderr } = await runIn(folder, ['--fix', '-'], { stdin: WITH_POSITION });
    expect(stdout).toBe(mapping());
    expect(stderr).toContain('preplan: fixed 1 finding in 1 file\n');
    expect(stderr).toContain('0 errors');
    expect(status).toBe(0);
    const fine = await runIn(folder, ['--fix', '-'], { stdin: mapping() });
    expect(fine.stdout).toBe(mapping());
  });

  it('does not take the next word for its value, and knows no other values', async () => {
    const folder = folderWith({ 'main.tf': WITH_POSITION });
    const { status, stderr } = await runIn(folder, ['--fix=all', 'main.tf']);
    expect(status).toBe(2);
    expect(stderr).toContain('safe, unsafe');
    expect((await runIn(folder, ['--fix', 'main.tf'])).status).toBe(0);
  });
});

describe('--diff', () => {
  it('shows what would be done, writes nothing, and ends as --fix would', async () => {
    const folder = folderWith({ 'main.tf': WITH_POSITION });
    const { status, stdout, stderr } = await runIn(folder, ['--diff']);
    expect(stdout).toBe(
      '--- a/main.tf\n+++ b/main.tf\n@@ -1,5 +1,4 @@\n resource "aws_lambda_event_source_mapping" "orders" {\n' +
        `   event_source_arn = "${QUEUE}"\n   function_name    = "orders"\n-  starting_position = "LATEST"\n }\n`,
    );
    expect(stderr).toContain('preplan: would fix 1 finding in 1 file\n');
    expect(stderr).toContain('1 mapping');
    expect(status).toBe(0);
    expect(readFileSync(join(folder, 'main.tf'), 'utf8')).toBe(WITH_POSITION);
  });

  it('shows unsafe fixes too, when they are asked for, and the reports of machines in their files', async () => {
    const folder = folderWith({ 'main.tf': mapping('  batch_size = 100') });
    const safe = await runIn(folder, ['--diff']);
    expect([safe.stdout, safe.status]).toEqual(['', 1]);
    const all = await runIn(folder, ['--diff', '--fix=unsafe', '--output', 'json=report.json']);
    expect(all.stdout).toContain('+  maximum_batching_window_in_seconds = 1\n');
    expect(all.status).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')).diagnostics).toEqual([]);
  });
});

describe('without --fix', () => {
  it('the reports tell of fixes and their edits', async () => {
    const folder = folderWith({ 'main.tf': WITH_POSITION });
    const { stdout } = await runIn(folder, ['--format', 'json']);
    expect(JSON.parse(stdout).diagnostics[0].fix).toEqual({
      title: 'Remove the starting position',
      applicability: 'safe',
      edits: [
        {
          range: {
            filename: 'main.tf',
            start: { line: 4, column: 1, offset: WITH_POSITION.indexOf(POSITION) },
            end: { line: 5, column: 1, offset: WITH_POSITION.indexOf('\n}') + 1 },
          },
          text: '',
        },
      ],
    });
    const sarif = JSON.parse((await runIn(folder, ['--format', 'sarif'])).stdout);
    const [replacement] = sarif.runs[0].results[0].fixes[0].artifactChanges[0].replacements;
    expect(replacement.deletedRegion).toMatchObject({ startLine: 4, startColumn: 1, endLine: 5, endColumn: 1 });
    expect(readFileSync(join(folder, 'main.tf'), 'utf8')).toBe(WITH_POSITION);
  });
});
