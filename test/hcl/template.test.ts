import { describe, expect, it } from 'vitest';
import type { TemplateExpression } from '../../src/hcl/ast.ts';
import { parseExpression } from '../../src/hcl/expression-parser.ts';
import { parse } from '../../src/hcl/parser.ts';
import { parseTemplate } from '../../src/hcl/template-parser.ts';
import { walkExpression } from '../../src/hcl/walk.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { show, showParts } from './show.ts';

function template(text: string): TemplateExpression {
  const { expression, diagnostics } = parseExpression(new SourceFile('test.tf', text));
  expect(diagnostics).toEqual([]);
  if (expression.kind !== 'template') throw new Error(`${text} is no template`);
  return expression;
}

const literal = (text: string) => template(text).literal;
const parts = (text: string) => showParts(template(text).parts);
const errors = (text: string) => parseExpression(new SourceFile('test.tf', text)).diagnostics;
const summaries = (text: string) => errors(text).map(({ summary }) => summary);

/** A heredoc with these content lines. */
const heredoc = (opener: string, lines: readonly string[]) => [opener, ...lines, 'E', ''].join('\n');

describe('quoted strings', () => {
  it('decode their escapes', () => {
    expect(literal(String.raw`"a\tb\nc\rd\"e\\f"`)).toBe('a\tb\nc\rd"e\\f');
    expect(literal(String.raw`"\u00e9\U0001F600"`)).toBe('é😀');
    expect(literal(String.raw`"\\n"`)).toBe('\\n');
    expect(literal('""')).toBe('');
  });

  it.each([
    [String.raw`"\x41"`, 'The symbol "x" is not a valid escape sequence selector.'],
    [String.raw`"\."`, 'The symbol "." is not a valid escape sequence selector.'],
    [String.raw`"\${x}"`, 'The symbol "$" is not a valid escape sequence selector.'],
    [String.raw`"\u12"`, String.raw`The \u escape sequence must be followed by four hexadecimal digits.`],
    [String.raw`"\U0001F60"`, String.raw`The \U escape sequence must be followed by eight hexadecimal digits.`],
    [String.raw`"\ud83d"`, 'Cannot encode character U+d83d in UTF-8.'],
    [String.raw`"\UFFFFFFFF"`, 'Cannot encode character U+ffffffff in UTF-8.'],
  ])('%s is an error', (text, detail) => {
    expect(errors(text).map((error) => [error.summary, error.detail])).toEqual([['Invalid escape sequence', detail]]);
  });

  it('may not be split over lines', () => {
    expect(summaries('"a\nb"')).toEqual(['Invalid multi-line string']);
    expect(summaries('"a\\\nb"')).toEqual(['Invalid multi-line string']);
    expect(summaries('"a')).toEqual(['Unterminated template string']);
  });

  it('are normalized to NFC', () => {
    expect(literal('"e\u0301"')).toBe('\u00e9');
    expect(literal(String.raw`"e\u0301"`)).toBe('\u00e9');
    expect(parts('"e\u0301${x}"')).toBe('"\u00e9" ${x}');
  });
});

describe('escaped sequences', () => {
  it('are literal in every position', () => {
    expect(literal('"$${x} %%{y}"')).toBe('${x} %{y}');
    expect(literal('"$$${x}"')).toBe('$${x}');
    expect(literal('"$ $x $$ 100% %%"')).toBe('$ $x $$ 100% %%');
    expect(parts('"$%{if x}%{endif}"')).toBe('"$" if(x)()');
    expect(literal(heredoc('<<E', ['$${x} %%{y} $']))).toBe('${x} %{y} $\n');
  });
});

describe('interpolation', () => {
  it('divides a string into parts', () => {
    expect(parts('"a${b}c${d.e}"')).toBe('"a" ${b} "c" ${d.e}');
    expect(parts('"${a}${b}"')).toBe('${a} ${b}');
    expect(parts('"a${"b${c}"}"')).toBe('"a" ${template["b" ${c}]}');
    expect(template('"a${b}"').literal).toBeUndefined();
  });

  it('alone yields the value of its expression', () => {
    expect(show(template('"${a}"'))).toBe('"${a}"');
    expect(template('"${~ a ~}"').wrapped).toMatchObject({ kind: 'variable', name: 'a' });
    expect(template('" ${a}"').wrapped).toBeUndefined();
    expect(template('"%{if a}%{endif}"').wrapped).toBeUndefined();
    expect(template(heredoc('<<E', ['${a}'])).wrapped).toBeUndefined();
  });

  it('may hold braces, strings, comments and lines', () => {
    expect(parts('"${ {a = "}"}.a }"')).toBe('${{a = "}"}.a}');
    expect(parts('"${\n a # }\n /* } */ }"')).toBe('${a}');
  });

  it.each([
    ['"${}"', 'Invalid expression'],
    ['"${a', 'Unclosed template interpolation sequence'],
    ['"${a"', 'Unclosed template interpolation sequence'],
    ['"${a b}"', 'Extra characters after interpolation expression'],
    ['"${a:-b}"', 'Extra characters after interpolation expression'],
  ])('%s is an error', (text, summary) => expect(summaries(text)).toEqual([summary]));
});

describe('directives', () => {
  it('nest', () => {
    expect(parts('"%{if a}b%{else}c%{endif}"')).toBe('if(a)("b") else("c")');
    expect(parts('"%{ for k, v in m }${k}%{ if v }!%{ endif }%{ endfor }"')).toBe('for(k, v in m)(${k} if(v)("!"))');
    expect(parts('"%{if a}%{else}%{endif}"')).toBe('if(a)() else()');
  });

  it.each([
    [
      '"%{if a}"',
      'Unexpected end of template',
      'The if directive at test.tf:1,2-9 is missing its corresponding endif directive.',
    ],
    [
      '"%{for a in b}"',
      'Unexpected end of template',
      'The for directive at test.tf:1,2-15 is missing its corresponding endfor directive.',
    ],
    ['"%{endif}"', 'Unexpected endif directive', 'The control directives within this template are unbalanced.'],
    [
      '"%{if a}%{endfor}"',
      'Unexpected endfor directive',
      'Expecting an endif directive for the if started at test.tf:1,2-9.',
    ],
    [
      '"%{for a in b}%{else}%{endfor}"',
      'Unexpected else directive',
      'An else clause is not expected for a for directive.',
    ],
    [
      '"%{if a}%{else}%{else}%{endif}"',
      'Unexpected else directive',
      'Already in the else clause for the if started at test.tf:1,2-9.',
    ],
    [
      '"%{}"',
      'Invalid template directive',
      'A template directive keyword ("if", "for", etc) is expected at the beginning of a %{ sequence.',
    ],
    ['"%{while a}"', 'Invalid template control keyword', '"while" is not a valid template control keyword.'],
    [
      '"%{if a b}%{endif}"',
      'Extra characters in if marker',
      'Expected a closing brace to end the sequence, but found extra characters.',
    ],
    ['"%{for in b}%{endfor}"', "Invalid 'for' directive", "For directive requires 'in' keyword after names."],
  ])('%s is an error', (text, summary, detail) => {
    expect(errors(text).map((error) => [error.summary, error.detail])).toEqual([[summary, detail]]);
  });

  it('balance within one template', () => {
    expect(summaries('"%{if a}${"%{endif}"}%{endif}"')).toEqual(['Unexpected endif directive']);
  });
});

describe('trim markers', () => {
  it('take the white space next to them', () => {
    expect(parts('"a \\n${~ b ~}\\t c"')).toBe('"a" ${b} "c"');
    expect(parts('"a %{~ if b ~} c %{~ else ~} d %{~ endif ~} e"')).toBe('"a" if(b)("c") else("d") "e"');
    expect(parts('"a\u00a0${~ b}"')).toBe('"a" ${b}');
  });

  it('reach no further than the literal token: in a heredoc to the end of the line', () => {
    expect(parts(heredoc('<<E', ['a', '  ', '${~ b ~}', '  c']))).toBe('"a\\n" ${b} "  c\\n"');
  });

  it('stop at a lone dollar or percent sign', () => {
    expect(parts('"$ ${~ a}"')).toBe('"$" ${a}');
    expect(parts(heredoc('<<E', ['$ ', '${~ a}']))).toBe('"$ " ${a} "\\n"');
    expect(parts(heredoc('<<E', ['x$  ', '${~ a}']))).toBe('"x$" ${a} "\\n"');
  });
});

describe('heredocs', () => {
  it('take backslashes and quotes as they are', () => {
    expect(literal(heredoc('<<E', ['a \\n "b"', '']))).toBe('a \\n "b"\n\n');
    expect(literal('<<E\nE\n')).toBe('');
    expect(literal('<<E\r\na\r\nE\r\n')).toBe('a\r\n');
  });

  it('end at the first line that is the marker, whatever white space is around it', () => {
    expect(literal('<<E\na\n \t\u00a0E \n')).toBe('a\n');
    expect(literal('<<E\nEE\nE1\nx E\nE\n')).toBe('EE\nE1\nx E\n');
  });

  it('do not end in a line that begins inside an interpolation', () => {
    expect(parts('<<E\n${a\n}\nE\n')).toBe('${a} "\\n"');
    expect(parts('<<E\n${f(\nE\n)}\nE\n')).toBe('${f(E)} "\\n"');
  });

  it('need a line end behind the marker', () => {
    expect(summaries('<<E\na\nE')).toEqual(['Unterminated template string']);
    expect(summaries('<<E\na\n')).toEqual(['Unterminated template string']);
  });

  it('leave the line end behind the marker to what surrounds them', () => {
    expect(show(parseExpression(new SourceFile('test.tf', '[<<E\na\nE\n, 1]')).expression)).toBe('["a\\n", 1]');
    expect(summaries('{a = <<E\nb\nE\nc = 1}')).toEqual([]);
    expect(summaries('f(<<E\nb\nE)')).toEqual(['Unterminated template string']);
  });

  it('hold no carriage return without a line feed', () => {
    expect(summaries('<<E\na\rb\nE\n')).toEqual(['Invalid character']);
  });

  it('span from the opener to the marker', () => {
    const text = ' <<-E\n  a\n  E \n';
    const { start, end } = template(text);
    expect(text.slice(start, end)).toBe('<<-E\n  a\n  E ');
  });
});

describe('flush heredocs', () => {
  it('lose the smallest indentation of their lines', () => {
    expect(literal(heredoc('<<-E', ['    a', '      b', '    c']))).toBe('a\n  b\nc\n');
    expect(literal(heredoc('<<-E', ['\ta', '\t\tb']))).toBe('a\n\tb\n');
    expect(literal(heredoc('<<-E', [' \ta', '  b']))).toBe('a\nb\n');
    expect(literal(heredoc('<<-E', ['    a', '  b', '    E2']))).toBe('  a\nb\n  E2\n');
  });

  it('do not count blank lines, nor touch them', () => {
    expect(literal(heredoc('<<-E', ['    a', '', '  ', '    b']))).toBe('a\n\n  \nb\n');
  });

  it('keep all when a line begins with an interpolation', () => {
    expect(parts(heredoc('<<-E', ['    a', '${b}']))).toBe('"    a\\n" ${b} "\\n"');
    expect(parts(heredoc('<<-E', ['    a', '    ${b} c']))).toBe('"a\\n" ${b} " c\\n"');
  });

  it('do not de-indent a line whose line end before was trimmed away', () => {
    const lines = ['    %{ for x in y ~}', '    item ${x}', '    %{ endfor ~}'];
    expect(parts(heredoc('<<-E', lines))).toBe('for(x in y)("    item " ${x} "\\n")');
  });
});

describe('bare templates', () => {
  const bare = (text: string) => parseTemplate(new SourceFile('test.tftpl', text));

  it('need no quotes, and take backslashes and line ends literally', () => {
    expect(bare('a "b" \\n\nc').template.literal).toBe('a "b" \\n\nc');
    expect(bare('').template.literal).toBe('');
    expect(showParts(bare('a ${b}\n').template.parts)).toBe('"a " ${b} "\\n"');
    expect(bare('${b}').template.wrapped).toMatchObject({ kind: 'variable', name: 'b' });
    expect(bare('%{if a}').diagnostics.map(({ summary }) => summary)).toEqual(['Unexpected end of template']);
  });

  it('may be part of a file', () => {
    const file = new SourceFile('test.tf', 'x = ${a}b}');
    const { template: part } = parseTemplate(file, { start: 4, end: 9 });
    expect(showParts(part.parts)).toBe('${a} "b"');
    expect(part).toMatchObject({ start: 4, end: 9 });
  });

  it('map their spans to another text', () => {
    // As if every character of the template were written as six, like the \u0041 of JSON, behind ten others.
    const mapOffset = (offset: number) => 10 + 6 * offset;
    const text = '%{if a}"${b.c["d${e}"]}"%{endif}x';
    const plain = bare(text).template;
    const { template: mapped } = parseTemplate(new SourceFile('test.tf.json', text), undefined, mapOffset);
    expect(show(mapped)).toBe(show(plain));
    const spans = (root: TemplateExpression) => {
      const found: number[] = [];
      walkExpression(root, (node) => found.push(node.start, node.end));
      for (const part of root.parts) found.push(part.start, part.end);
      return found;
    };
    expect(spans(mapped)).toEqual(spans(plain).map(mapOffset));
    const { diagnostics } = parseTemplate(new SourceFile('test.tf.json', 'a${'), undefined, mapOffset);
    expect(diagnostics).toMatchObject([{ summary: 'Missing expression', start: mapOffset(3), end: mapOffset(3) }]);
  });
});

it('decodes text only when it is asked for, from the file the node came from', () => {
  const tree = parse(new SourceFile('test.tf', 'a = "x\\ty"\n'));
  const [attribute] = tree.body.content({}).attributes;
  expect(attribute?.expression).toMatchObject({ kind: 'template', form: 'quoted', start: 4, end: 10, literal: 'x\ty' });
});
