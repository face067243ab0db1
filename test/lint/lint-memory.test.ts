import { expect, test } from 'vitest';
import { lintModules } from '../../src/core.ts';
import { LintMemory } from '../../src/lint/lint-memory.ts';
import { type ModuleSource, parseSource } from '../../src/terraform/load.ts';
import { memoryFileSystem } from '../../src/terraform/memory-file-system.ts';

function mapping(name: string, size: string, source = `aws_sqs_queue.${name}.arn`): string {
  return `resource "aws_lambda_event_source_mapping" "${name}" {
  event_source_arn = ${source}
  function_name    = aws_lambda_function.worker.arn
  batch_size       = ${size}
}

resource "aws_sqs_queue" "${name}" {
  name                       = "\${local.prefix}-${name}"
  visibility_timeout_seconds = var.seconds
}

`;
}

const FILES: Readonly<Record<string, string>> = {
  'main.tf': `${mapping('a', '20000')}${mapping('b', 'var.size')}${mapping('c', '10', 'aws_sqs_queue.a.arn')}${mapping('d', '5')}`,
  'other.tf': `${mapping('e', '99999\n  tags             = {}')}module "more" {
  source = "./more"
  size   = var.size
}

resource "aws_lambda_function" "worker" {
  function_name = "worker"
  timeout       = 60
  role          = aws_iam_role.worker.arn
}

resource "aws_iam_role" "worker" {
  assume_role_policy = "{}"
}
`,
  'variables.tf': `variable "size" {
  default = 12000
}

variable "seconds" {
  default = 30
}

locals {
  prefix = "x"
}

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}
`,
  'more/main.tf': `variable "size" {}

resource "aws_lambda_event_source_mapping" "more" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:more"
  function_name    = "more"
  batch_size       = var.size
}
`,
};

/** A module that is linted after each change, by memory and anew. */
function edited() {
  const files = { ...FILES };
  const trees = new Map<string, ReturnType<typeof parseSource>>();
  const memory = new LintMemory();
  const looked = new Set<string>();
  const run = (more: object) =>
    lintModules({
      fileSystem: memoryFileSystem(files),
      modules: [{ directory: '.', called: false, named: true }],
      now: '2026-01-01T00:00:00Z',
      ...more,
    });
  return {
    files,
    check() {
      looked.clear();
      const found = run({
        memory,
        parse(source: ModuleSource) {
          const known = trees.get(source.filename);
          const tree = known?.file.text === source.text ? known : parseSource(source, known);
          trees.set(source.filename, tree);
          return tree;
        },
        instrument: (rule: { check(context: unknown): Iterable<unknown> }) => ({
          ...rule,
          check(context: { readonly mapping: { readonly address: string } }) {
            looked.add(context.mapping.address.split('.').at(-1) ?? '');
            return rule.check(context);
          },
        }),
      });
      return { found, anew: run({}), looked: [...looked].sort() };
    },
  };
}

test.each([
  ['a mapping', 'main.tf', 'batch_size       = 5', 'batch_size       = 15000', ['d']],
  ['lines before all mappings of a file', 'main.tf', /^/, '# one\n# two\n', []],
  ['a queue that two mappings read', 'main.tf', '-a"', '-aa"', ['a', 'c']],
  ['a variable that one mapping and a module call read', 'variables.tf', '12000', '20', ['b', 'more']],
  ['the function of all', 'other.tf', 'timeout       = 60', 'timeout       = 20', ['a', 'b', 'c', 'd', 'e']],
  ['the version of the provider', 'variables.tf', '~> 5.0', '~> 4.0', ['e']],
  ['what nobody reads', 'variables.tf', /$/, 'variable "unused" {}\n', []],
  [
    'a source, so that two mappings are no longer the same',
    'main.tf',
    'queue.a.arn\n  function',
    'queue.b.arn\n  function',
    ['a', 'b', 'c'],
  ],
] as const)('looks again only at what is concerned by a change of %s', (_, file, from, to, concerned) => {
  const { files, check } = edited();
  check();
  files[file] = (files[file] ?? '').replace(from, to);
  const { found, anew, looked } = check();
  expect(found).toEqual(anew);
  expect(found.diagnostics.length).toBeGreaterThan(0);
  expect(looked).toEqual(concerned);
});

test('declarations that are repeated', () => {
  const { files, check } = edited();
  check();
  files['variables.tf'] += 'variable "size" {\n  default = 1\n}\n';
  const variable = check();
  expect(variable.found).toEqual(variable.anew);
  expect(variable.found.diagnostics.map(({ rule }) => rule)).toContain('invalid-declaration');
  files['variables.tf'] = `${FILES['variables.tf'] ?? ''}resource "aws_sqs_queue" "a" {}\n`;
  const resource = check();
  expect(resource.found).toEqual(resource.anew);
  files['main.tf'] = (files['main.tf'] ?? '').replace('batch_size       = 5', 'batch_size       = 15000');
  const unconcerned = check();
  expect(unconcerned.found).toEqual(unconcerned.anew);
  expect(unconcerned.looked).toEqual(['d']);
});

test('a mapping that was added or removed', () => {
  const { files, check } = edited();
  check();
  files['main.tf'] += mapping('f', '30000', 'aws_sqs_queue.d.arn');
  const added = check();
  expect(added.found).toEqual(added.anew);
  expect(added.looked).toEqual(expect.arrayContaining(['d', 'f']));
  files['main.tf'] = FILES['main.tf'] ?? '';
  const removed = check();
  expect(removed.found).toEqual(removed.anew);
  delete files['other.tf'];
  const without = check();
  expect(without.found).toEqual(without.anew);
});

test('what evaluation itself finds is found in the same place', () => {
  const { files, check } = edited();
  check();
  files['variables.tf'] = `${FILES['variables.tf']}`.replace('prefix = "x"', 'prefix = local.prefix');
  const { found, anew } = check();
  expect(found.diagnostics.map(({ rule }) => rule)).toContain('reference-cycle');
  expect(found).toEqual(anew);
});

/** Pieces that are put in, and what is put in its place. */
const PIECES = [
  '\n',
  '"',
  '{',
  '}',
  '/*',
  '<<EOT\n',
  ' = ',
  'x',
  '0',
  '\nlocals {\n  prefix = "y"\n}\n',
  '\nprovider "aws" {}\n',
];
const WORDS = /\b(?:a|b|c|d|e|size|seconds|prefix|worker|more|\d+)\b/g;

test('says after every change what is said without a memory', () => {
  const { files, check } = edited();
  let state = 7;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % limit;
  };
  const undo: (readonly [file: string, text: string])[] = [];
  let mostFound = 0;
  for (let edit = 0; edit < 120; edit++) {
    const file = ['main.tf', 'main.tf', 'other.tf', 'variables.tf'][below(4)] ?? '';
    const text = files[file] ?? '';
    const words = [...text.matchAll(WORDS)];
    const at = below(text.length + 1);
    const kind = below(8);
    const last = kind < 4 ? undo.pop() : undefined;
    if (last !== undefined) files[last[0]] = last[1];
    else {
      undo.push([file, text]);
      const word = words[below(words.length)];
      const other = words[below(words.length)];
      if (kind === 5) files[file] = text.slice(0, at) + PIECES[below(PIECES.length)] + text.slice(at);
      else if (kind === 6) files[file] = text.slice(0, at) + text.slice(at + below(60));
      else if (kind === 7)
        files[file] = text.slice(0, at) + text.slice(below(text.length)).slice(0, below(300)) + text.slice(at);
      else if (word !== undefined && other !== undefined)
        files[file] = text.slice(0, word.index) + other[0] + text.slice(word.index + word[0].length);
    }
    const { found, anew } = check();
    expect({ edit, found }).toEqual({ edit, found: anew });
    mostFound = Math.max(mostFound, found.diagnostics.length);
  }
  expect(mostFound).toBeGreaterThan(5);
}, 120_000);
