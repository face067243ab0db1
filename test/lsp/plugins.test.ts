import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { bundleProgram, Client, folderWith, places, removeTemporaryFolders } from './client.ts';

afterAll(removeTemporaryFolders);

let program: string;
const clients: Client[] = [];

beforeAll(async () => {
  program = await bundleProgram();
});

afterEach(() => {
  for (const { server } of clients.splice(0)) server.kill('SIGKILL');
});

const TEXT = `resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:q"
  function_name    = "f"
  batch_size       = 7
}
`;

const SEVEN = `export default { rules: [{ name: 'seven', summary: 'Seven', severity: 'error', stage: 'plan',
  *check({ mapping }) { if (mapping.number('/batch_size') === 7) yield { at: '/batch_size', message: 'batch_size is 7' }; },
}] };`;

async function open(files: Readonly<Record<string, string>>, ...more: readonly string[]) {
  const folder = folderWith({
    'seven.mjs': SEVEN,
    'preplan.json': '{ "plugins": ["./seven.mjs"], "rules": { "seven": "warning" } }',
    ...files,
  });
  const client = await Client.start({ program, folders: [folder], more });
  clients.push(client);
  const main = join(folder, 'main.tf');
  await client.open(main, TEXT);
  return { client, found: await client.diagnostics(main, 1) };
}

test('the rules of plug-ins run', async () => {
  const { client, found } = await open({});
  expect(places(found)).toEqual(['3:21-3:22 seven']);
  expect(found).toMatchObject([{ severity: 2, message: 'batch_size is 7' }]);
  expect([...client.log, ...client.shown]).toEqual([]);
});

test('but not where the editor does not want the code of the repository to run', async () => {
  const { client, found } = await open({ 'seven.mjs': "throw new Error('ran');" }, '--no-plugins');
  expect(found).toEqual([]);
  expect([...client.log, ...client.shown]).toEqual([]);
});

test('what is wrong with one is shown', async () => {
  const { client, found } = await open({ 'seven.mjs': "throw new Error('ran');" });
  expect(found).toEqual([]);
  expect(client.shown).toEqual(['preplan: preplan.json:1:15: ./seven.mjs: it cannot be loaded: Error: ran']);
});
