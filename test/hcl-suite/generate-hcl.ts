/**
 * Writes small HCL files at random along the grammar, with every construct of the language and the blanks, comments and line
 * ends that it allows (and now and then does not): most results are valid, all look like HCL.
 */
import type { Random } from './random.ts';

/** Choices that are always right, and choices that mostly are not, which are taken now and then. */
interface Choices {
  readonly usual: readonly string[];
  readonly odd: readonly string[];
}

function words(list: string): readonly string[] {
  return list.split(' ');
}

const names: Choices = {
  usual: words('a b x1 foo foo-bar _u in if éa 日本 __proto__ a- e\u0301 else b2'),
  odd: ['for', 'null', 'true', 'false', '1a', '-a', 'a b'],
};
const numbers: Choices = {
  usual: words('0 1 42 1.5 1.50 007 1e3 1E+2 1e-3 123456789012345678901 0.1 1.e5 0.E-2 9007199254740993'),
  odd: words('1.2.3 1..2 1. .5 0x10 1e 1e400 1_000'),
};
const texts: Choices = {
  usual: [
    'x',
    'hello world',
    ' ',
    '  ',
    '$',
    '%',
    '$$',
    '%%',
    '$${',
    '%%{',
    '}',
    '{',
    '~',
    '#',
    '//',
    '/*',
    'é',
    'e\u0301',
    '\u{1F600}',
    '\u00a0',
    '100%',
    '$ x',
    'EOT',
    "'",
    '`',
    ',',
    '\t',
  ],
  odd: ['$$${', '%{', '${', '\u2028', '\0', '\uFEFF'],
};
const quotedTexts: Choices = {
  usual: [...texts.usual, '\\n', '\\t', '\\"', '\\\\', '\\u00e9', '\\u0301', '\\U0001F600'],
  odd: [...texts.odd, '\\q', '\\u12', '\\uD800', '\\$', '\\', '\n', '"'],
};
const heredocTexts: Choices = {
  usual: [
    ...texts.usual,
    '\\n',
    '"',
    '\\"',
    '\n',
    '\n',
    '\n  ',
    '\n\t',
    '\r\n',
    '\n\n',
    '$\n',
    '%%\n',
    '\nEOT',
    '\n  EOT x',
    '\n    y',
  ],
  odd: [...texts.odd, '\r', '\n\u00a0'],
};
const operators: Choices = {
  usual: words('+ - * / % == != < <= > >= && ||'),
  odd: words('& | = << => ^ ! ?? === **'),
};

class Generator {
  readonly #random: Random;
  /** Odds are against going deeper the deeper it is. */
  #depth = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  file(): string {
    const bom = this.#random.chance(0.01) ? '\uFEFF' : '';
    return (
      bom +
      this.#body(1 + this.#random.below(3)) +
      (this.#random.chance(0.01) ? this.#random.pick(['}', '"', '<<EOT\n', '/*']) : '')
    );
  }

  #choose({ usual, odd }: Choices): string {
    return this.#random.pick(this.#random.chance(0.02) ? odd : usual);
  }

  #body(statements: number): string {
    let body = '';
    for (let count = 0; count < statements; count++) body += this.#statement();
    return body;
  }

  #statement(): string {
    const random = this.#random;
    if (random.chance(0.08)) return `${this.#comment()}${this.#lineEnd()}`;
    const end = random.chance(0.98) ? this.#lineEnd() : random.pick(['', ' ', ',', ';', '/* */']);
    if (this.#depth < 3 && random.chance(0.3)) return this.#nested(() => this.#block()) + end;
    const name = random.chance(0.99) ? this.#choose(names) : random.pick(['"a"', '1', '(a)', 'a.b']);
    return `${this.#blank()}${name}${this.#blank()}${random.chance(0.98) ? '=' : random.pick(['==', ':', ''])}${this.#blank()}${this.#expression()}${end}`;
  }

  #block(): string {
    const random = this.#random;
    let header = `${this.#blank()}${this.#choose(names)}`;
    for (let count = random.below(3); count > 0; count--) {
      header += random.chance(0.3)
        ? ` ${this.#choose(names)}`
        : ` "${random.chance(0.97) ? random.pick(['l', 'm n', 'é', '$${', '\\n', '']) : this.#quotedContent()}"`;
    }
    const open = `${header} {`;
    if (random.chance(0.2)) return `${open}}`;
    if (random.chance(0.2))
      return `${open} ${this.#choose(names)} = ${this.#expression()} ${random.chance(0.98) ? '' : '\n'}}`;
    return `${open}${random.chance(0.97) ? this.#lineEnd() : ' '}${this.#body(random.below(3))}${this.#blank()}}`;
  }

  #nested<T>(make: () => T): T {
    this.#depth++;
    const made = make();
    this.#depth--;
    return made;
  }

  #expression(): string {
    const random = this.#random;
    if (this.#depth > 4 || random.chance(0.3)) return this.#nested(() => this.#simple());
    return this.#nested(() => {
      switch (random.below(16)) {
        case 0:
          return `${this.#expression()}${this.#blank()}${this.#choose(operators)}${this.#blank()}${this.#expression()}`;
        case 1:
          return `${random.pick(['-', '!', '- ', '--', '!!', '-!'])}${this.#expression()}`;
        case 2:
          return `${this.#expression()} ?${this.#blank()}${this.#expression()}${this.#blank()}:${this.#blank()}${this.#expression()}`;
        case 3:
          return `(${this.#inner()}${this.#expression()}${this.#inner()})`;
        case 4:
        case 5:
          return this.#tuple();
        case 6:
        case 7:
          return this.#object();
        case 8:
          return this.#call();
        case 9:
          return this.#forExpression();
        case 10:
        case 11:
          return this.#postfix();
        case 12:
          return this.#heredoc();
        default:
          return `"${this.#quotedContent()}"`;
      }
    });
  }

  #simple(): string {
    const random = this.#random;
    switch (random.below(6)) {
      case 0:
        return this.#choose(numbers);
      case 1:
        return random.pick(['true', 'false', 'null']);
      case 2:
        return `"${this.#choose(quotedTexts)}"`;
      case 3:
        return random.chance(0.05)
          ? random.pick(["'x'", '`', '@', '&', '~', '^', '\u00a0', '...', '::', ''])
          : this.#choose(names);
      default:
        return `${this.#choose(names)}.${this.#choose(names)}`;
    }
  }

  #tuple(): string {
    const random = this.#random;
    let items = this.#inner();
    const count = random.below(4);
    for (let index = 0; index < count; index++) {
      items += this.#expression() + this.#inner();
      if (index < count - 1 || random.chance(0.2)) items += (random.chance(0.98) ? ',' : '') + this.#inner();
    }
    return `[${items}]`;
  }

  #object(): string {
    const random = this.#random;
    let items = this.#inner();
    const count = random.below(4);
    for (let index = 0; index < count; index++) {
      const key = random.chance(0.7) ? this.#choose(names) : this.#expression();
      items += `${key}${this.#blank()}${random.chance(0.99) ? random.pick(['=', '=', ':']) : '=>'}${this.#blank()}${this.#expression()}`;
      if (index < count - 1 || random.chance(0.2))
        items += random.chance(0.98)
          ? random.pick([',', ', ', '\n', '\n  ', ',\n', '\r\n', '\n\n', ' # c\n'])
          : random.pick([' ', '\n,', ',,']);
      else items += this.#inner();
    }
    return `{${items}}`;
  }

  #call(): string {
    const random = this.#random;
    const name = random.chance(0.85)
      ? this.#choose(names)
      : random.pick(['a::b', 'a::b', 'a :: b', 'a::b::c', 'provider::x::y', random.chance(0.1) ? 'a::' : 'x']);
    let list = this.#inner();
    const count = random.below(3);
    for (let index = 0; index < count; index++) {
      list += this.#expression();
      if (index < count - 1) list += `,${this.#inner()}`;
      else list += random.chance(0.99) ? random.pick(['', '', '', '...', ',', ' ... ']) : `...,${this.#inner()}`;
    }
    return `${name}${this.#random.chance(0.1) ? ' ' : ''}(${list})`;
  }

  #forExpression(): string {
    const random = this.#random;
    const variables = random.chance(0.5)
      ? this.#choose(names)
      : `${this.#choose(names)}${this.#blank()},${this.#blank()}${this.#choose(names)}`;
    const head = `for ${this.#inner()}${variables} in ${this.#expression()} :${this.#inner()}`;
    const condition = random.chance(0.3) ? ` if ${this.#expression()}` : '';
    const value = this.#expression();
    if (random.chance(0.5))
      return `[${this.#inner()}${head}${value}${random.chance(0.01) ? '...' : ''}${condition}${this.#inner()}]`;
    const arrow = random.chance(0.99) ? `${this.#blank()}=> ${this.#expression()}` : '';
    return `{${this.#inner()}${head}${value}${arrow}${random.chance(0.2) ? '...' : ''}${condition}${this.#inner()}}`;
  }

  #postfix(): string {
    const random = this.#random;
    let chain = random.chance(0.8) ? this.#choose(names) : this.#expression();
    for (let count = 1 + random.below(3); count > 0; count--) {
      switch (random.below(9)) {
        case 0:
          chain += `[${this.#inner()}${this.#expression()}${this.#inner()}]`;
          break;
        case 1:
          chain += random.pick(['[0]', '["k"]', '[-1]', '[null]', '["a${b}"]', '[x.y]', '[true]']);
          break;
        case 2:
          chain += random.chance(0.9)
            ? random.pick(['.0', '.1.a', '.007', '. 0'])
            : random.pick(['.0.1', '.0.e2x', '.1e2', '.-1']);
          break;
        case 3:
          chain += random.chance(0.95) ? random.pick(['.*', '.*.a', '.*.0', '.*[0]', '. * . a']) : '.*.*';
          break;
        case 4:
          chain += random.chance(0.95)
            ? random.pick(['[*]', '[*].a', '[*][0]', '[*].0', '[*][*]', '[ * ]'])
            : random.pick(['[*\n]', '[\n*]']);
          break;
        case 5:
          chain += random.chance(0.85)
            ? random.pick([' .a', '. a', ' [0]'])
            : random.pick(['.', '[', '.\na', '\n.a', '[]', '."a"']);
          break;
        default:
          chain += `.${this.#choose(names)}`;
      }
    }
    return chain;
  }

  #quotedContent(): string {
    let content = '';
    for (let count = this.#random.below(4); count > 0; count--) {
      content += this.#random.chance(0.55) ? this.#choose(quotedTexts) : this.#sequence();
    }
    return content;
  }

  #heredoc(): string {
    const random = this.#random;
    const marker = random.pick(['EOT', 'EOT', 'X', 'é', 'a-b']);
    let content = '';
    for (let count = random.below(7); count > 0; count--) {
      content += random.chance(0.6) ? this.#choose(heredocTexts) : this.#sequence();
    }
    if (!content.endsWith('\n') && random.chance(0.97)) content += random.pick(['\n', '\n', '\n', '\r\n']);
    const opener = `${random.pick(['<<', '<<-', '<<-'])}${random.chance(0.02) ? random.pick([' ', '"', '']) : ''}${marker}`;
    const line = random.chance(0.99) ? random.pick(['\n', '\n', '\r\n']) : ' \n';
    const end = random.chance(0.95) ? random.pick(['\n', '\n', '\r\n', ' \n']) : random.pick(['', '\n,', '\n\n']);
    return `${opener}${line}${content}${random.pick(['', '', '  ', '\t'])}${marker}${end}`;
  }

  /** `${…}`, or a directive, balanced most of the time. */
  #sequence(): string {
    const random = this.#random;
    return this.#nested(() => {
      if (this.#depth > 6) return random.pick(['${a}', '${1}', '${~a~}']);
      if (random.chance(0.65)) return this.#mark('$', this.#expression());
      if (random.chance(0.02))
        return this.#mark('%', random.pick(['else', 'endif', 'endfor', 'if', 'for', 'foo', 'if a b', '']));
      if (random.chance(0.5)) {
        const otherwise = random.chance(0.4) ? this.#mark('%', 'else') + this.#heredocSafe() : '';
        return this.#mark('%', `if ${this.#expression()}`) + this.#heredocSafe() + otherwise + this.#mark('%', 'endif');
      }
      const variables = random.chance(0.5) ? this.#choose(names) : `${this.#choose(names)}, ${this.#choose(names)}`;
      return (
        this.#mark('%', `for ${variables} in ${this.#expression()}`) + this.#heredocSafe() + this.#mark('%', 'endfor')
      );
    });
  }

  #heredocSafe(): string {
    return this.#random.chance(0.7) ? this.#choose(texts) : this.#sequence();
  }

  #mark(sign: string, content: string): string {
    const random = this.#random;
    const before = random.chance(0.15) ? '~' : '';
    const after = random.chance(0.15) ? '~' : '';
    return `${sign}{${before}${this.#inner()}${content}${this.#inner()}${after}}`;
  }

  /** Between tokens where line ends count. */
  #blank(): string {
    return this.#random.chance(0.6)
      ? ' '
      : this.#random.pick([
          '',
          '',
          '',
          '  ',
          '\t',
          '/**/',
          ' /* c */ ',
          '/* \n */',
          this.#random.chance(0.02) ? '\n' : '',
        ]);
  }

  /** Between tokens inside brackets, where line ends do not count (in an object they do). */
  #inner(): string {
    return this.#random.chance(0.7)
      ? ''
      : this.#random.pick([' ', '\n', ' \n ', '\r\n', '# c\n', '// c\n', '/* c */', '\t']);
  }

  #comment(): string {
    return this.#random.pick(['# c', '// c', '/* c */', '/* a\n b */', '#', '# "${', '/**/', '# é']);
  }

  #lineEnd(): string {
    return this.#random.pick(['\n', '\n', '\n', '\n', '\r\n', ' # c\n', ' // c\n', '\n\n', ' \n']);
  }
}

export function generateHcl(random: Random): string {
  return new Generator(random).file();
}

const fragments = [
  '"',
  '${',
  '%{',
  '~}',
  '}',
  '{',
  '(',
  ')',
  '[',
  ']',
  '\n',
  '\r\n',
  '\r',
  '$',
  '%',
  '$$',
  '%%',
  '$${',
  '%%{',
  '~',
  '/*',
  '*/',
  '//',
  '#',
  '::',
  '...',
  '=>',
  '==',
  '=',
  '.',
  '.0',
  '.*',
  '[*]',
  '1.2.3',
  '\u00a0',
  '\uFEFF',
  ' for ',
  ' in ',
  ' if ',
  '%{ else }',
  '%{ endif }',
  '?',
  ':',
  ',',
  ';',
  "'",
  '`',
  '\\',
  '\\u00e9',
  '\\uD800',
  'e\u0301',
  '\u{1F600}',
  '-',
  '!',
  '&&',
  '|',
  '<<EOT\n',
  '<<-EOT\n',
  'EOT\n',
  '\n  EOT\n',
  ' ',
  '\t',
  '0',
  'a',
  'null',
  '\0',
  '%{ for a in b }',
  '%{ endfor }',
  '%{ if a }',
];

/** Changes a text at a few random places, as slips and unfinished edits do. */
export function mutate(text: string, random: Random): string {
  let mutated = text;
  for (let count = 1 + random.below(3); count > 0; count--) {
    const at = random.below(mutated.length + 1);
    const length = 1 + random.below(random.chance(0.8) ? 3 : 20);
    switch (random.below(6)) {
      case 0:
        mutated = mutated.slice(0, at) + mutated.slice(at + length);
        break;
      case 1:
      case 2:
        mutated = mutated.slice(0, at) + random.pick(fragments) + mutated.slice(at);
        break;
      case 3:
        mutated = mutated.slice(0, at) + random.pick(fragments) + mutated.slice(at + length);
        break;
      case 4: {
        const piece = mutated.slice(at, at + length);
        const target = random.below(mutated.length + 1);
        mutated = mutated.slice(0, target) + piece + mutated.slice(target);
        break;
      }
      default:
        if (random.chance(0.3)) mutated = mutated.slice(0, at);
    }
  }
  return mutated;
}

/** A run of whole lines of a text, at most `limit` characters unless its first line is longer. */
export function excerpt(text: string, limit: number, random: Random): string {
  const lines = text.split(/(?<=\n)/);
  let piece = '';
  for (let index = random.below(lines.length); index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (piece !== '' && piece.length + line.length > limit) break;
    piece += line;
  }
  return piece.slice(0, 4 * limit);
}
