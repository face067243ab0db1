import { expect, test } from 'vitest';
import { type DiagnosticOptions, fileDiagnostics } from '../../src/service/diagnostics.ts';
import type { ModuleCheck } from '../../src/service/workspace.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { workspaceOf } from './workspace-of.ts';

const OPTIONS: DiagnosticOptions = {
  related: true,
  rulePage: (rule) => `https://example.org/rules/${rule}`,
  uriOf: (path) => `file:///${path}`,
};

const MAIN = `resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.orders.arn
}
`;
const OTHERS = `resource "aws_sqs_queue" "orders" {}

resource "aws_lambda_function" "orders" {
  timeout = 60
}
`;

function checkOf(...diagnostics: readonly Partial<Diagnostic>[]): ModuleCheck {
  const range = new SourceFile('main.tf', 'batch_size = 0\n').range({ start: 13, end: 14 });
  const plain: Diagnostic = {
    rule: 'a-rule',
    severity: 'error',
    stage: 'apply',
    message: 'batch_size is 0',
    range,
    addresses: ['aws_lambda_event_source_mapping.orders'],
  };
  return {
    directory: '.',
    diagnostics: diagnostics.map((diagnostic) => ({ ...plain, ...diagnostic })),
    mappings: [],
    files: 1,
    internalErrors: 0,
  };
}

function only(diagnostic: Partial<Diagnostic>, options: Partial<DiagnosticOptions> = {}) {
  const { workspace } = workspaceOf({});
  const found = fileDiagnostics(checkOf(diagnostic), workspace, { ...OPTIONS, ...options });
  return found.get('main.tf')?.[0];
}

test('a real finding, with its related places in another file', () => {
  const { workspace, open } = workspaceOf({ 'app/others.tf': OTHERS });
  open('app/main.tf', MAIN);
  const found = fileDiagnostics(workspace.check('app'), workspace, OPTIONS);
  expect([...found.keys()]).toEqual(['app/main.tf']);
  expect(found.get('app/main.tf')).toEqual([
    {
      range: { start: { line: 1, character: 21 }, end: { line: 1, character: 45 } },
      severity: 1,
      code: 'visibility-timeout-below-function-timeout',
      codeDescription: { href: 'https://example.org/rules/visibility-timeout-below-function-timeout' },
      source: 'preplan',
      message: [
        'aws_sqs_queue.orders hides a message for 30 seconds, but aws_lambda_function.orders may run for 60',
        'AWS says: Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds',
        'Write visibility_timeout_seconds = 60 or more in the queue; AWS advises 360',
      ].join('\n'),
      relatedInformation: [
        {
          location: {
            uri: 'file:///app/others.tf',
            range: { start: { line: 0, character: 0 }, end: { line: 0, character: 33 } },
          },
          message: 'visibility_timeout_seconds is 30',
        },
        {
          location: {
            uri: 'file:///app/others.tf',
            range: { start: { line: 3, character: 12 }, end: { line: 3, character: 14 } },
          },
          message: 'timeout is 60',
        },
      ],
      data: {
        stage: 'apply',
        pointer: '/event_source_arn',
        addresses: ['aws_lambda_event_source_mapping.orders'],
      },
    },
  ]);
});

test('a warning is one', () => {
  expect(only({ severity: 'warning' })?.severity).toBe(2);
});

test('says under which condition, and for which instances', () => {
  const message = only({
    assumptions: ['var.env == "prod"'],
    addresses: ['m["a"]', 'm["b"]', 'm["c"]', 'm["d"]', 'm["e"]'],
  })?.message;
  expect(message).toBe('batch_size is 0\nWhen: var.env == "prod"\nFor m["a"], m["b"], m["c"] and 2 more');
  expect(only({ addresses: ['m["a"]'] })?.message).toBe('batch_size is 0\nFor m["a"]');
});

test('control characters of a source do not reach the editor', () => {
  expect(only({ message: 'name is "\x1b[31m\u202e"' })?.message).toBe('name is "␛[31m\ufffd"');
});

test('what the editor cannot show, or nobody knows, is left out', () => {
  const { range } = checkOf({}).diagnostics[0] ?? {};
  const related = range && [{ message: 'here', range }];
  const diagnostic = only({ ...(related && { related }) }, { related: false, rulePage: () => undefined });
  expect(diagnostic).not.toHaveProperty('relatedInformation');
  expect(diagnostic).not.toHaveProperty('codeDescription');
  expect(diagnostic?.data).not.toHaveProperty('pointer');
});

test('a repair travels with its diagnostic', () => {
  const range = new SourceFile('main.tf', 'batch_size = 0\n').range({ start: 13, end: 14 });
  const fix = { title: 'Write 1', applicability: 'safe', edits: [{ range, text: '1' }] } as const;
  expect(only({ fix })?.data).toMatchObject({ fix });
});

test('places are named as the editor names them', () => {
  const { workspace } = workspaceOf({ 'app/others.tf': OTHERS });
  workspace.open({ path: 'app/main.tf', uri: 'file:///app/main%2Etf', version: 7, text: MAIN });
  workspace.open({ path: 'app/others.tf', uri: 'file:///app/others%2Etf', version: 3, text: `\n${OTHERS}` });
  const [diagnostic] = fileDiagnostics(workspace.check('app'), workspace, OPTIONS).get('app/main.tf') ?? [];
  expect(diagnostic?.relatedInformation?.[0]?.location).toMatchObject({
    uri: 'file:///app/others%2Etf',
    range: { start: { line: 1 } },
  });
});
