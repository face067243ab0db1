import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintModules, lintText } from '../../src/core.ts';
import { applyFixes } from '../../src/lint/fixes.ts';
import type { LintResult } from '../../src/lint/lint.ts';
import { nodeFunctions } from '../../src/node/functions.ts';
import { parseSource } from '../../src/terraform/load.ts';
import { memoryFileSystem } from '../../src/terraform/memory-file-system.ts';
import { generateMapping } from '../provider/generate-mapping.ts';

type Files = Readonly<Record<string, string>>;
type Lint = (files: Files) => Pick<LintResult, 'diagnostics'>;

const functions = nodeFunctions(process.cwd());
const MOST_ROUNDS = 10;

/** Mends until nothing can be mended any more. */
function mend(files: Files, lint: Lint): Files {
  let current = files;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const now = current;
    const { diagnostics } = lint(now);
    const { texts, fixed } = applyFixes({ diagnostics, applicability: 'unsafe', textOf: (name) => now[name] });
    if (fixed.length === 0) return current;
    current = { ...current, ...Object.fromEntries(texts) };
  }
  throw new Error(`not stable after ${MOST_ROUNDS} rounds`);
}

function syntaxErrors(files: Files): number {
  return Object.entries(files).reduce((sum, [filename, text]) => {
    const tree = parseSource({ filename, text });
    tree.parseAll();
    return sum + tree.diagnostics.length;
  }, 0);
}

const text: Lint = (files) => lintText({ filename: 'main.tf', text: files['main.tf'] ?? '', functions });

describe('generated modules', () => {
  const folders = (files: Files) => [
    ...new Set(Object.keys(files).map((name) => name.replace(/(^|\/)[^/]*$/, '') || '.')),
  ];
  const modules: Lint = (files) =>
    lintModules({
      fileSystem: memoryFileSystem(files),
      modules: folders(files).map((directory) => ({ directory, called: false })),
      callersOf: (directory) => (directory === '.' ? [] : ['.']),
      functions,
    });

  it('become stable, parse, and have no fault that they did not have', () => {
    let mended = 0;
    for (let seed = 0; seed < 120; seed++) {
      const { files } = generateMapping(seed);
      const after = mend(files, modules);
      if (JSON.stringify(after) === JSON.stringify(files)) continue;
      mended += 1;
      expect(syntaxErrors(after)).toBeLessThanOrEqual(syntaxErrors(files));
      const errors = (all: Files) => modules(all).diagnostics.filter(({ severity }) => severity === 'error');
      expect(errors(after).length, JSON.stringify(after)).toBeLessThanOrEqual(errors(files).length);
    }
    expect(mended).toBeGreaterThan(10);
  });
});

const corpus = '../shared/corpus/esm';

describe.skipIf(!existsSync(corpus))('real mappings (skipped: ../shared is absent)', () => {
  const header = /^resource\s+"aws_lambda_event_source_mapping"\s+"[^"]+"\s*\{[ \t]*(\r?\n)/gm;
  const texts = existsSync(corpus)
    ? readdirSync(corpus, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.tf'))
        .map((name) => readFileSync(join(corpus, name), 'utf8'))
        .filter((content) => content.search(header) !== -1)
        .filter((_, index) => index % 5 === 0)
    : [];

  it('become stable and parse', () => {
    expect(texts.length).toBeGreaterThan(15);
    for (const content of texts) {
      const after = mend({ 'main.tf': content }, text);
      expect(syntaxErrors(after)).toBe(syntaxErrors({ 'main.tf': content }));
    }
  });

  /** What is wrong at the top of each mapping, and what is there when it is mended. */
  const faults = [
    { wrong: ['  uuid = "x" # why'], right: ['  # why'] },
    { wrong: ['  last_modified = <<EOT', 'x', 'EOT'], right: [] },
    {
      wrong: ['  tags {', '    a = 1', '  }'],
      right: ['  tags = {', '    a = 1', '  }'],
      unless: /^\s*tags\b|required_providers/m,
    },
  ];

  it.each(faults)('with $wrong.0 become what they were', ({ wrong, right, unless }) => {
    const withLines = (content: string, lines: readonly string[]) =>
      content.replaceAll(header, (whole, lineBreak) => whole + lines.map((line) => `${line}${lineBreak}`).join(''));
    for (const content of texts) {
      if (unless?.test(content)) continue;
      const expected = mend({ 'main.tf': withLines(content, right) }, text);
      const mended = mend({ 'main.tf': withLines(content, wrong) }, text);
      expect(withoutBlankLines(mended)).toBe(withoutBlankLines(expected));
    }
  });
});

/** Of two blank lines around what is removed one goes too. */
function withoutBlankLines(files: Files): string {
  return (files['main.tf'] ?? '').replaceAll(/^\s*\n/gm, '');
}
