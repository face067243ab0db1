import { describe, expect, it } from 'vitest';
import { lintModules, lintText, type ModuleToLint, rules } from '../src/core.ts';
import { memoryFileSystem } from '../src/terraform/memory-file-system.ts';

const QUEUE = 'event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"';

const FAULTY = `variable "size" {
  default = 100
}
resource "aws_lambda_event_source_mapping" "m" {
  function_name = "orders"
  ${QUEUE}
  batch_size = var.size
}
`;

function lintFiles(files: Readonly<Record<string, string>>, ...modules: readonly ModuleToLint[]) {
  return lintModules({ fileSystem: memoryFileSystem(files), modules });
}

const names = ({ diagnostics }: { readonly diagnostics: readonly { readonly rule: string }[] }) =>
  diagnostics.map(({ rule }) => rule);

describe('modules', () => {
  it('are read whole: a default in one file counts in another', () => {
    const [variable, resource] = FAULTY.split(/(?=resource)/);
    const result = lintFiles(
      { 'app/variables.tf': variable ?? '', 'app/main.tf': resource ?? '' },
      { directory: 'app', called: false },
    );
    expect(names(result)).toEqual(['batch-over-ten-without-window']);
    expect(result.diagnostics[0]?.range.filename).toBe('app/main.tf');
    expect(result).toMatchObject({
      files: 2,
      unread: [],
      internalErrors: 0,
      mappings: [{ kinds: ['sqs-standard'], checked: 'fully' }],
    });
  });

  it('that are called do not know their variables', () => {
    const result = lintFiles({ 'app/main.tf': FAULTY }, { directory: 'app', called: true });
    expect(names(result)).toEqual([]);
    expect(result.mappings).toMatchObject([{ checked: 'partly', undetermined: [{ pointer: '/batch_size' }] }]);
  });

  it('are linted each on its own, in the order of their files', () => {
    const result = lintFiles(
      { 'b/main.tf': FAULTY, 'a/main.tf': FAULTY },
      { directory: 'b', called: false },
      { directory: 'a', called: false },
    );
    expect(result.diagnostics.map(({ range }) => range.filename)).toEqual(['a/main.tf', 'b/main.tf']);
    expect(result.mappings.map(({ range }) => range.filename)).toEqual(['a/main.tf', 'b/main.tf']);
  });

  it('are checked for syntax to the end where a module is called that makes mappings', () => {
    const text =
      'module "m" {\n  source = "x/lambda/aws"\n  event_source_mapping = {\n    a = {\n      filter_criteria {\n      }\n    }\n  }\n}\n';
    expect(names(lintFiles({ 'app/main.tf': text }, { directory: 'app', called: false }))).toEqual(['syntax-error']);
    const other = text.replace('event_source_mapping', 'mappings');
    expect(names(lintFiles({ 'app/main.tf': other }, { directory: 'app', called: false }))).toEqual([]);
  });

  it('that are not there have nothing to say', () => {
    expect(lintFiles({}, { directory: 'nowhere', called: false })).toMatchObject({
      diagnostics: [],
      mappings: [],
      files: 0,
    });
  });

  it('without a mapping are checked for syntax only when they are named', () => {
    const files = { 'app/main.tf': 'locals {\n  a = (\n}\n' };
    expect(names(lintFiles(files, { directory: 'app', called: false, named: true }))).toContain('syntax-error');
  });

  it('take settings', () => {
    const fileSystem = memoryFileSystem({ 'main.tf': FAULTY });
    const modules = [{ directory: '.', called: false }];
    const off = { 'batch-over-ten-without-window': 'off' } as const;
    expect(names(lintModules({ fileSystem, modules, severities: off }))).toEqual([]);
    expect(names(lintModules({ fileSystem, modules, only: ['batch-size-zero'] }))).toEqual([]);
  });
});

describe('one text', () => {
  it('is a module of its own', () => {
    const result = lintText({ filename: 'stdin.tf', text: FAULTY });
    expect(names(result)).toEqual(['batch-over-ten-without-window']);
    expect(result.diagnostics[0]?.range.filename).toBe('stdin.tf');
  });

  it('in JSON syntax is read by its name', () => {
    const mapping = {
      function_name: 'orders',
      event_source_arn: 'arn:aws:sqs:eu-west-1:123456789012:orders',
      batch_size: 100,
    };
    const text = JSON.stringify({ resource: { aws_lambda_event_source_mapping: { m: mapping } } });
    expect(names(lintText({ filename: 'main.tf.json', text }))).toEqual(['batch-over-ten-without-window']);
  });

  it('with a syntax error is checked as far as it can be read', () => {
    expect(names(lintText({ filename: 'main.tf', text: `${FAULTY}\nlocals {\n  a = )\n}\n` }))).toEqual([
      'batch-over-ten-without-window',
      'syntax-error',
    ]);
  });
});

it('rules have names of their own', () => {
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
});
