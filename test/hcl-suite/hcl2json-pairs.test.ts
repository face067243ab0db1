import { expect } from 'vitest';
import { parse } from '../../src/hcl/parser.ts';
import { toJson } from '../../src/hcl/to-json.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { suite } from './vectors.ts';

interface Pair {
  readonly k: string;
  readonly s: string;
  readonly out?: unknown;
  readonly err?: string;
}

suite<Pair>(
  'hcl2json-pairs.jsonl',
  ({ k }) => k,
  ({ s, out, err }) => {
    const tree = parse(new SourceFile('t.tf', s));
    const result = toJson(tree);
    if (err === undefined) expect('json' in result && JSON.stringify(result.json)).toBe(JSON.stringify(out));
    else {
      expect(result).toHaveProperty('error');
      expect(tree.diagnostics.length > 0).toBe(err.startsWith('parse config'));
    }
  },
);
