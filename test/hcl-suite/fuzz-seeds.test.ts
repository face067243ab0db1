import { expect } from 'vitest';
import { parseExpression } from '../../src/hcl/expression-parser.ts';
import { parseJson } from '../../src/hcl/json-syntax.ts';
import { parse } from '../../src/hcl/parser.ts';
import { parseTemplate } from '../../src/hcl/template-parser.ts';
import { parseWithReference } from '../../src/node/reference-parser.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { sameAsReference } from './compare.ts';
import { readCases, suite } from './vectors.ts';

interface Seed {
  readonly path: string;
  readonly target:
    | 'FuzzParseConfig'
    | 'FuzzParseExpression'
    | 'FuzzParseTemplate'
    | 'FuzzParseTraversalAbs'
    | 'FuzzParse';
  readonly input: string;
}

const references = parseWithReference(readCases<Seed>('vectors/fuzz-seeds.json').map(({ input }) => input));

/** All seeds of HCL's fuzzers are sound. */
suite<Seed>(
  'fuzz-seeds.json',
  ({ path }) => path,
  ({ target, input }, index) => {
    const file = new SourceFile('seed', input);
    switch (target) {
      case 'FuzzParseConfig': {
        const tree = parse(file);
        expect(tree.diagnostics).toEqual([]);
        expect(sameAsReference(tree, references[index])).toBe('same');
        break;
      }
      case 'FuzzParseExpression':
      case 'FuzzParseTraversalAbs':
        expect(parseExpression(file).diagnostics).toEqual([]);
        break;
      case 'FuzzParseTemplate':
        expect(parseTemplate(file).diagnostics).toEqual([]);
        break;
      case 'FuzzParse': {
        const tree = parseJson(file);
        tree.parseAll();
        expect(tree.diagnostics).toEqual([]);
        break;
      }
    }
  },
);
