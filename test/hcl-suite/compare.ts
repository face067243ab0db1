import type { SyntaxTree } from '../../src/hcl/ast.ts';
import { parse } from '../../src/hcl/parser.ts';
import { toJson } from '../../src/hcl/to-json.ts';
import { parseWithReference, type ReferenceResult } from '../../src/node/reference-parser.ts';
import { SourceFile } from '../../src/text/source-file.ts';

export type Comparison =
  | 'same'
  | 'we reject'
  | 'we accept'
  | 'JSON differs'
  /** One side has JSON for a text that both accept, the other has not. */
  | 'convertibility differs'
  | 'we throw'
  | 'no reference';

/** Whether we say of a text what the reference parser says: sound or not, and the same JSON with the same order of keys. */
export function sameAsReference(tree: SyntaxTree, reference: ReferenceResult | undefined): Comparison {
  tree.parseAll();
  const accepted = tree.diagnostics.length === 0;
  switch (reference?.kind) {
    case undefined:
    case 'unavailable':
      return 'no reference';
    case 'syntax-error':
      return accepted ? 'we accept' : 'same';
    case 'not-convertible':
      if (!accepted) return 'we reject';
      return 'json' in toJson(tree) ? 'convertibility differs' : 'same';
    case 'json': {
      if (!accepted) return 'we reject';
      const ours = toJson(tree);
      if (!('json' in ours)) return 'convertibility differs';
      return JSON.stringify(ours.json) === JSON.stringify(reference.json) ? 'same' : 'JSON differs';
    }
  }
}

export interface Difference {
  readonly index: number;
  readonly text: string;
  readonly comparison: Exclude<Comparison, 'same'>;
}

export interface BatchResult {
  readonly differences: readonly Difference[];
  /** How many texts both sides accept. */
  readonly accepted: number;
  readonly slowestMilliseconds: number;
}

/** Compares a batch of texts, each read whole and lazily. */
export function compareBatch(texts: readonly string[]): BatchResult {
  const references = parseWithReference(texts).map((reference, index) => {
    // A child that had no time left on a busy machine says nothing about the text.
    const [again = reference] = reference.kind === 'unavailable' ? parseWithReference([texts[index] ?? '']) : [];
    return again;
  });
  const differences: Difference[] = [];
  let accepted = 0;
  let slowestMilliseconds = 0;
  for (const [index, text] of texts.entries()) {
    const reference = references[index];
    for (const lazy of [false, true]) {
      const started = performance.now();
      const comparison = compareOne(text, lazy, reference);
      slowestMilliseconds = Math.max(slowestMilliseconds, performance.now() - started);
      if (comparison === 'same') continue;
      differences.push({ index, text, comparison });
      break;
    }
    if (reference?.kind === 'json') accepted++;
  }
  return { differences, accepted, slowestMilliseconds };
}

function compareOne(text: string, lazy: boolean, reference: ReferenceResult | undefined): Comparison {
  try {
    return sameAsReference(parse(new SourceFile('main.tf', text), { lazy }), reference);
  } catch {
    return 'we throw';
  }
}
