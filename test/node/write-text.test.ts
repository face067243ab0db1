import {
  chmodSync,
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replaceText } from '../../src/node/write-text.ts';
import { folderWith } from '../cli/run-in.ts';

const isRoot = process.getuid?.() === 0;

describe('a text that replaces another', () => {
  it('takes its place, with its mode, and leaves nothing beside it', () => {
    const folder = folderWith({ 'main.tf': 'a\n' });
    const path = join(folder, 'main.tf');
    chmodSync(path, 0o640);
    expect(replaceText({ path, before: 'a\n', after: '\ufeffb\r\n' })).toBeUndefined();
    expect(readFileSync(path, 'utf8')).toBe('\ufeffb\r\n');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['main.tf']);
  });

  it('goes where a symbolic link leads to, and the link stays', () => {
    const folder = folderWith({ 'real/main.tf': 'a\n', 'live/x': '' });
    const path = join(folder, 'live/main.tf');
    symlinkSync('../real/main.tf', path);
    expect(replaceText({ path, before: 'a\n', after: 'b\n' })).toBeUndefined();
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real/main.tf'), 'utf8')).toBe('b\n');
  });

  it.each(['longer than before\n', ''])('is seen by all names of the file: %j', (after) => {
    const folder = folderWith({ 'a/main.tf': 'before\n', 'b/x': '' });
    const [path, other] = [join(folder, 'a/main.tf'), join(folder, 'b/main.tf')];
    linkSync(path, other);
    expect(replaceText({ path, before: 'before\n', after })).toBeUndefined();
    expect([path, other].map((name) => readFileSync(name, 'utf8'))).toEqual([after, after]);
    expect(statSync(path).ino).toBe(statSync(other).ino);
    // The same for the other name, which is there already.
    expect(replaceText({ path: other, before: 'before\n', after })).toBeUndefined();
    expect(replaceText({ path: other, before: 'before\n', after: 'x\n' })).toEqual({ kind: 'changed' });
    expect(readdirSync(join(folder, 'a'))).toEqual(['main.tf']);
  });

  it('is not written over what was changed meanwhile', () => {
    const folder = folderWith({ 'main.tf': 'changed\n' });
    const path = join(folder, 'main.tf');
    expect(replaceText({ path, before: 'a\n', after: 'b\n' })).toEqual({ kind: 'changed' });
    expect(readFileSync(path, 'utf8')).toBe('changed\n');
    expect(readdirSync(folder)).toEqual(['main.tf']);
  });

  it('is refused where there is no file any more', () => {
    const path = join(folderWith({}), 'main.tf');
    expect(replaceText({ path, before: 'a\n', after: 'b\n' })).toMatchObject({ kind: 'refused' });
  });

  it.skipIf(isRoot)('is refused where the file or its folder may not be written (skipped for root, who may)', () => {
    const folder = folderWith({ 'main.tf': 'a\n' });
    const path = join(folder, 'main.tf');
    chmodSync(path, 0o444);
    expect(replaceText({ path, before: 'a\n', after: 'b\n' })).toEqual({ kind: 'refused', why: 'permission denied' });
    chmodSync(path, 0o644);
    chmodSync(folder, 0o555);
    expect(replaceText({ path, before: 'a\n', after: 'b\n' })).toEqual({ kind: 'refused', why: 'permission denied' });
    chmodSync(folder, 0o755);
    expect(readFileSync(path, 'utf8')).toBe('a\n');
  });

  it('is refused where the place for it is taken', () => {
    const folder = folderWith({ 'main.tf': 'a\n' });
    const path = join(folder, 'main.tf');
    writeFileSync(join(folder, `.main.tf.${process.pid}.preplan`), 'mine');
    expect(replaceText({ path, before: 'a\n', after: 'b\n' })).toMatchObject({ kind: 'refused' });
    expect(readFileSync(path, 'utf8')).toBe('a\n');
    expect(readdirSync(folder)).toHaveLength(2);
  });
});
