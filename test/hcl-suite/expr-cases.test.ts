import { expect } from 'vitest';
import { parseExpression } from '../../src/hcl/expression-parser.ts';
import { parseTemplate } from '../../src/hcl/template-parser.ts';
import { parseWithReference } from '../../src/node/reference-parser.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { readCases, suite } from './vectors.ts';

interface ExpressionCase {
  readonly src: string;
  readonly kind: 'expression' | 'template';
  readonly input: string;
  readonly error?: boolean;
}

/** HCL's own word, because a case does not tell a syntax error from one of evaluation. Parentheses let an expression run over lines. */
const references = parseWithReference(
  readCases<ExpressionCase>('vectors/expr-cases.json').map(({ kind, input }) =>
    kind === 'expression' ? `a = (\n${input}\n)\n` : `a = <<END_OF_CASE\n${input}\nEND_OF_CASE\n`,
  ),
);

suite<ExpressionCase>(
  'expr-cases.json',
  ({ src, input }) => `${src} ${JSON.stringify(input)}`,
  ({ kind, input, error }, index) => {
    const file = new SourceFile('test.hcl', input);
    const { diagnostics } = kind === 'expression' ? parseExpression(file) : parseTemplate(file);
    if (error === false) expect(diagnostics).toEqual([]);
    expect(diagnostics.length > 0).toBe(references[index]?.kind === 'syntax-error');
  },
);
