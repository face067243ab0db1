/**
 * YAML in Terraform's own style, which is that of libyaml's emitter: block collections, sequences not indented below their
 * key, strings in double quotes, or as literal blocks when they have line breaks and nothing that needs an escape.
 */
import { numberText } from '../decimal.ts';
import { sortedEntries } from '../set.ts';
import type { Value } from '../value.ts';
import { utf8Encode } from './bytes.ts';

/** A double-quoted string is broken at the first space behind this column. */
const BEST_WIDTH = 80;
const LONGEST_SIMPLE_KEY = 128;

/** A fully known value as a YAML document. */
export function encodeYaml(value: Value): string {
  const writer = new YamlWriter();
  writer.node(value, { indent: -1, block: false });
  return writer.finish(isPlain(value));
}

function isPlain(value: Value): boolean {
  return value.kind === 'null' || value.kind === 'bool' || value.kind === 'number';
}

interface Context {
  /** Column of the collection that holds the node; -1 at the top. */
  readonly indent: number;
  /** Whether the node begins on the line of an indicator (`- `, `? `, `: `), so that a collection in it does too. */
  readonly block: boolean;
  readonly key?: true;
}

class YamlWriter {
  #text = '';
  #column = 0;

  /** A scalar that is not quoted could go on: the end of the document is marked. */
  finish(plain: boolean): string {
    if (this.#column > 0) this.#write('\n');
    return plain ? `${this.#text}...\n` : this.#text;
  }

  node(value: Value, context: Context): void {
    if ('elements' in value && value.elements.length > 0) this.#sequence(value.elements, context);
    else if ('entries' in value && value.entries.size > 0) this.#mapping(sortedEntries(value.entries), context);
    else if (value.kind === 'string') this.#string(value.value, context);
    else this.#write(simpleText(value));
  }

  #sequence(elements: readonly Value[], context: Context): void {
    const indent = context.indent < 0 ? 0 : context.indent;
    for (const [at, element] of elements.entries()) {
      if (at > 0 || !context.block) this.#startLine(indent);
      this.#write('- ');
      this.node(element, { indent: indent + 2, block: true });
    }
  }

  #mapping(entries: readonly (readonly [string, Value])[], context: Context): void {
    const indent = context.indent < 0 ? 0 : context.indent;
    for (const [at, [key, entry]] of entries.entries()) {
      if (at > 0 || !context.block) this.#startLine(indent);
      if (isSimpleKey(key)) {
        this.#string(key, { indent, block: true, key: true });
        this.#write(':');
        this.#value(entry, indent);
      } else {
        this.#write('? ');
        this.#string(key, { indent, block: true });
        this.#startLine(indent);
        this.#write(': ');
        this.node(entry, { indent: indent + 2, block: true });
      }
    }
  }

  #value(entry: Value, indent: number): void {
    const isSequence = 'elements' in entry && entry.elements.length > 0;
    const isMapping = 'entries' in entry && entry.entries.size > 0;
    if (!isSequence && !isMapping) this.#write(' ');
    this.node(entry, { indent: isMapping ? indent + 2 : indent, block: false });
  }

  #string(text: string, context: Context): void {
    const indent = context.indent < 0 ? 2 : context.block && context.key !== true ? context.indent : context.indent + 2;
    if (context.key !== true && text.includes('\n') && canBeLiteral(text)) this.#literal(text, indent);
    else this.#quoted(text, indent, context.key === true);
  }

  #literal(text: string, indent: number): void {
    const hint = /^[ \n]/.test(text) ? '2' : '';
    const keeps = text.endsWith('\n\n') || text === '\n';
    this.#write(`|${hint}${keeps ? '+' : text.endsWith('\n') ? '' : '-'}\n`);
    const lines = text.replace(/\n$/, '').split('\n');
    for (const [at, line] of lines.entries()) {
      this.#write(line === '' ? '' : ' '.repeat(indent) + line);
      if (at < lines.length - 1 || text.endsWith('\n')) this.#write('\n');
    }
  }

  #quoted(text: string, indent: number, key: boolean): void {
    const letters = [...text];
    let afterSpace = false;
    this.#write('"');
    for (let at = 0; at < letters.length; at++) {
      const letter = letters[at] ?? '';
      const breakable = letter === ' ' && !key && !afterSpace && at > 0 && at < letters.length - 1;
      if (breakable && this.#column > BEST_WIDTH) {
        this.#startLine(indent);
        if (letters[at + 1] === ' ') this.#write('\\');
      } else this.#write(escaped(letter));
      afterSpace = letter === ' ';
    }
    this.#write('"');
  }

  #startLine(indent: number): void {
    if (this.#column > 0) this.#write('\n');
    this.#write(' '.repeat(indent));
  }

  #write(text: string): void {
    this.#text += text;
    const end = text.lastIndexOf('\n');
    this.#column = end < 0 ? this.#column + [...text].length : [...text.slice(end + 1)].length;
  }
}

/** What is neither quoted nor laid out. */
function simpleText(value: Value): string {
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return '[]';
    case 'map':
    case 'object':
      return '{}';
    case 'number':
      return numberText(value).replace(/^(-?)Infinity$/, (_, sign: string) => `${sign || '+'}Inf`);
    case 'bool':
      return String(value.value);
    case 'string':
      return value.value;
    case 'null':
    case 'unknown':
    case 'choice':
      return 'null';
  }
}

function isSimpleKey(key: string): boolean {
  return !/[\n\r\u0085\u2028\u2029]/.test(key) && utf8Encode(key).length <= LONGEST_SIMPLE_KEY;
}

/** No character that needs an escape, no blank before a line break or at the end. */
function canBeLiteral(text: string): boolean {
  return [...text].every(isPrintable) && !/[\u0085\u2028\u2029]/.test(text) && !/ (?:\n|$)/.test(text);
}

/** libyaml's idea of it; nothing beyond the basic plane is. */
function isPrintable(letter: string): boolean {
  const point = letter.codePointAt(0) ?? 0;
  if (point === 0x0a || (point >= 0x20 && point <= 0x7e)) return true;
  return point >= 0xa0 && point <= 0xfffd && point !== 0xfeff && !(point >= 0xd800 && point <= 0xdfff);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\0', '\\0'],
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\u001b', '\\e'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\u0085', '\\N'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
]);

function escaped(letter: string): string {
  const known = ESCAPES.get(letter);
  if (known !== undefined) return known;
  if (isPrintable(letter)) return letter;
  const hex = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
