import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fastGlob from 'fast-glob';
import { expect, test } from 'vitest';

/** Left to right: a folder imports itself and folders to its left. `rules` stands beside `lint`, and imports `rule` only. */
const LAYERS = 'text hcl value terraform schema lambda rule lint report service core rules node lsp cli index'.split(
  ' ',
);
/** Who may import the rules: the place where they meet the engine, and what shows their pages. */
const IMPORT_RULES = ['src/core.ts', 'src/cli/explain.ts', 'src/cli/sarif-rules.ts'];

/** Generated: they list the rules. */
const REGISTRIES = ['rules/index.ts', 'rules/pages.ts'];

const layerOf = (path: string) => /^(?:src\/)?(\w+)/.exec(path)?.[1] ?? path;

const imports = fastGlob.sync(['src/**/*.ts', 'rules/*.ts']).flatMap((file) => {
  const text = readFileSync(file, 'utf8');
  const specifiers = [...text.matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
    ([, specifier = '']) => specifier,
  );
  return specifiers.map((specifier) => ({ file, target: join(dirname(file), specifier).replaceAll('\\', '/') }));
});

test('a folder imports itself and folders to its left', () => {
  const wrong = imports.filter(({ file, target }) => {
    if (target === 'package.json' || target.startsWith('schemas/')) return layerOf(file) !== 'cli';
    if (file.startsWith('rules/'))
      return !target.startsWith('src/rule/') && !(REGISTRIES.includes(file) && target.startsWith('rules/'));
    if (target.startsWith('rules/')) return !IMPORT_RULES.includes(file);
    return LAYERS.indexOf(layerOf(target)) > LAYERS.indexOf(layerOf(file)) || !LAYERS.includes(layerOf(target));
  });
  expect(imports.length).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});
