import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { serverCommand } from '../../editors/vscode/src/server-command.ts';

const places = { workspace: resolve('/work'), bundled: '/extension/cli.cjs' };

test('without a path the server of the extension is started', () => {
  const bundled = { kind: 'bundled', module: '/extension/cli.cjs' };
  expect(serverCommand({ path: '', arguments: ['lsp'] }, places)).toEqual(bundled);
  expect(serverCommand({ path: '  ', arguments: ['x'] }, places)).toEqual(bundled);
});

test('a name is left to PATH, a relative path is one of the workspace', () => {
  const command = (path: string, workspace: string | undefined = places.workspace) =>
    serverCommand({ path, arguments: ['a', 'lsp'] }, { ...places, workspace });
  expect(command('preplan')).toEqual({ kind: 'program', command: 'preplan', arguments: ['a', 'lsp'] });
  expect(command('node_modules/.bin/preplan')).toMatchObject({
    command: resolve('/work/node_modules/.bin/preplan'),
  });
  expect(command(resolve('/bin/preplan'))).toMatchObject({ command: resolve('/bin/preplan') });
  expect(serverCommand({ path: './preplan', arguments: [] }, { ...places, workspace: undefined })).toMatchObject({
    command: './preplan',
  });
});
