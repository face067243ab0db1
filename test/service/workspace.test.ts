import { expect, test } from 'vitest';
import { isChecked } from '../../src/service/workspace.ts';
import { MAPPING, sizeIs, workspaceOf } from './workspace-of.ts';

const rulesOf = ({ diagnostics }: { readonly diagnostics: readonly { readonly rule: string }[] }) =>
  diagnostics.map(({ rule }) => rule);

test('an unsaved default in one file changes what is said of another', () => {
  const { workspace, open } = workspaceOf({ 'app/main.tf': MAPPING, 'app/variables.tf': sizeIs(10) });
  open('app/main.tf', MAPPING);
  expect(rulesOf(workspace.check('app'))).toEqual([]);
  open('app/variables.tf', sizeIs(20000));
  const { diagnostics } = workspace.check('app');
  expect(diagnostics).toMatchObject([{ rule: 'value-out-of-range', range: { filename: 'app/main.tf' } }]);
  workspace.close('app/variables.tf');
  expect(rulesOf(workspace.check('app'))).toEqual([]);
});

test('a file is parsed once for each text that it has', () => {
  const { workspace, open, parsed } = workspaceOf({ 'app/main.tf': MAPPING, 'app/variables.tf': sizeIs(10) });
  open('app/main.tf', MAPPING);
  workspace.check('app');
  expect(parsed).toEqual(['app/main.tf', 'app/variables.tf']);
  open('app/main.tf', `${MAPPING}# more\n`, 2);
  workspace.check('app');
  expect(parsed).toEqual(['app/main.tf', 'app/variables.tf', 'app/main.tf']);
  open('app/variables.tf', sizeIs(10));
  workspace.check('app');
  expect(parsed).toHaveLength(3);
});

test('a module is checked again only when something that was read has changed', () => {
  const { workspace, open, checked, files } = workspaceOf({ 'a/main.tf': MAPPING, 'b/main.tf': MAPPING });
  open('a/main.tf', MAPPING);
  open('b/main.tf', MAPPING);
  for (const directory of workspace.directories()) workspace.check(directory);
  for (const directory of workspace.directories()) workspace.check(directory);
  expect(checked).toEqual(['a', 'b']);

  open('b/main.tf', '', 2);
  workspace.changed('c/main.tf');
  for (const directory of workspace.directories()) workspace.check(directory);
  expect(checked).toEqual(['a', 'b', 'b']);

  // A file that was not there before.
  files['a/variables.tf'] = sizeIs(20000);
  workspace.changed('a/variables.tf');
  expect(rulesOf(workspace.check('a'))).toEqual(['value-out-of-range']);

  workspace.changedAll();
  for (const directory of workspace.directories()) workspace.check(directory);
  expect(checked).toEqual(['a', 'b', 'b', 'a', 'a', 'b']);
});

test('what belongs to no open document is forgotten', () => {
  const { workspace, open, parsed } = workspaceOf({ 'app/main.tf': MAPPING });
  open('app/main.tf', MAPPING);
  workspace.check('app');
  workspace.close('app/main.tf');
  workspace.close('app/never-opened.tf');
  expect(workspace.directories()).toEqual([]);
  expect(workspace.text('app/main.tf')).toBeUndefined();
  open('app/main.tf', MAPPING);
  workspace.check('app');
  expect(parsed).toEqual(['app/main.tf', 'app/main.tf']);
});

test('while one block is broken the others keep their diagnostics', () => {
  const { workspace, open } = workspaceOf({});
  const other = MAPPING.replaceAll('orders', 'other').replace('var.size', '20000');
  open('main.tf', `${MAPPING.replace('= var.size', '= ')}\n${other}`);
  expect(rulesOf(workspace.check('.'))).toEqual(['syntax-error', 'value-out-of-range']);
  open('main.tf', `resource "aws_lambda_event_source_mapping" "typing" {\n  batch_size = "\n\n${other}`, 2);
  expect(rulesOf(workspace.check('.'))).toContain('value-out-of-range');
});

test('a module stands behind its variable values and its lock file too', () => {
  const { workspace, open } = workspaceOf({ 'app/main.tf': MAPPING.replace('var.size', '20000') });
  open('app/terraform.tfvars', 'size = 10\n');
  open('live/.terraform.lock.hcl', '');
  open('docs/readme.md', '');
  expect(workspace.directories()).toEqual(['app', 'live']);
  expect(rulesOf(workspace.check('app'))).toEqual(['value-out-of-range']);
  expect(rulesOf(workspace.check('live'))).toEqual([]);
});

test.each([
  ['main.tf', true],
  ['a/main.tofu', true],
  ['a/main.tf.json', true],
  ['a/b.auto.tfvars', true],
  ['a/terraform.tfvars.json', true],
  ['.terraform.lock.hcl', true],
  ['a/.#main.tf', false],
  ['main.tf~', false],
  ['main.tftest.hcl', false],
  ['preplan.json', false],
])('%s is checked: %s', (path, expected) => {
  expect(isChecked(path)).toBe(expected);
});
