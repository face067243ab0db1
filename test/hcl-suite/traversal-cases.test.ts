import { expect } from 'vitest';
import { parseExpression } from '../../src/hcl/expression-parser.ts';
import { traversal } from '../../src/hcl/traversal.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { suite } from './vectors.ts';

interface TraversalCase {
  readonly src: string;
  readonly input: string;
  readonly diagCount: number;
}

suite<TraversalCase>(
  'traversal-cases.json',
  ({ src, input }) => `${src} ${JSON.stringify(input)}`,
  ({ input, diagCount }) => {
    const { expression, diagnostics } = parseExpression(new SourceFile('test.hcl', input));
    const accepted = diagnostics.length === 0 && traversal(expression) !== undefined;
    expect(accepted).toBe(diagCount === 0);
  },
);
