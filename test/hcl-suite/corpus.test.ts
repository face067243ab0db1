import { describe, expect, test } from 'vitest';
import { parseJson } from '../../src/hcl/json-syntax.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { compareBatch } from './compare.ts';
import { corpusNames, readCorpusFile } from './corpus.ts';
import { hasShared } from './shared.ts';

const absent = hasShared('corpus') ? '' : ' (skipped: ../shared/corpus is absent)';

describe.skipIf(absent !== '')(`real files${absent}`, () => {
  // All of them: scripts/compare-corpus.ts.
  test('every twentieth has the same JSON, key order included, as the reference parser gives', () => {
    const names = corpusNames('.tf').filter((_, index) => index % 20 === 0);
    const { differences, accepted } = compareBatch(names.map((name) => readCorpusFile(name).text));
    expect(differences.map(({ index, comparison }) => `${names[index]}: ${comparison}`)).toEqual([]);
    expect(accepted).toBeGreaterThan(0.95 * names.length);
  });

  test('files in JSON syntax have no errors', () => {
    const names = corpusNames('.tf.json');
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const tree = parseJson(new SourceFile(name, readCorpusFile(name).text));
      tree.parseAll();
      expect(tree.diagnostics, name).toEqual([]);
    }
  });
});
