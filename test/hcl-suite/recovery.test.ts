import { describe, expect, test } from 'vitest';
import { corpusNames, readCorpusFile } from './corpus.ts';
import { editKinds } from './edits.ts';
import { measureRecovery, suitsRecovery } from './recovery.ts';
import { hasShared } from './shared.ts';

const absent = hasShared('corpus') ? '' : ' (skipped: ../shared/corpus is absent)';

// The long run is scripts/recovery.ts.
describe.skipIf(absent !== '')(`a file that is being edited${absent}`, () => {
  const files = corpusNames('.tf')
    .filter((_, index) => index % 40 === 0)
    .map(readCorpusFile)
    .filter(({ text }) => suitsRecovery(text));
  const results = measureRecovery(files, 1);

  test('keeps 99.9 % of its other blocks as they were', () => {
    const others = results.reduce((sum, result) => sum + result.others, 0);
    const kept = results.reduce((sum, result) => sum + result.kept, 0);
    expect(others).toBeGreaterThan(1000);
    expect(kept / others, results.flatMap(({ losses }) => losses).join('\n')).toBeGreaterThanOrEqual(0.999);
  });

  test('has about one error for each fault', () => {
    expect(results.map(({ kind }) => kind)).toEqual(editKinds);
    for (const { kind, edits, diagnostics } of results) {
      expect(edits, kind).toBeGreaterThan(0);
      expect(diagnostics / edits, kind).toBeLessThan(2);
    }
  });
});
