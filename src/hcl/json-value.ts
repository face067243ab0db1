/**
 * JSON text → JSON values with spans, in order and with duplicate properties: what HCL's JSON syntax is made of.
 *
 * Strict JSON, reported in the words of HCL's own JSON parser. After an error the parser goes on where the text most likely
 * does: a missing comma, colon or value costs only itself; a closer that belongs to an outer bracket closes the inner one.
 */
import type { Span } from '../text/range.ts';
import type { SyntaxDiagnostic } from './ast.ts';
import { type JsonScanner, type JsonTokenKind, scanJson } from './json-scanner.ts';

export interface JsonObject extends Span {
  readonly kind: 'object';
  readonly properties: readonly JsonProperty[];
}

/** `"name": value`. The name, with its quotes, is `start..nameEnd`. */
export interface JsonProperty extends Span {
  readonly name: string;
  readonly nameEnd: number;
  readonly value: JsonValue;
}

export interface JsonArray extends Span {
  readonly kind: 'array';
  readonly elements: readonly JsonValue[];
}

/** The span holds the quotes. */
export interface JsonString extends Span {
  readonly kind: 'string';
  readonly value: string;
}

export interface JsonNumber extends Span {
  readonly kind: 'number';
  readonly text: string;
}

export interface JsonKeyword extends Span {
  readonly kind: 'true' | 'false' | 'null';
}

/** Stands where there is no readable value; a diagnostic tells why. */
export interface JsonInvalid extends Span {
  readonly kind: 'invalid';
}

export type JsonValue = JsonObject | JsonArray | JsonString | JsonNumber | JsonKeyword | JsonInvalid;

export interface JsonDocument {
  readonly root: JsonValue;
  readonly diagnostics: readonly SyntaxDiagnostic[];
}

/** Nesting beyond this is reported and skipped, because whatever walks the tree recurses. */
const maximumDepth = 400;

const valueDetail = 'A JSON value must start with a brace, a bracket, a number, a string, or a keyword.';
const numberGrammar = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/;

export function parseJsonValue(text: string): JsonDocument {
  const diagnostics: SyntaxDiagnostic[] = [];
  const parser = new JsonParser(text, diagnostics);
  const root = parser.document();
  return { root, diagnostics };
}

class JsonParser {
  readonly #scanner: JsonScanner;
  readonly #diagnostics: SyntaxDiagnostic[];
  /** The brackets that are open, outermost first. */
  readonly #open: ('{' | '[')[] = [];
  /** One fault is one error: the end of the text is reported by the innermost value that misses something, or not at all. */
  #endReported = false;
  #depthReported = false;

  constructor(text: string, diagnostics: SyntaxDiagnostic[]) {
    this.#diagnostics = diagnostics;
    this.#scanner = scanJson(text, (diagnostic) => diagnostics.push(diagnostic));
  }

  document(): JsonValue {
    const token = this.#scanner;
    // A byte order mark is an error in HCL's JSON, but no reason to lose the file.
    if (token.kind === 'unknown' && token.value === '\uFEFF') {
      this.#report(token, 'Invalid start of value', valueDetail);
      token.advance();
    }
    const root = this.#value();
    if (token.kind !== 'end' && this.#diagnostics.length === 0) {
      this.#report(token, 'Extraneous data after value', 'Extra characters appear after the JSON value.');
    }
    return root;
  }

  #value(): JsonValue {
    const token = this.#scanner;
    const { start, end, value, kind } = token;
    switch (kind) {
      case '{':
        return this.#nested('{', () => this.#object());
      case '[':
        return this.#nested('[', () => this.#array());
      case 'string':
        token.advance();
        return { kind: 'string', start, end, value };
      case 'number':
        token.advance();
        if (numberGrammar.test(value)) return { kind: 'number', start, end, text: value };
        this.#report({ start, end }, 'Invalid JSON number', 'There is a syntax error in the given JSON number.');
        return { kind: 'invalid', start, end };
      case 'word':
        token.advance();
        if (value === 'true' || value === 'false' || value === 'null') return { kind: value, start, end };
        this.#report({ start, end }, 'Invalid JSON keyword', keywordDetail(value));
        return { kind: 'invalid', start, end };
      case '}':
        this.#report(token, 'Missing JSON value', valueDetail);
        return this.#missing();
      case ']':
        this.#report(token, 'Missing array element value', valueDetail);
        return this.#missing();
      case 'end':
        this.#reportEnd(token, 'Missing value', 'The JSON data ends prematurely.');
        return this.#missing();
      case ',':
        this.#report(token, 'Invalid start of value', valueDetail);
        return this.#missing();
      case ':':
      case '=':
      case 'unknown':
        this.#report(token, 'Invalid start of value', valueDetail);
        token.advance();
        return { kind: 'invalid', start, end };
    }
  }

  /** A value that is not there, behind the last token. */
  #missing(): JsonInvalid {
    const at = this.#scanner.previousEnd;
    return { kind: 'invalid', start: at, end: at };
  }

  #nested(bracket: '{' | '[', parse: () => JsonValue): JsonValue {
    if (this.#open.length >= maximumDepth) return this.#skipNested();
    this.#open.push(bracket);
    const value = parse();
    this.#open.pop();
    return value;
  }

  #skipNested(): JsonInvalid {
    const token = this.#scanner;
    const start = token.start;
    if (!this.#depthReported) {
      this.#depthReported = true;
      this.#report(token, 'Nesting too deep', `Values that nest deeper than ${maximumDepth} levels are not read.`);
    }
    let depth = 0;
    do {
      if (token.kind === '{' || token.kind === '[') depth++;
      else if (token.kind === '}' || token.kind === ']') depth--;
      else if (token.kind === 'end') break;
      token.advance();
    } while (depth > 0);
    return { kind: 'invalid', start, end: token.previousEnd };
  }

  #object(): JsonObject {
    const token = this.#scanner;
    const start = token.start;
    const properties: JsonProperty[] = [];
    token.advance();
    while (token.kind !== '}') {
      if (token.kind === 'end' && properties.length > 0) break;
      this.#property(properties);
      if (!this.#objectGoesOn()) break;
    }
    if (token.kind === '}') token.advance();
    else if (token.kind === 'end') {
      const open = { start, end: start + 1 };
      this.#reportEnd(open, 'Unclosed object', 'No closing brace was found for this JSON object.');
    }
    return { kind: 'object', start, end: token.previousEnd, properties };
  }

  /** Behind a property: whether another one may follow. Leaves the closing brace to the caller. */
  #objectGoesOn(): boolean {
    const token = this.#scanner;
    switch (token.kind) {
      case ',': {
        const comma = { start: token.start, end: token.end };
        token.advance();
        if (this.#isAt('}')) {
          const detail = 'JSON does not permit a trailing comma after the final property in an object.';
          this.#report(comma, 'Trailing comma in object', detail);
        }
        return true;
      }
      case '}':
      case 'end':
        return false;
      case ']':
        this.#report(token, 'Mismatched braces', 'A JSON object must be closed with a brace, not a bracket.');
        if (!this.#open.includes('[')) token.advance();
        this.#endReported = true;
        return false;
      case 'string': {
        const detail = 'A comma must appear between each property definition in an object.';
        this.#report(token, 'Missing attribute seperator comma', detail);
        return true;
      }
      case '{':
      case '[':
      case ':':
      case '=':
      case 'number':
      case 'word':
      case 'unknown':
        // Reported as the property name that it is not.
        return true;
    }
  }

  #property(properties: JsonProperty[]): void {
    const token = this.#scanner;
    if (token.kind !== 'string') {
      this.#notAName();
      return;
    }
    let name = { start: token.start, end: token.end, value: token.value };
    token.advance();
    for (;;) {
      const value = this.#colon() ? this.#value() : this.#missing();
      // In `"a": ⏎ "b": 1` the value of "a" is missing; the string behind it is the next name.
      const isName = value.kind === 'string' && this.#isAt(':');
      if (!isName) {
        properties.push(property(name, value));
        return;
      }
      this.#report(value, 'Missing JSON value', valueDetail);
      properties.push(property(name, { kind: 'invalid', start: name.end, end: name.end }));
      name = value;
    }
  }

  /** Something other than a string where a property name should be: it, and a value that follows it, are dropped. */
  #notAName(): void {
    const token = this.#scanner;
    const { start, end, kind } = token;
    if (kind === ']') return;
    const before = this.#diagnostics.length;
    const value = this.#value();
    if (this.#diagnostics.length === before && value.kind !== 'invalid') {
      const detail = 'A JSON object property name must be a string';
      this.#report({ start, end }, 'Invalid object property name', detail);
    }
    if (token.kind === ':' || token.kind === '=') {
      token.advance();
      this.#value();
    }
  }

  /** Whether a value can be read: a colon was there, or what stands there instead of it is behind us or starts a value. */
  #colon(): boolean {
    const token = this.#scanner;
    switch (token.kind) {
      case ':':
        token.advance();
        return true;
      case ',':
      case '}': {
        const detail = 'A JSON object attribute must have a value, introduced by a colon.';
        this.#report(token, 'Missing object value', detail);
        return false;
      }
      case '=': {
        const detail = 'JSON uses a colon as its name/value delimiter, not an equals sign.';
        this.#report(token, 'Missing property value colon', detail);
        token.advance();
        return true;
      }
      case 'end':
        this.#reportEnd(token, 'Missing property value colon', colonDetail);
        return false;
      case ']':
      case 'unknown':
        this.#report(token, 'Missing property value colon', colonDetail);
        return false;
      case '{':
      case '[':
      case 'string':
      case 'number':
      case 'word':
        this.#report(token, 'Missing property value colon', colonDetail);
        return true;
    }
  }

  #array(): JsonArray {
    const token = this.#scanner;
    const start = token.start;
    const elements: JsonValue[] = [];
    token.advance();
    while (token.kind !== ']') {
      if (token.kind === 'end' && elements.length > 0) break;
      if (!this.#isAt('}')) elements.push(this.#value());
      if (!this.#arrayGoesOn()) break;
    }
    if (token.kind === ']') token.advance();
    else if (token.kind === 'end') {
      // HCL says "object" here too.
      const open = { start, end: start + 1 };
      this.#reportEnd(open, 'Unclosed object', 'No closing bracket was found for this JSON array.');
    }
    return { kind: 'array', start, end: token.previousEnd, elements };
  }

  /** Behind an element: whether another one may follow. Leaves the closing bracket to the caller. */
  #arrayGoesOn(): boolean {
    const token = this.#scanner;
    switch (token.kind) {
      case ',': {
        const comma = { start: token.start, end: token.end };
        token.advance();
        if (this.#isAt(']')) {
          const detail = 'JSON does not permit a trailing comma after the final value in an array.';
          this.#report(comma, 'Trailing comma in array', detail);
        }
        return true;
      }
      case ']':
      case 'end':
        return false;
      case '}':
        this.#report(token, 'Mismatched brackets', 'A JSON array must be closed with a bracket, not a brace.');
        if (!this.#open.includes('{')) token.advance();
        this.#endReported = true;
        return false;
      case ':':
        this.#report(token, 'Invalid array value', 'A colon is not used to introduce values in a JSON array.');
        token.advance();
        return true;
      case '{':
      case '[':
      case '=':
      case 'string':
      case 'number':
      case 'word':
      case 'unknown':
        this.#report(token, 'Missing attribute seperator comma', 'A comma must appear between each value in an array.');
        if (token.kind === '=' || token.kind === 'unknown') token.advance();
        return true;
    }
  }

  #isAt(kind: JsonTokenKind): boolean {
    return this.#scanner.kind === kind;
  }

  /** Tokens in a row that are all wrong are one fault: only the first is reported. */
  #report({ start, end }: Span, summary: string, detail: string): void {
    const last = this.#diagnostics.at(-1);
    if (last !== undefined && last.end === this.#scanner.previousEnd) return;
    this.#diagnostics.push({ start, end, summary, detail });
  }

  #reportEnd(span: Span, summary: string, detail: string): void {
    if (this.#endReported) return;
    this.#endReported = true;
    this.#report(span, summary, detail);
  }
}

function property(name: Span & { readonly value: string }, value: JsonValue): JsonProperty {
  const end = Math.max(name.end, value.end);
  return { start: name.start, end, name: name.value, nameEnd: name.end, value };
}

const colonDetail = "A colon must appear between an object property's name and its value.";

function keywordDetail(word: string): string {
  if (word === 'undefined' || word === 'NaN' || word === 'Infinity') {
    return `The JavaScript identifier "${word}" cannot be used in JSON.`;
  }
  const lower = word.toLowerCase();
  const meant = ['false', 'true', 'null'].find((keyword) => keyword === lower);
  return `"${word}" is not a valid JSON keyword.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`;
}
