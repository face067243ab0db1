import { expect } from 'vitest';
import { parse } from '../../src/hcl/parser.ts';
import { decodeBackslash } from '../../src/hcl/template-literal.ts';
import { parseWithReference } from '../../src/node/reference-parser.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { sameAsReference } from './compare.ts';
import { readCases, suite } from './vectors.ts';

interface StringCase {
  readonly input: string;
  readonly wantQuoted: readonly string[];
}

const quoted = (input: string): string => `a = "${input}"\n`;
const heredoc = (input: string): string => `a = <<END_OF_CASE\n${input}\nEND_OF_CASE\n`;

const references = parseWithReference(
  readCases<StringCase>('vectors/stringlit-cases.json').flatMap(({ input }) => [quoted(input), heredoc(input)]),
);

suite<StringCase>(
  'stringlit-cases.json',
  ({ input }) => JSON.stringify(input),
  ({ input, wantQuoted }, index) => {
    // The escapes are the pieces that HCL's scanner cuts out.
    let at = 0;
    for (const piece of wantQuoted) {
      if (piece.startsWith('\\')) {
        expect(Math.min(decodeBackslash(input, at).end, input.length)).toBe(at + piece.length);
      }
      at += piece.length;
    }
    for (const [form, text] of [quoted(input), heredoc(input)].entries()) {
      const tree = parse(new SourceFile('test.hcl', text));
      expect(sameAsReference(tree, references[2 * index + form])).toBe('same');
    }
  },
);
