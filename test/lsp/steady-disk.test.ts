import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { steadyDisk } from '../../src/lsp/steady-disk.ts';

test('a file is as it is now', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preplan-disk-'));
  const disk = steadyDisk();
  const read = () => disk(folder).readFile('main.tf');
  expect(read()).toEqual({ error: 'missing' });
  writeFileSync(join(folder, 'main.tf'), 'a = 1\n');
  expect(read()).toEqual({ text: 'a = 1\n' });
  writeFileSync(join(folder, 'main.tf'), 'a = 2\n');
  utimesSync(join(folder, 'main.tf'), 0, 0);
  expect(read()).toEqual({ text: 'a = 2\n' });
  rmSync(join(folder, 'main.tf'));
  expect(read()).toEqual({ error: 'missing' });
  rmSync(folder, { recursive: true });
});

test('a file that nobody touches is read once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'preplan-disk-'));
  writeFileSync(join(folder, 'main.tf'), 'a = 1\n');
  // Longer than the time within which a file is not trusted.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const disk = steadyDisk();
  const first = disk(folder).readFile('main.tf');
  expect(disk(folder).readFile('main.tf')).toBe(first);
  writeFileSync(join(folder, 'main.tf'), 'a = 2\n');
  expect(disk(folder).readFile('main.tf')).toEqual({ text: 'a = 2\n' });
  rmSync(folder, { recursive: true });
});
