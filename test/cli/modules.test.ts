import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MOST_FOLDERS } from '../../src/node/callers.ts';
import { folderWith, runIn } from './run-in.ts';

const WORKER = `variable "size" {
  default = 10
}
resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn                   = "arn:aws:sqs:eu-west-1:123456789012:q"
  function_name                      = "f"
  batch_size                         = var.size
  maximum_batching_window_in_seconds = 1
}
`;
const LIVE = 'module "worker" {\n  source = "../modules/worker"\n  size   = 20000\n}\n';
const FILES = { '.git/HEAD': '', 'modules/worker/main.tf': WORKER, 'live/main.tf': LIVE, 'other/main.tf': '' };

async function lint(folder: string, ...argv: readonly string[]) {
  const { stdout, status } = await runIn(folder, ['--format', 'json', ...argv]);
  const { diagnostics, mappings } = JSON.parse(stdout);
  return {
    status,
    found: diagnostics.map(
      ({ rule, range, addresses }: { rule: string; range: { filename: string }; addresses: string[] }) =>
        [rule, range.filename, ...addresses].join(' '),
    ),
    related: diagnostics.flatMap(({ related = [] }: { related?: { range: { filename: string } }[] }) =>
      related.map(({ range }) => range.filename),
    ),
    mappings: mappings.map(({ address }: { address: string }) => address),
  };
}

describe('a module that another folder calls', () => {
  const address = 'module.worker.aws_lambda_event_source_mapping.m';
  const finding = `value-out-of-range modules/worker/main.tf ${address}`;

  test.each([['.'], ['live'], ['modules'], ['live/main.tf'], ['modules/worker/main.tf'], ['live', 'modules/worker']])(
    'is judged there: preplan %s',
    async (...paths) => {
      expect(await lint(folderWith(FILES), ...paths)).toEqual({
        status: 1,
        found: [finding],
        related: ['live/main.tf', 'live/main.tf'],
        mappings: [address],
      });
    },
  );

  test('is not the business of a folder that does not call it', async () => {
    expect(await lint(folderWith(FILES), 'other')).toMatchObject({ status: 0, found: [], mappings: [] });
  });

  test('is judged there from wherever preplan is started', async () => {
    const folder = folderWith(FILES);
    expect(await lint(join(folder, 'modules/worker'))).toMatchObject({
      found: [`value-out-of-range main.tf ${address}`],
      related: ['../../live/main.tf', '../../live/main.tf'],
    });
    expect(await lint(join(folder, 'live'))).toMatchObject({
      found: [`value-out-of-range ../modules/worker/main.tf ${address}`],
      related: ['main.tf', 'main.tf'],
    });
    expect(await lint(join(folder, 'modules'), '../live', '../modules')).toMatchObject({
      found: [`value-out-of-range worker/main.tf ${address}`],
    });
  });

  test('is sought without a repository too, but not for long, and that is said', async () => {
    const { '.git/HEAD': _, ...files } = FILES;
    const folder = folderWith({ ...files, 'far/away/live/main.tf': LIVE.replace('../', '../../../') });
    const found = await runIn(folder, ['modules/worker/main.tf']);
    expect(found).toMatchObject({ status: 1, stderr: '' });
    expect(found.stdout).toContain('· 2 errors');
    for (let index = 0; index < MOST_FOLDERS; index++) mkdirSync(join(folder, `folder-${index}`));
    for (const argv of [[], ['--list-files']]) {
      const { stderr } = await runIn(folder, ['modules/worker/main.tf', ...argv]);
      expect(stderr).toContain(
        'preplan: no folder above has a .git, and callers of modules were sought in 5000 folders only; run preplan in the folder of your configurations\n',
      );
    }
    expect((await runIn(folder, ['.'])).stderr).toBe('');
  });

  test('is judged alone where no repository holds the caller', async () => {
    const { '.git/HEAD': _, ...files } = FILES;
    expect(await lint(join(folderWith(files), 'modules'))).toMatchObject({
      status: 0,
      mappings: ['aws_lambda_event_source_mapping.m'],
    });
  });
});
