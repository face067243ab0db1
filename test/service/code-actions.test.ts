import { expect, test } from 'vitest';
import { codeActions } from '../../src/service/code-actions.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { SourceFile } from '../../src/text/source-file.ts';

const MAIN = new SourceFile('main.tf', 'a = 0\nb = 1\n');
const OTHER = new SourceFile('other.tf', 'c = 2\n');

const plain: Diagnostic = {
  rule: 'a-rule',
  severity: 'error',
  stage: 'apply',
  message: 'a is 0',
  range: MAIN.range({ start: 4, end: 5 }),
  addresses: [],
};
const fixed: Diagnostic = {
  ...plain,
  fix: {
    title: 'Set a to 1',
    applicability: 'safe',
    edits: [
      { range: MAIN.range({ start: 4, end: 5 }), text: '1' },
      { range: OTHER.range({ start: 0, end: 6 }), text: '' },
    ],
  },
};

function actionsAt(line: number, ...diagnostics: readonly Diagnostic[]) {
  return codeActions(
    { directory: '.', diagnostics, mappings: [], files: 2, internalErrors: 0 },
    { path: 'main.tf', range: { start: { line, character: 4 }, end: { line, character: 4 } } },
    {
      workspace: { documents: new Map(), text: (path) => (path === 'main.tf' ? MAIN : OTHER).text },
      options: { related: false, rulePage: () => undefined, uriOf: (path) => `file:///${path}` },
    },
  );
}

test('a fix is offered where its diagnostic is, with its edits in every file', () => {
  expect(actionsAt(0, plain, fixed)).toMatchObject([
    {
      title: 'Set a to 1',
      kind: 'quickfix',
      isPreferred: true,
      diagnostics: [{ code: 'a-rule' }],
      edit: {
        changes: {
          'file:///main.tf': [
            { range: { start: { line: 0, character: 4 }, end: { line: 0, character: 5 } }, newText: '1' },
          ],
          'file:///other.tf': [
            { range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, newText: '' },
          ],
        },
      },
    },
  ]);
});

test('nothing is offered elsewhere, and in other files', () => {
  expect(actionsAt(1, fixed)).toEqual([]);
  expect(actionsAt(0, { ...fixed, range: OTHER.range({ start: 0, end: 1 }) })).toEqual([]);
});

test('what is one of several repairs is not preferred', () => {
  const unsafe: Diagnostic = { ...fixed, fix: { title: 'Set a to 2', applicability: 'unsafe', edits: [] } };
  expect(actionsAt(0, unsafe)).toMatchObject([{ title: 'Set a to 2', isPreferred: false, edit: { changes: {} } }]);
});
