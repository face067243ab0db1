import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bundleProgram, Client, folderWith, places, removeTemporaryFolders } from './client.ts';

afterAll(removeTemporaryFolders);

test('the server is one part beside the program itself', async () => {
  const program = await bundleProgram();
  const folder = folderWith({
    'hook.cjs': `process.on('exit', () => require('node:fs').writeFileSync(__dirname + '/loaded', Object.keys(require.cache).join('\\n')));`,
  });
  const { NODE_OPTIONS: _unset, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', join(folder, 'hook.cjs'), program, 'lsp', '--stdio', '--clientProcessId=1'],
    { env, encoding: 'utf8', input: '' },
  );
  // Nobody is at the other end.
  expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: '' });
  const loaded = readFileSync(join(folder, 'loaded'), 'utf8').split('\n');
  expect(loaded.map((path) => basename(path))).toEqual(['hook.cjs', 'cli.cjs', 'main.cjs', 'lsp.cjs']);
});

test.skipIf(!existsSync('dist/lsp.cjs'))(
  'what is built serves from an empty folder (skipped: dist is not built)',
  async () => {
    const text =
      'resource "aws_lambda_event_source_mapping" "m" {\n  batch_size = max(20000, 7)\n  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:q"\n  function_name = "f"\n}\n';
    const folder = folderWith({ 'main.tf': text, 'preplan.json': '{}' });
    cpSync('dist', join(folder, 'program'), { recursive: true });
    const client = await Client.start({ program: join(folder, 'program/cli.cjs'), folders: [folder] });
    await client.open(join(folder, 'main.tf'), text);
    const found = places(await client.diagnostics(join(folder, 'main.tf'), 1));
    expect({ found, log: client.log }).toEqual({ found: ['1:15-1:28 value-out-of-range'], log: [] });
    expect(await client.stop()).toBe(0);
  },
);
