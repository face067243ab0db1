import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleProgram, removeTemporaryFolders } from './client.ts';
import { editSession, hasCorpus } from './edit-session.ts';

afterAll(removeTemporaryFolders);

describe.skipIf(!hasCorpus)('an editing session over real files (skipped: ../shared is absent)', () => {
  let program: string;

  beforeAll(async () => {
    program = await bundleProgram();
  });

  test('ends with what a fresh run of the command line says', async () => {
    const { files, log, made } = await editSession({ program, files: 8, edits: 300, seed: 1, largestModule: 20_000 });
    expect(log).toEqual([]);
    expect(files).toHaveLength(8);
    for (const { file, server, commandLine } of files)
      expect({ file, found: server }).toEqual({ file, found: commandLine });
    expect(files.flatMap(({ server }) => server).length).toBeGreaterThan(10);
    expect(Object.values(made).every((count) => count > 10)).toBe(true);
  }, 300_000);
});
