import { expect } from 'vitest';
import type { Body, Expression } from '../../src/hcl/ast.ts';
import { parse } from '../../src/hcl/parser.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { suite } from './vectors.ts';

interface SpecCase {
  readonly name: string;
  readonly hcl: string;
  readonly hcldec: string;
  /** What HCL expects of the file, written in HCL: a result, or the places of errors. */
  readonly t: string;
}

suite<SpecCase>(
  'specsuite.json',
  ({ name }) => name,
  ({ hcl, hcldec, t }) => {
    expect(errors(hcldec)).toEqual([]);
    expect(errors(t)).toEqual([]);
    expect(errors(hcl)).toEqual(wantedErrors(t));
  },
);

/** The byte offsets at which errors start. */
function errors(text: string): number[] {
  const tree = parse(new SourceFile('test.hcl', text));
  tree.parseAll();
  return tree.diagnostics.map(({ start }) => Buffer.byteLength(text.slice(0, start)));
}

/** From `diagnostics { error { from { byte = 2 } } }`. */
function wantedErrors(t: string): number[] {
  const below = (bodies: readonly Body[], type: string): Body[] =>
    bodies.flatMap((body) =>
      body
        .content({})
        .blocks.filter((block) => block.type === type)
        .map((block) => block.body),
    );
  const places = below(below(below([parse(new SourceFile('t.hcl', t)).body], 'diagnostics'), 'error'), 'from');
  return places.map((body) => {
    const byte: Expression | undefined = body.content({}).attributes.find(({ name }) => name === 'byte')?.expression;
    return byte?.kind === 'number' ? byte.value : -1;
  });
}
