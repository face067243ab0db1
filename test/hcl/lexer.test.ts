import { describe, expect, it } from 'vitest';
import { Lexer } from '../../src/hcl/lexer.ts';
import * as token from '../../src/hcl/token.ts';

const NAMES = new Map(Object.entries(token).map(([name, kind]) => [kind, name]));

/** The tokens of a text, each as its kind and text. */
function lex(text: string, { newlines = true } = {}): string[] {
  const lexer = new Lexer(text, 0);
  lexer.newlines = newlines;
  const tokens: string[] = [];
  for (lexer.next(); lexer.kind !== token.END; lexer.next()) {
    const shown = lexer.kind === token.NEWLINE ? '' : ` ${lexer.tokenText()}`;
    tokens.push(`${NAMES.get(lexer.kind)}${shown}`);
  }
  return tokens;
}

describe('blanks and line ends', () => {
  it('skips spaces and tabs, and nothing else', () => {
    expect(lex(' \ta \t')).toEqual(['IDENTIFIER a']);
    for (const character of ['\u00a0', '\f', '\v', '\r', '\u2003']) {
      expect(lex(`a${character}b`)).toEqual(['IDENTIFIER a', `INVALID ${character}`, 'IDENTIFIER b']);
    }
  });

  it('takes LF and CRLF as one line end', () => {
    expect(lex('a\nb\r\nc')).toEqual(['IDENTIFIER a', 'NEWLINE', 'IDENTIFIER b', 'NEWLINE', 'IDENTIFIER c']);
  });

  it('skips line ends when they are not significant', () => {
    expect(lex('a\n\r\n# comment\nb', { newlines: false })).toEqual(['IDENTIFIER a', 'IDENTIFIER b']);
  });

  it('skips a byte order mark at the beginning only', () => {
    const lexer = new Lexer('\ufeffa', 0);
    lexer.next();
    expect([lexer.start, lexer.tokenText()]).toEqual([1, 'a']);
    expect(lex('a \ufeff')).toEqual(['IDENTIFIER a', 'INVALID \ufeff']);
  });
});

describe('comments', () => {
  it('lets a line comment stand for its line end', () => {
    expect(lex('a # one\nb // two\r\nc')).toEqual([
      'IDENTIFIER a',
      'NEWLINE',
      'IDENTIFIER b',
      'NEWLINE',
      'IDENTIFIER c',
    ]);
    expect(lex('a # at the end of the file')).toEqual(['IDENTIFIER a']);
  });

  it('takes a block comment for a blank, line ends in it included', () => {
    expect(lex('a /* b\n /* c */ d')).toEqual(['IDENTIFIER a', 'IDENTIFIER d']);
  });

  it('marks a block comment without end', () => {
    expect(lex('a /* b')).toEqual(['IDENTIFIER a', 'UNCLOSED_COMMENT /*', 'IDENTIFIER b']);
  });
});

describe('names', () => {
  it('may hold hyphens and digits, but not begin with them', () => {
    expect(lex('a-b')).toEqual(['IDENTIFIER a-b']);
    expect(lex('a -b')).toEqual(['IDENTIFIER a', 'MINUS -', 'IDENTIFIER b']);
    expect(lex('a1_-')).toEqual(['IDENTIFIER a1_-']);
    expect(lex('1a')).toEqual(['NUMBER 1', 'IDENTIFIER a']);
  });

  it('may be in any script', () => {
    expect(lex('größe 名前 𝒳1')).toEqual(['IDENTIFIER größe', 'IDENTIFIER 名前', 'IDENTIFIER 𝒳1']);
    expect(lex('a\u0301')).toEqual(['IDENTIFIER a\u0301']);
    expect(lex('😀')).toEqual(['INVALID 😀']);
  });
});

describe('numbers', () => {
  it('take exponents and dots, but not a dot at the end', () => {
    expect(lex('1 1.5 1e3 1.5E-10')).toEqual(['NUMBER 1', 'NUMBER 1.5', 'NUMBER 1e3', 'NUMBER 1.5E-10']);
    expect(lex('1.')).toEqual(['NUMBER 1', 'DOT .']);
    expect(lex('1..2')).toEqual(['NUMBER 1..2']);
    expect(lex('1.2.3')).toEqual(['NUMBER 1.2.3']);
    expect(lex('1...')).toEqual(['NUMBER 1', 'ELLIPSIS ...']);
  });

  it('end before an e without digits', () => {
    expect(lex('1e')).toEqual(['NUMBER 1', 'IDENTIFIER e']);
    expect(lex('1e+x')).toEqual(['NUMBER 1', 'IDENTIFIER e', 'PLUS +', 'IDENTIFIER x']);
    expect(lex('foo.0.e2x')).toEqual(['IDENTIFIER foo', 'DOT .', 'NUMBER 0.e2', 'IDENTIFIER x']);
  });
});

describe('operators and brackets', () => {
  it('takes the longest', () => {
    expect(lex('a=b==c=>d')).toEqual([
      'IDENTIFIER a',
      'EQUAL =',
      'IDENTIFIER b',
      'EQUAL_EQUAL ==',
      'IDENTIFIER c',
      'FAT_ARROW =>',
      'IDENTIFIER d',
    ]);
    expect(lex('< <= > >= ! != && || :: : . ... ? ,').map((shown) => shown.split(' ')[0])).toEqual([
      'LESS',
      'LESS_EQUAL',
      'GREATER',
      'GREATER_EQUAL',
      'BANG',
      'NOT_EQUAL',
      'AND',
      'OR',
      'DOUBLE_COLON',
      'COLON',
      'DOT',
      'ELLIPSIS',
      'QUESTION',
      'COMMA',
    ]);
    expect(lex('~}')).toEqual(['TRIM_CLOSE ~}']);
  });

  it('knows no bitwise operators', () => {
    expect(lex('& | ^ ~')).toEqual(['INVALID &', 'INVALID |', 'INVALID ^', 'INVALID ~']);
  });
});

describe('heredoc openers', () => {
  it('are a marker with its line end', () => {
    expect(lex('<<EOT\n')).toEqual(['HEREDOC <<EOT\n']);
    expect(lex('<<-EOT\r\n')).toEqual(['HEREDOC <<-EOT\r\n']);
    expect(lex('<<my-end\n')).toEqual(['HEREDOC <<my-end\n']);
  });

  it('are nothing with a blank, a quote or no line end behind the marker', () => {
    for (const text of ['<<EOT \n', '<<"EOT"\n', '<< EOT\n', '<<EOT', '<<1\n']) expect(lex(text)[0]).toBe('LESS <');
  });
});

it('stands still when it is stuck', () => {
  const lexer = new Lexer('a b', 0);
  lexer.next();
  lexer.kind = token.STUCK;
  lexer.next();
  expect([lexer.kind, lexer.start]).toEqual([token.STUCK, 0]);
});
