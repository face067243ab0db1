import { expect } from 'vitest';
import { templateTokensOf, tokensOf } from './tokens.ts';
import { suite } from './vectors.ts';

interface TokenCase {
  readonly src: string;
  readonly mode: 'normal' | 'template';
  readonly input: string | { readonly bytes_hex: string };
  /** Byte offsets. */
  readonly want: readonly { readonly type: string; readonly start: number; readonly end: number }[];
}

suite<TokenCase>(
  'token-cases.json',
  ({ src, input }) => `${src} ${JSON.stringify(input)}`,
  ({ mode, input, want }) => {
    if (typeof input !== 'string') throw new Error('not text: a host decodes bytes and reports what is not UTF-8');
    const bytes = (offset: number): number => Buffer.byteLength(input.slice(0, offset));
    const found = (mode === 'normal' ? tokensOf(input) : templateTokensOf(input)).map(({ type, start, end }) => {
      return { type, start: bytes(start), end: bytes(end) };
    });
    expect(found).toEqual(
      want.flatMap((token) => (token.type === 'TokenComment' ? comment(input, token) : [{ ...pick(token) }])),
    );
  },
);

function pick({ type, start, end }: TokenCase['want'][number]): TokenCase['want'][number] {
  return { type, start, end };
}

/** Comments are no tokens of ours; the line end that HCL counts to a comment is one. */
function comment(input: string, { end }: TokenCase['want'][number]): readonly TokenCase['want'][number][] {
  return Buffer.from(input)
    .subarray(end - 1, end)
    .toString() === '\n'
    ? [{ type: 'TokenNewline', start: end - 1, end }]
    : [];
}
