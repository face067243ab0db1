import { expect } from 'vitest';
import { parseJson } from '../../src/hcl/json-syntax.ts';
import { parseJsonValue } from '../../src/hcl/json-value.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { suite } from './vectors.ts';

interface JsonCase {
  readonly src: string;
  readonly test: string;
  readonly input: string;
  readonly diagCount?: number;
}

suite<JsonCase>(
  'json-syntax-cases.json',
  ({ src, input }) => `${src} ${JSON.stringify(input)}`,
  ({ test, input, diagCount = 0 }) => {
    // The parser's own cases may be any JSON value, and say whether it is one. The others are sound JSON, read with a schema
    // or evaluated, and what they report is about that.
    const isParserCase = test === 'TestParse' || test === 'TestParseWithPos';
    const { diagnostics } = parseJsonValue(input);
    expect(diagnostics.length > 0).toBe(isParserCase && diagCount > 0);
    if (isParserCase) return;
    const tree = parseJson(new SourceFile('test.tf.json', input));
    tree.parseAll();
    expect(tree.diagnostics).toEqual([]);
  },
);
