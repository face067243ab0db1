import { describe, expect, it } from 'vitest';
import type { Expression, TemplateExpression } from '../../src/hcl/ast.ts';
import { literalSpan } from '../../src/hcl/literal-span.ts';
import { parse } from '../../src/hcl/parser.ts';
import { SourceFile } from '../../src/text/source-file.ts';

function template(text: string): TemplateExpression {
  const { body } = parse(new SourceFile('main.tf', text));
  const expression: Expression | undefined = body.content({}).attributes[0]?.expression;
  if (expression?.kind !== 'template') throw new Error('no template');
  return expression;
}

/** The source of each letter of the first literal that is not blank. */
function sources(text: string): readonly (string | undefined)[] {
  const { form, parts } = template(text);
  const [literal] = parts;
  if (literal?.kind !== 'literal') throw new Error('no literal');
  return [...literal.value].flatMap((letter, at) => {
    if (/\s/.test(letter)) return [];
    const span = literalSpan(literal, { start: at, end: at + 1 }, { text, form });
    return [span && text.slice(span.start, span.end)];
  });
}

describe('literalSpan', () => {
  it('finds letters behind escapes', () => {
    expect(sources('a = "\\"b\\\\ \\u0063$${d}%%{e}$"\n')).toEqual([
      '\\"',
      'b',
      '\\\\',
      '\\u0063',
      '$',
      '{',
      'd',
      '}',
      '%',
      '{',
      'e',
      '}',
      '$',
    ]);
  });

  it('finds letters of heredocs', () => {
    expect(sources('a = <<EOT\n  \\b\n c\nEOT\n')).toEqual(['\\', 'b', 'c']);
    expect(sources('a = <<-EOT\n    b\n  \tc\n\n   d\n  EOT\n')).toEqual(['b', 'c', 'd']);
  });

  it('finds letters before a trim marker', () => {
    expect(sources('a = "b c  ${~ d }"\n')).toEqual(['b', 'c']);
  });

  it('gives up where normalization changed the text', () => {
    expect(sources('a = "be\u0301c"\n')).toEqual(['b', undefined, undefined]);
  });

  it('spans several letters', () => {
    const text = 'a = <<-EOT\n    bc\n  d\n  EOT\n';
    const { form, parts } = template(text);
    const [literal] = parts;
    if (literal?.kind !== 'literal') throw new Error('no literal');
    const start = literal.value.indexOf('c');
    const span = literalSpan(literal, { start, end: literal.value.indexOf('d') + 1 }, { text, form });
    expect(span && text.slice(span.start, span.end)).toBe('c\n  d');
    expect(literalSpan(literal, { start: 100, end: 101 }, { text, form })).toBeUndefined();
  });
});
