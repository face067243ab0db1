import { expect } from 'vitest';
import type { SyntaxDiagnostic } from '../../src/hcl/ast.ts';
import { parse } from '../../src/hcl/parser.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { suite } from './vectors.ts';

interface ParserCase {
  readonly src: string;
  readonly input: string;
  readonly ok?: boolean;
  readonly wantSummary?: string;
  readonly wantDetail?: string;
  readonly wantDiags?: readonly {
    readonly Summary: string;
    readonly Detail: string;
    readonly Subject: { readonly Start: { readonly Byte: number }; readonly End: { readonly Byte: number } };
  }[];
}

suite<ParserCase>(
  'parser-cases.json',
  ({ src, input }) => `${src} ${JSON.stringify(input)}`,
  ({ input, ok, wantSummary, wantDetail, wantDiags }) => {
    const tree = parse(new SourceFile('test.hcl', input));
    tree.parseAll();
    if (ok !== undefined) expect(tree.diagnostics.length === 0).toBe(ok);
    const [first] = tree.diagnostics;
    if (wantSummary !== undefined) expect(first?.summary).toBe(wantSummary);
    if (wantDetail !== undefined) expect(first?.detail).toBe(wantDetail);
    if (wantDiags !== undefined) {
      expect(tree.diagnostics.map(withoutRange)).toEqual(
        wantDiags.map(({ Summary, Detail, Subject }) => ({
          summary: Summary,
          detail: Detail,
          start: Subject.Start.Byte,
        })),
      );
    }
  },
);

/** Ends are left out: HCL ends some errors at the next token, ours end where the faulty text does. */
function withoutRange({ summary, detail, start }: SyntaxDiagnostic): {
  summary: string;
  detail: string;
  start: number;
} {
  return { summary, detail, start };
}
