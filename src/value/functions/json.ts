/** JSON as Terraform writes and reads it. */
import { bool, NULL, object, string, tuple } from '../construct.ts';
import { isInfinite, numberText, parseNumber } from '../decimal.ts';
import { sortedEntries } from '../set.ts';
import type { Value } from '../value.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A JSON string in which Go's escapes make the text safe inside HTML. */
export function jsonString(text: string): string {
  const body = text.replace(
    /["\\\u0000-\u001f<>&\u2028\u2029]/g,
    (letter) => ESCAPES[letter] ?? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${body}"`;
}

/** A fully known value without blanks, keys in code point order; `undefined` when it cannot be written (an infinity). */
export function encodeJson(value: Value): string | undefined {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'bool':
      return String(value.value);
    case 'number':
      return isInfinite(value) ? undefined : numberText(value);
    case 'string':
      return jsonString(value.value);
    case 'list':
    case 'set':
    case 'tuple': {
      const texts = value.elements.map(encodeJson);
      return texts.includes(undefined) ? undefined : `[${texts.join(',')}]`;
    }
    case 'map':
    case 'object': {
      const texts: string[] = [];
      for (const [key, entry] of sortedEntries(value.entries)) {
        const text = encodeJson(entry);
        if (text === undefined) return undefined;
        texts.push(`${jsonString(key)}:${text}`);
      }
      return `{${texts.join(',')}}`;
    }
    case 'unknown':
    case 'choice':
      return undefined;
  }
}

const TOKEN =
  /[ \t\r\n]*(?:([{}[\]:,])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null))/y;

/** Values that are nested deeper are not built. */
const DEEPEST = 400;

/**
 * The value that a document describes, arrays as tuples; of keys that appear twice, the last counts. `undefined` when it is
 * nested too deep.
 */
export function decodeJson(text: string): Value | { readonly error: string } | undefined {
  const reader = new JsonReader(text);
  try {
    const value = reader.value(0);
    if (!reader.isAtEnd()) return { error: 'extraneous data after JSON object' };
    return value;
  } catch (error) {
    if (error instanceof TooDeep) return undefined;
    if (error instanceof JsonError) return { error: error.message };
    throw error;
  }
}

class JsonError extends Error {}

class TooDeep extends Error {}

class JsonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    return /^[ \t\r\n]*$/.test(this.#text.slice(this.#at));
  }

  value(depth: number): Value {
    if (depth > DEEPEST) throw new TooDeep();
    const token = this.#next('looking for beginning of value');
    if (token === '{') return this.#object(depth);
    if (token === '[') return this.#array(depth);
    if (token === 'null') return NULL;
    if (token === 'true' || token === 'false') return bool(token === 'true');
    if (token.startsWith('"')) return string(unescaped(token));
    const number = parseNumber(token);
    if (number === undefined) throw this.#unexpected('looking for beginning of value', this.#at - token.length);
    return number;
  }

  #object(depth: number): Value {
    const entries = new Map<string, Value>();
    let token = this.#next('looking for beginning of object key string');
    while (token !== '}') {
      if (!token.startsWith('"'))
        throw this.#unexpected('looking for beginning of object key string', this.#at - token.length);
      const key = unescaped(token).normalize('NFC');
      if (this.#next('after object key') !== ':') throw this.#unexpected('after object key', this.#at - 1);
      entries.delete(key);
      entries.set(key, this.value(depth + 1));
      token = this.#next('after object key:value pair');
      if (token === '}') break;
      if (token !== ',') throw this.#unexpected('after object key:value pair', this.#at - token.length);
      token = this.#next('looking for beginning of object key string');
      if (token === '}') throw this.#unexpected('looking for beginning of object key string', this.#at - 1);
    }
    return object(entries);
  }

  #array(depth: number): Value {
    const elements: Value[] = [];
    const start = this.#at;
    if (this.#next('looking for beginning of value') === ']') return tuple(elements);
    this.#at = start;
    for (;;) {
      elements.push(this.value(depth + 1));
      const token = this.#next('after array element');
      if (token === ']') return tuple(elements);
      if (token !== ',') throw this.#unexpected('after array element', this.#at - token.length);
    }
  }

  #next(where: string): string {
    TOKEN.lastIndex = this.#at;
    const match = TOKEN.exec(this.#text);
    if (match === null) throw this.#unexpected(where, this.#at);
    this.#at = TOKEN.lastIndex;
    return match[0].trimStart();
  }

  #unexpected(where: string, from: number): JsonError {
    const rest = this.#text.slice(from).replace(/^[ \t\r\n]+/, '');
    const [letter] = rest;
    if (letter === undefined) return new JsonError('unexpected end of JSON input');
    const shown = letter === "'" ? `'\\''` : letter === '"' ? `'"'` : `'${JSON.stringify(letter).slice(1, -1)}'`;
    return new JsonError(`invalid character ${shown} ${where}`);
  }
}

/** Lone surrogates become U+FFFD, as in Go. */
function unescaped(token: string): string {
  return (JSON.parse(token) as string).replace(/\p{Surrogate}/gu, '\ufffd');
}
