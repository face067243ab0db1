import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { notices } from '../scripts/notices.ts';

const root = mkdtempSync(join(tmpdir(), 'preplan-notices-'));
afterAll(() => rmSync(root, { recursive: true }));

/** A file of a package whose licence, if it has one, is in the file of that name. */
function installed(folder: string, name: string, licence?: string): string {
  const path = join(root, 'node_modules', folder);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name, version: '1.2.3', license: 'MIT' }));
  if (licence !== undefined) writeFileSync(join(path, licence), `You may use ${name}.\n\n`);
  return join(path, 'lib/index.js');
}

test('hands on each licence once, whatever its file is called', () => {
  const text = notices([
    installed('b/node_modules/a', 'a', 'LICENSE-MIT.txt'),
    installed('@scope/c', '@scope/c', 'COPYING'),
    installed('b', 'b', 'license.md'),
    installed('a', 'a', 'Licence'),
    'src/main.ts',
  ]);
  const rule = '='.repeat(80);
  expect(text.split(`${rule}\n`)).toEqual([
    '',
    '@scope/c 1.2.3 (MIT)\n\nYou may use @scope/c.\n\n',
    'a 1.2.3 (MIT)\n\nYou may use a.\n\n',
    'b 1.2.3 (MIT)\n\nYou may use b.\n',
  ]);
});

test('stops at a package that may not be handed on', () => {
  expect(() => notices([installed('bare', 'bare')])).toThrow('bare comes without the text of its licence');
});
